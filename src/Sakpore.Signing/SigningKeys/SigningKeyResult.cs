using System.Diagnostics.CodeAnalysis;

namespace Sakpore.Signing.SigningKeys;

/// <summary>What came of loading a key: the key, or why not.</summary>
public sealed class SigningKeyResult
{
    private SigningKeyResult(LocalSigningKey? key, SigningKeyFault? fault)
    {
        Key = key;
        Fault = fault;
    }

    /// <summary>The key; null when <see cref="Fault"/> is set.</summary>
    public LocalSigningKey? Key { get; }

    /// <summary>Why there is none; null when <see cref="Key"/> is set.</summary>
    public SigningKeyFault? Fault { get; }

    /// <summary>The fault as a machine-readable reason in UPPER_SNAKE; empty when there is none.</summary>
    public string Reason => Fault is { } fault ? Words(fault).Reason : "";

    /// <summary>A sentence in Indonesian that says what is wrong; empty when nothing is. Never holds a passphrase.</summary>
    public string Indonesian => Fault is { } fault ? Words(fault).Indonesian : "";

    /// <summary>The same sentence in English.</summary>
    public string English => Fault is { } fault ? Words(fault).English : "";

    /// <summary>Tells which of the two it is.</summary>
    /// <param name="key">The key when the answer is true.</param>
    public bool TryGetKey([NotNullWhen(true)] out LocalSigningKey? key)
    {
        key = Key;
        return key is not null;
    }

    internal static SigningKeyResult Of(LocalSigningKey key) => new(key, null);

    internal static SigningKeyResult Of(SigningKeyFault fault) => new(null, fault);

    private static (string Reason, string Indonesian, string English) Words(SigningKeyFault fault) => fault switch
    {
        SigningKeyFault.WrongPassphrase => ("KEY_WRONG_PASSPHRASE",
            "Kata sandi kunci salah.", "The passphrase of the key is wrong."),
        SigningKeyFault.FileDamaged => ("KEY_FILE_DAMAGED",
            "Berkas kunci rusak atau bukan berkas kunci.", "The key file is damaged, or is no key file."),
        SigningKeyFault.KeyMissing => ("KEY_MISSING",
            "Berkas tidak memuat kunci privat.", "The file holds no private key."),
        SigningKeyFault.SeveralKeys => ("KEY_SEVERAL",
            "Berkas memuat lebih dari satu kunci privat.", "The file holds more than one private key."),
        SigningKeyFault.CertificateMissing => ("KEY_CERTIFICATE_MISSING",
            "Sertifikat penanda tangan tidak ada.", "The signer's certificate is missing."),
        SigningKeyFault.KeyUnsupported => ("KEY_UNSUPPORTED",
            "Jenis atau panjang kunci tidak didukung; gunakan RSA 2048-4096 atau P-256, P-384, P-521.",
            "Keys of this kind or length are not supported; use RSA 2048-4096 or P-256, P-384, P-521."),
        SigningKeyFault.CertificateUnsupported => ("KEY_CERTIFICATE_UNSUPPORTED",
            "Sertifikat tidak berbentuk DER yang sah.", "The certificate is not valid DER."),
        SigningKeyFault.KeyOfAnotherCertificate => ("KEY_OF_ANOTHER_CERTIFICATE",
            "Kunci privat bukan milik sertifikat ini.", "The private key is not that of the certificate."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a key fault."),
    };
}

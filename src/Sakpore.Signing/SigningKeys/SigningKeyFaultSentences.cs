namespace Sakpore.Signing.SigningKeys;

/// <summary>The words of each <see cref="SigningKeyFault"/>.</summary>
internal static class SigningKeyFaultSentences
{
    public static (string Reason, string Indonesian, string English) Of(SigningKeyFault fault) => fault switch
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
            "Jenis atau panjang kunci tidak didukung; gunakan RSA 2048-4096, P-256, P-384, P-521, Ed25519 atau Ed448.",
            "Keys of this kind or length are not supported; use RSA 2048-4096, P-256, P-384, P-521, Ed25519 or Ed448."),
        SigningKeyFault.CertificateUnsupported => ("KEY_CERTIFICATE_UNSUPPORTED",
            "Sertifikat tidak berbentuk DER yang sah.", "The certificate is not valid DER."),
        SigningKeyFault.KeyOfAnotherCertificate => ("KEY_OF_ANOTHER_CERTIFICATE",
            "Kunci privat bukan milik sertifikat ini.", "The private key is not that of the certificate."),
        SigningKeyFault.TokenMissing => ("KEY_TOKEN_MISSING",
            "Modul atau token PKCS#11 tidak ditemukan.", "The PKCS#11 module or token is not found."),
        SigningKeyFault.TokenFailed => ("KEY_TOKEN_FAILED",
            "Token PKCS#11 menolak atau gagal.", "The PKCS#11 token refused or failed."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a key fault."),
    };
}

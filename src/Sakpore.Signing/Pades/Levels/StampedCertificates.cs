using System.Security.Cryptography;
using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Pades;

/// <summary>A certificate whose key made a signature or a token, and since when that is proved to exist.</summary>
/// <param name="Signature">Key of the VRI entry: upper-case hexadecimal SHA-1 of the Contents that it belongs to.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="Purpose">Signature or timestamp.</param>
/// <param name="At">The time proved; evidence must be newer.</param>
internal sealed record StampedCertificate(string Signature, Certificate Certificate, AnchorPurposes Purpose, DateTimeOffset At);

/// <summary>All signers and timestamp authorities of a file, and the certificates that came with them.</summary>
internal sealed class StampedCertificates
{
    private readonly List<StampedCertificate> _all = [];
    private readonly List<Certificate> _pool = [];

    /// <summary>Each signer, and the authority of each signature timestamp and document timestamp.</summary>
    public IReadOnlyList<StampedCertificate> All => _all;

    /// <summary>Certificates that the containers and tokens carry.</summary>
    public IReadOnlyList<Certificate> Pool => _pool;

    /// <param name="document">The file.</param>
    /// <param name="report">What the verifier found: every signature in it is valid.</param>
    public static StampedCertificates Read(PdfDocument document, VerificationReport report)
    {
        var found = new StampedCertificates();
        foreach (var field in FieldTree.Fields(document))
        {
            if (field is { IsSignature: true, Signature: { } dictionary } && report.Signatures.FirstOrDefault(s => s.Field == field.Name) is { } judged
                && document.String(dictionary, "Contents") is { } contents)
                found.Read(contents.Value, judged);
        }

        return found;
    }

    private void Read(ReadOnlyMemory<byte> contents, SignatureReport judged)
    {
        if (SignedContainer.Read(contents, out var container) != CmsFault.None || judged.Signer is not { } signer)
            return;
#pragma warning disable CA5350 // A name, not a proof: ISO 32000-2, 12.8.4.3 has it so.
        var key = Convert.ToHexString(SHA1.HashData(contents.Span));
#pragma warning restore CA5350
        _pool.AddRange(container!.Certificates);
        if (judged.Kind == SignatureKind.Timestamp)
        {
            // What proves the time of a timestamp is itself, where nothing later does.
            _all.Add(new StampedCertificate(key, signer, AnchorPurposes.Timestamps, judged.SigningTime!.Value));
            return;
        }

        _all.Add(new StampedCertificate(key, signer, AnchorPurposes.Signatures, judged.ProvedTime!.Value));
        foreach (var bytes in container.Signer.UnsignedAttributes.Values(CmsAttributes.SignatureTimestamp))
            ReadToken(key, bytes);
    }

    private void ReadToken(string key, ReadOnlyMemory<byte> bytes)
    {
        if (TimestampToken.Read(bytes, out var token) != CmsFault.None)
            return;
        var container = token!.Container;
        _pool.AddRange(container.Certificates);
        var check = ContainerCheck.Run(
            container, SignedContainer.TimestampType, digest => digest.Hash(container.Content!.Value.Span), _pool, new SignatureFindings());
        if (check is { Integrity: Integrity.Intact, Signer: { } authority })
            _all.Add(new StampedCertificate(key, authority, AnchorPurposes.Timestamps, token.Time));
    }
}

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
/// <param name="At">The time that a timestamp tells of it; evidence about the certificate must be newer.</param>
/// <param name="Proved">
/// Since when it is proved to exist: of a signature the same; of a token the time of the first document timestamp over it, and
/// while there is none, now.
/// </param>
internal sealed record StampedCertificate(
    string Signature, Certificate Certificate, AnchorPurposes Purpose, DateTimeOffset At, DateTimeOffset Proved);

/// <summary>All signers and timestamp authorities of a file, and the certificates that came with them.</summary>
internal sealed class StampedCertificates
{
    private readonly List<StampedCertificate> _all = [];
    private readonly List<Certificate> _pool = [];
    private readonly (long End, DateTimeOffset Time)[] _timestamps;
    private readonly DateTimeOffset _now;

    private StampedCertificates(VerificationReport report)
    {
        _now = report.Policy.At;
        _timestamps = [.. report.Signatures.Where(s => s.Kind == SignatureKind.Timestamp).Select(s => (s.SignedEnd, s.SigningTime!.Value))];
    }

    /// <summary>Each signer, and the authority of each signature timestamp and document timestamp.</summary>
    public IReadOnlyList<StampedCertificate> All => _all;

    /// <summary>Certificates that the containers and tokens carry.</summary>
    public IReadOnlyList<Certificate> Pool => _pool;

    /// <param name="document">The file.</param>
    /// <param name="report">What the verifier found: every signature in it is valid.</param>
    public static StampedCertificates Read(PdfDocument document, VerificationReport report)
    {
        var found = new StampedCertificates(report);
        foreach (var field in FieldTree.Fields(document))
        {
            if (field is { IsSignature: true, Signature: { } dictionary } && report.Signatures.FirstOrDefault(s => s.Field == field.Name) is { } judged
                && document.String(dictionary, "Contents") is { } contents)
                found.Read(contents.Value, judged);
        }

        return found;
    }

    /// <summary>Since when bytes of the file are proved to exist, by the first document timestamp over them; now, while there is none.</summary>
    /// <param name="end">Just past the last of them.</param>
    public DateTimeOffset ProvedSince(long end) => _timestamps.Where(t => t.End > end).Select(t => (DateTimeOffset?)t.Time).Min() ?? _now;

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
            _all.Add(new StampedCertificate(key, signer, AnchorPurposes.Timestamps, judged.SigningTime!.Value, ProvedSince(judged.SignedEnd)));
            return;
        }

        _all.Add(new StampedCertificate(key, signer, AnchorPurposes.Signatures, judged.ProvedTime!.Value, judged.ProvedTime.Value));
        foreach (var bytes in container.Signer.UnsignedAttributes.Values(CmsAttributes.SignatureTimestamp))
            ReadToken(key, bytes, ProvedSince(judged.SignedEnd));
    }

    private void ReadToken(string key, ReadOnlyMemory<byte> bytes, DateTimeOffset proved)
    {
        if (TimestampToken.Read(bytes, out var token) != CmsFault.None)
            return;
        var container = token!.Container;
        _pool.AddRange(container.Certificates);
        var check = ContainerCheck.Run(
            container, SignedContainer.TimestampType, digest => digest.Hash(container.Content!.Value.Span), _pool, new SignatureFindings());
        if (check is { Integrity: Integrity.Intact, Signer: { } authority })
            _all.Add(new StampedCertificate(key, authority, AnchorPurposes.Timestamps, token.Time, proved));
    }
}

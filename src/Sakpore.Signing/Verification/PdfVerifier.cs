using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Verification.Changes;
using Sakpore.Signing.Verification.Signatures;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification;

/// <summary>Verifies the signatures of a PDF by EN 319 102-1, and what was saved after each.</summary>
public static class PdfVerifier
{
    /// <summary>Most signatures and document timestamps looked at in one file: 200.</summary>
    public const int MaximumSignatures = 200;

    /// <summary>Verifies a file. It opens no connection, keeps nothing, and throws for no content whatever.</summary>
    /// <param name="file">The whole file; it must not change meanwhile, and is not copied.</param>
    /// <param name="policy">What to verify by.</param>
    /// <param name="fileName">Its name, to be told in the report; null for none.</param>
    public static VerificationReport Verify(ReadOnlyMemory<byte> file, VerificationPolicy policy, string? fileName = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (!PdfDocument.Read(file, policy.Limits).TryGetDocument(out var document, out var damage))
            return Unreadable(fileName, policy, ReasonOf(damage));
        try
        {
            return Verify(document, policy, fileName);
        }
        catch (PdfFaultException e)
        {
            return Unreadable(fileName, policy, ReasonOf(e.Fault));
        }
    }

    private static VerificationReport Verify(PdfDocument document, VerificationPolicy policy, string? fileName)
    {
        var fields = FieldTree.Fields(document).Where(f => f is { IsSignature: true, Value: not null }).ToList();
        if (fields.Count > MaximumSignatures)
            return Unreadable(fileName, policy, Findings.TooManySignatures.ToReason());

        var history = new ChangeHistory(document);
        var all = fields.ConvertAll(f => SignatureVerification.Locate(document, f, history));
        MarkReused(all);
        Validate(all, new ValidationContext(policy, SecurityStore.Read(document)));
        var limits = all.Select(s => s.Limits).OfType<SignatureLimits>().ToArray();
        var judge = new ChangeJudge(document, history, limits, policy.AllowAnnotations);
        var disagreement = all.Count == 0 ? null : TwoViews.Disagreement(document, history);
        foreach (var signature in all)
            signature.Judge(judge, disagreement);

        var reports = all.Select(s => s.ToReport()).OrderBy(r => r.SignedEnd).ToArray();
        var verdict = Conclude(reports);
        return new VerificationReport
        {
            File = fileName,
            Verdict = verdict,
            Policy = policy,
            Reasons = verdict != Verdict.Unsigned ? []
                : [(reports.Length > 0 ? Findings.TimestampOnly : Findings.NoSignature).ToReason()],
            Signatures = reports,
        };
    }

    private static void MarkReused(List<SignatureVerification> all)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (all.Where((other, j) => j != i && other.IsSameAs(all[i])).Any())
                all[i].Findings.Add(Findings.DictionaryReused);
        }
    }

    // From the newest back: a timestamp proves that what it covers existed, older timestamps among it (EN 319 102-1, 5.6.3).
    private static void Validate(List<SignatureVerification> all, ValidationContext context)
    {
        var done = new List<SignatureVerification>();
        foreach (var signature in all.OrderByDescending(s => s.SignedEnd))
        {
            var proved = done.Where(later => later.TimestampTime is not null && later.Covers(signature)).Min(later => later.TimestampTime);
            signature.Validate(context, proved);
            done.Add(signature);
        }
    }

    private static Verdict Conclude(IReadOnlyList<SignatureReport> signatures)
    {
        if (signatures.Any(IsAltered))
            return Verdict.Altered;
        if (!signatures.Any(s => s.Kind == SignatureKind.Signature))
            return Verdict.Unsigned;
        return signatures.All(s => s.Kind != SignatureKind.Signature || s.Indication == Indication.TotalPassed)
            ? Verdict.Authentic
            : Verdict.Untrusted;
    }

    private static bool IsAltered(SignatureReport signature) =>
        signature.Integrity == Integrity.Broken
        || signature.Coverage == Coverage.Partial
        || signature.Modifications == Modifications.NotPermitted;

    private static Reason ReasonOf(PdfFault fault) => new(fault.Reason, ReasonSeverity.Error, fault.Indonesian, fault.English);

    private static VerificationReport Unreadable(string? fileName, VerificationPolicy policy, Reason reason) =>
        VerificationReport.NotOpened(fileName, policy, reason);
}

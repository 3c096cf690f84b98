using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification.Changes;
using Sakpore.Signing.Verification.Fetching;
using Sakpore.Signing.Verification.Signatures;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification;

/// <summary>Verifies the signatures of a PDF by EN 319 102-1, and what was saved after each.</summary>
public static class PdfVerifier
{
    /// <summary>Most signatures and document timestamps looked at in one file: 200.</summary>
    public const int MaximumSignatures = 200;

    // A list that was fetched may be signed by one whose own status has to be asked for; more rounds would only repeat.
    private const int MaximumRounds = 3;

    /// <summary>Verifies a file. It opens no connection, keeps nothing, and throws for no content whatever.</summary>
    /// <param name="file">The whole file; it must not change meanwhile, and is not copied.</param>
    /// <param name="policy">What to verify by.</param>
    /// <param name="fileName">Its name, to be told in the report; null for none.</param>
    public static VerificationReport Verify(ReadOnlyMemory<byte> file, VerificationPolicy policy, string? fileName = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Verify(file, policy, fileName, out _);
    }

    /// <summary>
    /// Verifies a file, and has missing revocation evidence fetched: only for certificates whose path to a configured anchor is
    /// verified already.
    /// </summary>
    /// <param name="file">The whole file; it must not change meanwhile, and is not copied.</param>
    /// <param name="policy">What to verify by.</param>
    /// <param name="fetcher">Who fetches, within limits of its own.</param>
    /// <param name="fileName">Its name, to be told in the report; null for none.</param>
    /// <param name="cancellation">Ends the fetching.</param>
    public static async Task<VerificationReport> VerifyAsync(
        ReadOnlyMemory<byte> file, VerificationPolicy policy, IEvidenceFetcher fetcher, string? fileName = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(fetcher);
        policy = policy with { IsOnline = true };
        var report = Verify(file, policy, fileName, out var missing);
        if (policy.Revocation == RevocationRequirement.Off)
            return report;
        using var rounds = new EvidenceRounds(fetcher, cancellation);
        for (var round = 0; round < MaximumRounds && await rounds.FetchAsync(missing).ConfigureAwait(false); round++)
            report = Verify(file, policy with { Fetched = rounds.Fetched }, fileName, out missing);
        return report;
    }

    private static VerificationReport Verify(
        ReadOnlyMemory<byte> file, VerificationPolicy policy, string? fileName, out IReadOnlyCollection<(Certificate Certificate, Certificate Issuer)> missing)
    {
        missing = [];
        if (!PdfDocument.Read(file, policy.Limits with { AllowsLooseOffsets = true }).TryGetDocument(out var document, out var damage))
            return Unreadable(fileName, policy, ReasonOf(damage));
        try
        {
            return Verify(document, policy, fileName, out missing);
        }
        catch (PdfFaultException e)
        {
            return Unreadable(fileName, policy, ReasonOf(e.Fault));
        }
    }

    private static VerificationReport Verify(
        PdfDocument document, VerificationPolicy policy, string? fileName, out IReadOnlyCollection<(Certificate Certificate, Certificate Issuer)> missing)
    {
        missing = [];
        var fields = FieldTree.Fields(document).Where(f => f is { IsSignature: true, Value: not null }).ToList();
        if (fields.Count > MaximumSignatures)
            return Unreadable(fileName, policy, Findings.TooManySignatures.ToReason());

        var history = new ChangeHistory(document);
        var all = fields.ConvertAll(f => new SignatureVerification(document, LocatedSignature.Locate(document, f, history)));
        MarkReused(all);
        var context = new ValidationContext(policy, all.Count == 0 ? SecurityStore.Empty : SecurityStore.Read(document));
        // From the newest back: a timestamp proves that what it covers existed, older timestamps among it (EN 319 102-1, 5.6.3).
        foreach (var signature in all.OrderByDescending(s => s.Located.Range.End))
            signature.Validate(context);
        missing = context.Missing;

        var limits = all.Select(s => s.Located.Limits).OfType<SignatureLimits>().ToArray();
        var judge = new ChangeJudge(document, history, limits, policy.AllowAnnotations);
        var disagreement = all.Count == 0 ? null
            : TwoViews.Disagreement(document, history, all.Min(s => s.Located.Revision?.MarkerEnd ?? document.Bytes.Length));
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
            if (all.Where((other, j) => j != i && other.Located.IsSameAs(all[i].Located)).Any())
                all[i].Located.Findings.Add(Findings.DictionaryReused);
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

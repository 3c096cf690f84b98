using Google.Protobuf.WellKnownTypes;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using ChainMessage = Sakpore.Verification.V1.ChainCertificate;
using Message = Sakpore.Verification.V1.VerificationReport;
using ReasonMessage = Sakpore.Verification.V1.Reason;
using SignatureMessage = Sakpore.Verification.V1.SignatureReport;

namespace Sakpore.Grpc.Verification;

/// <summary>The library's report in the contract's shape, with the names of its JSON form.</summary>
internal static class ReportMessages
{
    /// <summary>The contract's shape of a report.</summary>
    public static Message ToMessage(VerificationReport report) => new()
    {
        Verdict = report.Verdict switch
        {
            Verdict.Unreadable => Message.Types.Verdict.Unreadable,
            Verdict.Altered => Message.Types.Verdict.Altered,
            Verdict.Unsigned => Message.Types.Verdict.Unsigned,
            Verdict.Authentic => Message.Types.Verdict.Authentic,
            Verdict.Untrusted => Message.Types.Verdict.Untrusted,
            _ => Message.Types.Verdict.Unspecified,
        },
        ValidationTime = report.Policy.At.ToTimestamp(),
        Policy = $"revocation={ReportNames.Lower(report.Policy.Revocation)} anchors={report.Policy.Anchors.All.Count} algorithms={report.Policy.Algorithms.Id} online={(report.Policy.IsOnline ? "yes" : "no")}",
        Reasons = { report.Reasons.Select(ToMessage) },
        Signatures = { report.Signatures.Select(ToMessage) },
    };

    private static SignatureMessage ToMessage(SignatureReport signature) => new()
    {
        Field = signature.Field,
        Kind = ReportNames.Lower(signature.Kind),
        Indication = ReportNames.Of(signature.Indication),
        SubIndication = signature.SubIndication is { } sub ? ReportNames.Of(sub) : "",
        Integrity = ReportNames.Lower(signature.Integrity),
        Coverage = ReportNames.Lower(signature.Coverage),
        Modifications = ReportNames.Lower(signature.Modifications),
        Certification = signature.Certification ?? 0,
        Level = signature.Level?.ToString() ?? "",
        SubFilter = signature.SubFilter ?? "",
        Signer = signature.Signer?.Subject.ToString() ?? "",
        Issuer = signature.Signer?.Issuer.ToString() ?? "",
        SigningTime = signature.SigningTime?.ToTimestamp(),
        ProvedTime = signature.ProvedTime?.ToTimestamp(),
        Reasons = { signature.Reasons.Select(ToMessage) },
        Chain = { signature.Chain.Select(ToMessage) },
    };

    private static ChainMessage ToMessage(Certificate certificate) => new()
    {
        Subject = certificate.Subject.ToString(),
        Issuer = certificate.Issuer.ToString(),
        SerialNumber = certificate.SerialNumber,
        NotBeforeTime = certificate.NotBefore.ToTimestamp(),
        NotAfterTime = certificate.NotAfter.ToTimestamp(),
        Sha256 = certificate.Sha256,
    };

    private static ReasonMessage ToMessage(Reason reason) => new()
    {
        Code = reason.Code,
        Severity = ReportNames.Lower(reason.Severity),
        Id = reason.Indonesian,
        En = reason.English,
    };
}

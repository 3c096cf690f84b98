namespace Sakpore.Signing.Seals;

/// <summary>
/// Checks seals with pinned keys: no network, no clock, nothing kept. The host in a QR code is never looked at. Safe for several threads.
/// </summary>
public sealed class SealChecker
{
    /// <summary>How far the clocks of checker and issuer may lie apart: 10 minutes.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, SealTrust> _issuers;

    /// <summary>Takes the issuers to trust.</summary>
    /// <param name="issuers">One trust an issuer.</param>
    /// <exception cref="ArgumentException">Two are of one issuer.</exception>
    public SealChecker(params IEnumerable<SealTrust> issuers) =>
        _issuers = issuers.ToDictionary(trust => trust.Issuer, StringComparer.Ordinal);

    /// <summary>Checks what a scanner read.</summary>
    /// <param name="text">The QR code's text, or the seal alone in Base32; white space around it does not matter.</param>
    /// <param name="at">Now.</param>
    public SealCheck Check(string text, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SealText.Read(text, out var seal) is { } defect ? Refused(defect, at) : Check(seal, at);
    }

    /// <summary>Checks a seal's bytes.</summary>
    /// <param name="seal">The COSE_Sign1.</param>
    /// <param name="at">Now.</param>
    public SealCheck Check(ReadOnlyMemory<byte> seal, DateTimeOffset at)
    {
        if (SealEnvelope.Read(seal, out var envelope) is { } defect)
            return Refused(defect, at);
        if (SealPayload.Read(envelope.Payload, out var claims) is var (answer, field))
            return Refused(answer, at, field);
        if (!_issuers.TryGetValue(claims.Issuer, out var trust))
            return Refused(SealAnswer.IssuerUnknown, at);
        if (trust.Keys?.Find(envelope.Kid, SealKeyUse.Seal) is not { } entry)
            return Refused(SealAnswer.KeyUnknown, at);
        using var key = entry.Open();
        return envelope.IsSignedBy(key, SealEnvelope.SealPurpose)
            ? new SealCheck(Judge(claims, trust.Keys, entry, trust.Status, at), claims, trust.Keys, trust.Status, at)
            : Refused(SealAnswer.SignatureInvalid, at);
    }

    private static SealAnswer Judge(SealClaims claims, SealKeySet keys, SealKey key, SealStatusList? status, DateTimeOffset at) =>
        key.Compromised ? SealAnswer.KeyCompromised
        : !key.Covers(claims.Issued) ? SealAnswer.KeyOutOfWindow
        : keys.StartOf(claims.Issued) > at + ClockSkew ? SealAnswer.IssuedInFuture
        : status?.IsRevoked(claims.StatusIndex) == true ? SealAnswer.Revoked
        : status?.IsSuperseded(claims.StatusIndex) == true ? SealAnswer.Superseded
        : claims.Expires is { } last && keys.StartOf(last.AddDays(1)) <= at - ClockSkew ? SealAnswer.Expired
        : SealAnswer.Valid;

    private static SealCheck Refused(SealAnswer answer, DateTimeOffset at, int? field = null) => new(answer, null, null, null, at, field);
}

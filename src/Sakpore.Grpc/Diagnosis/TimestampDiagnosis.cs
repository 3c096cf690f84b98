using System.Security.Cryptography;
using Sakpore.Signing.Online;
using Sakpore.Signing.Timestamps;
using Sakpore.Signing.Trust;

namespace Sakpore.Grpc.Diagnosis;

/// <summary>The timestamp authority: whether it gives a token that counts, and whether its clock agrees with this machine's.</summary>
internal static class TimestampDiagnosis
{
    // Many authorities tell whole seconds.
    private static readonly TimeSpan WholeSecond = TimeSpan.FromSeconds(1);

    /// <summary>Asks the authority that is configured for one token.</summary>
    public static async Task<IReadOnlyList<Finding>> OfAsync(HubOptions options, TimeProvider time, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(options.TimestampAuthority, UriKind.Absolute, out var address) || Anchors(options.AnchorsFile) is not { } anchors)
        {
            return [];
        }

        using var online = new OnlineServices(new OnlineOptions { AllowLocalAddresses = true });
        var authority = new HttpTimestampAuthority(new TimestampAuthorityOptions { Address = address, Anchors = anchors }, online, time);
        var before = time.GetUtcNow();
        var result = await authority.StampAsync(SHA256.HashData("sakpore doctor"u8), cancellation);
        var after = time.GetUtcNow();
        return result.TryGetTimestamp(out var timestamp, out var refusal)
            ? [DatabaseDiagnosis.Clock("the timestamp authority's", timestamp.Time, before - WholeSecond, after)]
            : [Finding.Wrong($"The timestamp authority {address} gives no token that counts: {refusal.English} Look at Sakpore__TimestampAuthority and Sakpore__AnchorsFile.")];
    }

    private static TrustAnchors? Anchors(string? path)
    {
        try
        {
            return File.Exists(path) ? TrustAnchors.Read(File.ReadAllBytes(path)) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}

using Sakpore.Signing.Online;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification.Revocation;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Revocation;

/// <summary>Fetches the revocation lists that certificates name (RFC 5280, 4.2.1.13), over HTTP. Safe for use from several threads.</summary>
public sealed class RevocationListSource : IRevocationSource
{
    private readonly OnlineServices _online;
    private readonly TimeProvider _clock;
    private readonly RevocationOptions _options;
    private readonly RevocationCache _cache;

    /// <summary>A source.</summary>
    /// <param name="online">The way to the lists; shared, not disposed of here.</param>
    /// <param name="clock">By which lists are in force.</param>
    /// <param name="options">How they are asked for; null means the defaults.</param>
    /// <param name="cache">What keeps lists; null: one of its own.</param>
    public RevocationListSource(OnlineServices online, TimeProvider clock, RevocationOptions? options = null, RevocationCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(online);
        ArgumentNullException.ThrowIfNull(clock);
        _online = online;
        _clock = clock;
        _options = options ?? new RevocationOptions();
        _cache = cache ?? new RevocationCache();
    }

    /// <inheritdoc/>
    public async Task<RevocationResult> FindAsync(RevocationQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var result = RevocationResult.Of(new RevocationRefusal(RevocationRefusalCode.NoAddress));
        foreach (var address in CertificatePointers.RevocationLists(query.Certificate))
        {
            result = await FindAsync(address, query, cancellationToken).ConfigureAwait(false);
            if (result.Answer is not null)
                break;
        }

        return result;
    }

    private async Task<RevocationResult> FindAsync(Uri address, RevocationQuery query, CancellationToken cancellationToken)
    {
        var key = $"crl {address.AbsoluteUri}";
        if (_cache.Find(key, _clock.GetUtcNow()) is { } kept && Check(kept, query) is { Answer: not null } known)
            return known;
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        var answer = await _online.AskAsync(request, _options.LongestList, cancellationToken).ConfigureAwait(false);
        if (!answer.TryGetBody(out var body, out var fault))
            return RevocationResult.Of(new RevocationRefusal(RevocationRefusalCode.Unreachable, fault));
        var result = Check(body, query);
        if (result.Answer?.NextUpdate is { } until)
            _cache.Keep(key, body, until);
        return result;
    }

    private RevocationResult Check(ReadOnlyMemory<byte> body, RevocationQuery query) => RevocationList.Read(body, EvidencePlace.Network) is { } list
        ? EvidenceCheck.Run(list, query, _options, _clock.GetUtcNow())
        : RevocationResult.Of(new RevocationRefusal(RevocationRefusalCode.Malformed));
}

using Sakpore.Signing.Online;

namespace Sakpore.Signing.Revocation;

/// <summary>Asks several sources in turn until one has an answer: by default OCSP first, for it is small, then lists.</summary>
public sealed class OnlineRevocation : IRevocationSource
{
    private readonly IReadOnlyList<IRevocationSource> _sources;

    /// <summary>These sources, in this order.</summary>
    /// <param name="sources">At least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public OnlineRevocation(params IReadOnlyList<IRevocationSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        _sources = sources.Count > 0 ? [.. sources] : throw new ArgumentException("There is no source.", nameof(sources));
    }

    /// <summary>OCSP, then lists, with one cache for both.</summary>
    /// <param name="online">The way to them; shared, not disposed of here.</param>
    /// <param name="clock">By which answers are in force.</param>
    /// <param name="options">How they are asked; null means the defaults.</param>
    public static OnlineRevocation Create(OnlineServices online, TimeProvider clock, RevocationOptions? options = null)
    {
        var cache = new RevocationCache();
        return new OnlineRevocation(new OcspSource(online, clock, options, cache), new RevocationListSource(online, clock, options, cache));
    }

    /// <inheritdoc/>
    /// <remarks>Of several refusals the one is told that says when to come back, else the last that is more than a missing address.</remarks>
    public async Task<RevocationResult> FindAsync(RevocationQuery query, CancellationToken cancellationToken)
    {
        RevocationRefusal? told = null;
        foreach (var source in _sources)
        {
            var result = await source.FindAsync(query, cancellationToken).ConfigureAwait(false);
            if (!result.TryGetAnswer(out _, out var refusal))
                told = Weightier(told, refusal);
            else
                return result;
        }

        return RevocationResult.Of(told!);
    }

    private static RevocationRefusal Weightier(RevocationRefusal? told, RevocationRefusal next)
    {
        if (told is null || told.Code == RevocationRefusalCode.NoAddress)
            return next;
        if (next.Code == RevocationRefusalCode.NoAddress || (told.RetryAt is not null && !(next.RetryAt < told.RetryAt)))
            return told;
        return next;
    }
}

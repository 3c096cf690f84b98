namespace Sakpore.Grpc.Letters.Seals;

/// <summary>The keys that this installation seals with.</summary>
/// <param name="Keys">Null where it seals nothing.</param>
internal sealed record SealKeyring(SealingKeys? Keys) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Keys?.Dispose();
}

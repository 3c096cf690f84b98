using Sakpore.Signing.Timestamps;

namespace Sakpore.Signing.Pades;

/// <summary>The signature timestamp that a field demands (TimeStamp of its seed values with Ff 1; ISO 32000-2, table 237).</summary>
/// <param name="Address">URL of the authority that is to make it; null: any will do.</param>
internal sealed record DemandedTimestamp(string? Address)
{
    /// <summary>Whether a token of an authority at an address is the one demanded.</summary>
    /// <param name="authority">Its address; null: it has none that is known.</param>
    public bool IsMadeAt(Uri? authority) =>
        Address is null || (authority is not null && Uri.TryCreate(Address, UriKind.Absolute, out var wanted) && wanted == authority);

    /// <summary>The refusal of a container that would lack it; null where nothing is demanded, or the demand is met.</summary>
    /// <param name="demanded">What the field demands; null: nothing.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="authority">Who stamps; null: no one.</param>
    public static PadesRefusal? Refusal(DemandedTimestamp? demanded, string field, ITimestampAuthority? authority) =>
        demanded is null || (authority is not null && demanded.IsMadeAt(authority.Address))
            ? null
            : new PadesRefusal(PadesRefusalCode.SeedValueNotMet, $"{field}: TimeStamp");
}

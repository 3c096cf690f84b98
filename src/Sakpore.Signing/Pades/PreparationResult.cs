using System.Diagnostics.CodeAnalysis;

namespace Sakpore.Signing.Pades;

/// <summary>What came of preparing: data to sign, or a refusal.</summary>
public sealed class PreparationResult
{
    private PreparationResult(PreparedSignature? prepared, PadesRefusal? refusal)
    {
        Prepared = prepared;
        Refusal = refusal;
    }

    /// <summary>The prepared signature; null when <see cref="Refusal"/> is set.</summary>
    public PreparedSignature? Prepared { get; }

    /// <summary>Why not; null when <see cref="Prepared"/> is set.</summary>
    public PadesRefusal? Refusal { get; }

    /// <summary>Tells which of the two it is.</summary>
    /// <param name="prepared">Set when the answer is true.</param>
    /// <param name="refusal">Set when the answer is false.</param>
    public bool TryGetPrepared([NotNullWhen(true)] out PreparedSignature? prepared, [NotNullWhen(false)] out PadesRefusal? refusal)
    {
        prepared = Prepared;
        refusal = Refusal;
        return prepared is not null;
    }

    internal static PreparationResult Of(PreparedSignature prepared) => new(prepared, null);

    internal static PreparationResult Of(PadesRefusal refusal) => new(null, refusal);
}

using System.Diagnostics.CodeAnalysis;

namespace Sakpore.Signing.Pades;

/// <summary>What came of extending: the output holds the extended document, or nothing was written and a refusal says why.</summary>
public sealed class ExtensionResult
{
    private ExtensionResult(int length, PadesRefusal? refusal)
    {
        Length = length;
        Refusal = refusal;
    }

    /// <summary>Whether the document was extended and written.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsExtended => Refusal is null;

    /// <summary>Why not; null when <see cref="IsExtended"/>.</summary>
    public PadesRefusal? Refusal { get; }

    /// <summary>Length of the extended document in bytes; 0 when not extended.</summary>
    public int Length { get; }

    internal static ExtensionResult Of(int length) => new(length, null);

    internal static ExtensionResult Of(PadesRefusal refusal) => new(0, refusal);
}

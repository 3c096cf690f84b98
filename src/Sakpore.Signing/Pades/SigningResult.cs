using System.Diagnostics.CodeAnalysis;

namespace Sakpore.Signing.Pades;

/// <summary>What came of signing: the output holds the signed document, or nothing was written and a refusal says why.</summary>
public sealed class SigningResult
{
    private SigningResult(PreparedSignature? signature, PadesRefusal? refusal)
    {
        Refusal = refusal;
        FieldName = signature?.FieldName;
        Length = signature?.SignedLength ?? 0;
    }

    private SigningResult(string fieldName, int length)
    {
        FieldName = fieldName;
        Length = length;
    }

    /// <summary>Whether the document was signed and written.</summary>
    [MemberNotNullWhen(true, nameof(FieldName))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsSigned => Refusal is null;

    /// <summary>Why not; null when <see cref="IsSigned"/>.</summary>
    public PadesRefusal? Refusal { get; }

    /// <summary>Full name of the field that holds the signature; null when not signed.</summary>
    public string? FieldName { get; }

    /// <summary>Length of the signed document in bytes; 0 when not signed.</summary>
    public int Length { get; }

    /// <summary>The same signature in a document that has grown since.</summary>
    internal SigningResult WithLength(int length) => new(FieldName!, length);

    internal static SigningResult Of(PreparedSignature signature) => new(signature, null);

    internal static SigningResult Of(PadesRefusal refusal) => new(null, refusal);
}

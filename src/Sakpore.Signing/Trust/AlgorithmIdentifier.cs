using System.Formats.Asn1;

namespace Sakpore.Signing.Trust;

/// <summary>AlgorithmIdentifier ::= SEQUENCE { algorithm, parameters OPTIONAL } (RFC 5280, 4.1.1.2).</summary>
/// <param name="Oid">The algorithm, in dotted form.</param>
/// <param name="Parameters">The encoded parameters as received; empty when absent.</param>
internal readonly record struct AlgorithmIdentifier(string Oid, ReadOnlyMemory<byte> Parameters)
{
    private static readonly byte[] Null = [0x05, 0x00];

    /// <summary>Whether parameters are absent or NULL, which readers of RSA and digest identifiers must treat alike (RFC 4055, 2.1).</summary>
    public bool HasNoParameters => Parameters.IsEmpty || Parameters.Span.SequenceEqual(Null);

    /// <summary>Reads one identifier. Throws <see cref="AsnContentException"/> when it is malformed.</summary>
    public static AlgorithmIdentifier Read(AsnReader reader, Asn1Tag? tag = null)
    {
        var sequence = reader.ReadSequence(tag);
        var oid = sequence.ReadObjectIdentifier();
        var parameters = sequence.HasData ? sequence.ReadEncodedValue() : default;
        sequence.ThrowIfNotEmpty();
        return new AlgorithmIdentifier(oid, parameters);
    }

    /// <summary>Same algorithm and same parameters, NULL being the same as none.</summary>
    public bool Matches(AlgorithmIdentifier other) =>
        Oid == other.Oid && ((HasNoParameters && other.HasNoParameters) || Parameters.Span.SequenceEqual(other.Parameters.Span));
}

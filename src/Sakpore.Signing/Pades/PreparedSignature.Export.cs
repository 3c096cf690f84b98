using System.Formats.Asn1;
using System.Security.Cryptography;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Pades;

/// <content>A prepared signature outside the process, for a key that answers hours later and elsewhere.</content>
public sealed partial class PreparedSignature
{
    /// <summary>Shortest key that authenticates an exported signature: 32 bytes.</summary>
    public const int ShortestExportKey = 32;

    private const int Version = 1;

    /// <summary>
    /// Writes down everything but the document itself: the revision with M and all that the signature says, certificates,
    /// digest. It is authenticated (HMAC-SHA-256) and not secret.
    /// </summary>
    /// <param name="key">Known to the caller alone; random, at least 32 bytes.</param>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public byte[] Export(ReadOnlySpan<byte> key)
    {
        RequireKey(key);
        var body = Body();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(body);
            writer.WriteOctetString(HMACSHA256.HashData(key, body));
        }

        return writer.Encode();
    }

    /// <summary>Reads what <see cref="Export"/> wrote.</summary>
    /// <param name="exported">The bytes.</param>
    /// <param name="key">The same key.</param>
    /// <param name="document">The same document, read again. Its memory is held and must not change until it is embedded.</param>
    /// <returns>
    /// <see cref="PadesRefusalCode.PreparationNotAuthentic"/> when bytes or key are others, and
    /// <see cref="PadesRefusalCode.DocumentChanged"/> when the document is.
    /// </returns>
    /// <exception cref="ArgumentException">The key is shorter than 32 bytes.</exception>
    public static PreparationResult Import(ReadOnlyMemory<byte> exported, ReadOnlySpan<byte> key, PdfDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        RequireKey(key);
        if (Authentic(exported, key) is not { } body)
            return PreparationResult.Of(new PadesRefusal(PadesRefusalCode.PreparationNotAuthentic));
        // What carries the caller's own mark was written by Export; only a version to come could be malformed here.
        var prepared = Read(body, document, out var documentLength);
        return document.Bytes.Length == documentLength
            && prepared._revision.Digest(document, prepared.Algorithm.Hash()).AsSpan().SequenceEqual(prepared.DocumentDigest.Span)
            ? PreparationResult.Of(prepared)
            : PreparationResult.Of(new PadesRefusal(PadesRefusalCode.DocumentChanged));
    }

    private static void RequireKey(ReadOnlySpan<byte> key)
    {
        if (key.Length < ShortestExportKey)
            throw new ArgumentException($"The key has at least {ShortestExportKey} bytes.", nameof(key));
    }

    private byte[] Body()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(Version);
            writer.WriteInteger(_document.Bytes.Length);
            writer.WriteOctetString(_revision.Bytes.Span);
            writer.WriteInteger(_revision.HoleStart);
            writer.WriteInteger(_revision.HoleEnd);
            writer.WriteCharacterString(UniversalTagNumber.UTF8String, Algorithm.ToString());
            writer.WriteCharacterString(UniversalTagNumber.UTF8String, FieldName);
            writer.WriteOctetString(DocumentDigest.Span);
            using (writer.PushSequence()) // what the field demands: nothing, a timestamp, or one of an authority
            {
                if (_timestamp is not null)
                    writer.WriteCharacterString(UniversalTagNumber.UTF8String, _timestamp.Address ?? "");
            }
            using (writer.PushSequence())
            {
                foreach (var certificate in Certificates.Certificates)
                    writer.WriteOctetString(certificate.Span);
            }
        }

        return writer.Encode();
    }

    private static ReadOnlyMemory<byte>? Authentic(ReadOnlyMemory<byte> exported, ReadOnlySpan<byte> key)
    {
        try
        {
            var whole = new AsnReader(exported, AsnEncodingRules.DER);
            var sequence = whole.ReadSequence();
            whole.ThrowIfNotEmpty();
            var body = sequence.ReadEncodedValue();
            var mark = sequence.ReadOctetString();
            sequence.ThrowIfNotEmpty();
            // Not by a conditional expression: there null would become empty memory.
            if (!CryptographicOperations.FixedTimeEquals(mark, HMACSHA256.HashData(key, body.Span)))
                return null;
            return body;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static PreparedSignature Read(ReadOnlyMemory<byte> body, PdfDocument document, out int documentLength)
    {
        var reader = new AsnReader(body, AsnEncodingRules.DER).ReadSequence();
        if (reader.ReadInteger() != Version)
            throw new ArgumentException("The prepared signature is of another version of the library.", nameof(body));
        documentLength = (int)reader.ReadInteger();
        var bytes = reader.ReadOctetString();
        var revision = new SignatureRevision(bytes, (int)reader.ReadInteger(), (int)reader.ReadInteger());
        var algorithm = Enum.Parse<SignatureAlgorithm>(reader.ReadCharacterString(UniversalTagNumber.UTF8String));
        var fieldName = reader.ReadCharacterString(UniversalTagNumber.UTF8String);
        var digest = reader.ReadOctetString();
        var demands = reader.ReadSequence();
        var timestamp = demands.HasData && demands.ReadCharacterString(UniversalTagNumber.UTF8String) is var address
            ? new DemandedTimestamp(address.Length == 0 ? null : address)
            : null;
        var certificates = new List<ReadOnlyMemory<byte>>();
        for (var list = reader.ReadSequence(); list.HasData;)
            certificates.Add(list.ReadOctetString());
        return new PreparedSignature(document, revision, CertificateChain.FromDer(certificates), algorithm, fieldName, digest, copy: default, timestamp);
    }
}

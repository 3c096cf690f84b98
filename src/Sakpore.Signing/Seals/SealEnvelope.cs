using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;

namespace Sakpore.Signing.Seals;

/// <summary>
/// A COSE_Sign1 (RFC 9052, 4.2) with ES256 and exactly three protected header parameters: algorithm, content type 60 (application/cbor) and
/// key identifier. Seals, key sets and status lists are such; what one is for, the external data bound into its signature says.
/// </summary>
internal sealed class SealEnvelope
{
    /// <summary>ES256 (RFC 9053, 2.1).</summary>
    public const int Es256 = -7;

    /// <summary>Bytes of an ES256 signature: r and s.</summary>
    public const int SignatureBytes = 64;

    /// <summary>The external_aad of seals.</summary>
    public static ReadOnlySpan<byte> SealPurpose => "sakpore-seal-v1"u8;

    /// <summary>The external_aad of status lists.</summary>
    public static ReadOnlySpan<byte> StatusPurpose => "sakpore-seal-status-v1"u8;

    /// <summary>The external_aad of key sets.</summary>
    public static ReadOnlySpan<byte> KeySetPurpose => "sakpore-seal-keys-v1"u8;

    private const byte Sign1Tag = 0xD2;
    private const int CborContentFormat = 60;
    private const int Algorithm = 1;
    private const int Critical = 2;
    private const int ContentType = 3;
    private const int KeyIdentifier = 4;

    private readonly ReadOnlyMemory<byte> _bytes;

    private SealEnvelope(ReadOnlyMemory<byte> bytes, byte[] kid, byte[] payload) => (_bytes, Kid, Payload) = (bytes, kid, payload);

    /// <summary>Which key signed, as the header says.</summary>
    public byte[] Kid { get; }

    /// <summary>What is signed.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>Signs a payload.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> payload, ECDsa key, ReadOnlySpan<byte> kid, ReadOnlySpan<byte> purpose)
    {
        var header = new CoseHeaderMap
        {
            [CoseHeaderLabel.ContentType] = CoseHeaderValue.FromInt32(CborContentFormat),
            [CoseHeaderLabel.KeyIdentifier] = CoseHeaderValue.FromBytes(kid),
        };
        return CoseSign1Message.SignEmbedded(payload, new CoseSigner(key, HashAlgorithmName.SHA256, header), purpose);
    }

    /// <summary>Opens an envelope; nothing is verified yet.</summary>
    /// <returns>Null; or what is wrong with its form.</returns>
    public static SealAnswer? Read(ReadOnlyMemory<byte> bytes, out SealEnvelope envelope)
    {
        envelope = null!;
        // The tag is the one thing in it that DeterministicCbor does not admit.
        if (bytes.Span is not [Sign1Tag, ..])
        {
            return DeterministicCbor.Judge(bytes) is SealAnswer.NotCbor ? SealAnswer.NotCbor
                : IsSign1(bytes) ? SealAnswer.NotDeterministic
                : SealAnswer.NotSeal;
        }

        if (DeterministicCbor.Judge(bytes[1..]) is { } defect)
            return defect;
        var reader = new CborReader(bytes[1..], DeterministicCbor.Mode);
        if (reader.PeekState() != CborReaderState.StartArray || reader.ReadStartArray() != 4
            || ReadBytes(reader) is not { } header
            || reader.PeekState() != CborReaderState.StartMap || reader.ReadEncodedValue() is var unprotected && ReadBytes(reader) is not { } payload
            || ReadBytes(reader) is not { Length: SignatureBytes })
            return SealAnswer.NotSeal;
        if (ReadHeader(header, out var kid) is { } wrong)
            return wrong;
        if (unprotected.Span is not [0xA0])
            return SealAnswer.HeaderInvalid;
        envelope = new SealEnvelope(bytes, kid, payload);
        return null;
    }

    /// <summary>Whether the key made this signature for the purpose.</summary>
    public bool IsSignedBy(ECDsa key, ReadOnlySpan<byte> purpose)
    {
        try
        {
            return CoseMessage.DecodeSign1(_bytes.Span).VerifyEmbedded(key, purpose);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[]? ReadBytes(CborReader reader) => reader.PeekState() == CborReaderState.ByteString ? reader.ReadByteString() : null;

    private static SealAnswer? ReadHeader(byte[] header, out byte[] kid)
    {
        kid = [];
        if (DeterministicCbor.Judge(header) is { } defect)
            return defect;
        try
        {
            var fields = CborFields.Read(header);
            // RFC 9052, 3.1: who does not understand a critical parameter must refuse the message; here none is understood.
            if (fields.Has(Critical))
                return SealAnswer.HeaderCritical;
            kid = fields.Bytes(KeyIdentifier, 1, 16);
            fields.Integer(ContentType, CborContentFormat, CborContentFormat);
            if (fields.HasForeignKey || fields.Keys.Count != 3 || !fields.Has(Algorithm))
                return SealAnswer.HeaderInvalid;
        }
        catch (SealFieldException)
        {
            return SealAnswer.HeaderInvalid;
        }

        try
        {
            CborFields.Read(header).Integer(Algorithm, Es256, Es256);
            return null;
        }
        catch (SealFieldException)
        {
            return SealAnswer.AlgorithmMismatch;
        }
    }

    private static bool IsSign1(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new CborReader(bytes, CborConformanceMode.Lax);
            return reader.PeekState() == CborReaderState.Tag && reader.ReadTag() == (CborTag)18;
        }
        catch (CborContentException)
        {
            return false;
        }
    }
}

using System.Buffers;
using Sakpore.Signing.Cms;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Timestamps;

namespace Sakpore.Signing.Pades;

/// <summary>
/// A signature that lacks only its value. Fixes the bytes to be signed, the certificate and the signed attributes; holds
/// the document's memory, which must not change until it is embedded.
/// </summary>
public sealed partial class PreparedSignature
{
    private readonly PdfDocument _document;
    private readonly SignatureRevision _revision;
    private readonly Memory<byte> _copy;
    private readonly DemandedTimestamp? _timestamp;

    /// <param name="document">The document.</param>
    /// <param name="revision">What is appended to it.</param>
    /// <param name="certificates">The signer's chain.</param>
    /// <param name="algorithm">How it signs.</param>
    /// <param name="fieldName">Where the signature goes.</param>
    /// <param name="documentDigest">Digest of all but the hole.</param>
    /// <param name="copy">Room of the output that already holds document and revision, as hashed; empty if there is none.</param>
    /// <param name="timestamp">The timestamp that the field demands; null: none.</param>
    internal PreparedSignature(
        PdfDocument document, SignatureRevision revision, CertificateChain certificates, SignatureAlgorithm algorithm, string fieldName, byte[] documentDigest,
        Memory<byte> copy, DemandedTimestamp? timestamp)
    {
        _timestamp = timestamp;
        _copy = copy;
        _document = document;
        _revision = revision;
        Certificates = certificates;
        Algorithm = algorithm;
        FieldName = fieldName;
        DocumentDigest = documentDigest;
        DataToSign = SignedAttributes.Create(certificates, algorithm, documentDigest);
    }

    /// <summary>What the key signs: the signed attributes in DER. Not yet hashed.</summary>
    public ReadOnlyMemory<byte> DataToSign { get; }

    /// <summary>How it is to be signed.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>The signer's chain, as it will be embedded.</summary>
    public CertificateChain Certificates { get; }

    /// <summary>Full name of the field that will hold the signature.</summary>
    public string FieldName { get; }

    /// <summary>Digest of the bytes that the signature covers, by the hash of <see cref="Algorithm"/>.</summary>
    public ReadOnlyMemory<byte> DocumentDigest { get; }

    /// <summary>Length in bytes of the document once signed.</summary>
    public int SignedLength => _document.Bytes.Length + _revision.Bytes.Length;

    /// <summary>Verifies the value, then writes the signed document.</summary>
    /// <param name="signatureValue">As <see cref="ISigningKey.SignAsync"/> returns it.</param>
    /// <param name="output">Receives the whole signed document, only on success.</param>
    /// <returns>A refusal with <see cref="PadesRefusalCode.WrongSignatureValue"/>, and nothing written, if the value does not verify; likewise
    /// with <see cref="PadesRefusalCode.DocumentChanged"/> if the document no longer has the prepared digest.</returns>
    public SigningResult Embed(ReadOnlyMemory<byte> signatureValue, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return Embed(signatureValue, output, isTrusted: false);
    }

    /// <summary>Verifies the value, then writes the signed document.</summary>
    /// <param name="signatureValue">As <see cref="ISigningKey.SignAsync"/> returns it.</param>
    /// <param name="output">Receives the whole signed document, only on success.</param>
    /// <param name="cancellationToken">Stops writing; the output is then incomplete.</param>
    /// <returns>A refusal with <see cref="PadesRefusalCode.WrongSignatureValue"/>, and nothing written, if the value does not verify; likewise
    /// with <see cref="PadesRefusalCode.DocumentChanged"/> if the document no longer has the prepared digest.</returns>
    public Task<SigningResult> EmbedAsync(ReadOnlyMemory<byte> signatureValue, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        return EmbedAsync(signatureValue, output, isTrusted: false, cancellationToken);
    }

    internal SigningResult Embed(ReadOnlyMemory<byte> signatureValue, IBufferWriter<byte> output, bool isTrusted)
    {
        if (Refusal(signatureValue.Span, isTrusted) is { } refusal)
            return SigningResult.Of(refusal);
        Write(Container(signatureValue), output);
        return SigningResult.Of(this);
    }

    private byte[] Container(ReadOnlyMemory<byte> signatureValue) => SignedDataContainer.Create(Certificates, Algorithm, DataToSign.Span, signatureValue.Span);

    private void Write(byte[] container, IBufferWriter<byte> output)
    {
        var span = _copy.IsEmpty ? output.GetSpan(SignedLength)[..SignedLength] : _copy.Span;
        if (_copy.IsEmpty)
        {
            _document.Bytes.Span.CopyTo(span);
            _revision.Bytes.Span.CopyTo(span[_document.Bytes.Length..]);
        }
        _revision.FillContents(span[_document.Bytes.Length..], container);
        output.Advance(SignedLength);
    }

    internal async Task<SigningResult> EmbedAsync(ReadOnlyMemory<byte> signatureValue, Stream output, bool isTrusted, CancellationToken cancellationToken)
    {
        if (Refusal(signatureValue.Span, isTrusted) is { } refusal)
            return SigningResult.Of(refusal);
        var container = Container(signatureValue);
        var appended = _revision.Bytes.ToArray();
        _revision.FillContents(appended, container);
        await output.WriteAsync(_document.Bytes, cancellationToken).ConfigureAwait(false);
        await output.WriteAsync(appended, cancellationToken).ConfigureAwait(false);
        return SigningResult.Of(this);
    }

    private PadesRefusal? Refusal(ReadOnlySpan<byte> signatureValue, bool isTrusted, ITimestampAuthority? timestamps = null) =>
        (isTrusted ? null : Check(signatureValue)) ?? DemandedTimestamp.Refusal(_timestamp, FieldName, timestamps);

    /// <summary>Days may lie between preparing and embedding, and the value may come from anywhere.</summary>
    private PadesRefusal? Check(ReadOnlySpan<byte> signatureValue)
    {
        if (!SignatureValue.Verify(this, signatureValue))
            return new PadesRefusal(PadesRefusalCode.WrongSignatureValue);
        return !_copy.IsEmpty || _revision.Digest(_document, Algorithm.Hash()).AsSpan().SequenceEqual(DocumentDigest.Span)
            ? null
            : new PadesRefusal(PadesRefusalCode.DocumentChanged);
    }
}

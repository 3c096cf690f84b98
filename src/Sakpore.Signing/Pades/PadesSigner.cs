using System.Buffers;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Pades;

/// <summary>
/// Makes PAdES baseline B signatures (ETSI EN 319 142-1, clause 6) in three steps, each usable alone: prepare, sign
/// elsewhere, embed; or all three at once.
/// </summary>
/// <remarks>
/// A document that cannot or must not be signed is a result with a refusal. Only misuse throws (the
/// <see cref="ArgumentException"/> family), and whatever the caller's key or output throws.
/// </remarks>
public static partial class PadesSigner
{
    /// <summary>Decides the incremental update that will hold the signature, and computes what is to be signed.</summary>
    /// <param name="document">The document. Its memory is held by the result and must not change until it is embedded.</param>
    /// <param name="certificates">The signer's chain; its first certificate is bound by the signature.</param>
    /// <param name="signature">What the signature says and where it goes.</param>
    public static PreparationResult Prepare(PdfDocument document, CertificateChain certificates, PadesSignature signature)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(certificates);
        ArgumentNullException.ThrowIfNull(signature);
        return Prepare(document, certificates, signature, output: null);
    }

    /// <summary>Signs a document and writes it out.</summary>
    /// <param name="document">The document; from <see cref="PdfDocument.Read"/>.</param>
    /// <param name="key">The signer's key.</param>
    /// <param name="signature">What the signature says and where it goes.</param>
    /// <param name="output">Receives the whole signed document, at once and only on success. Not to be used until this is done.</param>
    /// <param name="cancellationToken">Gives up while the key is waited for; nothing is then written.</param>
    public static async Task<SigningResult> SignAsync(PdfDocument document, ISigningKey key, PadesSignature signature, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        var (prepared, value, refusal) = await PrepareAndSignAsync(document, key, signature, output, cancellationToken).ConfigureAwait(false);
        return refusal is null ? prepared!.Embed(value, output, IsTrusted(key)) : SigningResult.Of(refusal);
    }

    /// <summary>Signs a document and writes it to a stream.</summary>
    /// <param name="document">The document; from <see cref="PdfDocument.Read"/>.</param>
    /// <param name="key">The signer's key.</param>
    /// <param name="signature">What the signature says and where it goes.</param>
    /// <param name="output">Receives the whole signed document; nothing before the signature is made.</param>
    /// <param name="cancellationToken">Gives up; once writing has begun, the output is then incomplete.</param>
    public static async Task<SigningResult> SignAsync(PdfDocument document, ISigningKey key, PadesSignature signature, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        var (prepared, value, refusal) = await PrepareAndSignAsync(document, key, signature, null, cancellationToken).ConfigureAwait(false);
        return refusal is null
            ? await prepared!.EmbedAsync(value, output, IsTrusted(key), cancellationToken).ConfigureAwait(false)
            : SigningResult.Of(refusal);
    }

    private static async ValueTask<(PreparedSignature? Prepared, ReadOnlyMemory<byte> Value, PadesRefusal? Refusal)> PrepareAndSignAsync(
        PdfDocument document, ISigningKey key, PadesSignature signature, IBufferWriter<byte>? output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(signature);
        if (key.Algorithm != key.Certificates.NaturalAlgorithm)
            return (null, default, new PadesRefusal(PadesRefusalCode.KeyUnsupported));
        if (!Prepare(document, key.Certificates, signature, output).TryGetPrepared(out var prepared, out var refusal))
            return (null, default, refusal);
        var value = await key.SignAsync(prepared.DataToSign, cancellationToken).ConfigureAwait(false);
        return (prepared, value, null);
    }

    private static PreparationResult Prepare(PdfDocument document, CertificateChain certificates, PadesSignature signature, IBufferWriter<byte>? output)
    {
        if (certificates.NaturalAlgorithm is not { } algorithm)
            return PreparationResult.Of(new PadesRefusal(PadesRefusalCode.KeyUnsupported));
        try
        {
            return PreparationResult.Of(SignaturePreparation.Prepare(document, certificates, algorithm, signature, output));
        }
        catch (PadesRefusalException e)
        {
            return PreparationResult.Of(e.Refusal);
        }
        catch (PdfFaultException e)
        {
            return PreparationResult.Of(new PadesRefusal(PadesRefusalCode.DocumentUnreadable, Fault: e.Fault));
        }
    }

    // A local key was proved to be the certificate's when it was loaded, and OpenSSL checks its own RSA results; verifying
    // an ECDSA value again would take three times as long as making it. Values from anywhere else are verified.
    private static bool IsTrusted(ISigningKey key) => key is LocalSigningKey;
}

using System.Buffers;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Pades;

/// <summary>
/// Extends signed documents to a higher level, and signs at any level. It verifies first and refuses what was altered, is
/// revoked or not trusted; it appends revisions and never rewrites a byte; it verifies again before anything is written.
/// Safe for use from several threads.
/// </summary>
public sealed class PadesExtender
{
    private readonly TimeProvider _clock;

    /// <summary>An extender.</summary>
    /// <param name="anchors">Who is trusted, for signatures and for timestamps.</param>
    /// <param name="clock">Tells the time by which documents are verified.</param>
    public PadesExtender(TrustAnchors anchors, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(clock);
        Anchors = anchors;
        _clock = clock;
    }

    /// <summary>Who is trusted.</summary>
    public TrustAnchors Anchors { get; }

    /// <summary>Certificates that help to find paths and are not trusted by themselves. Default: none.</summary>
    public IReadOnlyList<Certificate> Intermediates { get; init; } = [];

    /// <summary>How much work one file may ask for. Default: <see cref="PdfLimits.Default"/>.</summary>
    public PdfLimits Limits { get; init; } = PdfLimits.Default;

    /// <summary>Extends a document; at LTA already, renews it.</summary>
    /// <param name="file">The whole document; it must not change meanwhile.</param>
    /// <param name="level">The level to reach.</param>
    /// <param name="output">Receives the whole extended document, at once and only on success.</param>
    /// <param name="cancellationToken">Gives up while services are waited for; nothing is then written.</param>
    /// <returns>
    /// Refusals: what <see cref="PadesRefusalCode"/> says of NotSigned, SignatureNotValid, LevelReached, TimestampFailed,
    /// EvidenceMissing and EvidenceTooOld, and what is wrong with the document itself.
    /// </returns>
    public async Task<ExtensionResult> ExtendAsync(
        ReadOnlyMemory<byte> file, PadesLevel level, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(level);
        ArgumentNullException.ThrowIfNull(output);
        try
        {
            var extension = new Extension(this, file);
            if (await ExtendAsync(extension, level, cancellationToken).ConfigureAwait(false) is { } refusal)
                return ExtensionResult.Of(refusal);
            output.Write(extension.File.Span);
            return ExtensionResult.Of(extension.File.Length);
        }
        catch (PadesRefusalException e)
        {
            return ExtensionResult.Of(e.Refusal);
        }
        catch (PdfFaultException e)
        {
            return ExtensionResult.Of(new PadesRefusal(PadesRefusalCode.DocumentUnreadable, Fault: e.Fault));
        }
        catch (OverflowException)
        {
            return ExtensionResult.Of(new PadesRefusal(PadesRefusalCode.DocumentTooLong));
        }
    }

    /// <summary>Signs a document at a level: the signature, with its timestamp from T on, then what the level adds to it.</summary>
    /// <param name="document">The document; from <see cref="PdfDocument.Read"/>.</param>
    /// <param name="key">The signer's key.</param>
    /// <param name="signature">What the signature says and where it goes.</param>
    /// <param name="level">The level to reach.</param>
    /// <param name="output">Receives the whole signed document, at once and only on success.</param>
    /// <param name="cancellationToken">Gives up while key or services are waited for; nothing is then written.</param>
    public async Task<SigningResult> SignAsync(
        PdfDocument document, ISigningKey key, PadesSignature signature, PadesLevel level, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(level);
        ArgumentNullException.ThrowIfNull(output);
        var signer = level switch
        {
            BaselineT t => t,
            BaselineLT lt => lt.Below,
            BaselineLTA lta => lta.Below.Below,
            _ => null,
        };
        if (signer is null)
            return await PadesSigner.SignAsync(document, key, signature, output, cancellationToken).ConfigureAwait(false);
        if (signer == level)
            return await PadesSigner.SignAsync(document, key, signature, signer, output, cancellationToken).ConfigureAwait(false);
        var signed = new ArrayBufferWriter<byte>();
        var result = await PadesSigner.SignAsync(document, key, signature, signer, signed, cancellationToken).ConfigureAwait(false);
        if (!result.IsSigned)
            return result;
        var extended = await ExtendAsync(signed.WrittenMemory, level, output, cancellationToken).ConfigureAwait(false);
        return extended.IsExtended ? result.WithLength(extended.Length) : SigningResult.Of(extended.Refusal);
    }

    internal VerificationPolicy Policy(RevocationRequirement revocation) => new()
    {
        At = _clock.GetUtcNow(),
        Anchors = Anchors,
        Intermediates = Intermediates,
        Revocation = revocation,
        Limits = Limits,
    };

    private static async Task<PadesRefusal?> ExtendAsync(Extension extension, PadesLevel level, CancellationToken cancellationToken)
    {
        if (Refusal(extension.Report) is { } invalid)
            return invalid;
        if (await level.ReachAsync(extension, cancellationToken).ConfigureAwait(false) is { } refusal)
            return refusal;
        if (extension.Revisions == 0)
            return new PadesRefusal(PadesRefusalCode.LevelReached);
        // What is given out must be what it claims to be, by our own judge.
        var required = level.Level >= SignatureLevel.LT ? RevocationRequirement.Required : RevocationRequirement.IfPresent;
        return Refusal(PdfVerifier.Verify(extension.File, extension.Policy(required)));
    }

    private static PadesRefusal? Refusal(VerificationReport report)
    {
        switch (report.Verdict)
        {
            case Verdict.Unreadable:
                return new PadesRefusal(PadesRefusalCode.DocumentUnreadable) { Cause = report.Reasons[0] };
            case Verdict.Unsigned:
                return new PadesRefusal(PadesRefusalCode.NotSigned);
        }

        var invalid = report.Signatures.FirstOrDefault(s => s.Indication != Indication.TotalPassed);
        return invalid is null ? null : new PadesRefusal(PadesRefusalCode.SignatureNotValid, invalid.Field)
        {
            Cause = invalid.Reasons.FirstOrDefault(r => r.Severity == ReasonSeverity.Error),
        };
    }
}

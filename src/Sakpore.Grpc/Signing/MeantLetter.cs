using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Verification;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Verification;

namespace Sakpore.Grpc.Signing;

/// <summary>
/// Holds a signed PDF that turned up against what was meant. It must begin with the prepared letter, be authentic by the hub's
/// own verification with one signature of the officer's registered certificate over the whole file, and that signature must
/// cover exactly the bytes that the hub would have had signed then: nothing was slipped in before signing.
/// </summary>
internal sealed class MeantLetter(OfficerKeys keys, DocumentVerification verification)
{
    /// <summary>Checks a PDF.</summary>
    /// <param name="pdf">The PDF that turned up.</param>
    /// <param name="meant">What was meant.</param>
    /// <param name="officer">Who meant to sign.</param>
    /// <param name="cancellation">Cancels the verification.</param>
    /// <exception cref="FaultException">It is another letter, or not signed so.</exception>
    public async Task<Signatory> CheckAsync(ReadOnlyMemory<byte> pdf, UnknownSigning meant, Officer officer, CancellationToken cancellation)
    {
        var signatory = keys.SignatoryOf(officer);
        return BeginsWith(pdf.Span, meant) && CoversWhatWasMeant(pdf.Span, meant, officer) && await IsSignedByAsync(pdf, signatory.Certificate, cancellation)
            ? signatory
            : throw Fault.Of(FaultReason.NotTheMeantLetter).Thrown();
    }

    private static bool BeginsWith(ReadOnlySpan<byte> pdf, UnknownSigning meant) =>
        meant.ContentSize is { } size && size < pdf.Length && Convert.ToHexStringLower(SHA256.HashData(pdf[..(int)size])) == meant.ContentSha256;

    private async Task<bool> IsSignedByAsync(ReadOnlyMemory<byte> pdf, string certificate, CancellationToken cancellation)
    {
        var report = await verification.ReportAsync(pdf, cancellation);
        return report.Verdict == Verdict.Authentic
            && report.Signatures is [{ Coverage: Coverage.WholeFile } signature] && signature.Signer?.Sha256 == certificate;
    }

    private bool CoversWhatWasMeant(ReadOnlySpan<byte> pdf, UnknownSigning meant, Officer officer)
    {
        if (!PdfDocument.Read(pdf[..(int)meant.ContentSize!.Value].ToArray()).TryGetDocument(out var letter, out _))
        {
            return false;
        }

        var signature = LetterSigner.SignatureOf(officer, meant.At);
        return PadesSigner.Prepare(letter, keys.ChainOf(officer).Chain, signature).TryGetPrepared(out var prepared, out _)
            && prepared.SignedLength == pdf.Length
            && SignedRange(pdf) is var (gap, rest)
            && Digest(pdf[..gap], pdf[rest..], prepared.DocumentDigest.Length) is { } digest
            && digest.AsSpan().SequenceEqual(prepared.DocumentDigest.Span);
    }

    /// <summary>Where the signature's value begins and ends. The verifier says besides that it is the only one and covers the whole file.</summary>
    private static (int Before, int After)? SignedRange(ReadOnlySpan<byte> pdf)
    {
        var key = "/ByteRange"u8;
        var at = pdf.LastIndexOf(key);
        var (open, close) = at < 0 ? (-1, -1) : (pdf[at..].IndexOf((byte)'['), pdf[at..].IndexOf((byte)']'));
        if (open < 0 || close < open)
        {
            return null;
        }

        var numbers = Encoding.ASCII.GetString(pdf.Slice(at + open + 1, close - open - 1)).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToList();
        return numbers is [0, var gap and > 0, var rest, var length] && rest > gap && (long)rest + length == pdf.Length ? (gap, rest) : null;
    }

    private static byte[]? Digest(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, int bytes)
    {
        HashAlgorithmName? name = bytes switch
        {
            SHA256.HashSizeInBytes => HashAlgorithmName.SHA256,
            SHA384.HashSizeInBytes => HashAlgorithmName.SHA384,
            SHA512.HashSizeInBytes => HashAlgorithmName.SHA512,
            _ => null,
        };
        if (name is not { } known)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(known);
        hash.AppendData(before);
        hash.AppendData(after);
        return hash.GetHashAndReset();
    }
}

/// <summary>A signing whose outcome is not known.</summary>
/// <param name="Intent">The intent's id.</param>
/// <param name="ContentSha256">SHA-256 of the prepared letter.</param>
/// <param name="ContentSize">Its size in bytes; null for intents of a hub that did not keep it.</param>
/// <param name="CreatedAt">The instant in the signature, microseconds.</param>
internal sealed record UnknownSigning(string Intent, string ContentSha256, long? ContentSize, long CreatedAt)
{
    /// <summary>The instant in the signature.</summary>
    public DateTimeOffset At => Storage.Instants.FromMicroseconds(CreatedAt);
}

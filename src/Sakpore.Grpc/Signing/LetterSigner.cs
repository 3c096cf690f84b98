using System.Buffers;
using Sakpore.Core.Catalog;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;

namespace Sakpore.Grpc.Signing;

/// <summary>Puts an officer's PAdES baseline B signature on a composed letter. No transaction is open meanwhile.</summary>
internal static class LetterSigner
{
    private const string Field = "TTE";

    /// <summary>What an officer's signature on a letter says.</summary>
    public static PadesSignature SignatureOf(Officer officer, DateTimeOffset at) => new() { FieldName = Field, SigningTime = at, Name = officer.Name };

    /// <summary>Signs. A letter that cannot be signed is an answer, not an exception.</summary>
    public static async Task<SignedLetter> SignAsync(SigningIntent intent, OfficerKey key)
    {
        if (!PdfDocument.Read(intent.Pdf).TryGetDocument(out var document, out var fault))
        {
            return new SignedLetter(default, fault.Reason);
        }

        var output = new ArrayBufferWriter<byte>(intent.Pdf.Length + (32 << 10));
        var signed = await PadesSigner.SignAsync(document, key.Key, SignatureOf(key.Officer, intent.At), output, CancellationToken.None);
        return signed.IsSigned ? new SignedLetter(output.WrittenMemory, null) : new SignedLetter(default, signed.Refusal.Reason);
    }
}

/// <summary>What came of a signing.</summary>
/// <param name="Pdf">The signed letter; empty where there is a fault.</param>
/// <param name="Fault">Why nothing was signed, UPPER_SNAKE; null where it was.</param>
internal sealed record SignedLetter(ReadOnlyMemory<byte> Pdf, string? Fault);

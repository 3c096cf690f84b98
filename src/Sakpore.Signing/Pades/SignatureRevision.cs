using System.Security.Cryptography;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;

namespace Sakpore.Signing.Pades;

/// <summary>The bytes that a signature appends to its document, with a hole where the container goes.</summary>
/// <param name="Bytes">What is appended; ByteRange is already true, the hole is zeros.</param>
/// <param name="HoleStart">Offset in <paramref name="Bytes"/> of the <c>&lt;</c> of Contents.</param>
/// <param name="HoleEnd">Just past its <c>&gt;</c>.</param>
internal sealed record SignatureRevision(ReadOnlyMemory<byte> Bytes, int HoleStart, int HoleEnd)
{
    /// <summary>How many bytes of container the hole takes.</summary>
    public int Room => (HoleEnd - HoleStart - 2) / 2;

    // Small enough that what was just hashed is still in the processor's cache when it is copied.
    private const int ChunkLength = 12 * 1024;

    // Objects of the update besides the hole; only a first guess for the buffer.
    private const int UsualUpdate = 4096;

    /// <summary>A writer with about the room that such a revision takes.</summary>
    /// <param name="document">The document.</param>
    /// <param name="room">Bytes of container that the hole takes.</param>
    public static PdfRevisionWriter Writer(PdfDocument document, int room) => new(document, checked(room * 2 + UsualUpdate));

    /// <summary>Writes an update with the dictionary that has the hole as its last object. Its bytes are the writer's memory.</summary>
    /// <param name="writer">From <see cref="Writer"/>.</param>
    /// <param name="update">The other objects.</param>
    /// <param name="dictionary">Number of the dictionary.</param>
    /// <param name="write">Writes the dictionary; tells the offsets of ByteRange's bracket, of Contents' <c>&lt;</c> and just past its <c>&gt;</c>.</param>
    public static SignatureRevision Write(
        PdfRevisionWriter writer, PdfUpdate update, PdfReference dictionary, Func<PdfBuffer, (int ByteRange, int HoleStart, int HoleEnd)> write)
    {
        try
        {
            var document = update.Document;
            foreach (var (reference, value) in update.Objects)
                writer.Write(reference, value);
            writer.Begin(dictionary);
            var (byteRange, holeStart, holeEnd) = write(writer.Buffer);
            writer.End();
            writer.Finish(update.Size, writer.Buffer.Written.Span[..holeStart]);

            var bytes = writer.Buffer.Written;
            var before = document.Bytes.Length;
            SignatureDictionary.FillByteRange(bytes.Span[byteRange..], before + holeStart, checked(before + holeEnd), bytes.Length - holeEnd);
            // What no reader of ours would take again is not written either.
            if (checked(before + bytes.Length) > PdfLimits.DefaultFileLength)
                throw new PadesRefusalException(PadesRefusalCode.DocumentTooLong);
            return new SignatureRevision(bytes, holeStart, holeEnd);
        }
        catch (OverflowException)
        {
            throw new PadesRefusalException(PadesRefusalCode.DocumentTooLong);
        }
    }

    /// <summary>The same revision in memory that outlives its writer.</summary>
    /// <param name="memory">At least as long.</param>
    public SignatureRevision MovedTo(Memory<byte> memory)
    {
        Bytes.CopyTo(memory);
        return this with { Bytes = memory[..Bytes.Length] };
    }

    /// <summary>Digest of everything but the hole: one pass over the document.</summary>
    public byte[] Digest(PdfDocument document, HashAlgorithmName algorithm)
    {
        using var hash = DocumentHash.Create(algorithm);
        hash.Append(document.Bytes.Span);
        return Finish(hash);
    }

    /// <summary>Copies the document, and returns the digest of it and this revision: still one pass.</summary>
    public byte[] CopyAndDigest(PdfDocument document, Span<byte> copy, HashAlgorithmName algorithm)
    {
        using var hash = DocumentHash.Create(algorithm);
        for (var rest = document.Bytes.Span; rest.Length > 0;)
        {
            var length = Math.Min(rest.Length, ChunkLength);
            // In this order: hashing takes longer than reading, so that the memory's latency hides behind it.
            hash.Append(rest[..length]);
            rest[..length].CopyTo(copy);
            rest = rest[length..];
            copy = copy[length..];
        }
        return Finish(hash);
    }

    private byte[] Finish(DocumentHash hash)
    {
        hash.Append(Bytes.Span[..HoleStart]);
        hash.Append(Bytes.Span[HoleEnd..]);
        return hash.Finish();
    }

    /// <summary>Writes the container as hexadecimal digits into a copy of <see cref="Bytes"/>; the rest of the hole stays zeros.</summary>
    public void FillContents(Span<byte> appended, ReadOnlySpan<byte> container)
    {
        var digits = appended[(HoleStart + 1)..(HoleEnd - 1)];
        if (container.Length * 2 > digits.Length)
            throw new InvalidOperationException("The container is longer than the upper bound computed for it.");
        Convert.TryToHexString(container, digits, out _);
    }
}

using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Writing;
using Sakpore.Signing.Timestamps;

namespace Sakpore.Signing.Pades;

/// <summary>A document timestamp (EN 319 142-1, 5.4.3): a revision whose token is over the whole file up to it.</summary>
internal static class DocumentTimestamp
{
    /// <summary>The revision with its token, or a refusal.</summary>
    /// <param name="document">The document to stamp.</param>
    /// <param name="timestamps">Who stamps.</param>
    /// <param name="cancellationToken">Gives up while the token is waited for.</param>
    public static async Task<(byte[]? Revision, PadesRefusal? Refusal)> MakeAsync(
        PdfDocument document, ITimestampAuthority timestamps, CancellationToken cancellationToken)
    {
        var room = BaselineT.RoomFor(timestamps);
        while (true)
        {
            var revision = Write(document, room);
            var result = await timestamps.StampAsync(revision.Digest(document, timestamps.Digest), cancellationToken).ConfigureAwait(false);
            if (!result.TryGetTimestamp(out var timestamp, out var refused))
                return (null, BaselineT.Failed(refused));
            if (timestamp.Token.Length <= revision.Room)
            {
                var bytes = revision.Bytes.ToArray();
                revision.FillContents(bytes, timestamp.Token.Span);
                return (bytes, null);
            }

            // No person is asked for a timestamp, so it is simply asked for again. Tokens are bounded, and so is this.
            room = timestamp.Token.Length + BaselineT.Margin;
        }
    }

    private static SignatureRevision Write(PdfDocument document, int room)
    {
        var update = new PdfUpdate(document);
        var dictionary = update.Reserve();
        var page = PageTree.Pages(document).FirstOrDefault() ?? throw new PadesRefusalException(PadesRefusalCode.PageMissing, "1");
        SignatureField.Create(update, SignatureField.FreeName(FieldTree.Fields(document), "Timestamp"), page, dictionary);
        DeveloperExtension.Declare(update);
        using var writer = SignatureRevision.Writer(document, room);
        var revision = SignatureRevision.Write(writer, update, dictionary, buffer => SignatureDictionary.WriteTimestamp(buffer, room));
        return revision.MovedTo(new byte[revision.Bytes.Length]);
    }
}

namespace Sakpore.Grpc.Letters;

/// <summary>One thing wrong in a letter template's file, said so that whoever edits the file can mend it.</summary>
/// <param name="Reason">What kind of defect, in UPPER_SNAKE.</param>
/// <param name="File">The file as the reader was told it.</param>
/// <param name="Line">The line, from 1: where the YAML value begins that holds the defect.</param>
/// <param name="Indonesian">One sentence.</param>
/// <param name="English">The same sentence.</param>
internal sealed record LetterDefect(string Reason, string File, int Line, string Indonesian, string English)
{
    /// <summary>The form of a compiler's message, so that editors make it a link.</summary>
    public override string ToString() => $"{File}({Line}): {Reason}: {English}";
}

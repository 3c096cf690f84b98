using System.CommandLine;

namespace Sakpore.Cli.Letters;

/// <summary><c>sakpore letter</c>: the letters of the catalog.</summary>
internal static class LetterCommand
{
    public static Command Create() => new("letter", "The letters of the catalog.")
    {
        LetterPreviewCommand.Create(),
    };
}

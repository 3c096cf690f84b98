namespace Sakpore.Cli;

/// <summary>What the command line ends with.</summary>
internal static class ExitCode
{
    /// <summary>Done, and the answer is yes.</summary>
    public const int Yes = 0;

    /// <summary>Done, and the answer is no: a refusal, or a file that is not authentic.</summary>
    public const int No = 1;

    /// <summary>The words of the command line are off.</summary>
    public const int Misuse = 2;
}

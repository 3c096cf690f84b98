namespace Sakpore.Grpc.Diagnosis;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>All is well.</summary>
    Well,

    /// <summary>It works today, and should be seen to.</summary>
    Warning,

    /// <summary>It does not work, or promises are not kept.</summary>
    Wrong,
}

/// <summary>What was found about an installation.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Sentence">What it is, in one or two sentences, with what to do.</param>
public sealed record Finding(Severity Severity, string Sentence)
{
    internal static Finding Well(string sentence) => new(Severity.Well, sentence);

    internal static Finding Warning(string sentence) => new(Severity.Warning, sentence);

    internal static Finding Wrong(string sentence) => new(Severity.Wrong, sentence);
}

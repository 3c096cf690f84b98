using System.Diagnostics.CodeAnalysis;

namespace Sakpore.Signing.Anchors;

/// <summary>Why there is no anchor.</summary>
public enum TextAnchorFault
{
    /// <summary>The mark is nowhere in the document's text.</summary>
    NotFound,

    /// <summary>The mark is there more than once, and nothing says which is meant.</summary>
    Several,

    /// <summary>The document's text cannot be read.</summary>
    Unreadable,
}

/// <summary>What came of looking for a mark: the one place where it is, or why not.</summary>
public sealed class TextAnchorResult
{
    private TextAnchorResult(TextAnchor? anchor, TextAnchorFault? fault, string mark)
    {
        Anchor = anchor;
        Fault = fault;
        Mark = mark;
    }

    /// <summary>Where it is; null when <see cref="Fault"/> is set.</summary>
    public TextAnchor? Anchor { get; }

    /// <summary>Why there is none; null when <see cref="Anchor"/> is set.</summary>
    public TextAnchorFault? Fault { get; }

    /// <summary>What was looked for.</summary>
    public string Mark { get; }

    /// <summary>The fault as a machine-readable reason in UPPER_SNAKE; empty when there is none.</summary>
    public string Reason => Words.Reason;

    /// <summary>A sentence in Indonesian that says what is wrong; empty when nothing is.</summary>
    public string Indonesian => Words.Indonesian;

    /// <summary>The same sentence in English.</summary>
    public string English => Words.English;

    private (string Reason, string Indonesian, string English) Words => Fault switch
    {
        null => ("", "", ""),
        TextAnchorFault.NotFound => ("ANCHOR_NOT_FOUND",
            $"Tanda \"{Mark}\" tidak ditemukan dalam dokumen.", $"The mark \"{Mark}\" is not in the document."),
        TextAnchorFault.Several => ("ANCHOR_SEVERAL",
            $"Tanda \"{Mark}\" ada di lebih dari satu tempat.", $"The mark \"{Mark}\" is in more than one place."),
        TextAnchorFault.Unreadable => ("ANCHOR_UNREADABLE",
            "Teks dokumen tidak dapat dibaca.", "The document's text cannot be read."),
        var other => throw new InvalidOperationException($"{other} is no fault."),
    };

    /// <summary>Tells which of the two it is.</summary>
    /// <param name="anchor">The place when the answer is true.</param>
    public bool TryGetAnchor([NotNullWhen(true)] out TextAnchor? anchor)
    {
        anchor = Anchor;
        return anchor is not null;
    }

    internal static TextAnchorResult Of(TextAnchor anchor, string mark) => new(anchor, null, mark);

    internal static TextAnchorResult Of(TextAnchorFault fault, string mark) => new(null, fault, mark);
}

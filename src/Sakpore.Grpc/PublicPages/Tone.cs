namespace Sakpore.Grpc.PublicPages;

/// <summary>The colour of an answer. It never stands alone: words and an icon say the same.</summary>
internal enum Tone
{
    /// <summary>Green: what the reader hoped for.</summary>
    Good,

    /// <summary>Red: do not rely on it.</summary>
    Bad,

    /// <summary>Amber: something is missing or owed.</summary>
    Caution,

    /// <summary>Slate: a fact without a judgement.</summary>
    Neutral,
}

/// <summary>What a page says first.</summary>
/// <param name="Tone">Colour.</param>
/// <param name="Icon">Icon, of another shape for each meaning.</param>
/// <param name="Title">The answer in a few words.</param>
/// <param name="Sentence">What it means, in one plain sentence.</param>
internal sealed record Headline(Tone Tone, Icon Icon, Words Title, Words Sentence);

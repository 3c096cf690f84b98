namespace Sakpore.Grpc.Letters;

/// <summary>What <see cref="LetterComposer.Compose"/> answers.</summary>
/// <param name="Pages">How many pages were written; 0 where the letter was refused, and then nothing was written.</param>
/// <param name="Refusals">Every reason at once; empty where the letter was composed.</param>
internal sealed record LetterComposition(int Pages, IReadOnlyList<LetterRefusal> Refusals)
{
    /// <summary>Whether the output holds a letter.</summary>
    public bool Composed => Refusals.Count == 0;
}

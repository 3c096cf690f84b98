namespace Sakpore.Signing.Pades;

/// <summary>How a batch is signed. Immutable.</summary>
public sealed record BatchOptions
{
    /// <summary>The level: <see cref="BaselineB"/> (the default) or <see cref="BaselineT"/>. Higher ones are reached by extending.</summary>
    public PadesLevel Level
    {
        get;
        init => field = value is BaselineB or BaselineT ? value : throw new ArgumentException("A batch signs at level B or T.", nameof(value));
    } = BaselineB.Instance;

    /// <summary>How many documents are in work at once, at least 1; default: one for each processor.</summary>
    public int Parallelism
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Environment.ProcessorCount;
}

namespace Sakpore.Grpc.Letters.Values;

/// <summary>What kind of value stands behind a name of a template.</summary>
internal abstract record ValueShape
{
    private ValueShape()
    {
    }

    /// <summary>The kind, for sentences.</summary>
    public abstract string Word { get; }

    /// <summary>Text.</summary>
    /// <param name="Optional">Whether it may be absent or blank; it then prints as nothing.</param>
    public sealed record Text(bool Optional = false) : ValueShape
    {
        /// <inheritdoc/>
        public override string Word => "text";
    }

    /// <summary>A calendar date, printed through a date filter.</summary>
    /// <param name="Optional">Whether it may be absent; it then prints as nothing.</param>
    public sealed record Date(bool Optional = false) : ValueShape
    {
        /// <inheritdoc/>
        public override string Word => "date";
    }

    /// <summary>Any number of values of one kind; none is allowed.</summary>
    /// <param name="Element">The kind.</param>
    public sealed record List(ValueShape Element) : ValueShape
    {
        /// <inheritdoc/>
        public override string Word => "list";
    }

    /// <summary>Named values.</summary>
    /// <param name="Fields">By name.</param>
    public sealed record Record(IReadOnlyDictionary<string, ValueShape> Fields) : ValueShape
    {
        /// <inheritdoc/>
        public override string Word => "record";
    }
}

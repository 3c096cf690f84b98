namespace Sakpore.Core.Applications;

/// <summary>A value of the application's form: one text or several, in the order given. A date is ISO 8601 <c>yyyy-MM-dd</c>.</summary>
/// <param name="Items">The texts; empty means not given.</param>
public sealed record FormValue(IReadOnlyList<string> Items)
{
    /// <summary>A value of one text.</summary>
    public static FormValue Of(string text) => new([text]);
}

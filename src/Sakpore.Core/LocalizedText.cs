namespace Sakpore.Core;

/// <summary>One sentence or name in the two languages of the office. Citizens read Indonesian first.</summary>
/// <param name="Id">Indonesian. Never empty.</param>
/// <param name="En">English. Never empty.</param>
public sealed record LocalizedText(string Id, string En)
{
    /// <summary>The Indonesian text, then the English one in brackets.</summary>
    public override string ToString() => $"{Id} ({En})";
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Sakpore.Grpc.Storage;

/// <summary>A statement with its parameters by place, <c>$1</c>, as PostgreSQL itself takes them.</summary>
/// <param name="Text">The statement.</param>
/// <param name="Parameters">The names that stood there, by place, each once.</param>
internal sealed record PositionalSql(string Text, IReadOnlyList<string> Parameters)
{
    // The hub's statements are a few dozen constants, and some with a list whose length varies.
    private const int MostKept = 1000;

    private static readonly ConcurrentDictionary<string, PositionalSql> Kept = new();

    /// <summary>The statement of one whose parameters are named, <c>@name</c>. What stands in quotes is left as it is.</summary>
    public static PositionalSql Of(string named)
    {
        if (Kept.TryGetValue(named, out var kept))
        {
            return kept;
        }

        var made = Read(named);
        return Kept.Count < MostKept ? Kept.GetOrAdd(named, made) : made;
    }

    private static PositionalSql Read(string named)
    {
        var text = new StringBuilder(named.Length);
        var parameters = new List<string>();
        var quoted = false;
        for (var at = 0; at < named.Length; at++)
        {
            quoted ^= named[at] == '\'';
            var end = at + 1;
            while (!quoted && named[at] == '@' && end < named.Length && (char.IsAsciiLetterOrDigit(named[end]) || named[end] == '_'))
            {
                end++;
            }

            if (end == at + 1)
            {
                text.Append(named[at]);
                continue;
            }

            var name = named[(at + 1)..end];
            if (!parameters.Contains(name))
            {
                parameters.Add(name);
            }

            text.Append('$').Append((parameters.IndexOf(name) + 1).ToString(CultureInfo.InvariantCulture));
            at = end - 1;
        }

        return new PositionalSql(text.ToString(), parameters);
    }
}

using System.Text.Json;
using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Applications;

/// <summary>Page sizes and page tokens (AIP-158). A token is bound to its query: it is no use elsewhere.</summary>
internal static class Paging
{
    private const int UsualSize = 50;
    private const int LargestSize = 100;

    /// <summary>How many rows a page has: 50 where none is said, 100 at the most.</summary>
    public static int Size(int asked) => asked switch
    {
        0 => UsualSize,
        < 0 => throw Fault.Invalid("page_size", "Ukuran halaman tidak boleh negatif.", "A page size is not negative.").Thrown(),
        _ => Math.Min(asked, LargestSize),
    };

    /// <summary>The token of the page after a row.</summary>
    public static string Write<T>(T last, string query) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new Token<T>(query, last)));

    /// <summary>The row after which a page begins; the default of the type for the first page.</summary>
    /// <exception cref="FaultException">It is no token, or one of another query.</exception>
    public static T? Read<T>(string token, string query)
    {
        if (token.Length == 0)
        {
            return default;
        }

        try
        {
            var read = JsonSerializer.Deserialize<Token<T>>(Convert.FromBase64String(token));
            return read is not null && read.Query == query ? read.Last : throw Fault.Of(FaultReason.InvalidPageToken).Thrown();
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            throw Fault.Of(FaultReason.InvalidPageToken).Thrown();
        }
    }

    /// <summary>One page of items in memory, in the order of their keys, and the token of the next one (empty on the last).</summary>
    public static (IReadOnlyList<T> Page, string Next) Of<T>(IEnumerable<T> items, Func<T, string> key, string query, int pageSize, string pageToken)
    {
        var size = Size(pageSize);
        var after = Read<string>(pageToken, query);
        var rest = items.OrderBy(key, StringComparer.Ordinal)
            .SkipWhile(item => after is not null && string.CompareOrdinal(key(item), after) <= 0).Take(size + 1).ToList();
        return rest.Count > size ? (rest[..size], Write(key(rest[size - 1]), query)) : (rest, "");
    }

    private sealed record Token<T>(string Query, T Last);
}

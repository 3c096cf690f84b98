using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Sakpore.Grpc.PublicPages;

/// <summary>A small form that somebody typed: texts alone, bounded before it is read.</summary>
internal sealed class TypedForm
{
    private const int LongestForm = 16 * 1024;
    private const int MostFields = 32;

    private readonly Dictionary<string, Microsoft.Extensions.Primitives.StringValues> _fields;

    private TypedForm(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> fields) => _fields = fields;

    /// <summary>The text of a field; empty where it is not there or there more than once.</summary>
    internal string this[string field] => _fields.TryGetValue(field, out var values) && values is [{ } text] ? text : "";

    /// <summary>Reads the form of a request; one of another type, or too long, has no field.</summary>
    internal static async Task<TypedForm> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var isForm = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        if (!isForm || request.ContentLength is not (>= 0 and <= LongestForm))
            return new([]);
        try
        {
            using var reader = new FormReader(request.Body) { ValueCountLimit = MostFields, KeyLengthLimit = 64, ValueLengthLimit = LongestForm };
            return new(await reader.ReadFormAsync(ct));
        }
        catch (InvalidDataException)
        {
            return new([]);
        }
    }
}

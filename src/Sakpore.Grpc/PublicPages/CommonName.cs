using System.Text;

namespace Sakpore.Grpc.PublicPages;

/// <summary>The name that a person would call a certificate's holder by.</summary>
internal static class CommonName
{
    /// <summary>Takes the most specific common name out of a distinguished name.</summary>
    /// <param name="distinguishedName">A name in the string form of RFC 4514, the most specific part first.</param>
    /// <returns>The CN's value without its escapes; the whole name where it has no readable CN.</returns>
    internal static string Of(string distinguishedName)
    {
        foreach (var (type, value) in Parts(distinguishedName))
        {
            if (type.Equals("CN", StringComparison.OrdinalIgnoreCase) && value.Length > 0 && value[0] != '#')
                return PlainText.Of(Unescape(value));
        }
        return PlainText.Of(distinguishedName);
    }

    // RFC 4514, 3: parts are separated by a comma, those of a multi-valued one by a plus; a backslash escapes what follows.
    private static IEnumerable<(string Type, string Value)> Parts(string name)
    {
        for (int start = 0, i = 0; i <= name.Length; i++)
        {
            if (i < name.Length && name[i] == '\\')
                i++;
            else if (i == name.Length || name[i] is ',' or '+')
            {
                var part = name[start..i];
                start = i + 1;
                var equals = part.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0)
                    yield return (part[..equals].Trim(), part[(equals + 1)..].TrimStart());
            }
        }
    }

    // RFC 4514, 2.4: an escape is either the character itself or two hex digits of one octet of its UTF-8.
    private static string Unescape(string value)
    {
        var octets = new List<byte>(value.Length);
        for (var i = 0; i < value.Length;)
        {
            if (IsHexPair(value, i))
            {
                octets.Add(Convert.ToByte(value.Substring(i + 1, 2), 16));
                i += 3;
                continue;
            }
            if (value[i] == '\\' && i + 1 < value.Length)
                i++;
            var length = char.IsHighSurrogate(value[i]) && i + 1 < value.Length ? 2 : 1;
            octets.AddRange(Encoding.UTF8.GetBytes(value.Substring(i, length)));
            i += length;
        }
        return Encoding.UTF8.GetString([.. octets]);
    }

    private static bool IsHexPair(string value, int i) =>
        value[i] == '\\' && i + 2 < value.Length && char.IsAsciiHexDigit(value[i + 1]) && char.IsAsciiHexDigit(value[i + 2]);
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sakpore.Signing.Seals;

namespace Sakpore.Cli.Seals;

/// <summary>The answer for machines: one object; absent facts are null.</summary>
internal static class SealJson
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(SealCheck check, TextWriter output) => output.WriteLine(JsonSerializer.Serialize(
        new
        {
            check.Reason,
            check.Field,
            Valid = check.IsValid,
            Id = check.Indonesian,
            En = check.English,
            Status = check.Claims is null ? null : new { AsOf = check.Status?.Issued, Overdue = check.IsStatusOverdue },
            Claims = check.Claims is not { } claims ? null : new
            {
                Profile = (int)claims.Profile,
                claims.Issuer,
                claims.StatusIndex,
                claims.DocumentNumber,
                claims.TitleCode,
                claims.Holder,
                Issued = Day(claims.Issued),
                Expires = claims.Expires is { } last ? Day(last) : null,
                claims.Office,
                Digest = Convert.ToHexStringLower(claims.Digest.Span),
            },
        },
        Json));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

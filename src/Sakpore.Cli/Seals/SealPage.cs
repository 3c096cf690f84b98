using Sakpore.Cli.Deadlines;
using Sakpore.Signing.Seals;
using Spectre.Console;

namespace Sakpore.Cli.Seals;

/// <summary>The answer for people: the sentence, the sealed facts, what is known of revocation, and that the paper must be compared.</summary>
internal static class SealPage
{
    private const int LabelWidth = 15;

    public static void Write(SealCheck check, TextWriter output)
    {
        var page = Page.On(output);
        page.MarkupLineInterpolated($"[bold {(check.IsValid ? "green" : "red")}]{check.Indonesian}[/] [grey]{check.English}[/]");
        page.MarkupLineInterpolated($"[grey]{check.Reason}{(check.Field is { } field ? $" ({field})" : "")}[/]");
        if (check.Claims is not { } claims || check.Keys is not { } keys)
            return;
        page.WriteLine();
        Line(page, "Penerbit", keys.Name, "issuer");
        Line(page, "Kantor", keys.Offices.GetValueOrDefault(claims.Office, claims.Office), "office");
        Line(page, "Surat", keys.Titles.GetValueOrDefault(claims.TitleCode, claims.TitleCode), "letter");
        Line(page, "Nomor", claims.DocumentNumber, "number");
        Line(page, "Atas nama", claims.Holder, claims.Profile == SealProfile.HolderMasked ? "holder, masked" : "holder");
        Line(page, "Tanggal", IndonesianDate.WithoutDay(claims.Issued), "issued");
        Line(page, "Berlaku sampai", claims.Expires is { } last ? IndonesianDate.WithoutDay(last) : "-", "valid through");
        page.WriteLine();
        page.MarkupLineInterpolated($"{check.StatusIndonesian} [grey]{check.StatusEnglish}[/]");
        page.MarkupLineInterpolated($"[bold]{SealCheck.CompareIndonesian}[/]");
        page.MarkupLineInterpolated($"[grey]{SealCheck.CompareEnglish}[/]");
    }

    private static void Line(IAnsiConsole page, string label, string value, string english) =>
        page.MarkupLineInterpolated($"  {label.PadRight(LabelWidth)}[bold]{value}[/] [grey]· {english}[/]");
}

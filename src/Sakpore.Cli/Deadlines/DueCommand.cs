using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Sakpore.Cli.Catalog;
using Sakpore.Core;
using Sakpore.Core.Catalog;

namespace Sakpore.Cli.Deadlines;

/// <summary><c>sakpore due</c>: when a permit, or a number of working days, is due, and why.</summary>
internal static class DueCommand
{
    public static Command Create(TimeProvider time)
    {
        var permit = new Option<string?>("--permit") { Description = "The permit type, for example skp-penelitian.", HelpName = "slug" };
        var days = new Option<int?>("--days")
        {
            Description = "A number of working days, from 0, instead of a permit.",
            HelpName = "n",
            CustomParser = word => int.TryParse(Text(word), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number : Wrong<int>(word, $"'{Text(word)}' is not a number of working days from 0."),
        };
        var received = new Option<Receipt?>("--received")
        {
            Description = "When it was received: 2026-03-17T09:00+07:00, or 2026-03-17 for that day before the cut-off. Default: now.",
            HelpName = "date",
            CustomParser = Receipt.Parse,
        };
        var calendar = new Option<string?>("--calendar")
        {
            Description = $"The calendar. Default: the permit's own, or {DueQuestion.DefaultCalendar}.",
            HelpName = "slug",
        };
        var knownOn = new Option<DateOnly?>("--as-known-on")
        {
            Description = "Count on the calendar as it was known on this day. Default: as it is known now.",
            HelpName = "date",
            CustomParser = word => DateOnly.TryParseExact(Text(word), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
                ? day : Wrong<DateOnly>(word, $"'{Text(word)}' is not a date (2026-03-17)."),
        };
        var format = new Option<string>("--format") { Description = "text for people, json for machines.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var folder = new Option<string?>("--catalog")
        {
            Description = "The folder of the catalog. Default: the one shipped with this program.",
            HelpName = "folder",
        };

        var command = new Command("due", "Say when a permit, or a number of working days, is due, and which holidays moved it.")
        {
            permit, days, received, calendar, knownOn, format, folder,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(permit) is null == result.GetResult(days) is null)
                result.AddError("Give either --permit or --days.");
        });
        command.SetAction(words => Answer(
            new DueQuestion(
                words.GetValue(permit), words.GetValue(days), words.GetValue(received) ?? Receipt.Of(time.GetUtcNow()), words.GetValue(calendar), words.GetValue(knownOn)),
            words.GetValue(folder) ?? CatalogFolder.Shipped, words.GetValue(format) == "json", words.InvocationConfiguration.Output, words.InvocationConfiguration.Error));
        return command;
    }

    private static int Answer(DueQuestion question, string folder, bool json, TextWriter output, TextWriter error)
    {
        switch (CatalogFolder.Read(folder))
        {
            case CatalogReadResult.Sound(var catalog) when question.Ask(catalog) is var (answer, refusal):
                if (answer is null)
                    return Refuse(error, refusal!);
                if (json)
                    DueJson.Write(answer, output);
                else
                    DueText.Write(answer, output);
                return ExitCode.Yes;
            case CatalogReadResult.Defective(var defects):
                foreach (CatalogDefect defect in defects)
                    error.WriteLine(defect);
                return ExitCode.No;
            default:
                return Refuse(error, new($"Folder katalog '{folder}' tidak ada.", $"There is no catalog folder '{folder}'."));
        }
    }

    private static int Refuse(TextWriter error, LocalizedText sentence)
    {
        error.WriteLine(sentence.Id);
        error.WriteLine(sentence.En);
        return ExitCode.No;
    }

    private static string Text(ArgumentResult word) => word.Tokens[0].Value;

    private static T? Wrong<T>(ArgumentResult word, string sentence)
        where T : struct
    {
        word.AddError(sentence);
        return null;
    }
}

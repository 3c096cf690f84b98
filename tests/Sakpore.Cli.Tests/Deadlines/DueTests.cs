using System.Text.Json;

namespace Sakpore.Cli.Tests.Deadlines;

/// <summary><c>sakpore due</c> in each of its forms. Now is Tuesday 17 March 2026, 09:00 in Jakarta.</summary>
[TestFixture]
internal sealed class DueTests
{
    private static readonly string[] IdulFitri = ["2026-03-18", "2026-03-19", "2026-03-20", "2026-03-23", "2026-03-24"];

    [Test]
    public async Task Permit_says_promise_due_date_and_the_reason_for_each_day()
    {
        CommandLine run = await CommandLine.RunAsync("due", "--permit", "skp-penelitian", "--received", "2026-03-17T09:00+07:00");
        Assert.That(run.Exit, Is.Zero, run.Error);
        Assert.That(run.Output, Is.EqualTo(await File.ReadAllTextAsync(Golden("skp-penelitian.txt"))));
    }

    [Test]
    public async Task Permit_in_json_has_the_fields_for_machines()
    {
        using JsonDocument due = await JsonAsync("--permit", "skp-penelitian", "--received", "2026-03-17T09:00+07:00");
        Assert.Multiple(() =>
        {
            Assert.That(Text(due, "due"), Is.EqualTo("2026-03-31"));
            Assert.That(Text(due, "earliest"), Is.EqualTo("2026-03-30"));
            Assert.That(Text(due, "calendar"), Is.EqualTo("5-day-cuti-off"));
            Assert.That(Text(due, "calendar_revision"), Is.EqualTo("1.11"));
            Assert.That(Text(due, "day0"), Is.EqualTo("2026-03-17"));
            Assert.That(Text(due, "due_without_holidays"), Is.EqualTo("2026-03-24"));
            Assert.That(Text(due, "legal_limit"), Is.EqualTo("2026-03-31"));
            Assert.That(Text(due, "permit"), Is.EqualTo("skp-penelitian@1"));
            Assert.That(MovedBy(due), Is.EqualTo(IdulFitri));
            Assert.That(due.RootElement.GetProperty("moved_by")[0].GetProperty("kind").GetString(), Is.EqualTo("cuti_bersama"));
            Assert.That(due.RootElement.GetProperty("moved_by")[1].GetProperty("name").GetString(), Is.EqualTo("Hari Suci Nyepi"));
        });
    }

    [TestCase("5-day-cuti-off", "2026-03-31", 5)]
    [TestCase("5-day-cuti-worked", "2026-03-25", 1)]
    [TestCase("6-day-cuti-off", "2026-03-30", 6)]
    public async Task Days_are_counted_on_each_shipped_calendar(string calendar, string expected, int moved)
    {
        using JsonDocument due = await JsonAsync("--days", "5", "--received", "2026-03-17", "--calendar", calendar);
        Assert.That((Text(due, "due"), Text(due, "earliest"), Text(due, "calendar"), MovedBy(due).Length), Is.EqualTo((expected, expected, calendar, moved)));
        Assert.That(due.RootElement.TryGetProperty("permit", out _), Is.False);
    }

    [TestCase("2026-03-17", "2026-03-31", TestName = "Bare_date_counts_as_received_before_the_cut_off")]
    [TestCase("2026-03-17T16:00+07:00", "2026-03-31", TestName = "Cut_off_itself_is_in_time")]
    [TestCase("2026-03-17T16:00:01+07:00", "2026-04-01", TestName = "Second_after_the_cut_off_counts_for_the_next_working_day")]
    [TestCase("2026-03-17T09:30:00Z", "2026-04-01", TestName = "Instant_in_UTC_is_taken_to_the_office_s_time")]
    [TestCase("2026-03-17T16:30", "2026-04-01", TestName = "Time_without_offset_is_the_office_s")]
    public async Task Received(string received, string expected)
    {
        using JsonDocument due = await JsonAsync("--days", "5", "--received", received, "--calendar", "5-day-cuti-off");
        Assert.That(Text(due, "due"), Is.EqualTo(expected));
    }

    [Test]
    public async Task Received_is_now_where_it_is_not_said()
    {
        using JsonDocument due = await JsonAsync("--permit", "skp-penelitian");
        Assert.That((Text(due, "received"), Text(due, "due")), Is.EqualTo(("2026-03-17T09:00:00+07:00", "2026-03-31")));
    }

    [TestCase("2025-08-06", "2025-08-18")]
    [TestCase("2025-08-07", "2025-08-19")]
    public async Task Calendar_can_be_asked_as_it_was_known_on_a_day(string knownOn, string expected)
    {
        using JsonDocument due = await JsonAsync("--days", "2", "--received", "2025-08-14", "--as-known-on", knownOn);
        Assert.That(Text(due, "due"), Is.EqualTo(expected));
    }

    [Test]
    public async Task Text_tells_a_roll_and_that_nothing_moved_it()
    {
        CommandLine run = await CommandLine.RunAsync("due", "--days", "1", "--received", "2026-09-04T16:01+07:00");
        Assert.That(run.Output, Does.Contain("diterima setelah pukul 16.00").And.Contain("received after the cut-off"));
        Assert.That(run.Output, Does.Contain("dihitung diterima: hari ke-0").And.Contain("Tidak ada hari libur yang menggeser tanggal ini."));
        Assert.That(run.Output, Does.Contain("1 hari kerja · 1 working day"));
    }

    [TestCase("--days", "5", "--received", "2027-12-30", "2027-12-31", TestName = "Past_the_horizon_is_refused")]
    [TestCase("--days", "5", "--received", "2021-12-30", "2022-01-01", TestName = "Before_the_calendar_is_refused")]
    [TestCase("--permit", "sip-dukun", "--received", "2026-03-17", "sip-dokter", TestName = "Unknown_permit_is_refused_with_those_there_are")]
    [TestCase("--permit", "skp-penelitian", "--received", "2022-12-30", "2023-01-01", TestName = "Permit_not_yet_in_force_is_refused")]
    public async Task Refused(string what, string value, string option, string received, string saying)
    {
        CommandLine run = await CommandLine.RunAsync("due", what, value, option, received);
        Assert.That((run.Exit, run.Output), Is.EqualTo((1, "")));
        Assert.That(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2).And.All.Contains(saying), "in both languages");
    }

    [Test]
    public async Task Unknown_calendar_is_refused_with_those_there_are()
    {
        CommandLine run = await CommandLine.RunAsync("due", "--days", "5", "--calendar", "4-day-week");
        Assert.That((run.Exit, run.Output), Is.EqualTo((1, "")));
        Assert.That(run.Error, Does.Contain("5-day-cuti-off, 5-day-cuti-worked, 6-day-cuti-off"));
    }

    [TestCase("due")]
    [TestCase("due", "--permit", "skp-penelitian", "--days", "5")]
    [TestCase("due", "--days", "-1")]
    [TestCase("due", "--days", "many")]
    [TestCase("due", "--days", "99999999999")]
    [TestCase("due", "--days", "5", "--received", "17-03-2026")]
    [TestCase("due", "--days", "5", "--received", "2026-02-30")]
    [TestCase("due", "--days", "5", "--as-known-on", "soon")]
    [TestCase("due", "--days", "5", "--format", "xml")]
    public async Task Misuse_is_told_apart(params string[] words)
    {
        CommandLine run = await CommandLine.RunAsync(words);
        Assert.That(run.Exit, Is.EqualTo(2));
        Assert.That(run.Error, Is.Not.Empty);
    }

    [Test]
    public async Task Catalog_of_a_city_is_read_from_its_folder_and_every_defect_told()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sakpore-catalog-");
        try
        {
            string shipped = Path.Combine(AppContext.BaseDirectory, "catalog");
            foreach (string path in Directory.EnumerateFiles(shipped, "*.yaml", SearchOption.AllDirectories))
            {
                string to = Path.Combine(folder.FullName, Path.GetRelativePath(shipped, path));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(path, to);
            }

            string permit = Path.Combine(folder.FullName, "permits", "skp-penelitian.v1.yaml");
            string text = await File.ReadAllTextAsync(permit);
            await File.WriteAllTextAsync(permit, text.Replace("max_days: 5", "max_days: 6", StringComparison.Ordinal));
            using JsonDocument due = await JsonAsync("--permit", "skp-penelitian", "--received", "2026-03-17", "--catalog", folder.FullName);
            Assert.That(Text(due, "due"), Is.EqualTo("2026-04-01"));

            await File.WriteAllTextAsync(permit, text.Replace("max_days: 5", "max_days: 3", StringComparison.Ordinal).Replace("version: 1", "version: x", StringComparison.Ordinal));
            CommandLine run = await CommandLine.RunAsync("due", "--permit", "skp-penelitian", "--catalog", folder.FullName);
            Assert.That(run.Exit, Is.EqualTo(1));
            Assert.That(run.Error, Does.Match(@"skp-penelitian\.v1\.yaml:\d+: .*version").And.Match(@"skp-penelitian\.v1\.yaml:\d+: The promise ends at 3"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        CommandLine gone = await CommandLine.RunAsync("due", "--days", "5", "--catalog", folder.FullName);
        Assert.That((gone.Exit, gone.Error.Contains(folder.FullName, StringComparison.Ordinal)), Is.EqualTo((1, true)));
    }

    private static async Task<JsonDocument> JsonAsync(params string[] words)
    {
        CommandLine run = await CommandLine.RunAsync(["due", .. words, "--format", "json"]);
        Assert.That(run.Exit, Is.Zero, run.Error);
        return JsonDocument.Parse(run.Output);
    }

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Deadlines", name);

    private static string? Text(JsonDocument json, string field) => json.RootElement.GetProperty(field).GetString();

    private static string?[] MovedBy(JsonDocument json) =>
        [.. json.RootElement.GetProperty("moved_by").EnumerateArray().Select(holiday => holiday.GetProperty("date").GetString())];
}

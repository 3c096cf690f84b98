using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Sakpore.Deadlines.V1;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;

namespace Sakpore.Benchmarks.Load;

/// <summary>Pages of 50 of ListApplications and of what is late, with 1,000 applications and with 1,000,000.</summary>
internal static class PageLoad
{
    private const int Few = 1_000;
    private const int Many = 1_000_000;
    private const int Size = 50;
    private const int FarPage = 1_000;
    private const double MostTimesSlower = 2;

    public static IEnumerable<Gate> Run(LoadClient client, string postgres)
    {
        // Its subject and documents are shared by all copies: lists show neither.
        var model = client.Portal.SubmitAsync().GetAwaiter().GetResult().Application.Name["applications/".Length..];
        client.FrontOffice.CompleteAsync("applications/" + model).GetAwaiter().GetResult();
        Clear(postgres, model);
        Multiply(postgres, model, 1, Few);
        List<(string Name, Func<string, Task<string>> Page)> lists =
        [
            ("ListApplications", token => ApplicationsAsync(client, token, waiting: false)),
            ("ListApplications, waiting only", token => ApplicationsAsync(client, token, waiting: true)),
            ("what is late, head of the office", token => LateAsync(client, token, "")),
            ("what is late, one holder", token => LateAsync(client, token, "offices/dpmptsp")),
        ];
        var small = lists.ConvertAll(list => Milliseconds(list.Page, ""));
        Multiply(postgres, model, Few + 1, Many);
        foreach (var ((name, page), before) in lists.Zip(small))
        {
            var first = Milliseconds(page, "");
            var token = "";
            for (var turned = 1; turned < FarPage; turned++)
                token = page(token).GetAwaiter().GetResult();
            var far = Milliseconds(page, token);
            yield return Grown($"{name}: page 1 of a million", first, before);
            yield return Grown($"{name}: page 1,000 of a million", far, before);
        }
    }

    private static Gate Grown(string name, double after, double before) =>
        new(name, after / before, MostTimesSlower, "x", string.Create(CultureInfo.InvariantCulture, $"{after:0.00} ms; page 1 of 1,000: {before:0.00} ms"));

    private static double Milliseconds(Func<string, Task<string>> page, string token)
    {
        var times = new List<double>();
        for (var round = -10; round < 31; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            page(token).GetAwaiter().GetResult();
            if (round >= 0)
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static async Task<string> ApplicationsAsync(LoadClient client, string token, bool waiting)
    {
        var page = await client.BackOffice.Applications().ListApplicationsAsync(new ListApplicationsRequest { PageSize = Size, PageToken = token, WaitingOnly = waiting });
        return Full(page.Applications.Count, page.NextPageToken);
    }

    private static async Task<string> LateAsync(LoadClient client, string token, string holder)
    {
        var page = await new DeadlineService.DeadlineServiceClient(client.Head).ListOverdueApplicationsAsync(
            new ListOverdueApplicationsRequest { PageSize = Size, PageToken = token, Holder = holder });
        return Full(page.OverdueApplications.Count, page.NextPageToken);
    }

    private static string Full(int rows, string next) =>
        rows == Size ? next : throw new InvalidOperationException($"A page has {rows} rows.");

    private static void Clear(string postgres, string model) => Execute(postgres,
        $"""
        DELETE FROM stage_visits WHERE application_id <> '{model}';
        DELETE FROM applications WHERE id <> '{model}';
        """);

    /// <summary>Copies of one application with its history and visits; one in ten is open, and most of those are late.</summary>
    private static void Multiply(string postgres, string model, int from, int to) => Execute(postgres,
        $"""
        CREATE TEMP TABLE made ON COMMIT DROP AS SELECT n, 'LOAD-' || lpad(n::text, 8, '0') AS id FROM generate_series({from}, {to}) n;
        INSERT INTO applications SELECT (jsonb_populate_record(a, jsonb_build_object(
            'id', m.id, 'due_on', to_char(DATE '2026-01-01' + (m.n % 300), 'YYYY-MM-DD'),
            'status', CASE WHEN m.n % 10 = 0 THEN 'InProgress' ELSE 'Issued' END))).* FROM applications a, made m WHERE a.id = '{model}';
        INSERT INTO events SELECT (jsonb_populate_record(e, jsonb_build_object('application_id', m.id))).* FROM events e, made m WHERE e.application_id = '{model}';
        INSERT INTO stage_visits SELECT m.id, v.stage, v.started_at + m.n, CASE WHEN v.ended_at IS NULL AND m.n % 10 <> 0 THEN v.started_at + m.n + 1 ELSE v.ended_at END,
            v.office, v.role, v.signs FROM stage_visits v, made m WHERE v.application_id = '{model}';
        """, "ANALYZE applications, events, stage_visits");

    private static void Execute(string postgres, params ReadOnlySpan<string> steps)
    {
        using var connection = new NpgsqlConnection(postgres);
        connection.Open();
        foreach (var step in steps)
        {
            using var command = new NpgsqlCommand(step, connection) { CommandTimeout = 600 };
            command.ExecuteNonQuery();
        }
    }
}

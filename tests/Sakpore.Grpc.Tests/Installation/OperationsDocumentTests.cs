using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Sakpore.Grpc.Configuration;
using Sakpore.Grpc.Diagnosis;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Installation;

/// <summary>docs/operations.md is held against the program, and its commands do what they say.</summary>
internal sealed partial class OperationsDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("sakpore-operations-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void Every_setting_is_listed_with_its_default()
    {
        var listed = Row().Matches(Document).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);
        Assert.That(listed.Keys, Is.EquivalentTo(HubConfiguration.Names));
        var defaults = new HubOptions();
        Assert.Multiple(() =>
        {
            foreach (var (name, text) in listed)
            {
                if (Default(defaults, name) is { } value)
                {
                    Assert.That(text.Trim('`'), Is.EqualTo(value), name);
                }
                else
                {
                    Assert.That(text, Does.Not.Match("^`?[0-9]+`?$"), $"{name} has no value by itself.");
                }
            }
        });
    }

    [Test]
    public async Task Settings_as_written_start_a_hub_that_is_ready_and_has_nothing_wrong()
    {
        using var production = new ProductionInstallation();
        File.WriteAllText(production.In("installation.key"), Run("openssl rand -base64 32"));
        var postgres = PostgresCluster.CreateDatabase();
        try
        {
            // Paths, database and ports are those of the test; names and everything else as written.
            var written = Regex.Match(Document, "```ini\n(.*?)```", RegexOptions.Singleline).Groups[1].Value
                .Replace("/etc/sakpore", Path.GetDirectoryName(production.In("tls.pem"))!, StringComparison.Ordinal)
                .Replace("/var/lib/sakpore", production.In("data"), StringComparison.Ordinal)
                .Replace("Host=/var/run/postgresql;Database=sakpore;Username=sakpore", postgres, StringComparison.Ordinal)
                .Replace("=9464", "=0", StringComparison.Ordinal);
            Assert.That(written, Does.Contain(postgres).And.Contain("Sakpore__Proxies=127.0.0.1"));
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(written.Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal)).Select(line => line.Trim().Split('=', 2))
                .Append(["Sakpore__HttpPort", "0"]).Append(["Sakpore__GrpcPort", "0"]).Append(["Sakpore__ShutdownDelay", "00:00:00"])
                .Append(["Sakpore__CatalogDirectory", Path.Combine(Repository.Root, "catalog")])
                .Select(pair => KeyValuePair.Create(pair[0].Replace("__", ":", StringComparison.Ordinal), (string?)pair[1]))).Build();
            await using var hub = Hub.Create(HubConfiguration.Read(configuration).Options);
            await hub.StartAsync();
            using var client = new HttpClient();
            for (var attempt = 0; attempt < 300 && !(await client.GetAsync(hub.Urls.ElementAt(2) + "/ready")).IsSuccessStatusCode; attempt++)
            {
                await Task.Delay(100);
            }

            Assert.That(await client.GetStringAsync(hub.Urls.ElementAt(2) + "/ready"), Is.EqualTo("yes\n"));
            Assert.That((await client.GetAsync(hub.Urls.First() + "/tte")).IsSuccessStatusCode, Is.True);

            // The tests' PostgreSQL gives up durability for speed, and a doctor says so.
            var wrong = (await HubDiagnosis.RunAsync(configuration, TimeProvider.System, default)).Where(finding => finding.Severity == Severity.Wrong);
            Assert.That(wrong.Where(finding => !finding.Sentence.StartsWith("PostgreSQL runs with", StringComparison.Ordinal)), Is.Empty);
            await hub.StopAsync();
        }
        finally
        {
            PostgresCluster.DropDatabase(postgres);
        }
    }

    [Test]
    public async Task Postgres_is_backed_up_and_restored_as_written()
    {
        await using var hub = await TestHub.StartAsync(database: TestDatabase.Postgres);
        var issued = (await hub.Portal.SubmitAsync()).Application.Name;
        await hub.TakeToSignatureAsync(issued);
        await hub.Head.SignAsync(issued, hub.Callers.Passphrase);
        var database = new NpgsqlConnectionStringBuilder(hub.Postgres);
        MakeSakpore();
        var restored = new NpgsqlConnectionStringBuilder(hub.Postgres) { Database = "sakpore_restored" }.ToString();
        try
        {
            var said = Run(
                Command("back up") + "createdb sakpore_restored\n" + Command("restore"),
                ("PGHOST", database.Host!), ("PGPORT", database.Port.ToString(CultureInfo.InvariantCulture)), ("PGUSER", database.Username!), ("PGDATABASE", database.Database!));
            Assert.That(said, Does.Contain("Every row is what its history says."));
            await using var again = await hub.StartAnotherAsync(options => options with { Postgres = restored });
            Assert.That(again.Snapshot(), Is.EqualTo(hub.Snapshot()));
            Assert.That((await again.FrontOffice.Applications().GetApplicationAsync(new() { Name = issued })).State, Is.EqualTo(Sakpore.Permits.V1.Application.Types.State.Issued));
        }
        finally
        {
            PostgresCluster.DropDatabase(restored);
        }
    }

    [Test]
    public async Task Sqlite_is_backed_up_while_the_hub_runs()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.Portal.SubmitAsync();
        Assert.That(Run(Command("back up SQLite"), ("DATA", hub.DataDirectory)).Trim(), Is.EqualTo("ok"));
        var copy = Path.Combine(_folder.FullName, "data");
        Directory.CreateDirectory(copy);
        Copy(Path.Combine(hub.DataDirectory, "development"), Path.Combine(copy, "development"));
        File.Move(Path.Combine(_folder.FullName, "sakpore.db.backup"), Path.Combine(copy, "sakpore.db"));
        await using (var again = await hub.StartAnotherAsync(options => options with { DataDirectory = copy }))
        {
            Assert.That(again.Snapshot(), Is.EqualTo(hub.Snapshot()));
        }

        SqliteConnection.ClearAllPools();
    }

    [Test]
    public void Keys_are_kept_in_one_file_that_nobody_else_reads()
    {
        using var production = new ProductionInstallation();
        Run(Command("back up keys"), ("KEYS", Path.GetDirectoryName(production.In("installation.key"))!));
        Assert.That(Run("tar --list --file=keys.tar"), Does.Contain("./installation.key"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(Path.Combine(_folder.FullName, "keys.tar")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [TestCase("sakpore-hub.service")]
    [TestCase("sakpore-hub@.service")]
    public void Unit_is_sound_and_hardened(string unit)
    {
        if (!File.Exists("/usr/bin/systemd-analyze"))
        {
            Assert.Ignore("systemd-analyze is not installed.");
        }

        // The program is not installed here; everything else is looked at as it is.
        var name = unit.Replace("@", "@a", StringComparison.Ordinal);
        File.WriteAllText(
            Path.Combine(_folder.FullName, name),
            File.ReadAllText(Path.Combine(Repository.Root, "deploy", "systemd", unit)).Replace("/opt/sakpore/hub/Sakpore.Grpc", "/bin/true", StringComparison.Ordinal));
        Assert.That(Run($"systemd-analyze verify ./{name} 2>&1"), Is.Empty);

        // Exposure from 0 to 10, here in tenths: below 2.
        Assert.That(Run($"systemd-analyze security --offline=true --threshold=20 --no-pager ./{name}"), Does.Contain("Overall exposure level"));
    }

    [Test]
    public void Delivered_settings_are_settings()
    {
        var named = Regex.Matches(Document + File.ReadAllText(Path.Combine(Repository.Root, "deploy", "nginx", "sakpore.conf")), "Sakpore__([A-Za-z_]+[A-Za-z])")
            .Select(match => match.Groups[1].Value).Distinct().Where(name => name != "NAME");
        Assert.That(named, Is.SubsetOf(HubConfiguration.Names));
    }

    /// <summary>The default as the document writes it; null where there is none that is the same everywhere.</summary>
    private static string? Default(HubOptions defaults, string name)
    {
        object? value = defaults;
        foreach (var part in name.Split("__"))
        {
            value = value?.GetType().GetProperty(part)!.GetValue(value);
        }

        return value switch
        {
            null => null,
            System.Collections.IEnumerable and not string => null,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
    }

    private static string Command(string name)
    {
        var command = Regex.Match(Document, $"<!-- run: {name} -->\n```bash\n(.*?)```", RegexOptions.Singleline);
        Assert.That(command.Success, Is.True, $"docs/operations.md has no command \"{name}\".");
        return command.Groups[1].Value;
    }

    /// <summary>The command line, as it is installed: a program on the search path.</summary>
    private void MakeSakpore()
    {
        var program = Path.Combine(_folder.FullName, "sakpore");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "sakpore.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string Run(string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder.FullName}:{start.Environment["PATH"]}";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var run = Process.Start(start)!;
        var wrong = new StringBuilder();
        run.ErrorDataReceived += (_, line) => wrong.AppendLine(line.Data);
        run.BeginErrorReadLine();
        var said = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        Assert.That(run.ExitCode, Is.Zero, $"{script}\n{said}\n{wrong}");
        return said;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    [GeneratedRegex(@"^\| `(\w+)` \| (.*?) \| ", RegexOptions.Multiline)]
    private static partial Regex Row();
}

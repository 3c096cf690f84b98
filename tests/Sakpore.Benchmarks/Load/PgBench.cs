using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Sakpore.Benchmarks.Load;

/// <summary>PostgreSQL's own load program: what the database does when nothing stands before it.</summary>
internal static class PgBench
{
    /// <summary>Transactions a second of a script, prepared.</summary>
    /// <param name="postgres">The connection string.</param>
    /// <param name="script">The script, in pgbench's language.</param>
    /// <param name="clients">How many clients.</param>
    /// <param name="transactions">How many transactions altogether.</param>
    public static double Run(string postgres, string script, int clients, int transactions) => Run(postgres, [script], clients, transactions);

    /// <summary>The same with several scripts, one of which is taken by chance for each transaction.</summary>
    public static double Run(string postgres, IReadOnlyList<string> scripts, int clients, int transactions)
    {
        var folder = Directory.CreateTempSubdirectory("sakpore-pgbench-");
        try
        {
            var files = scripts.Select((script, number) => Path.Combine(folder.FullName, number + ".sql")).ToList();
            foreach (var (file, script) in files.Zip(scripts))
                File.WriteAllText(file, script);
            var to = new NpgsqlConnectionStringBuilder(postgres);
            var start = new ProcessStartInfo("pgbench",
            [
                "--no-vacuum", "--protocol=prepared", $"--client={clients}", "--jobs=2",
                string.Create(CultureInfo.InvariantCulture, $"--transactions={transactions / clients}"),
                .. files.Select(file => "--file=" + file),
                $"--host={to.Host}", $"--port={to.Port}", $"--username={to.Username}", to.Database!,
            ])
            { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var printed = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var line = printed.Split('\n').FirstOrDefault(line => line.StartsWith("tps = ", StringComparison.Ordinal));
            return process.ExitCode == 0 && line is not null
                ? double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture)
                : throw new InvalidOperationException("pgbench failed: " + errors.Result + printed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

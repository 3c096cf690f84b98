using Sakpore.Benchmarks;
using Sakpore.Benchmarks.Letters;
using Sakpore.Benchmarks.Levels;
using Sakpore.Benchmarks.Load;
using Sakpore.Benchmarks.Rules;
using Sakpore.Benchmarks.Verification;

if (args is [BareServer.Argument])
    return BareServer.Serve();

// Each group measures, prints a line a gate, and answers whether all its gates hold.
var groups = new SortedDictionary<string, Func<IReadOnlyList<Gate>>>(StringComparer.Ordinal)
{
    ["levels"] = LevelSteps.Run,
    ["load-pages"] = LoadGroup.Pages,
    ["load-readings"] = LoadGroup.Readings,
    ["load-signing"] = LoadGroup.Signing,
    ["load-streams"] = LoadGroup.Streams,
    ["load-submissions"] = LoadGroup.Submissions,
    ["letters"] = LettersGroup.Run,
    ["rules"] = RulesGroup.Measure,
    ["start"] = Sakpore.Benchmarks.Start.StartGroup.Run,
    ["verification"] = VerificationGroup.Run,
    ["signing"] = Sakpore.Benchmarks.Signing.SigningBenchmark.Run,
};

// "load" is all groups of that name.
List<string> Named(string name) => [.. groups.Keys.Where(group => group == name || group.StartsWith(name + "-", StringComparison.Ordinal))];
var wanted = args.Length == 0 ? [.. groups.Keys] : args.SelectMany(Named).ToList();
if (args.FirstOrDefault(name => Named(name).Count == 0) is { } unknown)
{
    Console.Error.WriteLine($"There is no group \"{unknown}\"; there are: {string.Join(", ", groups.Keys)}.");
    return 2;
}

var (missed, notJudged) = (0, 0);
try
{
    foreach (var name in wanted)
    {
        Console.WriteLine($"== {name}");
        foreach (var gate in groups[name]())
        {
            Console.WriteLine(gate);
            missed += gate.IsMissed ? 1 : 0;
            notJudged += gate.NotJudged is null ? 0 : 1;
        }
    }
}
finally
{
    Sakpore.Grpc.Tests.Hosting.PostgresCluster.Stop();
}

Console.WriteLine((missed, notJudged) switch
{
    (0, 0) => "All gates hold.",
    (0, _) => $"{notJudged} gates were not judged; the others hold.",
    (_, 0) => $"{missed} gates missed.",
    _ => $"{missed} gates missed, {notJudged} not judged.",
});
return missed == 0 ? 0 : 1;

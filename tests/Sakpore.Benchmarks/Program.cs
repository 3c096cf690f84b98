using Sakpore.Benchmarks;
using Sakpore.Benchmarks.Letters;
using Sakpore.Benchmarks.Levels;
using Sakpore.Benchmarks.Rules;
using Sakpore.Benchmarks.Verification;

// Each group measures, prints a line a gate, and answers whether all its gates hold.
var groups = new SortedDictionary<string, Func<IReadOnlyList<Gate>>>(StringComparer.Ordinal)
{
    ["levels"] = LevelSteps.Run,
    ["letters"] = LettersGroup.Run,
    ["rules"] = RulesGroup.Measure,
    ["verification"] = VerificationGroup.Run,
    ["signing"] = Sakpore.Benchmarks.Signing.SigningBenchmark.Run,
};

var wanted = args.Length == 0 ? [.. groups.Keys] : args;
if (wanted.FirstOrDefault(name => !groups.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no group \"{unknown}\"; there are: {string.Join(", ", groups.Keys)}.");
    return 2;
}

var missed = 0;
foreach (var name in wanted)
{
    Console.WriteLine($"== {name}");
    foreach (var gate in groups[name]())
    {
        Console.WriteLine(gate);
        missed += gate.Holds ? 0 : 1;
    }
}

Console.WriteLine(missed == 0 ? "All gates hold." : $"{missed} gates missed.");
return missed == 0 ? 0 : 1;

using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Letters.Preview;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Signing.Pades;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Testing;
using Sakpore.Signing.V1;

namespace Sakpore.Benchmarks.Load;

/// <summary>
/// A thousand letters wait and are signed in jobs of 200, whose progress a client reads. The floor of a job is what cannot be
/// left out: the same number of letters of the same template composed, signed by the library as one batch with an RSA key, and
/// the rows that a letter left in the database written by pgbench, a transaction each. Jobs and floors take turns.
/// </summary>
internal static class SignLoad
{
    private const int Turns = 5;
    private const int Letters = 200;
    private const double MostTimesSlower = 1.5;

    public static IEnumerable<Gate> Run(LoadHub hub, IReadOnlyList<LoadClient> clients, string postgres)
    {
        var names = new string[(Turns * Letters) + Letters + 1];
        ClosedLoop.Run(clients, names.Length, async (client, number) =>
        {
            var name = (await client.Portal.SubmitAsync()).Application.Name;
            await client.TakeToSignatureAsync(name);
            names[number] = name;
        });

        // One by itself, whose rows are the floor's; then a job and a floor that are not measured.
        var rows = RecordedRows.Begin(postgres);
        Sign(hub, clients[0], names.AsSpan(0, 1));
        var (script, statements) = rows.End();
        using var floor = new Floor(postgres, script);
        Sign(hub, clients[0], names.AsSpan(1, Letters));
        floor.Measure();

        List<double> hubs = [], floors = [];
        var parts = new List<FloorTimes>();
        for (var turn = 1; turn <= Turns; turn++)
        {
            hubs.Add(Letters / Sign(hub, clients[0], names.AsSpan(1 + (turn * Letters), Letters)));
            parts.Add(floor.Measure());
            floors.Add(Letters / parts[^1].All);
        }

        yield return Ratio.Of("1,000 letters signed as jobs of 200 against their parts", hubs, floors, MostTimesSlower, string.Create(
            CultureInfo.InvariantCulture,
            $"a letter composed {Each(parts, part => part.Composing)}, signed {Each(parts, part => part.Signing)}, written {Each(parts, part => part.Writing)} ms; {statements} rows"));
    }

    private static string Each(List<FloorTimes> parts, Func<FloorTimes, double> part) =>
        (parts.Select(part).Order().ElementAt(parts.Count / 2) * 1000 / Letters).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Signs letters as one job; seconds until its stream ends.</summary>
    private static double Sign(LoadHub hub, LoadClient client, ReadOnlySpan<string> names) => SignAsync(hub, client, names.ToArray()).GetAwaiter().GetResult();

    private static async Task<double> SignAsync(LoadHub hub, LoadClient client, string[] names)
    {
        var begun = Stopwatch.GetTimestamp();
        using var call = new SigningJobService.SigningJobServiceClient(client.Head).SignLetters(
            new SignLettersRequest { OperationId = Actors.NextRequest, Applications = { names }, Passphrase = hub.Passphrase });
        var signed = 0;
        await foreach (var progress in call.ResponseStream.ReadAllAsync())
            signed += progress.Item is { State: SigningJobItem.Types.State.Signed } ? 1 : 0;
        return signed == names.Length
            ? Stopwatch.GetElapsedTime(begun).TotalSeconds
            : throw new InvalidOperationException($"{signed} of {names.Length} letters were signed.");
    }

    private sealed record FloorTimes(double Composing, double Signing, double Writing)
    {
        public double All => Composing + Signing + Writing;
    }

    private sealed class Floor : IDisposable
    {
        private const string Slug = "skp-penelitian";
        private static readonly DateTimeOffset At = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);

        private readonly string _postgres;
        private readonly string _script;
        private readonly LetterComposer _composer = new();
        private readonly LetterTemplate _template;
        private readonly LetterContent _content;
        private readonly LocalSigningKey _key;

        public Floor(string postgres, string script)
        {
            (_postgres, _script) = (postgres, script);
            _template = LetterTemplate.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "catalog", "letters", Slug + ".v1.yaml")), Slug).Template!;
            var (content, _) = PreviewData.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Letters", Slug + ".yaml")), Slug, _template.Values);
            _content = content!;
            var pki = TestPki.Create(At, new TestPkiOptions { Additional = [new TestIdentity("Kepala", TestPki.Issuing, TestKey.Rsa2048, TestRole.Signer)] });
            _key = LocalSigningKey.FromPkcs12(pki["Kepala"].ToPkcs12("rahasia"), "rahasia".ToCharArray()).Key!;
        }

        public FloorTimes Measure()
        {
            var letters = new byte[Letters][];
            var composing = Seconds(() =>
            {
                for (var number = 0; number < Letters; number++)
                {
                    using var output = new MemoryStream(64 << 10);
                    _ = _composer.Compose(_template, _content with { Number = string.Create(CultureInfo.InvariantCulture, $"070/SKP-KP/{number:000}/XI/2026") }, output);
                    letters[number] = output.ToArray();
                }
            });
            var documents = letters.Select((letter, number) => BatchDocument.Create(
                $"{number}", new PadesSignature { FieldName = "TTE", SigningTime = At, Name = "Kepala" }, _ => new(letter), static (_, _) => ValueTask.CompletedTask)).ToList();
            var signing = Seconds(() =>
            {
                if (!PadesBatch.SignAsync(documents, _key).GetAwaiter().GetResult().All(outcome => outcome.IsSigned))
                    throw new InvalidOperationException("Not all of the batch was signed.");
            });
            return new FloorTimes(composing, signing, Letters / PgBench.Run(_postgres, _script, clients: 1, Letters));
        }

        public void Dispose()
        {
            _composer.Dispose();
            _key.Dispose();
        }

        private static double Seconds(Action work)
        {
            var begun = Stopwatch.GetTimestamp();
            work();
            return Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }
    }
}

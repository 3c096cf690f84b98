using Dapper;
using Grpc.Core;
using Npgsql;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;
using Sakpore.Signing.Tests;
using Sakpore.Signing.V1;
using State = Sakpore.Signing.V1.SigningJobItem.Types.State;

namespace Sakpore.Grpc.Tests.Signing;

/// <summary>
/// A hub is killed with -9 after the key has signed and before anything of it is stored (ADR 5). A signature of the hub's own key
/// died with it, and the letter is completed; a token's may be known elsewhere, and somebody has to say what came of it. Either
/// way one number and one letter.
/// </summary>
[NonParallelizable]
internal sealed class SignedAndNotStoredTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private ScratchFolder _folder = null!;
    private TestHub _made = null!;
    private PostgresRelay _relay = null!;
    private NpgsqlConnection _connection = null!;
    private string _name = "";
    private string _secret = "";

    [SetUp]
    public async Task Prepare()
    {
        _folder = new ScratchFolder();
        _made = await TestHub.StartAsync(database: TestDatabase.Postgres);
        _relay = new PostgresRelay(_made.Postgres!);
        _connection = new NpgsqlConnection(_made.Postgres);
        _name = (await _made.Portal.SubmitAsync()).Application.Name;
        await _made.TakeToSignatureAsync(_name);
        _secret = _made.Callers.Passphrase;
    }

    [TearDown]
    public async Task Clear()
    {
        await _connection.DisposeAsync();
        _relay.Dispose();
        await _made.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Letter_of_the_hubs_own_key_is_completed_under_its_number()
    {
        await KillBeforeStoringAsync(hub => hub.Head.SignAsync(_name, _secret));
        var (sha256, number) = await IntentAsync();

        await using var next = await StartAsync();
        var signed = await OnceItsLeaseIsOverAsync(() => next.Head.SignAsync(_name, _secret));

        Assert.That(signed.Letter.Number, Is.EqualTo(number));
        await AssertOneLetterAsync();
        Assert.That(await _connection.QueryAsync<string>("SELECT DISTINCT content_sha256 FROM signing_intents"), Is.EqualTo(new[] { sha256 }), "the same bytes were signed");
    }

    [Test]
    public async Task Letter_of_a_token_is_unknown_until_its_officer_says_what_came_of_it()
    {
        Tokenize();
        await KillBeforeStoringAsync(hub => hub.Head.SignAsync(_name, _secret));
        var (_, number) = await IntentAsync();

        await using var next = await StartAsync();
        Assert.That(await RefusedOnceItsLeaseIsOverAsync(() => next.Head.SignAsync(_name, _secret)), Is.EqualTo("SIGNING_OUTCOME_UNKNOWN"));
        Assert.That(await _connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM signing_intents"), Is.EqualTo(1), "The token was not asked again.");
        await ResolveAsync(next);
        var signed = await next.Head.SignAsync(_name, _secret);

        Assert.That(signed.Letter.Number, Is.EqualTo(number));
        await AssertOneLetterAsync();
    }

    [Test]
    public async Task Letter_of_a_token_in_a_job_is_marked_unknown_and_the_job_ends()
    {
        Tokenize();
        var request = new SignLettersRequest { OperationId = "rapat-pagi", Applications = { _name }, Passphrase = _secret };
        await KillBeforeStoringAsync(hub => SignAsync(hub, request));

        await using var next = await StartAsync();
        var told = await OnceItsLeaseIsOverAsync(() => SignAsync(next, request));

        Assert.That(told[^1].Item.State, Is.EqualTo(State.Unknown));
        Assert.That(await _connection.QueryAsync<string>("SELECT state FROM signing_intents"), Is.EqualTo(new[] { "UNKNOWN" }));
        await ResolveAsync(next);
        await next.Head.SignAsync(_name, _secret);
        await AssertOneLetterAsync();
    }

    private void Tokenize()
    {
        SoftToken.Needed();
        SoftToken.Take(_made, "contoh-kepala", _folder);
        _secret = SoftToken.Pin;
    }

    /// <summary>
    /// Signs, and kills the hub at the round trip that would store the signature: the first to read the application after the
    /// intent was stored, when the key has been used.
    /// </summary>
    private async Task KillBeforeStoringAsync(Func<HubProcess, Task> sign)
    {
        await using var hub = await StartAsync();
        var (isStored, isKilled) = (false, false);
        _relay.Passing = (statements, sent) =>
        {
            if (sent)
            {
                isStored |= statements.Contains("INSERT INTO signing_intents", StringComparison.Ordinal);
            }
            else if (isStored && !isKilled && statements.Contains("FROM events", StringComparison.Ordinal))
            {
                isKilled = true;
                hub.Kill();
            }

            return Task.CompletedTask;
        };
        await Assert.CatchAsync<RpcException>(() => sign(hub));
        _relay.Passing = null;
        Assert.That(isKilled, Is.True);
        Assert.That(await _connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM letters"), Is.Zero);
    }

    private async Task<(string Sha256, string Number)> IntentAsync() =>
        await _connection.QuerySingleAsync<(string, string)>("SELECT content_sha256, number FROM signing_intents WHERE state = 'PENDING'");

    private static async Task<T> OnceItsLeaseIsOverAsync<T>(Func<Task<T>> sign)
    {
        for (var began = System.Diagnostics.Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return await sign();
            }
            catch (RpcException early) when (Refused.ReasonOf(early) is "SIGNING_UNDER_WAY" or "SIGNING_JOB_UNDER_WAY" && System.Diagnostics.Stopwatch.GetElapsedTime(began) < Longest)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task<string?> RefusedOnceItsLeaseIsOverAsync(Func<Task<SignLetterResponse>> sign) =>
        Refused.ReasonOf((await Assert.ThrowsAsync<RpcException>(() => OnceItsLeaseIsOverAsync(sign)))!);

    private static async Task<List<SignLettersResponse>> SignAsync(HubProcess hub, SignLettersRequest request)
    {
        using var call = new SigningJobService.SigningJobServiceClient(hub.Head).SignLetters(request);
        var told = new List<SignLettersResponse>();
        await foreach (var progress in call.ResponseStream.ReadAllAsync())
        {
            told.Add(progress);
        }

        return told;
    }

    private async Task ResolveAsync(HubProcess hub) => await new SigningJobService.SigningJobServiceClient(hub.Head).ResolveSigningOutcomeAsync(
        new ResolveSigningOutcomeRequest { Application = _name, RequestId = Actors.NextRequest, Outcome = ResolveSigningOutcomeRequest.Types.Outcome.NotSigned });

    private async Task AssertOneLetterAsync()
    {
        Assert.That(await _connection.QueryAsync<string>("SELECT status FROM letter_numbers"), Is.EqualTo(new[] { "ISSUED" }), "one number");
        Assert.That(await _connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM events WHERE type = 'letter-signed'"), Is.EqualTo(1));
        Assert.That((await _made.Portal.Applications().GetApplicationAsync(new GetApplicationRequest { Name = _name })).State, Is.EqualTo(Application.Types.State.Issued));
    }

    /// <summary>With one public address, as the hubs of an installation have: it is printed on the letter.</summary>
    private Task<HubProcess> StartAsync() => HubProcess.StartAsync(
        _made.DataDirectory, _relay.ConnectionString, ["SigningLease=00:00:02", "PublicUrl=https://izin.example", .. SoftToken.Module is { } module ? new[] { $"Pkcs11Library={module}" } : []]);
}

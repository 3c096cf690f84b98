using System.Text;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.PersonalData;

/// <summary>What is left of a person: nothing before erasure in the open, and nothing after it at all (UU 27/2022).</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class ErasureTests(TestDatabase database)
{
    private const string Note = "Foto KTP Siti Nurhaliza Wijayakusuma buram";

    private TestHub _hub = null!;
    private SubmitApplicationResponse _submitted = null!;
    private string _id = null!;

    [SetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync(database: database);
        _submitted = await _hub.Portal.SubmitAsync();
        _id = _submitted.Application.Name["applications/".Length..];
        await _hub.FrontOffice.Applications().ReturnApplicationAsync(new ReturnApplicationRequest
        {
            Name = _submitted.Application.Name,
            RequestId = Actors.NextRequest,
            OwedRequirements = { "ktp" },
            Reason = "UNREADABLE",
            Note = Note,
        });
        await _hub.Portal.Applications().SupplementApplicationAsync(new SupplementApplicationRequest
        {
            Name = _submitted.Application.Name,
            RequestId = Actors.NextRequest,
            Files = { new RequirementFile { Requirement = "ktp", Document = await _hub.Portal.UploadAsync(Papers.Png(Papers.Nik), "image/png") } },
        });
    }

    [TearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Values_are_nowhere_in_the_open_even_before_erasure()
    {
        await _hub.TakeToSignatureAsync(_submitted.Application.Name);
        await _hub.Head.SignAsync(_submitted.Application.Name, _hub.Callers.Passphrase);
        AssertNothingInTheOpen();
    }

    [Test]
    public async Task Erased_person_leaves_a_history_that_replays_and_no_value()
    {
        await _hub.TakeToSignatureAsync(_submitted.Application.Name);
        var signed = await _hub.Head.SignAsync(_submitted.Application.Name, _hub.Callers.Passphrase);
        var before = await ReplayAsync();
        var owned = await CountAsync(before.Subject);
        Assert.That(owned, Is.GreaterThan(0), "There was something to erase.");

        Assert.That(await _hub.Get<Erasure>().EraseAsync(before.Subject, default), Is.True);

        var after = await ReplayAsync();
        Assert.Multiple(() =>
        {
            Assert.That(after.Sequence, Is.EqualTo(before.Sequence));
            Assert.That(after.Signature, Is.EqualTo(before.Signature));
            Assert.That(after.Status, Is.EqualTo(ApplicationStatus.Issued));
        });
        Assert.That(await CountAsync(before.Subject), Is.Zero);
        AssertNothingInTheOpen();
        var seen = await _hub.FrontOffice.Applications().GetApplicationAsync(new GetApplicationRequest { Name = _submitted.Application.Name });
        Assert.That(seen.Form, Is.Null);
        await Refused.AsExpectedAsync(
            _hub, global::Grpc.Core.StatusCode.FailedPrecondition, "SUBJECT_ERASED", () => _hub.FrontOffice.DownloadAsync(seen.Files[0].Document));
        await Refused.AsExpectedAsync(
            _hub, global::Grpc.Core.StatusCode.NotFound, "UNKNOWN_TRACKING_TOKEN",
            async () => await new Permits.V1.TrackingService.TrackingServiceClient(_hub.Public).TrackAsync(new TrackRequest { Token = _submitted.TrackingToken }));

        // The issued letter is a public record under a key and a retention class of its own.
        var letter = await new LetterService.LetterServiceClient(_hub.Public).GetLetterAsync(new GetLetterRequest { Name = signed.Letter.Name });
        Assert.That(letter.Sha256, Is.EqualTo(signed.Letter.Sha256));
    }

    [Test]
    public async Task Erasure_of_nobody_is_told() =>
        Assert.That(await _hub.Get<Erasure>().EraseAsync("nobody", default), Is.False);

    private async Task<ApplicationState> ReplayAsync() => ApplicationEvolution.Replay(
        await _hub.Get<Database>().ReadAsync(connection => ApplicationHistory.ReadAsync(connection, _id), default));

    private async Task<long> CountAsync(string subject)
    {
        return await _hub.Get<Database>().ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(
                """
                SELECT (SELECT COUNT(*) FROM subject_keys WHERE subject_id = @subject) + (SELECT COUNT(*) FROM personal_values WHERE subject_id = @subject)
                  + (SELECT COUNT(*) FROM document_chunks c JOIN documents d ON d.id = c.document_id WHERE d.subject_id = @subject)
                """,
                new { subject }),
            default);
    }

    /// <summary>Looks for the person's values in every byte of the database, its log and whatever lies beside it.</summary>
    private void AssertNothingInTheOpen()
    {
        string[] values = [Papers.Name, Papers.Name.ToUpperInvariant(), Papers.Nik, Papers.Phone, Papers.Address, "Kenanga Dalam", Papers.Member, Note, _submitted.TrackingToken];
        foreach (var file in Directory.EnumerateFiles(_hub.DataDirectory, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            foreach (var value in values)
            {
                Assert.That(content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(Encoding.UTF8.GetBytes(value)), Is.Negative, $"\"{value}\" in {file}");
            }
        }

        // The same for rows, in which bytes stand as hex.
        var rows = _hub.Snapshot();
        Assert.That(values.Where(value => rows.Contains(value, StringComparison.Ordinal)), Is.Empty);
        Assert.That(values.Where(value => rows.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value)), StringComparison.Ordinal)), Is.Empty);
    }
}

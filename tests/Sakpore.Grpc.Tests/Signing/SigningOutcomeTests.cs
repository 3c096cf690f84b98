using System.Security.Cryptography;
using Dapper;
using Grpc.Core;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Tests;
using Sakpore.Signing.V1;
using Client = Sakpore.Signing.V1.SigningJobService.SigningJobServiceClient;
using Outcome = Sakpore.Signing.V1.ResolveSigningOutcomeRequest.Types.Outcome;

namespace Sakpore.Grpc.Tests.Signing;

/// <summary>The key was used and no answer came: the signed letter turns up after all, or it is tried again with the same bytes.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class SigningOutcomeTests(TestDatabase database)
{
    private TestHub _hub = null!;
    private string _name = "";
    private SigningIntent _intent = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync(database: database);

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [SetUp]
    public async Task SignWithoutAnAnswer()
    {
        _name = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.TakeToSignatureAsync(_name);
        using var key = await KeyAsync();
        _intent = await _hub.Get<Database>().CommandAsync(
            async transaction =>
            {
                var batch = new WriteBatch();
                var requested = await _hub.Get<LetterIntents>().RequestAsync(transaction, [Call()], key.Signatory, null, batch);
                return (requested[0].OrThrow(), batch);
            },
            default);
        await _hub.Get<Database>().WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("UPDATE signing_intents SET state = 'UNKNOWN' WHERE id = @Id", new { _intent.Id }, transaction), default);
    }

    [Test]
    public async Task Signed_letter_that_turned_up_is_issued_as_it_is()
    {
        var pdf = await SignedAsync(_intent.At);
        var request = await RequestAsync(pdf);
        var before = _hub.Snapshot();
        var asked = await new Client(_hub.Head).ResolveSigningOutcomeAsync(new ResolveSigningOutcomeRequest(request) { ValidateOnly = true });
        Assert.That(asked.Application.State, Is.EqualTo(Application.Types.State.Issued));
        Assert.That(asked.Letter, Is.Null);
        Assert.That(_hub.Snapshot(), Is.EqualTo(before));

        var resolved = await new Client(_hub.Head).ResolveSigningOutcomeAsync(request);

        Assert.That(resolved.Application.State, Is.EqualTo(Application.Types.State.Issued));
        Assert.That(resolved.Letter.Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(pdf))));
        Assert.That(await _hub.Portal.DownloadAsync(resolved.Letter.Document), Is.EqualTo(pdf));
        IndependentCheckers.PdfSigAccepts(pdf, signatures: 1);
        Assert.That(await new Client(_hub.Head).ResolveSigningOutcomeAsync(request), Is.EqualTo(resolved), "a repeated request");
    }

    [Test]
    public async Task Letter_of_another_instant_is_not_the_one_that_was_meant() => await RefusedAsync(await SignedAsync(_intent.At.AddSeconds(1)));

    [Test]
    public async Task Letter_without_a_signature() => await RefusedAsync(_intent.Pdf.ToArray());

    [Test]
    public async Task Another_letter_signed_by_the_same_officer()
    {
        var other = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.TakeToSignatureAsync(other);
        var letter = (await _hub.Head.SignAsync(other, _hub.Callers.Passphrase)).Letter;
        await RefusedAsync(await _hub.Portal.DownloadAsync(letter.Document));
    }

    [Test]
    public async Task Letter_that_was_changed_before_it_was_signed()
    {
        // An invisible change in a revision of its own: an unsigned field, then the officer's signature over both.
        using var key = await KeyAsync();
        var slipped = await SignedAsync(_intent.At, "Lain");
        Assert.That(slipped.AsSpan(0, _intent.Pdf.Length).SequenceEqual(_intent.Pdf.Span), "It begins with the letter that was meant.");
        await RefusedAsync(slipped);
    }

    [Test]
    public async Task Letter_that_is_tried_again_has_the_bytes_that_were_meant()
    {
        await new Client(_hub.Head).ResolveSigningOutcomeAsync(
            new ResolveSigningOutcomeRequest { Application = _name, RequestId = Actors.NextRequest, Outcome = Outcome.NotSigned });
        _hub.Time.Advance(TimeSpan.FromMinutes(5));
        var signed = await _hub.Head.SignAsync(_name, _hub.Callers.Passphrase);
        var pdf = await _hub.Portal.DownloadAsync(signed.Letter.Document);
        Assert.That(pdf.AsSpan(0, _intent.Pdf.Length).SequenceEqual(_intent.Pdf.Span), "Number, date, seal and all.");
        Assert.That(await SealsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Letter_that_says_something_else_by_now_has_a_seal_of_its_own()
    {
        await new Client(_hub.Head).ResolveSigningOutcomeAsync(
            new ResolveSigningOutcomeRequest { Application = _name, RequestId = Actors.NextRequest, Outcome = Outcome.NotSigned });
        await _hub.Head.Applications().ReturnApplicationAsync(
            new ReturnApplicationRequest { Name = _name, RequestId = Actors.NextRequest, OwedRequirements = { "formulir" }, Reason = "UNREADABLE" });
        var form = Papers.Form();
        form.Fields["judul"].StringValue = "Kajian Layanan Publik Digital";
        await _hub.Portal.Applications().SupplementApplicationAsync(new SupplementApplicationRequest { Name = _name, RequestId = Actors.NextRequest, Form = form });
        var signed = await _hub.Head.SignAsync(_name, _hub.Callers.Passphrase);
        var pdf = await _hub.Portal.DownloadAsync(signed.Letter.Document);
        Assert.That(pdf.AsSpan(0, _intent.Pdf.Length).SequenceEqual(_intent.Pdf.Span), Is.False);
        Assert.That(await SealsAsync(), Is.EqualTo(2));
    }

    private async Task RefusedAsync(byte[] pdf)
    {
        var request = await RequestAsync(pdf);
        await Refused.AsExpectedAsync(
            _hub, StatusCode.FailedPrecondition, "NOT_THE_MEANT_LETTER", async () => await new Client(_hub.Head).ResolveSigningOutcomeAsync(request));
    }

    private async Task<ResolveSigningOutcomeRequest> RequestAsync(byte[] pdf) => new()
    {
        Application = _name,
        RequestId = Actors.NextRequest,
        Outcome = Outcome.Signed,
        Document = await _hub.Head.UploadAsync(pdf, "application/pdf"),
    };

    /// <summary>What the key's keeper made of the intent.</summary>
    private async Task<byte[]> SignedAsync(DateTimeOffset at, string? field = null)
    {
        using var key = await KeyAsync();
        if (field is null)
        {
            return (await LetterSigner.SignAsync(_intent with { At = at }, key)).Pdf.ToArray();
        }

        Assert.That(PdfDocument.Read(_intent.Pdf).TryGetDocument(out var document, out _), Is.True);
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        await PadesSigner.SignAsync(document!, key.Key, LetterSigner.SignatureOf(key.Officer, at) with { FieldName = field }, output, default);
        return output.WrittenSpan.ToArray();
    }

    private Task<long> SealsAsync() => _hub.Get<Database>().ReadAsync(
        connection => connection.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM seals WHERE intent_id IN (SELECT id FROM signing_intents WHERE application_id = @id)", new { id = ApplicationCalls.IdOf(_name) }),
        default);

    private async Task<OfficerKey> KeyAsync()
    {
        using var passphrase = Passphrase.Take(new string(_hub.Callers.Passphrase.AsSpan()));
        return await _hub.Get<OfficerKeys>().OpenAsync(_hub.Get<OfficerDirectory>().Find("officers/contoh-kepala")!, passphrase, default);
    }

    private ApplicationCall Call()
    {
        var officer = _hub.Get<OfficerDirectory>().Find("officers/contoh-kepala")!;
        var caller = new Caller("systems/dpmptsp", Audience.Officer, "dpmptsp", officer, officer.RolesIn("dpmptsp"));
        var identity = _hub.Get<Receipts>().Identify("test", "", Actors.NextRequest, new SignLetterRequest());
        return new ApplicationCall(caller, identity, ApplicationCalls.IdOf(_name), "", "");
    }
}

using Grpc.Core;
using Sakpore.Catalog.V1;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Signing.V1;
using State = Sakpore.Permits.V1.Application.Types.State;

namespace Sakpore.Grpc.Tests.Signing;

/// <summary>Where recommendations go straight to the head of the office, who signs against one of them says why.</summary>
internal sealed class SigningReasonTests
{
    private TestHub _hub = null!;
    private string _name = "";

    [SetUp]
    public async Task AdviseAgainst()
    {
        _hub = await TestHub.StartAsync();
        await new CatalogService.CatalogServiceClient(_hub.Head).PublishCatalogAsync(new PublishCatalogRequest { RequestId = Actors.NextRequest, Files = { Procedure(), Permit() } });
        _name = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.FrontOffice.CompleteAsync(_name);
        await _hub.BackOffice.ForwardAsync(_name);
        await _hub.Officer("dpmptsp", "contoh-sub-koordinator").ForwardAsync(_name);
        await _hub.Officer("dpmptsp", "contoh-koordinator").ForwardAsync(_name);
        var against = await _hub.Officer("kesbangpol", "contoh-kesbangpol").RecommendationAsync(_name);
        against.Favourable = false;
        await new Permits.V1.RecommendationService.RecommendationServiceClient(_hub.Officer("kesbangpol", "contoh-kesbangpol")).RecommendAsync(against);
        await _hub.Officer("bappeda", "contoh-bappeda").RecommendAsync(_name);
    }

    [TearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task One_letter_is_signed_with_a_reason_which_is_recorded()
    {
        await Refused.AsExpectedAsync(_hub, StatusCode.InvalidArgument, "REASON_MISSING", () => SignAsync(""));
        await Refused.AsExpectedAsync(_hub, StatusCode.InvalidArgument, "INVALID_REQUEST", () => SignAsync("karena perlu"));

        Assert.That((await SignAsync("PUBLIC_INTEREST")).Application.State, Is.EqualTo(State.Issued));
        Assert.That(_hub.Snapshot(), Does.Contain(Convert.ToHexStringLower("\"reason\":\"PUBLIC_INTEREST\""u8)).IgnoreCase);
    }

    [Test]
    public async Task Among_many_it_is_refused_alone_without_a_reason()
    {
        var without = await SignManyAsync("");
        Assert.That((without.State, without.Reason), Is.EqualTo((SigningJobItem.Types.State.Refused, "REASON_MISSING")));
        Assert.That((await SignManyAsync("PUBLIC_INTEREST")).State, Is.EqualTo(SigningJobItem.Types.State.Signed));
    }

    private async Task<SignLetterResponse> SignAsync(string reason) => await new SigningService.SigningServiceClient(_hub.Head).SignLetterAsync(
        new SignLetterRequest { Application = _name, RequestId = Actors.NextRequest, Passphrase = _hub.Callers.Passphrase, Reason = reason });

    private async Task<SigningJobItem> SignManyAsync(string reason)
    {
        using var call = new SigningJobService.SigningJobServiceClient(_hub.Head).SignLetters(
            new SignLettersRequest { OperationId = Actors.NextRequest, Applications = { _name }, Passphrase = _hub.Callers.Passphrase, Reason = reason });
        SigningJobItem? last = null;
        await foreach (var told in call.ResponseStream.ReadAllAsync())
        {
            last = told.Item ?? last;
        }

        return last!;
    }

    /// <summary>The shipped procedure without the back office between recommendations and signature.</summary>
    private static CatalogFile Procedure()
    {
        var text = Next("procedures/rekomendasi-paralel", "effective: 2023-01-01");
        var (from, to) = (text.IndexOf("  - id: pencocokan", StringComparison.Ordinal), text.IndexOf("  - id: tanda-tangan", StringComparison.Ordinal));
        return new CatalogFile { Path = "procedures/rekomendasi-paralel.v2.yaml", Text = text.Remove(from, to - from).Replace("to: pencocokan", "to: tanda-tangan", StringComparison.Ordinal) };
    }

    private static CatalogFile Permit() => new()
    {
        Path = "permits/skp-penelitian.v2.yaml",
        Text = Next("permits/skp-penelitian", "effective: 2023-01-01").Replace("rekomendasi-paralel@1", "rekomendasi-paralel@2", StringComparison.Ordinal),
    };

    private static string Next(string path, string effective) => File.ReadAllText(Path.Combine(Repository.Root, "catalog", path + ".v1.yaml"))
        .Replace("\nversion: 1\n", "\nversion: 2\n", StringComparison.Ordinal).Replace(effective, "effective: 2026-11-01", StringComparison.Ordinal);
}

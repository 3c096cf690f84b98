using System.Buffers;
using Sakpore.Signing.Pades;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Tests.Pades.Levels;

/// <summary>A field that demands a timestamp (TimeStamp of its seed values, Ff 1): obeyed from level T on, else refused by name.</summary>
public sealed class DemandedTimestampTests
{
    private const string Demand = "Kepala: TimeStamp";

    private LevelsFixture _levels = null!;

    [SetUp]
    public void Open() => _levels = new LevelsFixture();

    [TearDown]
    public async Task Close() => await _levels.DisposeAsync();

    private string Ours => $"/URL({_levels.Server.Timestamps})";

    private PadesSignature InField => _levels.Plain with { FieldName = "Kepala" };

    private static byte[] WithDemand(string url, int flag = 1) => SamplePdf.Build(SamplePdf.With(
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R]>>",
        $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Kepala)/F 132/Rect[0 0 0 0]/P 3 0 R/SV<</Type/SV/TimeStamp<<{url}/Ff {flag}>>>>>>"));

    [Test]
    public async Task Level_T_by_the_authority_that_the_field_names_is_signed()
    {
        var file = WithDemand(Ours);
        var signed = await _levels.SignT(file, signature: InField);
        _levels.IsAccepted(file, signed, signatures: 1, tokens: 1);
        Assert.That(_levels.Verify(signed, RevocationRequirement.IfPresent).Signatures[0].Level, Is.EqualTo(SignatureLevel.T));
    }

    [Test]
    public async Task Any_authority_will_do_where_the_field_names_none()
    {
        var file = WithDemand("");
        _levels.IsAccepted(file, await _levels.SignT(file, signature: InField), signatures: 1, tokens: 1);
    }

    [Test]
    public async Task Level_LTA_meets_the_demand()
    {
        using var key = _levels.Key();
        var output = new ArrayBufferWriter<byte>();
        var result = await _levels.Extender.SignAsync(Signing.Read(WithDemand(Ours)), key, InField, _levels.LTA, output, CancellationToken.None);
        Assert.That(result.Refusal, Is.Null, result.Refusal?.English);
        Assert.That(_levels.Verify(output.WrittenSpan.ToArray()).Signatures[0].Level, Is.EqualTo(SignatureLevel.LTA));
    }

    [Test]
    public void Level_B_is_refused_by_name() => Assert.That(Signing.Refusal(WithDemand(Ours), InField).Detail, Is.EqualTo(Demand));

    [Test]
    public async Task Recommended_authority_does_not_bind()
    {
        var file = WithDemand("/URL(http://tsa.lain.example.test/)", flag: 0);
        IndependentCheckers.PdfSigAccepts(await _levels.SignT(file, signature: InField), 1);
    }

    [Test]
    public async Task Another_authority_is_refused_before_the_key_is_asked()
    {
        using var key = _levels.Key();
        var person = new Person(key);
        var output = new ArrayBufferWriter<byte>();
        var result = await PadesSigner.SignAsync(
            Signing.Read(WithDemand("/URL(http://tsa.lain.example.test/)")), person, InField, _levels.T, output, CancellationToken.None);
        Assert.That((result.Refusal?.Code, result.Refusal?.Detail), Is.EqualTo((PadesRefusalCode.SeedValueNotMet, Demand)));
        Assert.That((person.Asked, output.WrittenCount), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task Demand_goes_with_a_signature_that_leaves_the_process()
    {
        using var key = _levels.Key();
        var secret = new byte[PreparedSignature.ShortestExportKey];
        var file = WithDemand("/URL(http://tsa.lain.example.test/)");
        var prepared = PadesSigner.Prepare(Signing.Read(file), key.Certificates, InField with { TimestampRoom = BaselineT.RoomWhenUnknown }).Prepared!;
        var back = PreparedSignature.Import(prepared.Export(secret), secret, Signing.Read(file)).Prepared!;
        var value = await key.SignAsync(back.DataToSign, CancellationToken.None);
        var output = new ArrayBufferWriter<byte>();
        var without = back.Embed(value, output);
        var withAnother = await back.EmbedWithTimestampAsync(value, _levels.Authority, output, CancellationToken.None);
        Assert.That((without.Refusal?.Detail, withAnother.Refusal?.Detail, output.WrittenCount), Is.EqualTo((Demand, Demand, 0)));
    }

    private sealed class Person(LocalSigningKey key) : ISigningKey
    {
        public int Asked { get; private set; }

        public CertificateChain Certificates => key.Certificates;

        public SignatureAlgorithm Algorithm => key.Algorithm;

        public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
        {
            Asked++;
            return key.SignAsync(data, cancellationToken);
        }
    }
}

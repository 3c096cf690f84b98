using System.Buffers;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Sakpore.Signing.Testing;

namespace Sakpore.Signing.Tests.Pades.Levels;

/// <summary>EN 319 142-1, 6.3, table 1, a row a test, on one file at LTA; nothing here uses our reader.</summary>
public sealed class BaselineRowsTests
{
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, true);
    private static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1, true);

    private LevelsFixture _levels = null!;
    private string _text = null!;
    private string _signature = null!;
    private string _timestamp = null!;
    private byte[] _content = null!;
    private List<byte[]> _certificates = null!;
    private Dictionary<string, ReadOnlyMemory<byte>> _signed = null!;
    private Dictionary<string, ReadOnlyMemory<byte>> _unsigned = null!;

    [OneTimeSetUp]
    public async Task Sign()
    {
        _levels = new LevelsFixture();
        using var key = _levels.Key();
        var output = new ArrayBufferWriter<byte>();
        var signature = _levels.Plain with { Reason = "Sah", Location = "Pekalongan", Name = "Kepala Dinas", ContactInfo = "dinas@example.org" };
        var result = await _levels.Extender.SignAsync(
            Signing.Read(SamplePdf.Minimal()), key, signature, _levels.LTA, output, CancellationToken.None);
        Assert.That(result.Refusal, Is.Null, result.Refusal?.English);
        var file = output.WrittenSpan.ToArray();
        _text = Encoding.Latin1.GetString(file);
        _signature = Regex.Match(_text, @"<</Type/Sig/.*?>>\nendobj").Value;
        _timestamp = Regex.Match(_text, @"<</Type/DocTimeStamp/.*?>>\nendobj").Value;
        (var cms, _content) = IndependentCheckers.Signatures(file)[0];
        Read(cms);
    }

    [OneTimeTearDown]
    public async Task Close() => await _levels.DisposeAsync();

    [Test]
    public void Signed_attributes_are_these_three_and_no_other() => Assert.That(_signed.Keys, Is.EquivalentTo(new[]
    {
        "1.2.840.113549.1.9.3", // content-type
        "1.2.840.113549.1.9.4", // message-digest
        "1.2.840.113549.1.9.16.2.47", // signing-certificate-v2
    }));

    [Test]
    public void Content_type_is_data() =>
        Assert.That(new AsnReader(_signed["1.2.840.113549.1.9.3"], AsnEncodingRules.DER).ReadObjectIdentifier(), Is.EqualTo("1.2.840.113549.1.7.1"));

    [Test]
    public void Message_digest_is_that_of_the_signed_bytes() =>
        Assert.That(new AsnReader(_signed["1.2.840.113549.1.9.4"], AsnEncodingRules.DER).ReadOctetString(), Is.EqualTo(SHA256.HashData(_content)));

    [Test]
    public void Signing_certificate_v2_names_the_signer() => Assert.That(
        new AsnReader(_signed["1.2.840.113549.1.9.16.2.47"], AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadSequence().ReadOctetString(),
        Is.EqualTo(SHA256.HashData(_levels.Pki[TestPki.EcdsaSigner].Certificate.Span)));

    [Test]
    public void Certificates_are_the_signers_and_those_above() =>
        Assert.That(_certificates, Is.EquivalentTo(_levels.Pki[TestPki.EcdsaSigner].Chain.Select(c => c.ToArray())));

    [Test]
    public void Unsigned_attribute_is_the_signature_timestamp_alone() =>
        Assert.That(_unsigned.Keys, Is.EqualTo(new[] { "1.2.840.113549.1.9.16.2.14" }));

    [TestCase("/Filter/Adobe.PPKLite")]
    [TestCase("/SubFilter/ETSI.CAdES.detached")]
    [TestCase("/M(D:20260302010000+00'00')")]
    [TestCase("/ByteRange[0 ")]
    [TestCase("/Contents<")]
    [TestCase("/Reason(Sah)")]
    [TestCase("/Location(Pekalongan)")]
    [TestCase("/Name(Kepala Dinas)")]
    [TestCase("/ContactInfo(dinas@example.org)")]
    public void Signature_dictionary_has(string entry) => Assert.That(_signature, Does.Contain(entry));

    [Test]
    public void Signature_dictionary_has_no_Cert() => Assert.That(_signature, Does.Not.Contain("/Cert"));

    [Test]
    public void Store_has_certificates_and_evidence_and_no_VRI()
    {
        var store = Regex.Match(_text, @"<</Type /DSS.*?>>").Value;
        Assert.That(store, Does.Contain("/Certs [").And.Contain("/OCSPs [").And.Contain("/CRLs [").And.Not.Contain("/VRI"));
    }

    [Test]
    public void Document_timestamp_is_last_and_has_no_M()
    {
        Assert.That(_timestamp, Does.Contain("/SubFilter/ETSI.RFC3161").And.Not.Contain("/M("));
        Assert.That(_text.LastIndexOf("/DocTimeStamp", StringComparison.Ordinal), Is.GreaterThan(_text.LastIndexOf("/DSS", StringComparison.Ordinal)));
    }

    [Test]
    public void Developer_extension_is_declared() => Assert.That(_text, Does.Contain("/ESIC <</BaseVersion /1.7/ExtensionLevel 2>>"));

    private void Read(byte[] cms)
    {
        var info = new AsnReader(cms, AsnEncodingRules.BER).ReadSequence();
        info.ReadObjectIdentifier();
        var data = info.ReadSequence(Tag0).ReadSequence();
        data.ReadInteger();
        data.ReadSetOf();
        data.ReadSequence();
        _certificates = [];
        for (var set = data.ReadSetOf(Tag0); set.HasData;)
            _certificates.Add(set.ReadEncodedValue().ToArray());
        var signer = data.ReadSetOf().ReadSequence();
        signer.ReadInteger();
        signer.ReadSequence();
        signer.ReadSequence();
        _signed = Attributes(signer.ReadSetOf(Tag0));
        signer.ReadSequence();
        signer.ReadOctetString();
        _unsigned = Attributes(signer.ReadSetOf(Tag1));
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Attributes(AsnReader set)
    {
        var found = new Dictionary<string, ReadOnlyMemory<byte>>();
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            found.Add(attribute.ReadObjectIdentifier(), attribute.ReadSetOf().ReadEncodedValue());
        }

        return found;
    }
}

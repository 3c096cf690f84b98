using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Pades;

/// <summary>
/// The conditions that a field sets for its signature (ISO 32000-2, 12.7.5.5, tables 237 to 239). Each that binds is met by
/// the signature as it was asked for, or refused by its name; none is passed over.
/// </summary>
internal sealed class SeedValues
{
    // Ff: which entries bind; the others only recommend.
    private const int Filter = 1, SubFilter = 2, Version = 4, Reasons = 8, LegalAttestation = 16, AddRevInfo = 32, DigestMethod = 64,
        LockDocument = 128, AppearanceFilter = 256;

    // The revision of the dictionary that this class knows: 3 is that of PDF 2.0.
    private const double KnownVersion = 3;

    private readonly PdfDocument _document;
    private readonly PdfDictionary _seed;
    private readonly string _field;
    private readonly long _flags;

    private SeedValues(PdfDocument document, string field, PdfDictionary seed)
    {
        _document = document;
        _field = field;
        _seed = seed;
        _flags = document.Integer(seed, "Ff") ?? 0;
    }

    /// <returns>The timestamp that the field demands, which only embedding can add; null: none.</returns>
    public static DemandedTimestamp? RequireMet(
        PdfDocument document, string field, PdfDictionary seed, PadesSignature signature, CertificateChain certificates, SignatureAlgorithm algorithm)
    {
        if (seed.DuplicateKey is { } key)
            throw new PdfFaultException(PdfFaultCode.DuplicateKey, seed.Start, key);
        var values = new SeedValues(document, field, seed);
        values.CheckForm(signature, algorithm);
        values.CheckCertification(signature);
        if (document.Dictionary(seed, "Cert") is { } certificate)
            SeedValueCertificate.RequireMet(document, field, certificate, certificates);
        values.CheckUnsupported();
        return values.Timestamp(signature);
    }

    private void CheckForm(PadesSignature signature, SignatureAlgorithm algorithm)
    {
        Require(!Binds(Version) || Number("V") <= KnownVersion, "V");
        Require(!Binds(Filter) || _document.Name(_seed, "Filter") is null or "Adobe.PPKLite", "Filter");
        Require(!Binds(SubFilter) || Names("SubFilter").Contains("ETSI.CAdES.detached"), "SubFilter");
        Require(!Binds(DigestMethod) || Texts("DigestMethod").Contains(algorithm.DigestName(), StringComparer.OrdinalIgnoreCase), "DigestMethod");
        if (!Binds(Reasons))
            return;
        var reasons = Texts("Reasons");
        // None, or a single period: the signature shall give no reason.
        Require(reasons is [] or ["."] ? signature.Reason is null : signature.Reason is not null && reasons.Contains(signature.Reason), "Reasons");
    }

    private void CheckCertification(PadesSignature signature)
    {
        if (_document.Dictionary(_seed, "MDP") is not { } certification || _document.Integer(certification, "P") is not { } level)
            return;
        Require((long)(signature.Certification ?? 0) == level, "MDP"); // 0: an approval signature
    }

    private void CheckUnsupported()
    {
        Require(!Binds(LegalAttestation), "LegalAttestation");
        Require(!Binds(AddRevInfo) || _document.Boolean(_seed, "AddRevInfo") != true, "AddRevInfo");
        Require(!Binds(LockDocument) || _document.Name(_seed, "LockDocument") is not "true", "LockDocument");
        Require(!Binds(AppearanceFilter), "AppearanceFilter");
        foreach (var (key, _) in _seed.Entries)
        {
            Require(key is "Type" or "Ff" or "Filter" or "SubFilter" or "DigestMethod" or "V" or "Cert" or "Reasons" or "MDP" or "TimeStamp"
                or "LegalAttestation" or "AddRevInfo" or "LockDocument" or "AppearanceFilter", key);
        }
    }

    private DemandedTimestamp? Timestamp(PadesSignature signature)
    {
        if (_document.Dictionary(_seed, "TimeStamp") is not { } timestamp || _document.Integer(timestamp, "Ff") is null or 0)
            return null;
        var demanded = new DemandedTimestamp(_document.String(timestamp, "URL") is { } url ? PdfText.Decode(url.Value.Span) : null);
        // Met from level T on: by a signature that keeps room for a token, of the authority named.
        Require(signature.TimestampRoom > 0 && (signature.TimestampAddress is not { } address || demanded.IsMadeAt(address)), "TimeStamp");
        return demanded;
    }

    private bool Binds(int flag) => (_flags & flag) != 0;

    private double Number(string key) => _document.Value(_seed, key) switch
    {
        PdfInteger integer => integer.Value,
        PdfReal real => real.Value,
        _ => 0,
    };

    private List<string> Names(string key) => [.. Items(key).OfType<PdfName>().Select(name => name.Value)];

    private List<string> Texts(string key) => [.. Items(key).OfType<PdfString>().Select(text => PdfText.Decode(text.Value.Span))];

    private IEnumerable<PdfObject> Items(string key) => _document.Array(_seed, key)?.Items.Select(_document.Resolve) ?? [];

    private void Require(bool isMet, string name)
    {
        if (!isMet)
            throw new PadesRefusalException(PadesRefusalCode.SeedValueNotMet, $"{_field}: {name}");
    }
}

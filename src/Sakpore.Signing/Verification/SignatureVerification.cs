using System.Formats.Asn1;
using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Xref;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;
using Sakpore.Signing.Verification.Changes;
using Sakpore.Signing.Verification.Signatures;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification;

/// <summary>One signature on its way to its report. First its place in the file is found, for all; then each is validated.</summary>
internal sealed class SignatureVerification
{
    private readonly PdfDocument _document;
    private readonly FormField _field;
    private SignedRange _range;
    private DateTimeOffset? _signingTime;

    private SignatureVerification(PdfDocument document, FormField field)
    {
        _document = document;
        _field = field;
        Dictionary = field.Signature is { } dictionary ? SignatureDictionary.Read(document, dictionary) : null;
    }

    public SignatureFindings Findings { get; } = new();

    public SignatureDictionary? Dictionary { get; private set; }

    /// <summary>The revision that it covers; null when it covers none whole.</summary>
    public PdfRevision? Revision { get; private set; }

    public SignatureLimits? Limits { get; private set; }

    public SignatureKind Kind => Dictionary?.Kind ?? SignatureKind.Signature;

    public int SignedEnd => _range.End;

    public Integrity Integrity { get; private set; } = Integrity.Unknown;

    public Coverage Coverage { get; private set; } = Coverage.Partial;

    public Modifications Modifications { get; private set; } = Modifications.None;

    /// <summary>The time of a document timestamp that is valid itself; what it covers existed then.</summary>
    public DateTimeOffset? TimestampTime { get; private set; }

    public DateTimeOffset? ProvedTime { get; private set; }

    private Certificate? Signer { get; set; }

    private CertificatePath? Path { get; set; }

    private bool IsBaseline { get; set; }

    /// <summary>Whether two fields lead to the very same dictionary.</summary>
    public bool IsSameAs(SignatureVerification other) =>
        Dictionary is { } a && other.Dictionary is { } b
        && ReferenceEquals(a.Dictionary.Source, b.Dictionary.Source) && a.Dictionary.Start == b.Dictionary.Start;

    /// <summary>Whether what this signs includes another signature with its value.</summary>
    public bool Covers(SignatureVerification other) => other.SignedEnd > 0 && other.SignedEnd <= _range.GapStart;

    /// <summary>Format checking (EN 319 102-1, 5.2.2): the dictionary, its range, and the revision that it covers.</summary>
    public static SignatureVerification Locate(PdfDocument document, FormField field, ChangeHistory history)
    {
        var verification = new SignatureVerification(document, field);
        verification.FindPlace(history);
        return verification;
    }

    /// <summary>Everything about the value, with the time at which later timestamps prove that it existed.</summary>
    public void Validate(ValidationContext context, DateTimeOffset? provedByLater)
    {
        ProvedTime = provedByLater;
        if (Dictionary is not { Contents: { } contents } dictionary || SignedEnd == 0)
        {
            Integrity = Integrity.Broken;
            return;
        }

        _signingTime = dictionary.ClaimedTime;
        var signed = new SignedBytes(_document.Bytes, _range);
        switch (dictionary.SubFilter)
        {
            case SubFilters.Timestamp:
                ValidateTimestamp(context, contents.Value, signed);
                break;
            case SubFilters.Cades or SubFilters.Pkcs7Detached or SubFilters.Pkcs7Sha1:
                ValidateContainer(context, contents.Value, signed, dictionary.SubFilter);
                break;
            case SubFilters.RsaSha1:
                ValidateRsaSha1(context, contents.Value, signed, dictionary);
                break;
            default:
                ValidateUnknown(context, contents.Value, signed);
                break;
        }
    }

    /// <summary>Judges what was saved afterwards.</summary>
    /// <param name="judge">Knows what each revision changed.</param>
    /// <param name="disagreement">Where the file can be read in two ways; null when it cannot.</param>
    public void Judge(ChangeJudge judge, string? disagreement)
    {
        if (Revision is not null)
            Modifications = judge.Judge(Revision, Findings);
        if (disagreement is not null)
        {
            Findings.Add(Verification.Findings.TwoViews.About(disagreement));
            Modifications = Modifications.NotPermitted;
        }

        // A dictionary that can be read in two ways, or belongs to two fields, is no signature of either.
        if (Findings.Has(Verification.Findings.DuplicateKey) || Findings.Has(Verification.Findings.DictionaryReused))
            Integrity = Integrity.Broken;
    }

    public SignatureReport ToReport()
    {
        var (indication, subIndication) = Findings.Conclude();
        return new SignatureReport
        {
            Field = _field.Name,
            Kind = Kind,
            Indication = indication,
            SubIndication = subIndication,
            Integrity = Integrity,
            Coverage = Coverage,
            Modifications = Modifications,
            Certification = Dictionary?.Certification(),
            Level = Kind == SignatureKind.Timestamp || !IsBaseline ? null
                : ProvedTime is null ? SignatureLevel.B
                : SignatureLevel.T,
            SubFilter = Dictionary?.SubFilter,
            Signer = Signer,
            Chain = Path is null ? [] : Path.Anchor is null || Path.Anchor.Certificate.Equals(Path.Leaf)
                ? Path.Certificates
                : [.. Path.Certificates, Path.Anchor.Certificate],
            SigningTime = _signingTime,
            ProvedTime = ProvedTime,
            Reasons = Findings.Reasons(),
            SignedEnd = SignedEnd,
        };
    }

    private void FindPlace(ChangeHistory history)
    {
        if (Dictionary is not { Contents: { } contents })
        {
            Findings.Add(Verification.Findings.DictionaryMalformed);
            return;
        }

        if (Dictionary.Dictionary.DuplicateKey is not null || _field.Dictionary.DuplicateKey is not null)
            Findings.Add(Verification.Findings.DuplicateKey);
        if (SignedRange.Read(Dictionary.ByteRange, contents, _document.Bytes.Length, out _range) is { } fault)
        {
            Findings.Add(fault);
            return;
        }

        Revision = SignedRevision.Find(_document, SignedEnd);
        if (Revision is null)
        {
            Findings.Add(Verification.Findings.NotAtRevisionEnd);
            return;
        }

        ReadAsSigned(history.View(Revision));
    }

    // Indirect values may have been replaced since; what counts is how the revision that was signed has them.
    private void ReadAsSigned(PdfDocument view)
    {
        var found = FieldTree.Fields(view).FirstOrDefault(f => f.Name == _field.Name && f.Signature is { } s
            && ReferenceEquals(s.Source, Dictionary!.Dictionary.Source) && s.Start == Dictionary.Dictionary.Start);
        if (found is null)
        {
            Revision = null;
            Findings.Add(Verification.Findings.NotInItsRevision);
            return;
        }

        var asSigned = SignatureDictionary.Read(view, found.Signature!);
        if (asSigned.Contents is not { } contents
            || SignedRange.Read(asSigned.ByteRange, contents, _document.Bytes.Length, out var range) is not null || range != _range)
        {
            Revision = null;
            Findings.Add(Verification.Findings.NotInItsRevision);
            return;
        }

        Dictionary = asSigned;
        Limits = SignatureLimits.Read(view, found, asSigned);
        if (SignedRevision.HasLooseBytes(_document))
        {
            Findings.Add(Verification.Findings.BytesOutsideRevisions);
            return;
        }

        Coverage = Revision!.Index == _document.LastRevision.Index ? Coverage.WholeFile : Coverage.Revision;
    }

    private void ValidateContainer(ValidationContext context, ReadOnlyMemory<byte> bytes, SignedBytes signed, string subFilter)
    {
        if (CmsFindings.Of(SignedContainer.Read(bytes, out var container)) is { } malformed)
        {
            Findings.Add(malformed);
            Integrity = Integrity.Broken;
            return;
        }

        if (ContentFault(container!, signed, subFilter) is { } contentFault)
        {
            Findings.Add(contentFault);
            Integrity = Integrity.Broken;
            return;
        }

        Func<DigestAlgorithm, byte[]> digest = container!.Content is { } content ? d => d.Hash(content.Span) : signed.Digest;
        var check = ContainerCheck.Run(container, SignedContainer.DataType, digest, context.Helpers, Findings);
        Integrity = check.Integrity;
        Signer = check.Signer;
        _signingTime ??= SigningTimeAttribute(container);
        CheckForm(container, check, subFilter);
        var stamped = SignatureTimestamp(context, container);
        if (stamped is { } time && (ProvedTime is null || time < ProvedTime))
            ProvedTime = time;
        ValidateSigner(context, CarriedEvidence.Of(container), AnchorPurposes.Signatures, check.Scheme, check.Digest);
        if (ProvedTime is { } proved && _signingTime > proved + context.Policy.ClockSkew)
            Findings.Add(Verification.Findings.ClaimedTimeLater);
    }

    // Whatever it calls itself: where it holds a CMS signature of these bytes, it can be told whether they changed.
    private void ValidateUnknown(ValidationContext context, ReadOnlyMemory<byte> bytes, SignedBytes signed)
    {
        Findings.Add(Verification.Findings.SubFilterUnknown);
        if (SignedContainer.Read(bytes, out var container) == CmsFault.None && container is { Content: null, ContentType: SignedContainer.DataType })
            ValidateContainer(context, bytes, signed, "");
    }

    // ISO 32000-2, 12.8.3.3.2: detached, save adbe.pkcs7.sha1, whose content is the SHA-1 of the signed bytes.
    private static Finding? ContentFault(SignedContainer container, SignedBytes signed, string subFilter)
    {
        if (container.ContentType != SignedContainer.DataType)
            return Verification.Findings.CmsContentType;
        if (subFilter != SubFilters.Pkcs7Sha1)
            return container.Content is null ? null : Verification.Findings.CmsContentPresent;
        if (container.Content is not { } content)
            return Verification.Findings.CmsContentMissing;
        return content.Span.SequenceEqual(signed.Digest(DigestAlgorithm.Sha1)) ? null : Verification.Findings.DigestMismatch;
    }

    // EN 319 142-1, 6.3: what a baseline signature must and must not have.
    private void CheckForm(SignedContainer container, ContainerCheck check, string subFilter)
    {
        if (subFilter != SubFilters.Cades)
        {
            if (subFilter == SubFilters.Pkcs7Sha1)
                Findings.Add(Verification.Findings.SubFilterOutdated);
            return;
        }

        var hasTime = container.Signer.SignedAttributes?.Has(CmsAttributes.SigningTime) == true;
        if (hasTime)
            Findings.Add(Verification.Findings.SigningTimeAttribute);
        if (!check.NamesSigner && check.Signer is not null && !Findings.Has(Verification.Findings.ReferenceMismatch))
            Findings.Add(Verification.Findings.ReferenceMissing);
        IsBaseline = !hasTime && check.NamesSigner;
    }

    private DateTimeOffset? SignatureTimestamp(ValidationContext context, SignedContainer container)
    {
        DateTimeOffset? earliest = null;
        foreach (var token in container.Signer.UnsignedAttributes.Values(CmsAttributes.SignatureTimestamp).Take(4))
        {
            var findings = new SignatureFindings();
            var result = TimestampValidation.Run(context, token, d => d.Hash(container.Signer.Signature.Span), ProvedTime, findings);
            if (result.Integrity == Integrity.Intact && findings.Conclude().Indication == Indication.TotalPassed)
                earliest = earliest < result.Token!.Time ? earliest : result.Token!.Time;
            else
                Findings.Add(Verification.Findings.TimestampInvalid.About(
                    string.Join(", ", findings.All.Where(f => f.Severity == ReasonSeverity.Error).Select(f => f.Code).Distinct())));
        }

        return earliest;
    }

    private void ValidateTimestamp(ValidationContext context, ReadOnlyMemory<byte> bytes, SignedBytes signed)
    {
        var result = TimestampValidation.Run(context, bytes, signed.Digest, ProvedTime, Findings);
        Integrity = result.Integrity;
        Signer = result.Check?.Signer;
        Path = result.Path;
        _signingTime = result.Token?.Time ?? _signingTime;
        if (Integrity == Integrity.Intact && Findings.Conclude().Indication == Indication.TotalPassed)
        {
            TimestampTime = result.Token!.Time;
            ProvedTime = ProvedTime < TimestampTime ? ProvedTime : TimestampTime;
        }
    }

    private void ValidateRsaSha1(ValidationContext context, ReadOnlyMemory<byte> bytes, SignedBytes signed, SignatureDictionary dictionary)
    {
        Findings.Add(Verification.Findings.SubFilterOutdated);
        var certificates = RsaSha1Check.Certificates(_document, dictionary.Dictionary);
        Signer = certificates.Count > 0 ? certificates[0] : null;
        (Integrity, var digest) = RsaSha1Check.Run(bytes, Signer, signed, Findings);
        var scheme = digest is null ? null : new SignatureScheme(SignatureFamily.RsaPkcs1, digest);
        ValidateSigner(context, new CarriedEvidence(certificates, []), AnchorPurposes.Signatures, scheme, digest);
    }

    private void ValidateSigner(
        ValidationContext context, CarriedEvidence carried, AnchorPurposes purpose, SignatureScheme? scheme, DigestAlgorithm? digest)
    {
        if (Signer is null)
            return;
        Path = CertificateValidation.Run(context, Signer, carried, purpose, ProvedTime, Findings);
        if (scheme is not null)
            CertificateValidation.CheckAlgorithm(context.Policy, scheme, digest, Signer, ProvedTime ?? context.Policy.At, Findings);
    }

    private static DateTimeOffset? SigningTimeAttribute(SignedContainer container)
    {
        if (container.Signer.SignedAttributes?.Single(CmsAttributes.SigningTime) is not { } value)
            return null;
        try
        {
            return Certificate.ReadTime(new AsnReader(value, AsnEncodingRules.BER)).ToUniversalTime();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}

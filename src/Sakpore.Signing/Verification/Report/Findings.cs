using static Sakpore.Signing.Verification.SubIndication;

namespace Sakpore.Signing.Verification;

/// <summary>Everything that verification can find, with its consequence and its words. Codes are stable.</summary>
internal static class Findings
{
    // ---- The file as a whole

    public static readonly Finding TimestampOnly = Warning("TIMESTAMP_ONLY",
        "Dokumen hanya memuat stempel waktu, tanpa tanda tangan siapa pun.",
        "The document holds timestamps only and nobody's signature.");

    public static readonly Finding NoSignature = Warning("NO_SIGNATURE",
        "Dokumen tidak memuat tanda tangan elektronik.",
        "The document holds no electronic signature.");

    public static readonly Finding TooManySignatures = Error("TOO_MANY_SIGNATURES",
        "Dokumen memuat lebih banyak tanda tangan daripada yang diperiksa.",
        "The document holds more signatures than are looked at.");

    // ---- Format of the signature dictionary and its place in the file

    public static readonly Finding DictionaryMalformed = Failed("SIGNATURE_DICTIONARY_MALFORMED", FormatFailure,
        "Kamus tanda tangan dalam PDF tidak berbentuk semestinya.",
        "The signature dictionary is malformed.");

    public static readonly Finding DictionaryReused = Failed("SIGNATURE_DICTIONARY_REUSED", FormatFailure,
        "Satu tanda tangan dipakai oleh dua isian.",
        "One signature is used by two fields.");

    public static readonly Finding DuplicateKey = Failed("DUPLICATE_KEY", FormatFailure,
        "Sebuah kamus yang menentukan memuat kunci yang sama dua kali, sehingga dapat dibaca dengan dua cara.",
        "A dictionary that matters holds a key twice and so can be read in two ways.");

    public static readonly Finding ByteRangeInvalid = Failed("BYTE_RANGE_INVALID", FormatFailure,
        "Rentang yang ditandatangani (ByteRange) tidak sah.",
        "The signed range (ByteRange) is not lawful.");

    public static readonly Finding GapMismatch = Failed("BYTE_RANGE_GAP", FormatFailure,
        "Bagian yang tidak ditandatangani bukan tepat nilai tanda tangan itu sendiri.",
        "What is left unsigned is not exactly the signature's own value.");

    public static readonly Finding NotAtRevisionEnd = Failed("COVERAGE_PARTIAL", FormatFailure,
        "Tanda tangan tidak mencakup seluruh dokumen pada saat ditandatangani.",
        "The signature does not cover the whole document as it was when signed.");

    public static readonly Finding NotInItsRevision = Failed("SIGNATURE_REPLACED", FormatFailure,
        "Tanda tangan ini tidak ada dalam revisi yang ditandatanganinya.",
        "This signature does not stand in the revision that it signs.");

    public static readonly Finding BytesOutsideRevisions = Failed("BYTES_OUTSIDE_REVISIONS", FormatFailure,
        "Ada isi setelah akhir dokumen yang tidak termasuk revisi mana pun.",
        "Something follows the document's end that belongs to no revision.");

    public static readonly Finding TwoViews = Failed("TWO_VIEWS", FormatFailure,
        "Dokumen dapat dibaca dengan dua cara yang berbeda.",
        "The document can be read in two different ways.");

    public static readonly Finding SubFilterUnknown = Failed("SUB_FILTER_UNKNOWN", FormatFailure,
        "Jenis tanda tangan ini tidak dikenal.",
        "This kind of signature is not known.");

    public static readonly Finding SubFilterOutdated = Warning("SUB_FILTER_OUTDATED",
        "Jenis tanda tangan ini sudah usang.",
        "This kind of signature is outdated.");

    // ---- Container and value

    public static readonly Finding CmsMalformed = Failed("CMS_MALFORMED", FormatFailure,
        "Nilai tanda tangan bukan wadah CMS yang sah.",
        "The signature value is no well-formed CMS container.");

    public static readonly Finding CmsTrailingBytes = Failed("CMS_TRAILING_BYTES", FormatFailure,
        "Nilai tanda tangan diikuti oleh isi lain.",
        "The signature value is followed by something else.");

    public static readonly Finding CmsSignerCount = Failed("CMS_SIGNER_COUNT", FormatFailure,
        "Wadah tanda tangan tidak memuat tepat satu penanda tangan.",
        "The container does not hold exactly one signer.");

    public static readonly Finding CmsAttributes = Failed("CMS_ATTRIBUTES", FormatFailure,
        "Atribut yang ditandatangani kosong, ganda, atau tidak sah.",
        "The signed attributes are empty, repeated or malformed.");

    public static readonly Finding CmsContentPresent = Failed("CMS_CONTENT_PRESENT", FormatFailure,
        "Wadah tanda tangan memuat isi sendiri di samping dokumen.",
        "The container holds content of its own beside the document.");

    public static readonly Finding CmsContentMissing = Failed("CMS_CONTENT_MISSING", FormatFailure,
        "Wadah tanda tangan tidak memuat isi yang semestinya.",
        "The container lacks the content that it must hold.");

    public static readonly Finding CmsContentType = Failed("CMS_CONTENT_TYPE", FormatFailure,
        "Jenis isi yang ditandatangani tidak sesuai.",
        "The type of the signed content does not fit.");

    public static readonly Finding MessageDigestMissing = Failed("MESSAGE_DIGEST_MISSING", FormatFailure,
        "Atribut ringkasan dokumen (message-digest) tidak ada.",
        "The message-digest attribute is missing.");

    public static readonly Finding AlgorithmsDisagree = Failed("ALGORITHMS_DISAGREE", FormatFailure,
        "Algoritme ringkasan dan algoritme tanda tangan tidak selaras.",
        "Digest algorithm and signature algorithm do not agree.");

    public static readonly Finding DigestMismatch = Failed("DIGEST_MISMATCH", HashFailure,
        "Isi dokumen berubah setelah ditandatangani.",
        "The document's content changed after it was signed.");

    public static readonly Finding ValueInvalid = Failed("SIGNATURE_VALUE_INVALID", SigCryptoFailure,
        "Nilai tanda tangan tidak dibuat dengan kunci penanda tangan.",
        "The signature value was not made with the signer's key.");

    public static readonly Finding AlgorithmUnknown = Unsure("ALGORITHM_UNKNOWN", CryptoConstraintsFailure,
        "Algoritme tanda tangan tidak dapat dihitung oleh perangkat lunak ini.",
        "This software cannot compute the signature's algorithm.");

    // ---- Signing certificate

    public static readonly Finding SignerMissing = Unsure("SIGNING_CERTIFICATE_MISSING", NoSigningCertificateFound,
        "Sertifikat penanda tangan tidak ditemukan.",
        "The signer's certificate was not found.");

    public static readonly Finding ReferenceMismatch = Unsure("SIGNING_CERTIFICATE_MISMATCH", NoSigningCertificateFound,
        "Sertifikat yang tersedia bukan yang disebut dalam tanda tangan.",
        "The certificate at hand is not the one that the signature names.");

    public static readonly Finding ReferenceMissing = Unsure("SIGNING_CERTIFICATE_REFERENCE_MISSING", SigConstraintsFailure,
        "Tanda tangan PAdES ini tidak menyebut sertifikatnya di bagian yang ditandatangani.",
        "This PAdES signature does not name its certificate among what it signs.");

    public static readonly Finding SigningTimeAttribute = Info("SIGNING_TIME_ATTRIBUTE",
        "Wadah memuat atribut waktu yang tidak diperbolehkan pada PAdES tingkat dasar.",
        "The container holds a time attribute that PAdES baseline signatures may not have.");

    // ---- Path, validity, revocation, algorithms

    public static readonly Finding NoPath = Unsure("NO_TRUSTED_PATH", NoCertificateChainFound,
        "Penerbit sertifikat penanda tangan tidak termasuk yang dipercaya.",
        "The issuer of the signer's certificate is not among those trusted.");

    public static readonly Finding IssuerOutsideValidity = Unsure("ISSUER_EXPIRED", CertificateChainGeneralFailure,
        "Sertifikat penerbit tidak berlaku pada waktu pemeriksaan.",
        "An issuer's certificate is not valid at the validation time.");

    public static readonly Finding IssuerMayNotIssue = Unsure("ISSUER_MAY_NOT_ISSUE", CertificateChainGeneralFailure,
        "Sertifikat diterbitkan oleh pihak yang tidak berhak menerbitkan.",
        "A certificate was issued by someone who may not issue any.");

    public static readonly Finding PathTooLong = Unsure("PATH_TOO_LONG", CertificateChainGeneralFailure,
        "Rantai sertifikat lebih panjang daripada yang diizinkan.",
        "The chain of certificates is longer than permitted.");

    public static readonly Finding UnknownCriticalExtension = Unsure("UNKNOWN_CRITICAL_EXTENSION", CertificateChainGeneralFailure,
        "Sebuah sertifikat memuat ketentuan wajib yang tidak dikenal.",
        "A certificate holds a critical extension that is not known.");

    public static readonly Finding NameConstraint = Unsure("NAME_NOT_PERMITTED", CertificateChainGeneralFailure,
        "Nama dalam sertifikat berada di luar batas penerbitnya.",
        "A name is outside what an issuer may certify.");

    public static readonly Finding PathPolicy = Unsure("POLICY_NOT_PERMITTED", CertificateChainGeneralFailure,
        "Rantai sertifikat tidak memenuhi kebijakan penerbitnya.",
        "The chain does not have the policy that an issuer requires.");

    public static readonly Finding KeyPurpose = Unsure("KEY_PURPOSE", ChainConstraintsFailure,
        "Sertifikat ini tidak diperuntukkan bagi penandatanganan.",
        "This certificate is not meant for this use.");

    public static readonly Finding Expired = Unsure("CERTIFICATE_EXPIRED", OutOfBoundsNoPoe,
        "Sertifikat penanda tangan sudah kedaluwarsa, dan tidak terbukti bahwa tanda tangan dibuat sebelumnya.",
        "The signer's certificate has expired, and nothing proves that the signature is older.");

    public static readonly Finding CertificateNotYetValid = Failed("CERTIFICATE_NOT_YET_VALID", NotYetValid,
        "Sertifikat penanda tangan belum berlaku ketika tanda tangan dibuat.",
        "The signer's certificate was not yet valid when the signature was made.");

    public static readonly Finding RevokedNoProof = Unsure("CERTIFICATE_REVOKED", RevokedNoPoe,
        "Sertifikat penanda tangan telah dicabut, dan tidak terbukti bahwa tanda tangan dibuat sebelumnya.",
        "The signer's certificate was revoked, and nothing proves that the signature is older.");

    public static readonly Finding OnHold = Unsure("CERTIFICATE_ON_HOLD", TryLater,
        "Sertifikat sedang ditangguhkan.",
        "A certificate is on hold.");

    public static readonly Finding RevokedAfterwards = Info("REVOKED_AFTERWARDS",
        "Sertifikat dicabut setelah waktu yang terbukti bagi tanda tangan ini.",
        "A certificate was revoked after the time proved for this signature.");

    public static readonly Finding AuthorityRevoked = Unsure("ISSUER_REVOKED", RevokedCaNoPoe,
        "Sertifikat penerbit telah dicabut.",
        "An issuer's certificate was revoked.");

    public static readonly Finding ValidatedInThePast = Info("VALIDATED_IN_THE_PAST",
        "Rantai sertifikat diperiksa menurut keadaan pada waktu lampau yang terbukti.",
        "The chain was validated as of a proved time in the past.");

    public static readonly Finding RevocationMissing = Unsure("REVOCATION_EVIDENCE_MISSING", TryLater,
        "Tidak ada bukti mutakhir bahwa sertifikat belum dicabut.",
        "There is no fresh evidence that a certificate was not revoked.");

    public static readonly Finding RevocationOff = Info("REVOCATION_NOT_CHECKED",
        "Pencabutan sertifikat tidak diperiksa.",
        "Revocation was not looked at.");

    public static readonly Finding WeakDigest = Unsure("WEAK_DIGEST", CryptoConstraintsFailureNoPoe,
        "Algoritme ringkasan sudah tidak aman pada waktu pemeriksaan.",
        "The digest algorithm no longer counts as safe.");

    public static readonly Finding WeakKey = Unsure("WEAK_KEY", CryptoConstraintsFailureNoPoe,
        "Algoritme atau panjang kunci sudah tidak aman pada waktu pemeriksaan.",
        "The signature algorithm or key size no longer counts as safe.");

    public static readonly Finding AlgorithmNotListed = Unsure("ALGORITHM_NOT_PERMITTED", CryptoConstraintsFailure,
        "Algoritme atau panjang kunci tidak diizinkan oleh kebijakan.",
        "The policy does not permit the algorithm or key size.");

    // ---- Time

    public static readonly Finding TimestampInvalid = Warning("TIMESTAMP_INVALID",
        "Stempel waktu pada tanda tangan tidak sah dan tidak diperhitungkan.",
        "The timestamp on the signature is not valid and was not counted.");

    public static readonly Finding TimestampFromFuture = Unsure("TIMESTAMP_FROM_FUTURE", Generic,
        "Stempel waktu lebih akhir daripada waktu pemeriksaan.",
        "The timestamp is later than the validation time.");

    public static readonly Finding TimestampOutsideCertificate = Unsure("TIMESTAMP_OUTSIDE_CERTIFICATE", Generic,
        "Stempel waktu menyebut waktu di luar masa berlaku sertifikatnya.",
        "The timestamp tells a time outside its certificate's validity.");

    public static readonly Finding TimestampOrder = Unsure("TIMESTAMP_ORDER", TimestampOrderFailure,
        "Stempel waktu lebih akhir daripada stempel waktu lain yang mencakupnya.",
        "The timestamp is later than another that covers it.");

    public static readonly Finding ClaimedTimeDiffers = Warning("CLAIMED_TIME_DIFFERS",
        "Waktu yang dinyatakan penanda tangan berbeda dari waktu yang terbukti.",
        "The time that the signer claims differs from the time proved.");

    public static readonly Finding ClaimedTimeInFuture = Warning("CLAIMED_TIME_IN_FUTURE",
        "Waktu yang dinyatakan penanda tangan lebih akhir daripada waktu pemeriksaan.",
        "The time that the signer claims is later than the validation time.");

    public static readonly Finding ClaimedTimeLater = Warning("CLAIMED_TIME_LATER",
        "Waktu yang dinyatakan penanda tangan lebih akhir daripada waktu yang terbukti.",
        "The time that the signer claims is later than the time proved.");

    // ---- Later revisions

    public static readonly Finding ChangedAfterwards = Failed("CHANGED_AFTER_SIGNING", FormatFailure,
        "Dokumen diubah setelah ditandatangani dengan cara yang tidak diizinkan.",
        "The document was changed after signing in a way that is not permitted.");

    public static readonly Finding LaterSignatures = Info("SIGNED_AGAIN",
        "Setelah tanda tangan ini, dokumen ditandatangani lagi atau diberi stempel waktu.",
        "After this signature the document was signed or timestamped again.");

    public static readonly Finding EvidenceAdded = Info("EVIDENCE_ADDED",
        "Setelah tanda tangan ini, bukti keabsahan ditambahkan.",
        "After this signature evidence of validity was added.");

    public static readonly Finding FormFilled = Info("FORM_FILLED",
        "Setelah tanda tangan ini, isian formulir diisi.",
        "After this signature form fields were filled in.");

    public static readonly Finding VisibleSignatureAdded = Info("VISIBLE_SIGNATURE_ADDED",
        "Setelah tanda tangan ini, tampilan tanda tangan lain ditambahkan pada halaman.",
        "After this signature the appearance of another was added to a page.");

    public static readonly Finding AnnotationsAdded = Warning("ANNOTATIONS_CHANGED",
        "Setelah tanda tangan ini, catatan pada halaman diubah.",
        "After this signature annotations were changed.");

    /// <summary>All of the above.</summary>
    public static IEnumerable<Finding> All { get; } = typeof(Findings).GetFields()
        .Where(f => f.FieldType == typeof(Finding))
        .Select(f => (Finding)f.GetValue(null)!)
        .ToArray();

    private static Finding Info(string code, string id, string en) => new(code, ReasonSeverity.Info, null, null, id, en);

    private static Finding Warning(string code, string id, string en) => new(code, ReasonSeverity.Warning, null, null, id, en);

    private static Finding Error(string code, string id, string en) => new(code, ReasonSeverity.Error, null, null, id, en);

    private static Finding Failed(string code, SubIndication sub, string id, string en) =>
        new(code, ReasonSeverity.Error, Indication.TotalFailed, sub, id, en);

    private static Finding Unsure(string code, SubIndication sub, string id, string en) =>
        new(code, ReasonSeverity.Error, Indication.Indeterminate, sub, id, en);
}

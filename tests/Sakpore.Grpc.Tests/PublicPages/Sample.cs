using Google.Protobuf.WellKnownTypes;
using Sakpore.Grpc.PublicPages;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;
using Sakpore.Verification.V1;
using Progress = Sakpore.Permits.V1.TrackingStep.Types.Progress;
using State = Sakpore.Permits.V1.Application.Types.State;

namespace Sakpore.Grpc.Tests.PublicPages;

/// <summary>Records in the form of a letter like those that the office issues.</summary>
internal static class Sample
{
    public const string Code = "7K3MQ9T2XW5HBN8R";
    public const string Token = "b2f1c0d9e8a7463552413f2e1d0c9b8a";
    public const string Sha256 = "9f2c1b7ae04d53886a1fd0c2e97b6450ab83cd12ef907654321fedcba9876543";

    internal enum Verdict
    {
        Authentic,
        AuthenticElsewhere,
        OfficersOwn,
        Altered,
        Untrusted,
        UntrustedInRegister,
        Unsigned,
        Unreadable,
    }

    public static Letter Letter() => new()
    {
        Name = "letters/" + Code,
        Number = "070/SKP-KP/407/IX/2023",
        Title = "Surat Keterangan Penelitian",
        HolderMasked = "R**** A*** W*******",
        LetterDate = Date(2023, 9, 19),
        Signer = "Dra. Contoh Pejabat, M.Si.",
        SignerPosition = "Kepala Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
        SignTime = Utc(2023, 9, 19, 7, 4),
        Sha256 = Sha256,
        Document = "documents/1",
        OfficeTitle = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
        CertificateIssuer = "Balai Sertifikasi Elektronik",
    };

    public static VerificationReport Report(Verdict verdict) => verdict switch
    {
        Verdict.Authentic => Signed(VerificationReport.Types.Verdict.Authentic, Passed(), Letter()),
        Verdict.AuthenticElsewhere => Signed(VerificationReport.Types.Verdict.Authentic, Passed(), null),
        Verdict.OfficersOwn => Signed(VerificationReport.Types.Verdict.Authentic, Officers(), null),
        Verdict.Altered => Signed(VerificationReport.Types.Verdict.Altered, Failed(), null),
        Verdict.Untrusted => Signed(VerificationReport.Types.Verdict.Untrusted, Indeterminate(), null),
        Verdict.UntrustedInRegister => Signed(VerificationReport.Types.Verdict.Untrusted, Indeterminate(), Letter()),
        Verdict.Unsigned => Unsigned(VerificationReport.Types.Verdict.Unsigned,
            Reason("NO_SIGNATURE", "note", "Tidak ada bidang tanda tangan yang terisi.", "No signature field has a value.")),
        _ => Unsigned(VerificationReport.Types.Verdict.Unreadable,
            Reason("NOT_A_PDF", "error", "Berkas tidak diawali penanda PDF.", "The file does not begin with the mark of a PDF.")),
    };

    public static Tracking Tracking(State state) => new()
    {
        RegistrationId = "01695004417008943300",
        PermitTitle = Text("Surat Keterangan Penelitian", "Surat Keterangan Penelitian"),
        ApplicantMasked = "R**** A*** W*******",
        State = state,
        SubmitTime = Utc(2023, 9, 18, 2, 33),
        EarliestDate = Date(2023, 9, 22),
        DueDate = Date(2023, 9, 25),
        LetterUri = state == State.Issued ? "https://perizinan.example/tte/" + Code : "",
        RejectionLetterUri = state == State.Rejected ? "https://perizinan.example/tte/" + Code : "",
        Owed = { state == State.AwaitingApplicant ? [Text("Surat pengantar dari universitas", "Cover letter of the university")] : [] },
        Steps = { Steps(state == State.Issued) },
    };

    /// <summary>The same with what its page offers: two holders, a file and the form's data owed, a forecast.</summary>
    public static TrackedApplication Tracked(State state) => new(Tracking(state), 1)
    {
        Holds = state is State.InProgress or State.AwaitingApplicant
            ?
            [
                new(new("Rekomendasi Kesbangpol", "Recommendation"), new("Badan Kesatuan Bangsa dan Politik", "National Unity and Politics Agency"), new(2023, 9, 19, 1, 20, 0, TimeSpan.Zero), 3, false),
                new(new("Pemeriksaan berkas", "Check of the files"), new("Dinas", "Office"), new(2023, 9, 19, 1, 20, 0, TimeSpan.Zero), 1, state == State.AwaitingApplicant),
            ]
            : [],
        Owed = state == State.AwaitingApplicant
            ?
            [
                new("surat-pengantar", new("Surat pengantar dari universitas", "Cover letter of the university"), ["application/pdf", "image/jpeg"], 1 << 20),
                new("_form", new("Data formulir", "The form's data"), [], 0),
            ]
            : [],
        LikelyOn = state is State.InProgress or State.AwaitingApplicant ? new(2023, 9, 26) : null,
        IsProvisional = state == State.AwaitingApplicant,
        RejectedBecause = state == State.Rejected ? new("Pemohon tidak memenuhi syarat", "The applicant is not eligible") : null,
        LetterNumber = state switch { State.Issued => "070/SKP-KP/407/IX/2023", State.Rejected => "503/TOLAK/12/IX/2023", _ => "" },
        MayTakeLetter = state is State.Issued or State.Rejected,
    };

    public static Reason Reason(string code, string severity, string id, string en) => new() { Code = code, Severity = severity, Id = id, En = en };

    public static SignatureReport Passed() => new(Unexplained())
    {
        Reasons =
        {
            Reason("SIGNING_TIME_CLAIMED", "note", "Waktu tanda tangan menurut penandatangan; tidak dibuktikan cap waktu.",
                "The signing time is the signer's claim; no timestamp proves it."),
        },
    };

    private static SignatureReport Officers() => new(Passed())
    {
        RegisteredSigner = new() { OfficerName = "Contoh Ir. Siti Rahmawati, M.Si.", Position = "KEPALA DINAS", OfficeTitle = "Dinas Contoh" },
        Chain =
        {
            new ChainCertificate
            {
                Subject = "CN=Pejabat", Issuer = "CN=Induk Contoh", SerialNumber = "0123ab", NotBeforeTime = Utc(2022, 1, 1, 0, 0), NotAfterTime = Utc(2025, 1, 1, 0, 0), Sha256 = Sha256,
            },
            new ChainCertificate
            {
                Subject = "CN=Induk Contoh", Issuer = "CN=Induk Contoh", SerialNumber = "01", NotBeforeTime = Utc(2020, 1, 1, 0, 0), NotAfterTime = Utc(2030, 1, 1, 0, 0), Sha256 = Sha256,
            },
        },
    };

    private static SignatureReport Unexplained() => new()
    {
        Field = "TTE",
        Kind = "signature",
        Indication = "TOTAL-PASSED",
        Integrity = "intact",
        Coverage = "whole_file",
        Modifications = "none",
        Level = "B",
        SubFilter = "ETSI.CAdES.detached",
        Signer = @"CN=Dra. Contoh Pejabat\, M.Si.,O=Pemerintah Kota,C=ID",
        Issuer = "CN=Balai Sertifikasi Elektronik,O=Contoh,C=ID",
        SigningTime = Utc(2023, 9, 19, 7, 4),
    };

    private static SignatureReport Failed() => new(Unexplained())
    {
        Indication = "TOTAL-FAILED",
        SubIndication = "HASH_FAILURE",
        Integrity = "broken",
        Reasons =
        {
            Reason("HASH_FAILURE", "error", "Isi berkas tidak sama dengan isi yang ditandatangani.", "Isi berkas tidak sama dengan isi yang ditandatangani."),
        },
    };

    private static SignatureReport Indeterminate() => new(Unexplained())
    {
        Indication = "INDETERMINATE",
        SubIndication = "NO_CERTIFICATE_CHAIN_FOUND",
        Reasons =
        {
            Reason("CHAIN_NOT_TRUSTED", "warning", "Sertifikat tidak berasal dari penerbit yang kami percayai.",
                "The certificate does not come from an issuer that we trust."),
        },
    };

    private static VerificationReport Signed(VerificationReport.Types.Verdict verdict, SignatureReport signature, Letter? letter) => new()
    {
        Verdict = verdict,
        ValidationTime = Utc(2023, 10, 2, 3, 15),
        Sha256 = Sha256,
        Signatures = { signature },
        Letter = letter,
    };

    private static VerificationReport Unsigned(VerificationReport.Types.Verdict verdict, Reason reason) => new()
    {
        Verdict = verdict,
        ValidationTime = Utc(2023, 10, 2, 3, 15),
        Sha256 = Sha256,
        Reasons = { reason },
    };

    private static IEnumerable<TrackingStep> Steps(bool issued)
    {
        yield return Step("Pemeriksaan berkas", "Check of the files", "Loket Pelayanan", Progress.Done, Utc(2023, 9, 18, 2, 33), Utc(2023, 9, 18, 4, 2));
        yield return Step("Penyusunan permintaan rekomendasi", "Draft of the request", "Bidang Perizinan",
            Progress.Done, Utc(2023, 9, 18, 4, 2), Utc(2023, 9, 19, 1, 20));
        var progress = issued ? Progress.Done : Progress.Current;
        yield return Step("Rekomendasi Kesbangpol", "Recommendation", "Badan Kesatuan Bangsa dan Politik",
            progress, Utc(2023, 9, 19, 1, 20), Utc(2023, 9, 20, 1, 20));
        yield return Step("Rekomendasi Bappeda", "Recommendation", "Badan Perencanaan Pembangunan Daerah",
            progress, Utc(2023, 9, 19, 1, 20), Utc(2023, 9, 20, 1, 20));
        yield return Step("Tanda tangan kepala dinas", "Signature", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
            issued ? Progress.Done : Progress.Coming, issued ? Utc(2023, 9, 20, 1, 20) : null, Utc(2023, 9, 20, 7, 4));
    }

    private static TrackingStep Step(string id, string en, string office, Progress progress, Timestamp? start, Timestamp end) => new()
    {
        Title = Text(id, en),
        OfficeTitle = office,
        Progress = progress,
        StartTime = start,
        EndTime = progress == Progress.Done ? end : null,
    };

    private static LocalizedText Text(string id, string en) => new() { Id = id, En = en };

    private static Google.Type.Date Date(int year, int month, int day) => new() { Year = year, Month = month, Day = day };

    private static Timestamp Utc(int year, int month, int day, int hour, int minute) =>
        Timestamp.FromDateTimeOffset(new(year, month, day, hour, minute, 0, TimeSpan.Zero));
}

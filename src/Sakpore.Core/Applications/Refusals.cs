using Sakpore.Core.Catalog;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Applications;

/// <summary>Every refusal with its sentence, in one place, so that the wording can be read through.</summary>
internal static class Refusals
{
    public static Decision All(List<Refusal> found) => new Decision.Refused(found[0] with { Further = [.. found.Skip(1)] });

    public static Decision AlreadySubmitted() =>
        No(RefusalReason.AlreadySubmitted, "Permohonan ini sudah diajukan.", "This application was handed in already.");

    public static Decision Ended(ApplicationStatus status) => status switch
    {
        ApplicationStatus.Revoked => No(RefusalReason.ApplicationEnded, "Permohonan sudah selesai: suratnya telah dicabut.", "The application has ended: its letter was revoked."),
        ApplicationStatus.Superseded => No(RefusalReason.ApplicationEnded, "Permohonan sudah selesai: suratnya telah diganti.", "The application has ended: its letter was superseded."),
        ApplicationStatus.Issued => No(RefusalReason.ApplicationEnded, "Permohonan sudah selesai: surat telah terbit.", "The application has ended: its letter is issued."),
        ApplicationStatus.Lapsed => No(RefusalReason.ApplicationEnded, "Permohonan sudah ditutup: perbaikan tidak datang pada waktunya.", "The application is closed: the correction did not come in time."),
        ApplicationStatus.Rejected => No(RefusalReason.ApplicationEnded, "Permohonan sudah selesai: ditolak.", "The application has ended: it was refused."),
        _ => No(RefusalReason.ApplicationEnded, "Permohonan sudah selesai: dicabut pemohon.", "The application has ended: the applicant took it back."),
    };

    public static Decision KindNotOffered(ApplicationKind kind) =>
        No(RefusalReason.KindNotOffered, $"Izin ini tidak melayani permohonan {kind}.", $"This permit type does not offer applications of the kind {kind}.", kind.ToString());

    public static Refusal NotTheApplicant() => new(
        RefusalReason.NotTheApplicant,
        new("Hanya pemohon, atau front office atas nama pemohon, yang dapat melakukan ini.", "Only the applicant, or the front office on the applicant's behalf, may do this."));

    public static Refusal MissingRequirement(Requirement requirement) => new(
        RefusalReason.MissingRequirement,
        new($"Persyaratan belum dilampirkan: {requirement.Name.Id}.", $"A required file is missing: {requirement.Name.En}."), requirement.Id);

    public static Decision NothingHandedIn(string owed) =>
        No(RefusalReason.MissingRequirement, "Tidak ada berkas atau data perbaikan yang dikirim.", "Neither a file nor corrected data were handed in.", owed);

    public static Decision NothingNamed() =>
        No(RefusalReason.MissingRequirement, "Sebutkan paling sedikit satu hal yang harus diperbaiki.", "Name at least one item to correct.");

    public static Refusal RequirementNotAsked(string id) => new(
        RefusalReason.UnknownRequirement, new($"Berkas '{id}' tidak diminta.", $"No file is asked for as '{id}'."), id);

    public static Decision UnknownRequirement(string id) => new Decision.Refused(RequirementNotAsked(id));

    public static Refusal WrongMediaType(Requirement requirement, string mediaType)
    {
        string taken = string.Join(", ", requirement.MediaTypes);
        return new(
            RefusalReason.WrongMediaType,
            new($"{requirement.Name.Id}: jenis berkas {mediaType} tidak diterima; yang diterima: {taken}.", $"{requirement.Name.En}: {mediaType} is not taken; taken are {taken}."),
            requirement.Id);
    }

    public static Refusal FileTooLarge(Requirement requirement, long bytes) => new(
        RefusalReason.FileTooLarge,
        new($"{requirement.Name.Id}: berkas {bytes} bita, paling besar {requirement.MaxBytes} bita.", $"{requirement.Name.En}: the file has {bytes} bytes, at most {requirement.MaxBytes} are taken."),
        requirement.Id);

    public static Refusal MissingField(FormField field) => new(
        RefusalReason.MissingField, new($"Isian wajib belum diisi: {field.Label.Id}.", $"A required field is empty: {field.Label.En}."), field.Name);

    public static Refusal InvalidField(FormField field, LocalizedText fault) => new(
        RefusalReason.InvalidField, new($"Isian tidak sah: {field.Label.Id} ({fault.Id}).", $"The field is not valid: {field.Label.En} ({fault.En})."), field.Name);

    public static Refusal UnknownField(string name) => new(
        RefusalReason.UnknownField, new($"Formulir tidak mempunyai isian '{name}'.", $"The form has no field '{name}'."), name);

    public static Refusal OutOfTurn(string? stage) => new(
        RefusalReason.OutOfTurn,
        new("Belum atau bukan giliran tindakan ini: tidak ada tahap terbuka yang menawarkannya.", "It is not this action's turn: no open stage offers it."), stage);

    public static Refusal WrongOffice(StageOpening stage) => new(
        RefusalReason.WrongOffice,
        new($"Ini wewenang instansi lain: {stage.Office}.", $"This belongs to another office: {stage.Office}."), Name(stage));

    public static Refusal WrongRole(StageOpening stage)
    {
        string role = Procedures.Roles.InSector(stage.Role, stage.Sector);
        return new(
            RefusalReason.WrongRole,
            new($"Ini wewenang peran lain di instansi yang sama: {role}.", $"This belongs to another role of the same office: {role}."), Name(stage));
    }

    public static Refusal AmbiguousStage() => new(
        RefusalReason.AmbiguousTarget,
        new("Beberapa tahap terbuka menawarkan tindakan ini; sebutkan tahapnya.", "Several open stages offer this action; name the stage."));

    public static Decision AmbiguousTarget(IReadOnlyList<string> targets)
    {
        string names = string.Join(", ", targets);
        return No(RefusalReason.AmbiguousTarget, $"Ada beberapa tujuan; pilih satu: {names}.", $"There are several targets; name one: {names}.");
    }

    public static Decision UnknownTarget(string stage, string target) =>
        No(RefusalReason.UnknownTarget, $"Dari tahap '{stage}' tidak ada jalan ke '{target}'.", $"The stage '{stage}' does not lead to '{target}'.", target);

    public static Decision UnknownReason(string code) =>
        No(RefusalReason.UnknownReason, $"Alasan '{code}' tidak terdaftar pada izin ini.", $"The reason '{code}' is not one this permit type lists.", code);

    public static Decision ReasonMissing(string stage) => No(
        RefusalReason.ReasonMissing,
        "Ada instansi yang tidak merekomendasikan; sebutkan alasan untuk meneruskan.", "An agency advised against this; give the reason for going on.", stage);

    public static Refusal AwaitingApplicant(string stage) => new(
        RefusalReason.AwaitingApplicant, new("Menunggu perbaikan dari pemohon.", "The applicant's correction is awaited."), stage);

    public static Decision NothingOwed() =>
        No(RefusalReason.NothingOwed, "Tidak ada perbaikan yang diminta.", "No correction is asked for.");

    public static Refusal FourEyes(string stage) => new(
        RefusalReason.FourEyes,
        new("Tahap sebelumnya diselesaikan petugas yang sama; petugas lain harus memeriksa tahap ini.", "The same officer finished the stage before; another officer must take this one."),
        stage);

    public static Refusal SigningIsUnderWay() => new(
        RefusalReason.SigningUnderWay, new("Penandatanganan sedang berlangsung.", "A signing is under way."));

    public static Decision SigningUnderWay() => new Decision.Refused(SigningIsUnderWay());

    public static Decision UnknownIntent(string intent) =>
        No(RefusalReason.UnknownIntent, "Permintaan tanda tangan ini tidak terbuka.", "This signing intent is not the open one.", intent);

    public static Decision BeyondHorizon(WorkCalendar calendar) => No(
        RefusalReason.BeyondHorizon,
        $"Kalender {calendar.Pin} hanya diketahui sampai {calendar.KnownThrough:yyyy-MM-dd}; janji layanan tidak dapat dihitung.",
        $"The calendar {calendar.Pin} is known only until {calendar.KnownThrough:yyyy-MM-dd}; the promise cannot be computed.",
        calendar.Slug);

    public static Decision MissingRecommendation(string part) =>
        No(RefusalReason.MissingField, $"Rekomendasi belum lengkap: {part}.", $"The recommendation lacks its {part}.", part);

    public static Decision RecommendationFromTheFuture(DateOnly date) => No(
        RefusalReason.InvalidField, $"Tanggal rekomendasi {date:yyyy-MM-dd} belum tiba.", $"The recommendation's date {date:yyyy-MM-dd} lies in the future.", "date");

    public static Refusal EarlierLetterMissing() => new(
        RefusalReason.EarlierLetterMissing, new("Sebutkan surat yang diperpanjang atau diubah.", "Name the letter that is to be extended or changed."));

    public static Refusal EarlierLetterUnknown(string code) => new(
        RefusalReason.EarlierLetterUnknown, new($"Surat '{code}' tidak ada dalam register.", $"The letter '{code}' is not in the register."), code);

    public static Refusal EarlierLetterOfAnother(string code) => new(
        RefusalReason.EarlierLetterOfAnother, new($"Surat '{code}' bukan milik pemohon.", $"The letter '{code}' does not belong to the applicant."), code);

    public static Refusal EarlierLetterRevoked(string code) => new(
        RefusalReason.EarlierLetterRevoked, new($"Surat '{code}' telah dicabut.", $"The letter '{code}' was revoked."), code);

    public static Refusal NoMandate(LocalizedText why) => new(RefusalReason.NoMandate, why);

    public static Decision ExtensionAfterExpiry(DateOnly? due) => No(
        RefusalReason.ExtensionAfterExpiry,
        $"Janji layanan sudah lewat ({due:yyyy-MM-dd}); tidak dapat diperpanjang lagi.", $"The promise has expired ({due:yyyy-MM-dd}); it can no longer be extended.");

    public static Decision ExtensionTooLong(int bound, int left) => No(
        RefusalReason.ExtensionTooLong,
        $"Perpanjangan paling banyak {bound} hari kerja seluruhnya; sisa {left}.", $"At most {bound} working days of extension in all; {left} are left.");

    public static Decision LimitNotReached() =>
        No(RefusalReason.LimitNotReached, "Batas waktu belum tercapai.", "The limit has not been reached.");

    public static Decision SilenceIsNoConsent(string stage) => No(
        RefusalReason.SilenceIsNoConsent,
        "Tidak ada aturan yang menganggap diam sebagai persetujuan.", "No rule takes silence for consent here.", stage);

    public static Decision AlreadyRecorded() => No(RefusalReason.AlreadyRecorded, "Sudah dicatat.", "It was recorded already.");

    public static Decision CorrectionWindowOpen(DateOnly? last) => last is { } day
        ? No(RefusalReason.CorrectionWindowOpen, $"Pemohon masih dapat memperbaiki sampai {day:yyyy-MM-dd}.", $"The applicant may correct until {day:yyyy-MM-dd}.")
        : No(RefusalReason.CorrectionWindowOpen, "Tidak ada batas waktu perbaikan yang dapat dihitung.", "No end of the correction window can be computed.");

    public static Decision StageNotInProcedure(string stage, string procedure) => No(
        RefusalReason.StageNotInProcedure,
        $"Tahap terbuka '{stage}' tidak ada dengan pemilik yang sama dalam {procedure}.", $"The open stage '{stage}' is not in {procedure} with the same owner.", stage);

    public static Refusal AssignedToAnother(string stage) => new(
        RefusalReason.AssignedToAnother, new("Tahap ini ditugaskan kepada petugas lain.", "This stage is assigned to another officer."), stage);

    public static Decision UnknownInquiry(string id) =>
        No(RefusalReason.UnknownInquiry, "Pertanyaan ini tidak ada pada tahap yang terbuka.", "No open stage has this inquiry.", id);

    public static Decision ExpectedInThePast(DateOnly date) => No(
        RefusalReason.InvalidField, $"Tanggal perkiraan {date:yyyy-MM-dd} sudah lewat.", $"The expected date {date:yyyy-MM-dd} has passed.", "expected_date");

    public static Decision NoLetter() =>
        No(RefusalReason.NoLetter, "Permohonan ini tidak mempunyai surat yang berlaku.", "This application has no letter in force.");

    public static Decision UnknownObligation(string id) =>
        No(RefusalReason.UnknownObligation, $"Surat ini tidak memuat kewajiban '{id}'.", $"The letter has no obligation '{id}'.", id);

    private static string? Name(StageOpening stage) => stage.Stage.Length > 0 ? stage.Stage : null;

    private static Decision.Refused No(RefusalReason reason, string id, string en, string? subject = null) =>
        new(new Refusal(reason, new(id, en), subject));
}

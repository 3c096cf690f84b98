using Sakpore.Permits.V1;
using State = Sakpore.Permits.V1.Application.Types.State;
using Step = Sakpore.Permits.V1.TrackingStep.Types.Progress;

namespace Sakpore.Grpc.PublicPages;

/// <summary>Where an application stands, in an applicant's words.</summary>
internal static class TrackingWording
{
    /// <summary>The headline of an application's state.</summary>
    /// <exception cref="InvalidOperationException">It has no state, or one that this page does not know.</exception>
    internal static Headline Headline(Tracking tracking) => tracking.State switch
    {
        State.InProgress => new(Tone.Neutral, Icon.Clock,
            new("Sedang diproses", "In progress"),
            new("Kantor sedang mengerjakan permohonan ini.", "An office is working on this application.")),
        State.AwaitingApplicant => new(Tone.Caution, Icon.Exclamation,
            new("Menunggu Anda", "Waiting for you"),
            new("Permohonan ini berhenti sampai kami menerima yang masih kurang dari Anda.",
                "This application rests until we receive from you what is still missing.")),
        State.AwaitingSignature => new(Tone.Neutral, Icon.Pen,
            new("Menunggu tanda tangan", "Waiting for its signature"),
            new("Permohonan ini disetujui dan suratnya menunggu tanda tangan elektronik.",
                "This application is approved, and its letter waits for the electronic signature.")),
        State.Issued => new(Tone.Good, Icon.Check,
            new("Sudah terbit", "Issued"),
            new("Surat sudah ditandatangani dan terbit.", "The letter is signed and issued.")),
        State.Rejected => new(Tone.Bad, Icon.Cross,
            new("Ditolak", "Rejected"),
            new("Permohonan ini ditolak. Alasannya tertulis di bawah.", "This application was refused. The reason is given below.")),
        State.Withdrawn => new(Tone.Neutral, Icon.Lines,
            new("Ditarik kembali", "Withdrawn"),
            new("Pemohon menarik kembali permohonan ini.", "The applicant took this application back.")),
        State.Lapsed => new(Tone.Neutral, Icon.Lines,
            new("Ditutup", "Closed"),
            new("Permohonan ini ditutup karena kekurangannya tidak dilengkapi sampai batas waktu.", "This application was closed because what was missing did not come in time.")),
        State.Revoked => new(Tone.Bad, Icon.Cross,
            new("Surat dicabut", "Letter revoked"),
            new("Surat dari permohonan ini telah dicabut dan tidak berlaku lagi.", "The letter of this application was revoked and is no longer valid.")),
        State.Superseded => new(Tone.Neutral, Icon.Lines,
            new("Surat diganti", "Letter superseded"),
            new("Surat dari permohonan ini telah diganti dengan surat yang lebih baru.", "A newer letter has taken the place of this application's letter.")),
        _ => throw new InvalidOperationException($"No wording for the state {tracking.State}."),
    };

    /// <summary>How far a step is: the word, its mark, and the class of its line.</summary>
    /// <exception cref="InvalidOperationException">It is not said, or not known to this page.</exception>
    internal static (string Class, Words Words) Progress(TrackingStep step) => step.Progress switch
    {
        Step.Done => ("done", new("Selesai", "Done")),
        Step.Current => ("current", new("Sedang dikerjakan", "In progress")),
        Step.Coming => ("coming", new("Akan datang", "To come")),
        _ => throw new InvalidOperationException($"No wording for the progress {step.Progress}."),
    };

    /// <summary>Why a step takes long, as its holder answered; null where nobody did.</summary>
    internal static Words? Reason(TrackingStep step) => step.HoldReason switch
    {
        HoldReason.Queue => new("Permohonan lain lebih dahulu", "Other applications came first"),
        HoldReason.OfficerAway => new("Petugas sedang tidak di tempat", "The officer is away"),
        HoldReason.FieldVisit => new("Perlu pemeriksaan lapangan", "A visit on the spot is needed"),
        HoldReason.OtherOffice => new("Menunggu instansi lain", "Something is awaited from another office"),
        HoldReason.CloserLook => new("Dokumen perlu diteliti lebih lanjut", "The documents need a closer look"),
        HoldReason.SystemTrouble => new("Gangguan sistem", "A system is out of order"),
        _ => null,
    };

    internal static readonly Words NotOwed = new("Berkas itu tidak sedang kami tunggu.", "We are not waiting for that file.");

    internal static readonly Words NoFile = new("Pilih satu berkas, lalu tekan Kirim.", "Choose one file, then press Send.");

    /// <summary>A file is past its limit.</summary>
    internal static Words TooLarge(string limit) => new($"Berkas terlalu besar; paling besar {limit}.", $"The file is too large; at most {limit}.");

    /// <summary>What was done just now, by the name in the address; null for every other name.</summary>
    internal static Words? Done(string what) => what switch
    {
        "berkas" => new("Berkas Anda sudah kami terima.", "We have received your file."),
        "tanya" => new("Pertanyaan Anda sudah disampaikan ke loket pelayanan. Jawabannya akan muncul di halaman ini.", "Your question is with the front office. The answer will show on this page."),
        "survei" => new("Terima kasih, jawaban Anda sudah dicatat.", "Thank you, your answers are recorded."),
        _ => null,
    };

    /// <summary>For how long somebody has held it, in working days.</summary>
    internal static Words HeldFor(Hold hold) => hold.WorkingDays switch
    {
        null => new($"sejak {WrittenTime.Minute(hold.Since)}", $"since {WrittenTime.Minute(hold.Since)}"),
        0 => new($"sejak {WrittenTime.Minute(hold.Since)} (hari kerja ini)", $"since {WrittenTime.Minute(hold.Since)} (this working day)"),
        1 => new($"sejak {WrittenTime.Minute(hold.Since)} (1 hari kerja)", $"since {WrittenTime.Minute(hold.Since)} (1 working day)"),
        { } days => new($"sejak {WrittenTime.Minute(hold.Since)} ({days} hari kerja)", $"since {WrittenTime.Minute(hold.Since)} ({days} working days)"),
    };

    /// <summary>The forecast; empty where there is none.</summary>
    internal static string Forecast(TrackedApplication application) => application.LikelyOn is not { } day ? "" : WrittenTime.Day(day);

    /// <summary>Whether the application has come to an end.</summary>
    internal static bool IsClosed(Tracking tracking) => tracking.State is State.Issued or State.Rejected or State.Withdrawn or State.Lapsed or State.Revoked or State.Superseded;
}

using Sakpore.Core;

namespace Sakpore.Grpc.Faults;

/// <summary>The usual sentence of each of the hub's reasons. Exhaustive, like the status.</summary>
internal static class FaultText
{
#pragma warning disable CS8524 // See FaultStatus.
    /// <summary>The sentence of a reason.</summary>
    public static LocalizedText Of(FaultReason reason) => reason switch
    {
        FaultReason.InvalidRequest => new("Permintaan tidak berbentuk benar.", "The request is malformed."),
        FaultReason.WrongContentType => new("Isi permintaan harus application/json dalam UTF-8.", "The request must be application/json in UTF-8."),
        FaultReason.RequestTooLarge => new("Permintaan melebihi ukuran yang dibaca di sini.", "The request is larger than is read here."),
        FaultReason.UnknownAddress => new("Tidak ada layanan di alamat ini.", "Nothing answers at this address."),
        FaultReason.WrongHttpMethod => new("Alamat ini tidak melayani metode HTTP tersebut.", "This address does not answer to this HTTP method."),
        FaultReason.InvalidPageToken => new("Token halaman bukan dari pencarian ini.", "The page token is not of this query."),
        FaultReason.Unauthenticated => new("Kredensial sistem pemanggil tidak ada atau tidak dikenal.", "The calling system's credentials are missing or unknown."),
        FaultReason.NotPermitted => new("Pemanggil tidak berhak atas tindakan ini.", "The caller may not do this."),
        FaultReason.UnknownOfficer => new("Pejabat tidak dikenal pada kantor sistem pemanggil.", "The officer is not known in the calling system's office."),
        FaultReason.OfficerNotVouched => new("Sistem pemanggil tidak dipercaya menyebut pejabat ini.", "The calling system is not trusted to name this officer."),
        FaultReason.TooManyRequests => new("Terlalu banyak permintaan; coba lagi sebentar lagi.", "Too many requests; try again in a while."),
        FaultReason.UploadQuotaReached => new(
            "Sistem pemanggil sudah mengunggah sebanyak yang diterima dalam sehari.", "The calling system has handed in as much as is taken within a day."),
        FaultReason.TokenIssuerUnavailable => new(
            "Penerbit token tidak menjawab; coba lagi sebentar lagi.", "The issuer of access tokens does not answer; try again in a while."),
        FaultReason.UnknownPermitType => new("Jenis izin tidak dikenal atau tidak berlaku.", "The permit type is unknown or not in force."),
        FaultReason.UnknownApplication => new("Permohonan tidak ditemukan.", "The application was not found."),
        FaultReason.UnknownDocument => new("Berkas tidak ditemukan.", "The document was not found."),
        FaultReason.UnknownLetter => new("Surat dengan kode ini tidak ada dalam register.", "The register has no letter with this code."),
        FaultReason.UnknownTrackingToken => new("Tautan pelacakan tidak dikenal.", "The tracking link is unknown."),
        FaultReason.EtagMismatch => new("Permohonan telah berubah sejak terakhir dilihat.", "The application has changed since it was last seen."),
        FaultReason.WriteConflict => new("Tindakan lain lebih dahulu tercatat; kirim ulang permintaan ini.", "Another action was recorded first; send this request again."),
        FaultReason.RequestIdReused => new("Nomor permintaan ini sudah dipakai untuk isi yang lain.", "This request id was used for another request."),
        FaultReason.EmptyDocument => new("Berkas kosong.", "The file is empty."),
        FaultReason.DocumentTooLarge => new("Berkas melebihi ukuran yang diterima.", "The file is larger than accepted."),
        FaultReason.WrongMediaType => new("Isi berkas bukan jenis yang disebutkan.", "The file's content is not of the type it was announced as."),
        FaultReason.UploadOffsetMismatch => new("Unggahan dilanjutkan dari posisi lain.", "The upload goes on from another offset."),
        FaultReason.DocumentAlreadyAttached => new("Berkas ini sudah menjadi bagian permohonan lain.", "This document belongs to another application already."),
        FaultReason.NoSigningKey => new("Pejabat ini tidak mempunyai kunci tanda tangan.", "This officer has no signing key."),
        FaultReason.WrongPassphrase => new("Frasa sandi salah.", "The passphrase is wrong."),
        FaultReason.KeyLocked => new(
            "Kunci pejabat ini terkunci setelah lima frasa sandi salah; hubungi administrator.", "This officer's key is locked after five wrong passphrases; ask the administrator."),
        FaultReason.CertificateNotValid => new("Sertifikat pejabat ini tidak berlaku saat ini.", "This officer's certificate is not valid now."),
        FaultReason.SigningFailed => new("Penandatanganan gagal; nomor surat disimpan dan dapat dicoba lagi.", "Signing failed; the number is kept and it may be tried again."),
        FaultReason.SurveyNotOpen => new("Survei dibuka setelah permohonan selesai.", "The survey opens when the application has ended."),
        FaultReason.QuestionsWaiting => new("Pertanyaan Anda sebelumnya masih menunggu jawaban.", "Your earlier questions still wait for an answer."),
        FaultReason.UnknownQuestion => new("Pertanyaan itu tidak ada.", "There is no such question."),
        FaultReason.QuestionAnswered => new("Pertanyaan itu sudah dijawab.", "The question was answered before."),
        FaultReason.SurveyAnswered => new("Survei permohonan ini sudah diisi.", "The survey of this application was answered before."),
        FaultReason.NoSurveyAnswers => new("Belum cukup jawaban survei pada rentang ini.", "There are not enough survey answers in this span."),
        FaultReason.PreparationExpired => new("Persiapan tanda tangan ini sudah kedaluwarsa; mulailah lagi.", "This prepared signature has expired; prepare it again."),
        FaultReason.UnknownCalendar => new("Kalender atau revisinya tidak ditemukan.", "The calendar or its revision was not found."),
        FaultReason.CatalogDefective => new("Katalog tidak dapat diterbitkan.", "The catalog cannot be published."),
        FaultReason.UnknownMandate => new("Mandat tidak ditemukan.", "The mandate was not found."),
        FaultReason.UnknownDelegation => new("Pendelegasian tidak ditemukan.", "The delegation was not found."),
        FaultReason.SerialsNotCompared => new(
            "Penomoran surat ditahan: register nomor belum terbukti selengkap titik periksa audit terakhir. Hubungi administrator.",
            "Letters are not numbered now: the register is not known to be as complete as the last checkpoint of the audit. Ask the administrator."),
        FaultReason.DatabaseUnavailable => new(
            "Basis data sedang tidak dapat dihubungi; kirim ulang permintaan yang sama.", "The database cannot be reached now; send the same request again."),
        FaultReason.StorageFull => new("Tempat penyimpanan penuh; coba lagi nanti.", "The storage is full; try again later."),
        FaultReason.InternalError => new(
            "Kesalahan pada hub; permintaan yang sama dapat dikirim ulang.", "A fault of the hub; the same request may be sent again."),
        FaultReason.SigningOutcomeUnknown => new("Hasil penandatanganan belum diketahui; nyatakan hasilnya sebelum mencoba lagi.", "The signing's outcome is not known; say what came of it before it is tried again."),
        FaultReason.SigningJobUnderWay => new("Penandatanganan ini sedang dikerjakan panggilan lain.", "Another call works on this signing job."),
        FaultReason.UnknownSigningJob => new("Pekerjaan penandatanganan tidak ditemukan.", "The signing job was not found."),
        FaultReason.NothingToResolve => new("Tidak ada penandatanganan yang hasilnya belum diketahui.", "No signing with an unknown outcome is open."),
        FaultReason.NotTheMeantLetter => new("PDF ini bukan surat yang dimaksud, yang ditandatangani pejabat itu.", "This PDF is not the letter that was meant, signed by that officer."),
        FaultReason.NoTimestampAuthority => new("Hub ini tidak mempunyai otoritas stempel waktu.", "This hub has no timestamp authority."),
        FaultReason.SubjectErased => new("Data pemohon telah dihapus.", "The applicant's data were erased."),
    };
#pragma warning restore CS8524
}

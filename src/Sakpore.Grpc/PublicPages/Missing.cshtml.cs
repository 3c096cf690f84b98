using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Sakpore.Grpc.PublicPages;

/// <summary>What was asked for is not here. Neutral in colour: not found is no proof of forgery.</summary>
internal sealed class MissingModel : PageModel
{
    internal static readonly Headline Page404 = new(Tone.Neutral, Icon.Question,
        new("Halaman tidak ditemukan", "Page not found"),
        new("Alamat ini tidak ada di sini.", "There is nothing at this address."));

    internal static readonly Headline Code = new(Tone.Neutral, Icon.Question,
        new("Kode tidak ditemukan", "Code not found"),
        new("Register kami tidak memuat surat dengan kode ini.", "Our register has no letter with this code."));

    internal static readonly Headline Fingerprint = new(Tone.Neutral, Icon.Question,
        new("Sidik berkas ini tidak ada di register", "This file's fingerprint is not in our register"),
        new("Berkas ini bukan salinan persis surat di register kami. Bila bertanda tangan, tanda tangannya masih dapat diperiksa.",
            "This file is no exact copy of a letter in our register. If it is signed, its signatures can still be checked."));

    internal static readonly Headline Paper = new(Tone.Neutral, Icon.Question,
        new("Tidak ditemukan", "Not found"),
        new("Register kami tidak memuat surat dengan nomor dan keterangan itu bersama-sama. Periksa kembali keduanya di kertas.",
            "Our register has no letter with that number and that fact together. Check both on the paper again."));

    internal static readonly Headline SecondFact = new(Tone.Caution, Icon.Exclamation,
        new("Satu keterangan lagi diperlukan", "One more fact is needed"),
        new("Isi nomor surat, dan tanggal surat atau enam huruf terakhir kodenya.", "Fill in the number, and the letter's date or the last six symbols of its code."));

    internal static readonly Headline Token = new(Tone.Neutral, Icon.Question,
        new("Permohonan tidak ditemukan", "Application not found"),
        new("Tautan pelacakan ini tidak kami kenali. Buka kembali tautan lengkap dari pesan yang Anda terima saat mendaftar.",
            "We do not know this tracking link. Open the whole link again from the message that you received when you applied."));

    /// <summary>Answers 404.</summary>
    public void OnGet() => Response.StatusCode = StatusCodes.Status404NotFound;
}

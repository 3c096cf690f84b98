using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>Papers and forms of a made-up applicant.</summary>
internal static class Papers
{
    public const string Name = "Siti Nurhaliza Wijayakusuma";
    public const string Nik = "3375014505990002";
    public const string Phone = "081298765432";
    public const string Member = "Wulan Kusumaningtyas";
    public const string Address = "Jl. Kenanga Dalam No. 17, Pekalongan Utara";

    /// <summary>A one-page PDF with a text.</summary>
    public static byte[] Pdf(string text = "Surat")
    {
        var content = $"BT /F1 12 Tf 72 760 Td ({text}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var pdf = new StringBuilder("%PDF-1.7\n");
        var xref = new StringBuilder("0000000000 65535 f \n");
        for (var number = 1; number <= objects.Length; number++)
        {
            xref.Append(CultureInfo.InvariantCulture, $"{pdf.Length:0000000000} 00000 n \n");
            pdf.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{objects[number - 1]}\nendobj\n");
        }

        var start = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n{xref}trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }

    /// <summary>The smallest PNG, with a text behind it that readers ignore.</summary>
    public static byte[] Png(string text = "") =>
    [
        .. Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="),
        .. Encoding.ASCII.GetBytes(text),
    ];

    /// <summary>A whole form.</summary>
    public static Struct Form() => Struct.Parser.ParseJson(
        $$"""
        {
          "nama": "{{Name}}", "nik": "{{Nik}}", "alamat": "{{Address}}", "telepon": "{{Phone}}",
          "judul": "Kajian Layanan Publik", "keperluan": "Skripsi", "lokasi": "Kota Pekalongan",
          "mulai": "2026-12-01", "selesai": "2027-02-26", "bidang": "Administrasi",
          "penanggung_jawab": "Dr. Budi", "anggota": ["{{Member}}"], "institusi": "Universitas Contoh",
          "surat_pengantar": { "instansi": "Dekan FIS", "nomor": "B/1021/2026", "tanggal": "2026-11-10", "perihal": "Izin penelitian" }
        }
        """);
}

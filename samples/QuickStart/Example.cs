using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;

namespace Sakpore.Samples.QuickStart;

/// <summary>An example application: the person, the research and the papers are made up.</summary>
internal static class Example
{
    /// <summary>The form.</summary>
    public static Struct Form() => Struct.Parser.ParseJson(
        """
        {
          "nama": "Siti Rahmawati",
          "nik": "3375010101010001",
          "alamat": "Jl. Melati No. 7 RT 02 RW 05, Pekalongan Timur, Kota Pekalongan",
          "telepon": "081200000001",
          "judul": "Pengaruh Layanan Perizinan Elektronik terhadap Kepuasan Pelaku Usaha Batik di Kota Pekalongan",
          "keperluan": "Penyusunan skripsi",
          "lokasi": "DPMPTSP Kota Pekalongan dan sentra batik Kauman",
          "mulai": "2026-12-01",
          "selesai": "2027-02-26",
          "bidang": "Administrasi publik",
          "penanggung_jawab": "Dr. Budi Santoso, M.Si.",
          "anggota": ["Dewi Lestari", "Ahmad Fauzi"],
          "institusi": "Universitas Contoh",
          "surat_pengantar": {
            "instansi": "Dekan Fakultas Ilmu Sosial Universitas Contoh",
            "nomor": "B/1021/UN99/PT.01.04/2026",
            "tanggal": "2026-11-10",
            "perihal": "Permohonan izin penelitian"
          }
        }
        """);

    /// <summary>A page of paper with a title: the smallest PDF that says something.</summary>
    public static byte[] Paper(string title)
    {
        var content = $"BT /F1 18 Tf 72 760 Td ({title}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
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

    /// <summary>A photograph: one grey pixel, as PNG.</summary>
    public static byte[] Photo() => Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");
}

using Sakpore.Grpc.Letters;

namespace Sakpore.Grpc.Tests.Letters;

/// <summary>The shipped template and invented contents. No person here exists.</summary>
internal static class LetterSamples
{
    public const string FileName = "catalog/letters/skp-penelitian.v1.yaml";

    public static string TemplateText { get; } = File.ReadAllText(Path.Combine(RepositoryRoot(), FileName));

    public static LetterTemplate Template { get; } = LetterTemplate.Parse(TemplateText, FileName).Template
        ?? throw new InvalidOperationException(string.Join('\n', LetterTemplate.Parse(TemplateText, FileName).Defects));

    public static LetterContent Short { get; } = new()
    {
        Number = "070/SKP-KP/407/IX/2023",
        Code = "7Q3M-X0VD-9KTB-E2RW",
        VerificationUrl = "https://sakpore.example/tte/7Q3MX0VD9KTBE2RW",
        QrText = "https://sakpore.example/tte/7Q3MX0VD9KTBE2RW",
        IssueDate = new DateOnly(2023, 9, 19),
        Place = "Pekalongan",
        CertificateIssuer = "BSrE-BSSN",
        Signer = new LetterSigner(
            "Drs. CONTOH PEJABAT, M.Si.",
            ["a.n. WALIKOTA PEKALONGAN", "KEPALA DINAS PENANAMAN MODAL DAN PELAYANAN TERPADU SATU PINTU"],
            "Pembina Utama Muda",
            "19700101 199501 1 001"),
        Values = Values(),
    };

    public static LetterContent Long { get; } = Short with
    {
        Values = Values(values =>
        {
            values["nama"] = "Raden Roro Siti Nurhaliza Kusumaningrum Wijayakusuma Prawirodirdjo Sastronegoro, S.Pd., M.Hum.";
            values["alamat"] = "Perumahan Griya Asri Sejahtera Blok C-12 Nomor 45, RT 007 RW 012, Kelurahan Kandang Panjang, " +
                "Kecamatan Pekalongan Utara, Kota Pekalongan, Provinsi Jawa Tengah 51149";
            values["judul"] = "Pengaruh Penerapan Sistem Pelayanan Perizinan Terpadu Berbasis Elektronik terhadap Kepuasan dan " +
                "Kepercayaan Masyarakat: Studi Kasus pada Pelaku Usaha Mikro, Kecil dan Menengah Batik di Sentra Kauman, " +
                "Pesindon dan Jenggot Kota Pekalongan Tahun 2019\u20132023";
            values["lokasi"] = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu, Dinas Perdagangan, Koperasi dan Usaha Kecil " +
                "Menengah, serta Kecamatan Pekalongan Barat, Pekalongan Timur, Pekalongan Utara dan Pekalongan Selatan";
            values["anggota"] = Enumerable.Range(1, 24).Select(index => $"Anggota Peneliti Contoh Nomor {index}, S.Kom.").ToList();
        }),
    };

    public static LetterContent Marked(LetterContent content) =>
        content with { DevelopmentMark = true, CertificateIssuer = "SAKPORE DEVELOPMENT, NOT VALID" };

    public static Dictionary<string, object?> Values(Action<Dictionary<string, object?>>? change = null)
    {
        var values = new Dictionary<string, object?>
        {
            ["nama"] = "Dewi Contoh Lestari",
            ["alamat"] = "Jl. Contoh Raya No. 12, Kelurahan Podosugih, Kota Pekalongan",
            ["judul"] = "Analisis Kepuasan Masyarakat terhadap Pelayanan Perizinan Elektronik di Kota Pekalongan",
            ["keperluan"] = "Penyusunan Skripsi",
            ["lokasi"] = "DPMPTSP Kota Pekalongan",
            ["mulai"] = new DateOnly(2023, 9, 25),
            ["selesai"] = new DateOnly(2023, 11, 27),
            ["bidang"] = "Administrasi Publik",
            ["status_permohonan"] = "Baru",
            ["id_pendaftaran"] = "01695004417008943300",
            ["penanggung_jawab"] = "Prof. Dr. Contoh Pembimbing, M.A.",
            ["anggota"] = new List<string>(),
            ["institusi"] = "Universitas Contoh Nusantara",
            ["surat_pengantar"] = new Dictionary<string, object?>
            {
                ["instansi"] = "Dekan Fakultas Ilmu Sosial dan Ilmu Politik Universitas Contoh Nusantara",
                ["nomor"] = "4711/UN99.F6/PT.01.04/2023",
                ["tanggal"] = new DateOnly(2023, 9, 11),
                ["perihal"] = "Permohonan Izin Penelitian",
            },
            ["rekomendasi"] = new List<object?>
            {
                Recommendation("Badan Kesatuan Bangsa dan Politik Kota Pekalongan", "070/0815"),
                Recommendation("Badan Perencanaan Pembangunan Daerah Kota Pekalongan", "070/1234"),
            },
        };
        change?.Invoke(values);
        return values;
    }

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sakpore.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The repository's root is not above the test's folder.");
    }

    private static Dictionary<string, object?> Recommendation(string office, string number) => new()
    {
        ["instansi"] = office,
        ["nomor"] = number,
        ["tanggal"] = new DateOnly(2023, 9, 18),
    };
}

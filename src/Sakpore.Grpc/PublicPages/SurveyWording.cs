namespace Sakpore.Grpc.PublicPages;

/// <summary>The satisfaction survey's elements and answers, by the annex of PermenPANRB 14/2017.</summary>
internal static class SurveyWording
{
    /// <summary>U1 to U9.</summary>
    internal static readonly IReadOnlyList<Words> Elements =
    [
        new("Persyaratan", "Requirements"),
        new("Sistem, mekanisme, dan prosedur", "System, mechanism and procedure"),
        new("Waktu penyelesaian", "Time taken"),
        new("Biaya atau tarif", "Fees"),
        new("Produk pelayanan", "What was delivered"),
        new("Kompetensi pelaksana", "Competence of the staff"),
        new("Perilaku pelaksana", "Conduct of the staff"),
        new("Penanganan pengaduan, saran, dan masukan", "Handling of complaints and suggestions"),
        new("Sarana dan prasarana", "Facilities"),
    ];

    /// <summary>The answers, from 1 to 4.</summary>
    internal static readonly IReadOnlyList<Words> Answers =
        [new("Tidak baik", "Bad"), new("Kurang baik", "Poor"), new("Baik", "Good"), new("Sangat baik", "Very good")];
}

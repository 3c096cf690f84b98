namespace Sakpore.Grpc.Letters.Values;

/// <summary>The one name that every template sees without declaring it: <c>surat</c>, the facts of the letter itself.</summary>
internal static class LetterFacts
{
    /// <summary>The name; a template cannot declare a value that is called so.</summary>
    public const string Name = "surat";

    /// <summary>What stands under the name.</summary>
    public static readonly ValueShape.Record Shape = new(new Dictionary<string, ValueShape>(StringComparer.Ordinal)
    {
        ["nomor"] = new ValueShape.Text(),
        ["kode"] = new ValueShape.Text(),
        ["tanggal"] = new ValueShape.Date(),
        ["tempat"] = new ValueShape.Text(),
        ["alamat_verifikasi"] = new ValueShape.Text(),
        ["penerbit_sertifikat"] = new ValueShape.Text(),
    });

    /// <summary>The facts of one letter, in the shape above.</summary>
    public static IReadOnlyDictionary<string, object?> Of(LetterContent content) => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["nomor"] = content.Number,
        ["kode"] = content.Code,
        ["tanggal"] = content.IssueDate,
        ["tempat"] = content.Place,
        ["alamat_verifikasi"] = content.VerificationUrl,
        ["penerbit_sertifikat"] = content.CertificateIssuer,
    };
}

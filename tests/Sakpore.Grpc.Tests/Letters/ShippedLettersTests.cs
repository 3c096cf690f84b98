using Sakpore.Core.Catalog;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Letters.Values;

namespace Sakpore.Grpc.Tests.Letters;

/// <summary>Every permit type that ships has a letter, and its form asks for everything that the letter prints.</summary>
internal sealed class ShippedLettersTests
{
    private static readonly CatalogOnDisk Shipped =
        CatalogDirectory.Read(Path.Combine(LetterSamples.RepositoryRoot(), "catalog"));

    private static IEnumerable<PermitType> PermitTypes => Shipped.City.PermitTypes;

    [TestCaseSource(nameof(PermitTypes))]
    public void Form_gives_what_the_letter_prints(PermitType permitType)
    {
        Assert.That(Shipped.Letters.Has(permitType.LetterTemplate), Is.True);
        var file = Path.Combine(LetterSamples.RepositoryRoot(), "catalog", "letters", Shipped.Letters.Newest(permitType.LetterTemplate).Replace("@", ".v", StringComparison.Ordinal) + ".yaml");
        var template = LetterTemplate.Parse(File.ReadAllText(file), file).Template!;

        string[] always = permitType.Validity is null
            ? ["id_pendaftaran", "status_permohonan", "rekomendasi"]
            : ["id_pendaftaran", "status_permohonan", "rekomendasi", "berlaku_sampai"];
        var given = permitType.Form.Where(field => field.Required).Select(field => field.Name).Concat(always);
        Assert.That(Needed(template.Values, "").Except(given), Is.Empty);
        var asked = permitType.Form.Select(field => field.Name).Concat(always);
        Assert.That(Declared(template.Values, "").Except(asked), Is.Empty);
    }

    [TestCase(2026, 3, 17, 2031, 3, 16)]
    [TestCase(2024, 2, 28, 2029, 2, 27)]
    [TestCase(2024, 2, 29, 2029, 2, 28)]
    [TestCase(2024, 3, 1, 2029, 2, 28)]
    [TestCase(2023, 3, 1, 2028, 2, 29)]
    public void Five_years_end_on_the_day_before(int year, int month, int day, int endYear, int endMonth, int endDay)
    {
        var licence = PermitTypes.Single(type => type.Slug == "sip-dokter");
        var last = LetterValidity.LastDay(licence, new DateOnly(year, month, day), new Dictionary<string, Core.Applications.FormValue>());
        Assert.That(last, Is.EqualTo(new DateOnly(endYear, endMonth, endDay)));
    }

    private static IEnumerable<string> Needed(ValueShape shape, string path) => shape switch
    {
        ValueShape.Record record => record.Fields.SelectMany(field => Needed(field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}")),
        ValueShape.Text { Optional: false } or ValueShape.Date { Optional: false } => [path],
        _ => [],
    };

    private static IEnumerable<string> Declared(ValueShape shape, string path) => shape is ValueShape.Record record
        ? record.Fields.SelectMany(field => Declared(field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}"))
        : [path];
}

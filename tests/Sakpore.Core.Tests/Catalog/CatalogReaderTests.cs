using System.Text;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;

namespace Sakpore.Core.Tests.Catalog;

public sealed class CatalogReaderTests
{
    [Test]
    public void Shipped_catalog_is_sound() => Assert.Multiple(() =>
    {
        CityCatalog catalog = Repository.Catalog;
        PermitType skp = catalog.FindPermitType("skp-penelitian", new DateOnly(2026, 1, 1))!;
        Assert.That(skp.Pin, Is.EqualTo("skp-penelitian@1"));
        Assert.That(skp.ServiceStandard.CorrectionReminderDays, Is.EqualTo(new[] { 10, 3 }));
        Assert.That(skp.ServiceStandard with { CorrectionReminderDays = null }, Is.EqualTo(new ServiceStandard(4, 5, ClockStart.DeclaredComplete, "5-day-cuti-off", 5, 5, 30)));
        Assert.That(skp.Kinds, Is.EqualTo(Enum.GetValues<ApplicationKind>()));
        Assert.That(skp.Requirements.Select(requirement => requirement.Id), Is.EqualTo(new[] { "surat-pengantar", "proposal", "ktp" }));
        Assert.That(skp.Form, Has.Count.EqualTo(17));
        Assert.That(skp.NumberOn(new(2023, 9, 18))!.Template.Format(407, new(2023, 9, 18)), Is.EqualTo("070/SKP-KP/407/IX/2023"));
        Assert.That(catalog.FindPermitType("skp-penelitian", new DateOnly(2022, 12, 31)), Is.Null, "not yet in force");
        Assert.That(catalog.FindPermitType("sip-dukun", new DateOnly(2026, 1, 1)), Is.Null);
        Assert.That(catalog.FindProcedure("rekomendasi-paralel", new DateOnly(2026, 1, 1))!.Stages, Has.Count.EqualTo(8));
    });

    [Test]
    public void Catalog_ships_eight_permit_types_of_real_classes() =>
        Assert.That(Repository.Catalog.PermitTypes.Select(type => type.Slug), Is.EqualTo(new[]
        {
            "izin-magang", "izin-reklame", "sip-apoteker", "sip-bidan", "sip-dokter", "sip-perawat", "sip-tenaga-vokasi-farmasi", "skp-penelitian",
        }));

    [TestCase("2023-08-07", true)]
    [TestCase("2023-08-08", false)]
    public void Health_licence_needs_no_professional_recommendation_since_the_law_of_2023(string handedIn, bool asked) =>
        Assert.That(
            Repository.Catalog.FindPermitType("sip-dokter@1")!
                .RequirementsOf(ApplicationKind.Baru, DateOnly.Parse(handedIn, System.Globalization.CultureInfo.InvariantCulture))
                .Any(requirement => requirement.Id == "rekomendasi-profesi"),
            Is.EqualTo(asked));

    [Test]
    public void Every_stage_of_a_shipped_procedure_has_an_example_officer() => Assert.Multiple(() =>
    {
        foreach (var stage in Repository.Catalog.Procedures.SelectMany(procedure => procedure.Stages))
        {
            Assert.That(
                Repository.Catalog.Officers.Any(officer => officer.Roles.Any(role => role.Office == stage.Owner.Office && role.Role == stage.Owner.Role)),
                $"{stage.Id}: {stage.Owner}");
        }
    });

    [Test]
    public void Parts_are_the_files_with_plain_line_ends_and_no_byte_order_mark()
    {
        CatalogFile file = Repository.CatalogFiles().First(file => file.Path.Contains("5-day-cuti-off", StringComparison.Ordinal));
        CatalogPart plain = Repository.Catalog.Parts.Single(part => part.Path == file.Path);
        Assert.That(Encoding.UTF8.GetString(plain.Content.Span), Is.EqualTo(file.Text));
        var windows = new CatalogFile(file.Path, "\uFEFF" + file.Text.Replace("\n", "\r\n", StringComparison.Ordinal));
        CatalogReadResult read = CatalogReader.Read([.. Repository.CatalogFiles().Where(other => other.Path != file.Path), windows]);
        CatalogPart same = ((CatalogReadResult.Sound)read).Catalog.Parts.Single(part => part.Path == file.Path);
        Assert.That(same.Content.ToArray(), Is.EqualTo(plain.Content.ToArray()));
    }

    [Test]
    public void Parts_can_be_read_again_from_their_content()
    {
        CatalogReadResult read = CatalogReader.Read(Repository.Catalog.Parts.Select(part => new CatalogFile(part.Pin, Encoding.UTF8.GetString(part.Content.Span))));
        Assert.That(read, Is.TypeOf<CatalogReadResult.Sound>());
    }

    [Test]
    public void Requirement_counts_from_its_first_to_its_last_day()
    {
        PermitType type = Repository.Catalog.FindPermitType("skp-penelitian@1")!;
        Requirement until = type.Requirements[0] with { Id = "rekomendasi-profesi", Until = new(2023, 8, 7) };
        Requirement from = type.Requirements[0] with { Id = "skp", From = new(2023, 8, 8), Kinds = [ApplicationKind.Perpanjangan] };
        type = type with { Requirements = [until, from] };
        Assert.That(type.RequirementsOf(ApplicationKind.Perpanjangan, new(2023, 8, 7)), Is.EqualTo(new[] { until }));
        Assert.That(type.RequirementsOf(ApplicationKind.Perpanjangan, new(2023, 8, 8)), Is.EqualTo(new[] { from }));
        Assert.That(type.RequirementsOf(ApplicationKind.Baru, new(2023, 8, 8)), Is.Empty);
    }
}

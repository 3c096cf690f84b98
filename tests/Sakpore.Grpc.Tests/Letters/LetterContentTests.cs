using Sakpore.Grpc.Letters;

namespace Sakpore.Grpc.Tests.Letters;

/// <summary>Content that does not fit its template is refused with every reason, and nothing is written.</summary>
internal sealed class LetterContentTests
{
    [Test]
    public void Missing_blank_and_wrong_values_are_all_named()
    {
        var refusals = Refusals(values =>
        {
            values.Remove("nama");
            values["alamat"] = "  ";
            values["mulai"] = "25-09-2023";
            values["anggota"] = "Satu, Dua";
            ((Dictionary<string, object?>)values["surat_pengantar"]!).Remove("nomor");
            ((Dictionary<string, object?>)((List<object?>)values["rekomendasi"]!)[1]!)["tanggal"] = null;
        });

        Assert.That(refusals.Select(refusal => (refusal.Reason, refusal.Subject)), Is.EquivalentTo(new[]
        {
            (LetterRefusal.ValueMissing, "nama"),
            (LetterRefusal.ValueMissing, "alamat"),
            (LetterRefusal.ValueKind, "mulai"),
            (LetterRefusal.ValueKind, "anggota"),
            (LetterRefusal.ValueMissing, "surat_pengantar.nomor"),
            (LetterRefusal.ValueMissing, "rekomendasi[1].tanggal"),
        }));
        Assert.That(refusals.Select(refusal => refusal.Indonesian), Has.All.Not.Empty);
    }

    [TestCase("\u0645", "U+0645", TestName = "Character_of_another_script_is_refused")]
    [TestCase("\u202E", "U+202E", TestName = "Character_that_turns_the_direction_is_refused")]
    [TestCase("\u0001", "U+0001", TestName = "Control_character_is_refused")]
    public void Character_without_a_picture_is_refused(string character, string subject)
    {
        var refusal = Refusals(values => values["nama"] = $"Dewi{character}Contoh").Single();

        Assert.That((refusal.Reason, refusal.Subject), Is.EqualTo((LetterRefusal.CharacterUnsupported, subject)));
    }

    [Test]
    public void Accent_typed_as_a_second_character_is_printed_as_one_letter()
    {
        var pdf = Letter.Compose(LetterSamples.Short with { Values = LetterSamples.Values(values => values["nama"] = "Andre\u0301 C\u030Copova\u0301") });

        Assert.That(Letter.Text(pdf), Does.Contain("Andr\u00E9 \u010Copov\u00E1"));
    }

    [TestCase("{{ surat.nomor }}")]
    [TestCase("**tebal** & <b>")]
    [TestCase("{% if nama %}x{% endif %}")]
    public void Markup_in_a_value_is_printed_as_it_is(string value)
    {
        var pdf = Letter.Compose(LetterSamples.Short with { Values = LetterSamples.Values(values => values["bidang"] = value) });

        Assert.That(Letter.Text(pdf), Does.Contain($": {value}"));
    }

    [Test]
    public void Letter_of_too_many_pages_is_refused()
    {
        var refusal = Refusals(values => values["anggota"] = Enumerable.Repeat("Contoh", 5000).ToList()).Single();

        Assert.That(refusal.Reason, Is.EqualTo(LetterRefusal.TooLong));
    }

    private static IReadOnlyList<LetterRefusal> Refusals(Action<Dictionary<string, object?>> change) =>
        Letter.Refusals(LetterSamples.Short with { Values = LetterSamples.Values(change) });
}

using System.Text;
using Sakpore.Core.Applications;

namespace Sakpore.Core.Tests.Applications;

/// <summary>
/// A golden file for each type and version of event. A released golden file never changes: if one of these tests fails,
/// the event needs a new version and an upcaster, not a new golden file.
/// </summary>
public sealed class HistoryCodecTests
{
    private static readonly StageOpening Opening = new("back-office", "dpmptsp", "back_office", "penelitian", Signs: false, Join: null);
    private static readonly StageOpening Branch = new("rekomendasi-bappeda", "bappeda", "rekomendasi", null, Signs: false, Join: "rekomendasi");

    /// <summary>One event of each type, with every member set somewhere.</summary>
    private static IEnumerable<ApplicationEvent> Samples() =>
    [
        new Submitted("01695004417008943300", ApplicationKind.Perpanjangan, "subject-1", new("skp-penelitian@1", "rekomendasi-paralel@1", "skp-penelitian@1"), [new("ktp", "doc-1")], [Opening, Branch], "CODE"),
        new DeclaredComplete("front-office"),
        new Promised(new(2026, 9, 7), 4, 5, "5-day-cuti-off@1.11", new(2026, 9, 11), new(2026, 9, 14)),
        new Supplemented([new("ktp", "doc-2")], true, ["proposal"]),
        new Forwarded("front-office", [Opening], "ADVICE_WEIGHED"),
        new ReturnedForCorrection("back-office", ["ktp", "formulir"], "UNREADABLE"),
        new CorrectionReminded(10, new(2026, 10, 20)),
        new RecommendationRequested("rekomendasi-bappeda", "bappeda"),
        new ConsentPresumed("rekomendasi-bappeda", "bappeda", "Perda 1/2026 pasal 2", new(2026, 9, 8)),
        new Recommended("rekomendasi-bappeda", "bappeda", true, "doc-3", "070/12 \"é\"/2026", new(2026, 9, 8)),
        new RecommendationsJoined("rekomendasi", false, [Opening]),
        new SigningRequested("tanda-tangan", "intent-1", "officers/contoh-kepala", "mandate-1", "ADVICE_WEIGHED"),
        new LetterNumbered("070/SKP-KP/407/IX/2026", "skp-kp", 2026, 407, "0123456789ABCDEF", new(2026, 9, 11)),
        new LetterSigned("intent-1", "doc-4", new string('a', 64), "officers/contoh-kepala", new string('b', 64)),
        new SigningFailed("intent-1", "WRONG_PASSPHRASE"),
        new Issued("0123456789ABCDEF"),
        new Rejected("back-office", "NOT_ELIGIBLE"),
        new Withdrawn(),
        new NumberVoided("070/SKP-KP/407/IX/2026", "WITHDRAWN"),
        new DeadlineExtended(2, "FIELD_VISIT", new(2026, 9, 16)),
        new DeemedApproved(new(2026, 9, 14)),
        new Lapsed(new(2026, 10, 20)),
        new RungReached(80, new(2026, 9, 14)),
        new PromiseMoved(new(2026, 9, 14), new(2026, 9, 15), "5-day-cuti-off@1.12"),
        new MigratedToProcedure("rekomendasi-paralel@1", "rekomendasi-paralel@2", "NEW_REGULATION"),
        new Assigned("back-office", "officers/contoh-back-office"),
        new Inquired("inquiry-1", "rekomendasi-bappeda"),
        new InquiryAnswered("inquiry-1", "rekomendasi-bappeda", HoldReason.FieldVisit, new(2026, 9, 18)),
        new Revoked("FALSE_STATEMENT"),
        new Superseded("0123456789ABCDEG"),
        new RenewalReminded(30, new(2031, 9, 10)),
        new ObligationMet("laporan", "doc-5"),
    ];

    [TestCaseSource(nameof(Samples))]
    public void Encode_gives_the_golden_bytes_and_Decode_reads_them(ApplicationEvent sample)
    {
        StoredEvent stored = HistoryCodec.Encode(sample);
        string golden = Repository.Fixture(Path.Combine("events", $"{stored.Type}.v{stored.SchemaVersion}.json"));
        if (!File.Exists(golden))
            Assert.Fail($"{golden} is missing; it would hold {Encoding.UTF8.GetString(stored.Payload.Span)}");

        byte[] bytes = File.ReadAllBytes(golden);
        Assert.That(Encoding.UTF8.GetString(stored.Payload.Span), Is.EqualTo(Encoding.UTF8.GetString(bytes)));
        ApplicationEvent read = HistoryCodec.Decode(stored with { Payload = bytes });
        Assert.That(read, Is.TypeOf(sample.GetType()));
        Assert.That(HistoryCodec.Encode(read).Payload.ToArray(), Is.EqualTo(bytes));
    }

    public static IEnumerable<string> GoldenFiles() => Directory.EnumerateFiles(Repository.Fixture("events")).Select(path => Path.GetFileName(path)).Order();

    /// <summary>Files of earlier versions too: they go through the upcasters.</summary>
    [TestCaseSource(nameof(GoldenFiles))]
    public void Every_version_ever_released_is_read(string file)
    {
        string[] parts = file.Split('.');
        int version = int.Parse(parts[1][1..], System.Globalization.CultureInfo.InvariantCulture);
        ApplicationEvent read = HistoryCodec.Decode(new StoredEvent(parts[0], version, File.ReadAllBytes(Repository.Fixture(Path.Combine("events", file)))));
        Assert.That(read, Is.TypeOf(EventTypes.Find(parts[0])!.Json.Type));
        Assert.That(HistoryCodec.Encode(read).SchemaVersion, Is.GreaterThanOrEqualTo(version));
    }

    [Test]
    public void Forwarding_of_version_1_gave_no_reason()
    {
        var read = (Forwarded)HistoryCodec.Decode(new StoredEvent("forwarded", 1, File.ReadAllBytes(Repository.Fixture("events/forwarded.v1.json"))));
        Assert.That(read, Is.EqualTo(new Forwarded("front-office", read.To, null)));
        Assert.That(read.To, Is.EqualTo(new[] { Opening }));
    }

    [Test]
    public void Every_event_has_a_sample_a_stored_type_and_golden_files()
    {
        Type[] events = [.. typeof(ApplicationEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ApplicationEvent)))];
        Assert.That(Samples().Select(sample => sample.GetType()), Is.EquivalentTo(events));
        Assert.That(EventTypes.All.Select(type => type.Json.Type), Is.EquivalentTo(events));
        IEnumerable<string> wanted = EventTypes.All.SelectMany(type => Enumerable.Range(1, type.Version).Select(version => $"{type.Name}.v{version}.json"));
        Assert.That(Directory.EnumerateFiles(Repository.Fixture("events")).Select(Path.GetFileName), Is.EquivalentTo(wanted));
    }

    [TestCase("teleported", 1, "{}", "not an event type")]
    [TestCase("issued", 2, """{"code":"X"}""", "version 2 is not known")]
    [TestCase("issued", 0, """{"code":"X"}""", "version 0 is not known")]
    [TestCase("issued", 1, "{}", "not of its shape")]
    [TestCase("issued", 1, """{"code":"X","more":1}""", "not of its shape")]
    [TestCase("issued", 1, """{"code":null}""", "not of its shape")]
    [TestCase("issued", 1, "null", "is empty")]
    [TestCase("issued", 1, "", "not of its shape")]
    public void Decode_stops_at_what_it_cannot_read(string type, int version, string payload, string because) =>
        Assert.That(
            () => HistoryCodec.Decode(new StoredEvent(type, version, Encoding.UTF8.GetBytes(payload))),
            Throws.InstanceOf<UnreadableEventException>().With.Message.Contains(because));

    [Test]
    public void Payload_holds_no_value_of_the_form()
    {
        Walk walk = new Walk().ToIssued();
        string all = string.Concat(walk.History.Select(entry => Encoding.UTF8.GetString(HistoryCodec.Encode(entry.Event).Payload.Span)));
        foreach ((string field, FormValue value) in Walk.Form())
        {
            foreach (string item in value.Items.Where(item => item.Length > 4 && field != "surat_pengantar.tanggal"))
                Assert.That(all, Does.Not.Contain(item), field);
        }
    }
}

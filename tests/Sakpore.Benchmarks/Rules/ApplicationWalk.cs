using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Procedures;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Benchmarks.Rules;

/// <summary>A step of a walked application: what stood before it and what was done.</summary>
internal sealed record WalkedStep(string Name, ApplicationState? Before, ApplicationCommand Command, DecisionContext Context);

/// <summary>One application for a research permit letter, walked through the shipped procedure with rounds of recommendations.</summary>
internal sealed class ApplicationWalk
{
    private const string Subject = "subject-1";

    private static readonly CityCatalog Catalog = ShippedCatalog.Read();
    private static readonly PermitType PermitType = Catalog.FindPermitType("skp-penelitian@1")!;
    private static readonly Procedure Procedure = Catalog.FindProcedure(PermitType.Procedure)!;
    private static readonly WorkCalendar Calendar = Catalog.FindCalendar(PermitType.ServiceStandard.Calendar)!;

    private readonly List<HistoryEntry> _history = [];
    private readonly List<WalkedStep> _steps = [];
    private ApplicationState? _state;
    private DateTimeOffset _now = new(2026, 9, 7, 9, 0, 0, TimeSpan.FromHours(7));

    public IReadOnlyList<HistoryEntry> History => _history;

    public IReadOnlyList<WalkedStep> Steps => _steps;

    /// <summary>An application whose letter waits for its signature, with so many entries behind it.</summary>
    public static ApplicationWalk OfEntries(int entries)
    {
        var walk = new ApplicationWalk();
        var portal = new Party("systems/portal", null, new HashSet<string>(), Subject);
        walk.Do(portal, Submission());
        walk.Do(Officer("contoh-front-office"), new DeclareComplete());
        walk.Do(Officer("contoh-back-office"), new Forward());
        walk.Do(Officer("contoh-sub-koordinator"), new Forward());
        walk.Do(Officer("contoh-koordinator"), new Forward());
        walk.Recommend();
        while (walk._history.Count <= entries - 9)
        {
            walk.Do(Officer("contoh-back-office"), new Forward(To: "rekomendasi"));
            walk.Recommend();
        }

        Party back = Officer("contoh-back-office");
        while (walk._history.Count <= entries - 3)
        {
            walk.Do(back, new ReturnForCorrection(["ktp"], "UNREADABLE"));
            walk.Do(portal, new Supplement([new("ktp", "doc-9", "image/jpeg", 1000)]));
        }

        if (walk._history.Count == entries - 2)
            walk.Do(Officer("contoh-kepala"), new ExtendDeadline(1, "FIELD_VISIT"));
        walk.Do(back, new Forward(To: "tanda-tangan"));
        return walk._history.Count == entries ? walk : throw new InvalidOperationException($"The walk has {walk._history.Count} entries.");
    }

    private void Recommend()
    {
        foreach (string agency in new[] { "kesbangpol", "bappeda" })
            Do(Officer("contoh-" + agency, agency), new Recommend(true, "doc-8", "070/1/2026", new DateOnly(2026, 9, 7)));
    }

    private void Do(Party by, ApplicationCommand command)
    {
        _now = _now.AddMinutes(7);
        var context = new DecisionContext(PermitType, Procedure, Calendar, _now, by);
        _steps.Add(new(command.GetType().Name, _state, command, context));
        var accepted = ApplicationDecider.Decide(_state, command, context) as Decision.Accepted
            ?? throw new InvalidOperationException($"{command} was refused.");
        foreach (ApplicationEvent happened in accepted.Events)
        {
            var entry = new HistoryEntry(_history.Count + 1, _now, by.Actor, by.Office, by.Principal, null, happened);
            _history.Add(entry);
            _state = ApplicationEvolution.Evolve(_state, entry);
        }
    }

    private static Party Officer(string id, string office = "dpmptsp") => new($"officers/{id}", office, Catalog.FindOfficer(id)!.RolesIn(office));

    private static Submit Submission() => new(
        "01695004417008943300", ApplicationKind.Baru, Subject,
        [new("surat-pengantar", "doc-1", "application/pdf", 1000), new("proposal", "doc-2", "application/pdf", 1000), new("ktp", "doc-3", "image/jpeg", 1000)],
        PermitType.Form.ToDictionary(field => field.Name, field => FormValue.Of(Sample(field))), "skp-penelitian@1");

    private static string Sample(FormField field) =>
        field.Digits is { } digits ? new string('1', digits) : field.Type == FormFieldType.Date ? "2026-09-25" : "Contoh isian";
}

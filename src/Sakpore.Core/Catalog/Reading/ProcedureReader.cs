using System.Globalization;
using Sakpore.Core.Procedures;

namespace Sakpore.Core.Catalog.Reading;

/// <summary>Reads a procedure; <see cref="ProcedureProof"/> then proves it.</summary>
internal static class ProcedureReader
{
    private static readonly (string Word, StageActionKind Kind)[] ActionWords =
    [
        ("declare_complete", StageActionKind.DeclareComplete), ("forward", StageActionKind.Forward), ("return", StageActionKind.Return),
        ("reject", StageActionKind.Reject), ("recommend", StageActionKind.Recommend), ("sign", StageActionKind.Sign),
    ];

    public static ReadPart<Procedure> Read(YamlFields file)
    {
        var lines = new Dictionary<string, int> { ["procedure"] = file.LineOf("procedure"), ["first"] = file.LineOf("first") };
        List<Join> joins = Joins(file, lines);
        var procedure = new Procedure
        {
            Slug = file.Slug("procedure"),
            Version = file.Number("version", min: 1),
            EffectiveOn = file.Date("effective"),
            Name = file.Localized("name"),
            First = file.Slug("first"),
            Stages = Stages(file, joins, lines),
            Joins = joins,
        };
        file.Close();
        return new(procedure, file.Source, lines);
    }

    private static List<Stage> Stages(YamlFields file, List<Join> joins, Dictionary<string, int> lines)
    {
        var stages = new List<Stage>();
        foreach (YamlFields item in file.Maps("stages"))
        {
            string id = item.Slug("id");
            Join? join = joins.Find(candidate => candidate.Branches.Contains(id));
            var stage = new Stage
            {
                Id = id,
                Name = item.Localized("name"),
                Owner = Owner(item),
                Actions = Actions(item, join),
                Join = join?.Id,
                TargetDays = item.OptionalNumber("target_days", min: 0, ServiceStandard.MostDays),
                Optional = item.Flag("optional", otherwise: false),
                SameOfficerAllowed = item.Flag("same_officer_allowed", otherwise: false),
            };
            item.Close();
            if (!lines.TryAdd(id, item.Line))
                item.Defect("id", $"The id '{id}' is used twice in this procedure.");
            if (stage is { Optional: true, Join: null })
                item.Defect("optional", $"The stage '{id}' is no branch of a join and cannot be optional.");
            stages.Add(stage);
        }

        return stages;
    }

    private static StageOwner Owner(YamlFields item)
    {
        if (item.Map("owner") is not { } owner)
            return new("", Roles.BackOffice);
        var read = new StageOwner(owner.Slug("office"), owner.Choice("role", [.. Roles.All.Select(role => (role, role))]), owner.OptionalText("sector"));
        owner.Close();
        return read;
    }

    private static List<StageAction> Actions(YamlFields item, Join? join)
    {
        var actions = new List<StageAction>();
        if (item.Map("actions") is not { } map)
            return actions;
        foreach ((string word, StageActionKind kind) in ActionWords)
        {
            if (!map.Has(word))
                continue;
            IReadOnlyList<string> targets = map.SomeTexts(word);
            // Where these lead is not the procedure's choice; the word is there for the reader, and must be the true one.
            string? only = kind switch
            {
                StageActionKind.Return => "applicant",
                StageActionKind.Reject => "rejected",
                StageActionKind.Sign => Procedure.IssuedEnd,
                StageActionKind.Recommend => join?.Id,
                _ => null,
            };
            if (kind == StageActionKind.Recommend && join is null)
                map.Defect(word, "'recommend' is for a branch of a join; no join names this stage.");
            else if (kind == StageActionKind.DeclareComplete && targets.Count != 1)
                map.Defect(word, "'declare_complete' leads to one place.");
            else if (only is not null && (targets.Count != 1 || targets[0] != only))
                map.Defect(word, $"'{word}' leads to '{only}' and nowhere else.");
            actions.Add(new(kind, kind is StageActionKind.Return or StageActionKind.Reject or StageActionKind.Recommend ? [] : targets));
        }

        map.Close();
        if (actions.Count == 0)
            item.Defect("actions", "A stage must have at least one action.");
        return actions;
    }

    private static List<Join> Joins(YamlFields file, Dictionary<string, int> lines)
    {
        var joins = new List<Join>();
        foreach (YamlFields item in file.Maps("joins"))
        {
            IReadOnlyList<string> branches = item.SomeTexts("branches");
            var join = new Join
            {
                Id = item.Slug("id"),
                Name = item.Localized("name"),
                Branches = branches,
                Needed = Needed(item, branches.Count),
                To = item.Text("to"),
                UnfavourableTo = item.OptionalText("unfavourable_to"),
                SilenceIsConsentBy = Silence(item),
            };
            item.Close();
            if (branches.Distinct().Count() != branches.Count)
                item.Defect("branches", $"The join '{join.Id}' names a branch twice.");
            foreach (string branch in branches.Where(branch => joins.Exists(other => other.Branches.Contains(branch))))
                item.Defect("branches", $"The stage '{branch}' is a branch of two joins.");
            if (!lines.TryAdd(join.Id, item.Line))
                item.Defect("id", $"The id '{join.Id}' is used twice in this procedure.");
            joins.Add(join);
        }

        return joins;
    }

    /// <summary>What lateness does: it escalates, and more only where a rule is cited.</summary>
    private static string? Silence(YamlFields item)
    {
        bool consents = item.Has("lateness") && item.Choice("lateness", [("escalate", false), ("consent", true)]);
        string? rule = item.OptionalText("consent_rule");
        if (consents && rule is null)
            item.Defect("lateness", "Silence is consent only by a rule: 'consent_rule' must cite it.");
        if (!consents && rule is not null)
            item.Defect("consent_rule", "'consent_rule' goes with 'lateness: consent'.");
        return consents ? rule : null;
    }

    private static int? Needed(YamlFields item, int branches)
    {
        string text = item.Text("completes");
        if (text == "all")
            return null;
        if (text == "any")
            return 1;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int needed) && needed >= 1 && needed <= branches)
            return needed;
        if (text.Length > 0)
            item.Defect("completes", $"'completes' is '{text}'; it must be all, any, or a number from 1 to the {branches} branches.");
        return null;
    }
}

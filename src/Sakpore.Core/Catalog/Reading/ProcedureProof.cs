using Sakpore.Core.Procedures;

namespace Sakpore.Core.Catalog.Reading;

/// <summary>
/// Proves a procedure when it is loaded: every target exists, every stage can be reached, an issued letter can be reached
/// from everywhere, a stage in a branch answers its join. A procedure that passes cannot leave an application stuck.
/// </summary>
internal static class ProcedureProof
{
    public static void Check(ReadPart<Procedure> read)
    {
        CheckStages(read);
        CheckJoins(read);
        if (TargetsExist(read)) // reachability over missing targets would only repeat the defect
            CheckWays(read);
    }

    private static void CheckStages(ReadPart<Procedure> read)
    {
        Procedure procedure = read.Part;
        foreach (Stage stage in procedure.Stages)
        {
            bool moves = stage.Actions.Any(action => action.Kind is not (StageActionKind.Return or StageActionKind.Reject));
            if (!moves)
                read.Defect(stage.Id, $"The stage '{stage.Id}' is a dead end: none of its actions passes the file on.");
            if (stage.Join is not null && stage.Actions.Any(action => action.Targets.Count > 0))
                read.Defect(stage.Id, $"The stage '{stage.Id}' is a branch of '{stage.Join}': it passes on by 'recommend' alone.");
            if (stage.Join is not null && stage.Find(StageActionKind.Recommend) is null)
                read.Defect(stage.Id, $"The stage '{stage.Id}' is a branch of '{stage.Join}' and must offer 'recommend', or the join never completes.");
            foreach (string branch in stage.Actions.SelectMany(action => action.Targets).Where(target => IsBranch(procedure, target)))
                read.Defect(stage.Id, $"The stage '{stage.Id}' leads into '{branch}', one branch of a join; it must lead to the join itself.");
        }

        if (IsBranch(procedure, procedure.First))
            read.Defect("first", $"The first stage '{procedure.First}' is one branch of a join; begin with the join itself.");
    }

    private static void CheckJoins(ReadPart<Procedure> read)
    {
        Procedure procedure = read.Part;
        foreach (Join join in procedure.Joins)
        {
            foreach (string branch in new[] { join.To, join.UnfavourableTo }.OfType<string>().Where(target => IsBranch(procedure, target)))
                read.Defect(join.Id, $"The join '{join.Id}' leads into '{branch}', one branch of a join; it must lead to a stage or a join.");
            if (Closure([join.To], id => procedure.FindJoin(id) is { } next ? [next.To] : []).Contains(join.Id))
                read.Defect(join.Id, $"The join '{join.Id}' leads back to itself through joins alone: with optional branches it would never end.");
            if (join.SilenceIsConsentBy is null)
                continue;
            foreach (string branch in join.Branches.Where(branch => procedure.FindStage(branch) is { TargetDays: null }))
                read.Defect(branch, $"The silence of '{branch}' is taken for consent, so it must have 'target_days'.");
        }
    }

    private static void CheckWays(ReadPart<Procedure> read)
    {
        Procedure procedure = read.Part;
        HashSet<string> reachable = Closure([procedure.First], id => Next(procedure, id));
        foreach (string id in Ids(procedure).Where(id => !reachable.Contains(id)))
            read.Defect(id, $"'{id}' cannot be reached: nothing leads to it from the first stage.");
        foreach (string id in Ids(procedure).Where(id => !Closure([id], from => Next(procedure, from)).Contains(Procedure.IssuedEnd)))
            read.Defect(id, $"From '{id}' no path leads to an issued letter: the procedure has no end there.");
    }

    private static bool IsBranch(Procedure procedure, string target) => procedure.FindStage(target) is { Join: not null };

    private static bool TargetsExist(ReadPart<Procedure> read)
    {
        Procedure procedure = read.Part;
        int found = 0;
        void Require(string at, string target, bool known, string wanted)
        {
            if (known)
                return;
            found++;
            read.Defect(at, $"'{target}', named by '{at}', is not {wanted} of this procedure.");
        }

        bool Known(string target) => procedure.FindStage(target) is not null || procedure.FindJoin(target) is not null;
        Require("first", procedure.First, Known(procedure.First), "a stage or join");
        foreach (Stage stage in procedure.Stages)
        {
            foreach (string target in stage.Actions.SelectMany(action => action.Targets))
                Require(stage.Id, target, target == Procedure.IssuedEnd || Known(target), "a stage, a join or 'issued'");
            foreach (StageAction action in stage.Actions.Where(action => action.Kind != StageActionKind.Sign))
                Require(stage.Id, Procedure.IssuedEnd, !action.Targets.Contains(Procedure.IssuedEnd), "reached without 'sign': it is no target of another action");
        }

        foreach (Join join in procedure.Joins)
        {
            foreach (string branch in join.Branches)
                Require(join.Id, branch, procedure.FindStage(branch) is not null, "a stage");
            Require(join.Id, join.To, Known(join.To), "a stage or join");
            if (join.UnfavourableTo is { } unfavourable)
                Require(join.Id, unfavourable, Known(unfavourable), "a stage or join");
        }

        return found == 0;
    }

    private static IEnumerable<string> Ids(Procedure procedure) =>
        procedure.Stages.Select(stage => stage.Id).Concat(procedure.Joins.Select(join => join.Id));

    private static IEnumerable<string> Next(Procedure procedure, string id)
    {
        if (procedure.FindJoin(id) is { } join)
            return [.. join.Branches, join.To, .. join.UnfavourableTo is { } unfavourable ? [unfavourable] : Array.Empty<string>()];
        if (procedure.FindStage(id) is not { } stage)
            return [];
        return stage.Join is { } joined ? stage.Actions.SelectMany(action => action.Targets).Append(joined) : stage.Actions.SelectMany(action => action.Targets);
    }

    private static HashSet<string> Closure(IEnumerable<string> from, Func<string, IEnumerable<string>> next)
    {
        var seen = new HashSet<string>(from);
        var open = new Stack<string>(seen);
        while (open.TryPop(out string? id))
        {
            foreach (string target in next(id).Where(seen.Add))
                open.Push(target);
        }

        return seen;
    }
}

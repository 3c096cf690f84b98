namespace Sakpore.Core.Procedures;

/// <summary>
/// The order of work for a permit: stages, who owns them, where their actions lead. Data, so that a regulation changes a
/// file and not the program. A version never changes; an application keeps the one it began with.
/// </summary>
public sealed record Procedure
{
    /// <summary>The target of the action that ends with an issued letter.</summary>
    public const string IssuedEnd = "issued";

    /// <summary>The procedure's slug.</summary>
    public required string Slug { get; init; }

    /// <summary>The version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The first day (office time) on which applications begin with this version.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>What it is called.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>What opens when an application is handed in: a stage's or, to begin in parallel, a join's id.</summary>
    public required string First { get; init; }

    /// <summary>The stages, in the order they are shown.</summary>
    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>The joins.</summary>
    public required IReadOnlyList<Join> Joins { get; init; }

    /// <summary><c>slug@version</c>.</summary>
    public string Pin => $"{Slug}@{Version}";

    /// <summary>The first stage whose action is to sign; a sound procedure has one.</summary>
    public Stage SigningStage => Stages.First(stage => stage.Find(StageActionKind.Sign) is not null);

    /// <summary>The stage of an id, or null.</summary>
    public Stage? FindStage(string id)
    {
        for (int i = 0; i < Stages.Count; i++)
        {
            if (Stages[i].Id == id)
                return Stages[i];
        }

        return null;
    }

    /// <summary>The join of an id, or null.</summary>
    public Join? FindJoin(string id)
    {
        for (int i = 0; i < Joins.Count; i++)
        {
            if (Joins[i].Id == id)
                return Joins[i];
        }

        return null;
    }
}

using System.Text.Json.Serialization.Metadata;

namespace Sakpore.Core.Applications;

/// <summary>The stored name and present schema version of each event.</summary>
/// <param name="Name">The name, for ever.</param>
/// <param name="Version">The version written today; earlier ones are read through <see cref="EventUpcasters"/>.</param>
/// <param name="Json">How its payload is read and written.</param>
internal sealed record EventType(string Name, int Version, JsonTypeInfo Json);

/// <summary>Every event this version knows.</summary>
internal static class EventTypes
{
    public static IReadOnlyList<EventType> All { get; } =
    [
        new("submitted", 1, EventJson.Default.Submitted),
        new("declared-complete", 1, EventJson.Default.DeclaredComplete),
        new("promised", 1, EventJson.Default.Promised),
        new("supplemented", 1, EventJson.Default.Supplemented),
        new("forwarded", 2, EventJson.Default.Forwarded),
        new("returned-for-correction", 1, EventJson.Default.ReturnedForCorrection),
        new("correction-reminded", 1, EventJson.Default.CorrectionReminded),
        new("recommendation-requested", 1, EventJson.Default.RecommendationRequested),
        new("recommended", 1, EventJson.Default.Recommended),
        new("consent-presumed", 1, EventJson.Default.ConsentPresumed),
        new("recommendations-joined", 1, EventJson.Default.RecommendationsJoined),
        new("signing-requested", 2, EventJson.Default.SigningRequested),
        new("letter-numbered", 1, EventJson.Default.LetterNumbered),
        new("letter-signed", 1, EventJson.Default.LetterSigned),
        new("signing-failed", 1, EventJson.Default.SigningFailed),
        new("issued", 1, EventJson.Default.Issued),
        new("rejected", 1, EventJson.Default.Rejected),
        new("withdrawn", 1, EventJson.Default.Withdrawn),
        new("number-voided", 1, EventJson.Default.NumberVoided),
        new("deadline-extended", 1, EventJson.Default.DeadlineExtended),
        new("deemed-approved", 1, EventJson.Default.DeemedApproved),
        new("lapsed", 1, EventJson.Default.Lapsed),
        new("migrated-to-procedure", 1, EventJson.Default.MigratedToProcedure),
        new("rung-reached", 1, EventJson.Default.RungReached),
        new("promise-moved", 1, EventJson.Default.PromiseMoved),
        new("assigned", 1, EventJson.Default.Assigned),
        new("inquired", 1, EventJson.Default.Inquired),
        new("inquiry-answered", 1, EventJson.Default.InquiryAnswered),
        new("revoked", 1, EventJson.Default.Revoked),
        new("superseded", 1, EventJson.Default.Superseded),
        new("renewal-reminded", 1, EventJson.Default.RenewalReminded),
        new("obligation-met", 1, EventJson.Default.ObligationMet),
    ];

    public static EventType? Find(string name) => All.FirstOrDefault(type => type.Name == name);

    public static EventType Of(ApplicationEvent happened) =>
        All.FirstOrDefault(type => type.Json.Type == happened.GetType())
        ?? throw new ArgumentException($"{happened.GetType().Name} has no stored form.", nameof(happened));
}

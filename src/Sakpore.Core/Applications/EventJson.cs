using System.Text.Json.Serialization;

namespace Sakpore.Core.Applications;

/// <summary>
/// The payloads' JSON, generated. Strict both ways: a payload with a member that the event does not have, or without one
/// that it needs, is not read.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Submitted))]
[JsonSerializable(typeof(DeclaredComplete))]
[JsonSerializable(typeof(Promised))]
[JsonSerializable(typeof(Supplemented))]
[JsonSerializable(typeof(Forwarded))]
[JsonSerializable(typeof(ReturnedForCorrection))]
[JsonSerializable(typeof(CorrectionReminded))]
[JsonSerializable(typeof(RecommendationRequested))]
[JsonSerializable(typeof(Recommended))]
[JsonSerializable(typeof(ConsentPresumed))]
[JsonSerializable(typeof(RecommendationsJoined))]
[JsonSerializable(typeof(SigningRequested))]
[JsonSerializable(typeof(LetterNumbered))]
[JsonSerializable(typeof(LetterSigned))]
[JsonSerializable(typeof(SigningFailed))]
[JsonSerializable(typeof(Issued))]
[JsonSerializable(typeof(Rejected))]
[JsonSerializable(typeof(Withdrawn))]
[JsonSerializable(typeof(NumberVoided))]
[JsonSerializable(typeof(DeadlineExtended))]
[JsonSerializable(typeof(DeemedApproved))]
[JsonSerializable(typeof(Lapsed))]
[JsonSerializable(typeof(MigratedToProcedure))]
[JsonSerializable(typeof(RungReached))]
[JsonSerializable(typeof(PromiseMoved))]
[JsonSerializable(typeof(Assigned))]
[JsonSerializable(typeof(Inquired))]
[JsonSerializable(typeof(InquiryAnswered))]
[JsonSerializable(typeof(Revoked))]
[JsonSerializable(typeof(Superseded))]
[JsonSerializable(typeof(RenewalReminded))]
[JsonSerializable(typeof(ObligationMet))]
internal sealed partial class EventJson : JsonSerializerContext;

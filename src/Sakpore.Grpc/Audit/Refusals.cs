using System.Text.RegularExpressions;
using Grpc.Core;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Audit;

/// <summary>Which faults are refusals, and what of them is logged: who, what and which resource; never a value of the request.</summary>
internal sealed partial class Refusals(RefusalLog log, TimeProvider time)
{
    /// <summary>Logs a fault that is a refusal: of a caller, by a rule, for want of the resource, or for the numbers' sake.</summary>
    public Task RecordAsync(HttpContext call, string method, Fault fault) => fault.Status is StatusCode.Unauthenticated or StatusCode.PermissionDenied
        or StatusCode.NotFound or StatusCode.FailedPrecondition || fault.Reason is "TOO_MANY_REQUESTS" or "UPLOAD_QUOTA_REACHED" or "SERIALS_NOT_COMPARED"
            ? log.RecordAsync(Of(call, method, fault))
            : Task.CompletedTask;

    private Refusal Of(HttpContext call, string method, Fault fault)
    {
        var caller = call.Items.TryGetValue(typeof(Caller), out var known) ? (Caller)known! : Caller.Anonymous;
        var isKnown = caller != Caller.Anonymous;
        return new Refusal(
            method, fault.Reason, isKnown ? caller.System : PublicLimit.Subscriber(call.Connection.RemoteIpAddress ?? System.Net.IPAddress.None),
            caller.Officer?.Id, fault.Subject is { } subject && ResourceName().IsMatch(subject) ? subject : null, isKnown, time.GetUtcNow().ToMicroseconds());
    }

    // What a caller wrote in a field is not kept: only names of resources.
    [GeneratedRegex(@"^(applications|documents|letters|officers|signedDocuments|signingJobs|mandates|delegations)/[A-Za-z0-9-]{1,64}\z")]
    private static partial Regex ResourceName();
}

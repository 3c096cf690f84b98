using System.Data.Common;
using Dapper;
using Google.Protobuf;
using Grpc.Core;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>
/// Remembers what was done for a request id, so that the same request is done once (AIP-155). A receipt names the
/// resource and the sequence reached; an application's answer is made again from its history up to there.
/// </summary>
internal sealed class Receipts(InstallationKey installation)
{
    /// <summary>The receipt of <c>@Caller</c>'s request <c>@RequestId</c>.</summary>
    public const string Select =
        """
        SELECT method AS Method, fingerprint AS Fingerprint, resource AS Resource, sequence AS Sequence
        FROM receipts WHERE caller = @Caller AND request_id = @RequestId
        """;

    private const int LongestRequestId = 64;

    /// <summary>Checks a request id and takes the request's fingerprint: a keyed digest, for a body may hold personal values.</summary>
    /// <param name="caller">The calling system and officer.</param>
    /// <param name="method">The method.</param>
    /// <param name="requestId">The caller's id of the request.</param>
    /// <param name="request">The request; of secrets, and of whether it only asks, the fingerprint takes nothing.</param>
    public RequestIdentity Identify(string caller, string method, string requestId, IMessage request)
    {
        if (requestId.Length is 0 or > LongestRequestId)
        {
            throw Fault.Invalid(
                "request_id", $"request_id wajib diisi, paling panjang {LongestRequestId} karakter.",
                $"request_id is required, at most {LongestRequestId} characters.").Thrown();
        }

        return new RequestIdentity(
            caller, method, requestId, installation.Key.Digest(RequestFields.ToFingerprint(request)), RequestFields.OnlyAsks(request));
    }

    /// <summary>Identifies a request of a call.</summary>
    public RequestIdentity Identify(ServerCallContext context, string requestId, IMessage request)
    {
        var caller = context.Caller();
        return Identify(caller.AsParty().Actor + " via " + caller.System, context.Method, requestId, request);
    }

    /// <summary>Does something once for a request: a repeated one answers with the id of what was made.</summary>
    /// <param name="transaction">The transaction in which it is done.</param>
    /// <param name="request">The request.</param>
    /// <param name="at">The instant.</param>
    /// <param name="make">Does it, and answers with the id of what it made or changed.</param>
    public static async Task<string> OnceAsync(DbTransaction transaction, RequestIdentity request, DateTimeOffset at, Func<Task<string>> make)
    {
        if (await FindAsync(transaction, request) is { } reached)
        {
            return reached.Resource;
        }

        var made = await make();
        await AddAsync(transaction, request, new Receipt(made, 0), at);
        return made;
    }

    /// <summary>What was done for this request before, or null.</summary>
    /// <exception cref="FaultException">The id was used for another request.</exception>
    public static async Task<Receipt?> FindAsync(DbTransaction transaction, RequestIdentity request) => Matched(
        await transaction.Connection!.QuerySingleOrDefaultAsync<ReceiptRow>(Select, new { request.Caller, request.RequestId }, transaction), request);

    /// <summary>The same from a query of several statements, one of which is <see cref="Select"/>.</summary>
    /// <exception cref="FaultException">The id was used for another request.</exception>
    public static async Task<Receipt?> ReadAsync(SqlMapper.GridReader results, RequestIdentity request) =>
        Matched(await results.ReadSingleOrDefaultAsync<ReceiptRow>(), request);

    /// <summary>Remembers what was done.</summary>
    public static Task AddAsync(DbTransaction transaction, RequestIdentity request, Receipt receipt, DateTimeOffset at)
    {
        var batch = new WriteBatch();
        Add(batch, request, receipt, at);
        return batch.ExecuteAsync(transaction);
    }

    /// <summary>Remembers what was done, when the batch is sent.</summary>
    public static void Add(WriteBatch batch, RequestIdentity request, Receipt receipt, DateTimeOffset at) => batch.Add(
        """
        INSERT INTO receipts (caller, request_id, method, fingerprint, resource, sequence, at)
        VALUES (@caller, @request, @method, @fingerprint, @resource, @sequence, @at)
        """,
        ("caller", request.Caller),
        ("request", request.RequestId),
        ("method", request.Method),
        ("fingerprint", request.Fingerprint),
        ("resource", receipt.Resource),
        ("sequence", receipt.Sequence),
        ("at", at.ToMicroseconds()));

    private static Receipt? Matched(ReceiptRow? row, RequestIdentity request) =>
        row is null ? null
        : row.Method == request.Method && row.Fingerprint.AsSpan().SequenceEqual(request.Fingerprint) ? new Receipt(row.Resource, row.Sequence)
        : throw Fault.Of(FaultReason.RequestIdReused, request.RequestId).Thrown();

    private sealed record ReceiptRow(string Method, byte[] Fingerprint, string Resource, long Sequence);
}

/// <summary>A request, told from all others.</summary>
/// <param name="Caller">System and officer.</param>
/// <param name="Method">The method.</param>
/// <param name="RequestId">The caller's id.</param>
/// <param name="Fingerprint">Keyed digest of the body.</param>
/// <param name="OnlyAsks">Whether the caller only asks what would come of it (AIP-163).</param>
internal sealed record RequestIdentity(string Caller, string Method, string RequestId, byte[] Fingerprint, bool OnlyAsks);

/// <summary>What was done for a request.</summary>
/// <param name="Resource">The id of what was made or changed: an application, a signed document.</param>
/// <param name="Sequence">The last entry that the request recorded; 0 for what keeps no history.</param>
internal sealed record Receipt(string Resource, long Sequence);

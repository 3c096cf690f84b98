using System.Buffers;
using System.Data.Common;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Storage;
using Sakpore.Signing.Pades;
using Sakpore.Signing.V1;
using SignatureAlgorithm = Sakpore.Signing.SigningKeys.SignatureAlgorithm;

namespace Sakpore.Grpc.SignedDocuments;

/// <summary>
/// Signing for a caller who keeps the officer's key: the hub prepares and waits, the caller signs the data, the hub checks
/// the value with the officer's registered certificate and embeds it. What was prepared is kept authenticated.
/// </summary>
internal sealed class PreparedSigning(
    Database database, SourceDocuments sources, DocumentSigning signing, OfficerKeys keys, InstallationKey installation, RandomIdentifiers random,
    TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private readonly byte[] _exportKey = installation.Key.Digest("signed-documents/prepared"u8);

    /// <summary>Prepares a signature; a repeated request answers with what it prepared.</summary>
    public async Task<PreparedDocumentSignature> PrepareAsync(
        Caller caller, RequestIdentity identity, PrepareDocumentSignatureRequest request, CancellationToken cancellation)
    {
        var officer = caller.Officer ?? throw new InvalidOperationException("The method table admits officers only.");
        var source = await database.ReadAsync(connection => sources.ReadAsync(connection, caller, request.Document), cancellation);
        var (chain, issuer) = keys.ChainOf(officer);
        var at = Instants.Cut(time.GetUtcNow());
        var prepared = new SignatureWords(request.Reason, request.Location, request.Field).Prepare(source, officer, chain, at);
        var row = new SignedDocumentRow(random.Next(), caller.Office!, officer.Id, source.Id, null, issuer, at.ToMicroseconds());
        if (request.ValidateOnly)
        {
            var asked = ToMessage("", prepared, at + Patience);
            asked.Name = "";
            return asked;
        }

        var waiting = new WaitingSignature(prepared.Export(_exportKey), (at + Patience).ToMicroseconds());
        var id = await database.WriteAsync(
            transaction => Receipts.OnceAsync(
                transaction, identity, at,
                async () =>
                {
                    await SignedDocumentRows.InsertPendingAsync(transaction, row, caller.System, waiting);
                    return row.Id;
                }),
            cancellation);
        if (id == row.Id)
        {
            return ToMessage(id, prepared, at + Patience);
        }

        var (_, earlier, kept) = await database.ReadAsync(connection => WaitingAsync(connection, caller, id), cancellation);
        return ToMessage(id, earlier, Instants.FromMicroseconds(kept.ExpiresAt));
    }

    /// <summary>Embeds a signature's value; a value that does not verify changes nothing and may be sent again, corrected.</summary>
    /// <returns>The id of the signed document; null where the request only asks, and the value is right.</returns>
    public async Task<string?> CompleteAsync(
        Caller caller, RequestIdentity identity, CompleteDocumentSignatureRequest request, CancellationToken cancellation)
    {
        var id = ResourceNames.IdIn(ResourceNames.SignedDocuments, request.Name) ?? "";
        if (await database.WriteAsync(transaction => Receipts.FindAsync(transaction, identity), cancellation) is { } reached)
        {
            return reached.Resource;
        }

        var (source, prepared, waiting) = await database.ReadAsync(connection => WaitingAsync(connection, caller, id), cancellation);
        var at = Instants.Cut(time.GetUtcNow());
        if (waiting.ExpiresAt < at.ToMicroseconds())
        {
            throw Fault.Of(FaultReason.PreparationExpired, request.Name).Thrown();
        }

        var output = new ArrayBufferWriter<byte>(prepared.SignedLength);
        var signed = prepared.Embed(request.SignatureValue.Memory, output);
        if (!signed.IsSigned)
        {
            throw signed.Refusal.ToFault().Thrown();
        }

        return request.ValidateOnly ? null : await database.WriteAsync(
            transaction => signing.CompleteAsync(transaction, identity, caller, id, source.FileName, output.WrittenMemory, at), cancellation);
    }

    private async Task<(SourceDocument Source, PreparedSignature Prepared, WaitingSignature Waiting)> WaitingAsync(DbConnection connection, Caller caller, string id)
    {
        var row = await SignedDocumentRows.FindPendingAsync(connection, id, caller.Office!, caller.Officer!.Id);
        if (row is not ({ } pending, { } waiting))
        {
            throw Fault.Of(FaultReason.UnknownDocument, ResourceNames.SignedDocuments + id).Thrown();
        }

        var source = await sources.ReadAsync(connection, caller, ResourceNames.Documents + pending.SourceDocument);
        return PreparedSignature.Import(waiting.Prepared, _exportKey, source.Pdf).TryGetPrepared(out var prepared, out var refusal)
            ? (source, prepared, waiting)
            : throw refusal.ToFault().Thrown();
    }

    private static PreparedDocumentSignature ToMessage(string id, PreparedSignature prepared, DateTimeOffset expires) => new()
    {
        Name = ResourceNames.SignedDocuments + id,
        DataToSign = UnsafeByteOperations.UnsafeWrap(prepared.DataToSign),
        Algorithm = prepared.Algorithm switch
        {
            SignatureAlgorithm.RsaPkcs1Sha256 => PreparedDocumentSignature.Types.Algorithm.RsaPkcs1Sha256,
            SignatureAlgorithm.EcdsaP256Sha256 => PreparedDocumentSignature.Types.Algorithm.EcdsaP256Sha256,
            SignatureAlgorithm.EcdsaP384Sha384 => PreparedDocumentSignature.Types.Algorithm.EcdsaP384Sha384,
            SignatureAlgorithm.EcdsaP521Sha512 => PreparedDocumentSignature.Types.Algorithm.EcdsaP521Sha512,
            var other => throw new InvalidOperationException($"The contract has no word for {other}."),
        },
        ExpireTime = expires.ToTimestamp(),
    };
}

/// <summary>A prepared signature that waits for its value.</summary>
/// <param name="Prepared">What was prepared, authenticated.</param>
/// <param name="ExpiresAt">Until when it waits, microseconds.</param>
internal sealed record WaitingSignature(byte[] Prepared, long ExpiresAt);

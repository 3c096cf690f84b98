using System.Buffers;
using System.Security.Cryptography;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Verification;
using Sakpore.Signing.Online;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Revocation;
using Sakpore.Signing.Timestamps;
using Sakpore.Signing.V1;
using Level = Sakpore.Signing.V1.ExtendDocumentRequest.Types.Level;

namespace Sakpore.Grpc.SignedDocuments;

/// <summary>Extends signed PDFs to a higher PAdES level. Services on the network are asked while no transaction is open.</summary>
internal sealed class DocumentExtension : IDisposable
{
    private readonly Database _database;
    private readonly SourceDocuments _sources;
    private readonly DocumentStore _documents;
    private readonly TimeProvider _time;
    private readonly OnlineServices _evidence;

    // The operator names the authority; addresses of responders come out of certificates.
    private readonly OnlineServices _timestamps = new(new OnlineOptions { AllowLocalAddresses = true });
    private readonly Lazy<(PadesExtender Extender, BaselineLTA Levels)>? _services;

    /// <summary>Takes the parts; anchors are read at the first use.</summary>
    public DocumentExtension(
        Database database, SourceDocuments sources, DocumentStore documents, DocumentVerification verification, HubOptions options, TimeProvider time)
    {
        (_database, _sources, _documents, _time) = (database, sources, documents, time);
        _evidence = new OnlineServices(new OnlineOptions { AllowLocalAddresses = options.RevocationHostsAreLocal });
        _services = options.TimestampAuthority is { Length: > 0 } address ? new(() => Open(new Uri(address), verification, time)) : null;
    }

    /// <summary>Extends a document; a repeated request answers with what it made.</summary>
    /// <returns>The extended document; where the request only asks, without a name.</returns>
    /// <exception cref="FaultException">It cannot be extended; nothing is stored.</exception>
    public async Task<Sakpore.Documents.V1.Document> ExtendAsync(
        Caller caller, RequestIdentity identity, ExtendDocumentRequest request, CancellationToken cancellation)
    {
        var (extender, level) = LevelOf(request.Level);
        if (await _database.WriteAsync(transaction => Receipts.FindAsync(transaction, identity), cancellation) is { } reached)
        {
            return await DescribeAsync(reached.Resource, cancellation);
        }

        var source = await _database.ReadAsync(connection => _sources.ReadAsync(connection, caller, request.Document), cancellation);
        var output = new ArrayBufferWriter<byte>(source.Pdf.Bytes.Length + (64 << 10));
        if ((await extender.ExtendAsync(source.Pdf.Bytes, level, output, cancellation)).Refusal is { } refusal)
        {
            throw refusal.ToFault().Thrown();
        }

        if (request.ValidateOnly)
        {
            return new Sakpore.Documents.V1.Document
            {
                MediaType = MediaTypes.Pdf,
                SizeBytes = output.WrittenCount,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(output.WrittenSpan)),
            };
        }

        var id = await _database.WriteAsync(
            transaction => Receipts.OnceAsync(
                transaction, identity, Instants.Cut(_time.GetUtcNow()),
                async () => (await _documents.AddAsync(transaction, caller.System, MediaTypes.Pdf, source.FileName, output.WrittenMemory)).Id),
            cancellation);
        return await DescribeAsync(id, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _evidence.Dispose();
        _timestamps.Dispose();
    }

    private (PadesExtender Extender, PadesLevel Level) LevelOf(Level level)
    {
        if (level is not (Level.T or Level.Lt or Level.Lta))
        {
            throw Fault.Invalid("level", "Tingkat yang dituju wajib dinyatakan: T, LT atau LTA.", "The level to reach is required: T, LT or LTA.").Thrown();
        }

        var (extender, levels) = _services?.Value ?? throw Fault.Of(FaultReason.NoTimestampAuthority).Thrown();
        return (extender, level switch
        {
            Level.T => levels.Below.Below,
            Level.Lt => levels.Below,
            _ => levels,
        });
    }

    private (PadesExtender, BaselineLTA) Open(Uri address, DocumentVerification verification, TimeProvider time)
    {
        var authority = new HttpTimestampAuthority(new TimestampAuthorityOptions { Address = address, Anchors = verification.Anchors }, _timestamps, time);
        return (
            new PadesExtender(verification.Anchors, time),
            new BaselineLTA(new BaselineLT(new BaselineT(authority), OnlineRevocation.Create(_evidence, time))));
    }

    private Task<Sakpore.Documents.V1.Document> DescribeAsync(string id, CancellationToken cancellation) => _database.ReadAsync(
        async connection => await _documents.ToMessageAsync(
            connection, await DocumentStore.FindAsync(connection, ResourceNames.Documents + id) ?? throw Fault.Of(FaultReason.UnknownDocument, id).Thrown()),
        cancellation);
}

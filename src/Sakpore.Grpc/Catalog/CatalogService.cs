using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Sakpore.Catalog.V1;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;
using CatalogDefect = Sakpore.Catalog.V1.CatalogDefect;
using CatalogPart = Sakpore.Catalog.V1.CatalogPart;

namespace Sakpore.Grpc.Catalog;

/// <summary>The city's rules over gRPC: checked, published, listed.</summary>
internal sealed class CatalogService(Database database, CatalogPublication publication, Receipts receipts)
    : Sakpore.Catalog.V1.CatalogService.CatalogServiceBase
{
    private const string Query = "catalogParts";

    /// <inheritdoc/>
    public override Task<ValidateCatalogResponse> ValidateCatalog(ValidateCatalogRequest request, ServerCallContext context)
    {
        var response = new ValidateCatalogResponse();
        response.Defects.AddRange(DefectsOf(publication.Check(request.Files.ToFiles())));
        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override async Task<PublishCatalogResponse> PublishCatalog(PublishCatalogRequest request, ServerCallContext context)
    {
        var parts = await publication.PublishAsync(
            receipts.Identify(context, request.RequestId, request), request.Files.ToFiles(), request.ValidateOnly, context.CancellationToken);
        var response = new PublishCatalogResponse();
        response.Parts.AddRange(parts.Select(part => ToMessage(part.Kind.ToString(), part.Slug, part.Version)));
        return response;
    }

    /// <inheritdoc/>
    public override Task<ListCatalogPartsResponse> ListCatalogParts(ListCatalogPartsRequest request, ServerCallContext context)
    {
        var size = Paging.Size(request.PageSize);
        var after = Paging.Read<StoredPart>(request.PageToken, Query);
        return database.ReadAsync(
            async connection =>
            {
                var rows = await CatalogStore.ListAsync(connection, after, size + 1);
                var response = new ListCatalogPartsResponse { NextPageToken = rows.Count > size ? Paging.Write(rows[size - 1], Query) : "" };
                foreach (var row in rows.Take(size))
                {
                    var part = ToMessage(row.Kind, row.Slug, row.Version);
                    part.Sha256 = row.Sha256;
                    part.StoreTime = Instants.FromMicroseconds(row.StoredAt).ToTimestamp();
                    response.CatalogParts.Add(part);
                }

                return response;
            },
            context.CancellationToken);
    }

    /// <summary>What a check found, in the contract's shape.</summary>
    internal static IEnumerable<CatalogDefect> DefectsOf(CatalogReadResult read) => read is CatalogReadResult.Defective(var defects)
        ? defects.Select(defect => new CatalogDefect { Path = defect.Path, Line = defect.Line, Sentence = defect.Sentence })
        : [];

    private static CatalogPart ToMessage(string kind, string slug, long version)
    {
        var word = Kebab(kind);
        return new CatalogPart { Name = $"{ResourceNames.CatalogParts}{word}.{slug}.{version}", Kind = word, Slug = slug, Version = (int)version };
    }

    private static string Kebab(string pascal) =>
        string.Concat(pascal.Select((letter, place) => char.IsUpper(letter) ? (place > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}

/// <summary>Files of the contract, as the catalog reads them.</summary>
internal static class CatalogFiles
{
    /// <summary>The files.</summary>
    public static IReadOnlyList<Core.Catalog.CatalogFile> ToFiles(this IEnumerable<Sakpore.Catalog.V1.CatalogFile?> files) =>
        [.. files.Select(file => new Core.Catalog.CatalogFile(file?.Path ?? "", file?.Text ?? ""))];
}

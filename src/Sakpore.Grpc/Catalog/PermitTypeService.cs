using Grpc.Core;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Offices;
using Sakpore.Permits.V1;
using FormField = Sakpore.Permits.V1.FormField;
using PermitType = Sakpore.Permits.V1.PermitType;
using Requirement = Sakpore.Permits.V1.Requirement;

namespace Sakpore.Grpc.Catalog;

/// <summary>The permit types in force today, for anyone.</summary>
internal sealed class PermitTypeService(CatalogParts catalog, OfficeClock clock) : Permits.V1.PermitTypeService.PermitTypeServiceBase
{
    /// <inheritdoc/>
    public override Task<ListPermitTypesResponse> ListPermitTypes(ListPermitTypesRequest request, ServerCallContext context)
    {
        var (page, next) = Paging.Of(catalog.PermitTypes(clock.Today()), type => type.Slug, "permitTypes", request.PageSize, request.PageToken);
        var response = new ListPermitTypesResponse { NextPageToken = next };
        response.PermitTypes.AddRange(page.Select(ToMessage));
        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override Task<PermitType> GetPermitType(GetPermitTypeRequest request, ServerCallContext context) =>
        ResourceNames.IdIn(ResourceNames.PermitTypes, request.Name) is { } slug && catalog.InForce(slug, clock.Today()) is { } parts
            ? Task.FromResult(ToMessage(parts.PermitType))
            : throw Fault.Of(FaultReason.UnknownPermitType, request.Name).Thrown();

    private static PermitType ToMessage(Core.Catalog.PermitType type) => new()
    {
        Name = ResourceNames.PermitTypes + type.Slug,
        Version = type.Version,
        Title = type.Name.ToMessage(),
        Sector = type.Sector,
        LegalBasis = { type.LegalBasis },
        PromisedDaysMin = type.ServiceStandard.MinDays,
        PromisedDaysMax = type.ServiceStandard.MaxDays,
        Requirements =
        {
            type.Requirements.Select(requirement => new Requirement
            {
                Id = requirement.Id,
                Title = requirement.Name.ToMessage(),
                MediaTypes = { requirement.MediaTypes },
                MaxBytes = requirement.MaxBytes,
                Required = requirement.Required,
            }),
        },
        FormFields =
        {
            type.Form.Select(field => new FormField
            {
                Name = field.Name,
                Title = field.Label.ToMessage(),
                Required = field.Required,
                MaxLength = field.MaxLength,
                Type = field.Type switch
                {
                    FormFieldType.Date => FieldType.Date,
                    FormFieldType.List => FieldType.List,
                    _ => FieldType.Text,
                },
            }),
        },
    };
}

/// <summary>Texts in both languages, in the contract's shape.</summary>
internal static class LocalizedTexts
{
    /// <summary>The contract's shape of a text.</summary>
    public static LocalizedText ToMessage(this Core.LocalizedText text) => new() { Id = text.Id, En = text.En };
}

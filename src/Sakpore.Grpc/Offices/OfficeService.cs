using Grpc.Core;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Signing;
using Sakpore.Offices.V1;
using Office = Sakpore.Offices.V1.Office;
using Officer = Sakpore.Offices.V1.Officer;

namespace Sakpore.Grpc.Offices;

/// <summary>Offices, officers, mandates and delegations over gRPC.</summary>
internal sealed class OfficeService(
    CityCatalog catalog, Mandates mandates, Delegations delegations, DelegatedRoles delegatedRoles, OfficerKeys keys, Receipts receipts)
    : Sakpore.Offices.V1.OfficeService.OfficeServiceBase
{
    /// <inheritdoc/>
    public override Task<ListOfficesResponse> ListOffices(ListOfficesRequest request, ServerCallContext context)
    {
        var (page, next) = Paging.Of(catalog.Offices, office => office.Slug, "offices", request.PageSize, request.PageToken);
        var response = new ListOfficesResponse { NextPageToken = next };
        response.Offices.AddRange(page.Select(office => new Office
        {
            Name = ResourceNames.Offices + office.Slug,
            Title = office.Name.ToMessage(),
            Address = office.Address ?? "",
        }));
        return Task.FromResult(response);
    }

    /// <inheritdoc/>
    public override async Task<ListOfficersResponse> ListOfficers(ListOfficersRequest request, ServerCallContext context)
    {
        var office = context.Caller().Office!;
        var own = catalog.Officers.Where(officer => officer.Roles.Any(role => role.Office == office));
        var (page, next) = Paging.Of(own, officer => officer.Id, $"officers/{office}", request.PageSize, request.PageToken);
        var response = new ListOfficersResponse { NextPageToken = next };
        foreach (var officer in page)
        {
            var delegated = await delegatedRoles.OfAsync(officer.Id, office, context.CancellationToken);
            response.Officers.Add(new Officer
            {
                Name = ResourceNames.Officers + officer.Id,
                DisplayName = officer.Name,
                PositionLines = { officer.Position },
                Roles = { officer.RolesIn(office).Union(delegated).Order(StringComparer.Ordinal) },
                HasCertificate = keys.CertificateOf(officer) is not null,
            });
        }

        return response;
    }

    /// <inheritdoc/>
    public override Task<Mandate> CreateMandate(CreateMandateRequest request, ServerCallContext context) =>
        mandates.CreateAsync(context.Caller(), receipts.Identify(context, request.RequestId, request), request.Mandate, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<ListMandatesResponse> ListMandates(ListMandatesRequest request, ServerCallContext context) =>
        mandates.ListAsync(context.Caller(), request.PageSize, request.PageToken, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<Mandate> EndMandate(EndMandateRequest request, ServerCallContext context) =>
        mandates.EndAsync(context.Caller(), receipts.Identify(context, request.RequestId, request), request.Name, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<Delegation> CreateDelegation(CreateDelegationRequest request, ServerCallContext context) =>
        delegations.CreateAsync(context.Caller(), receipts.Identify(context, request.RequestId, request), request.Delegation, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<ListDelegationsResponse> ListDelegations(ListDelegationsRequest request, ServerCallContext context) =>
        delegations.ListAsync(context.Caller(), request.PageSize, request.PageToken, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<Delegation> EndDelegation(EndDelegationRequest request, ServerCallContext context) =>
        delegations.EndAsync(context.Caller(), receipts.Identify(context, request.RequestId, request), request.Name, context.CancellationToken);
}

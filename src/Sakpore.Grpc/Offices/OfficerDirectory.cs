using Sakpore.Core.Catalog;
using Sakpore.Grpc.Identifiers;

namespace Sakpore.Grpc.Offices;

/// <summary>The offices and officers of the catalog.</summary>
internal sealed class OfficerDirectory(CityCatalog catalog)
{
    private readonly Dictionary<string, Officer> _officers = catalog.Officers.ToDictionary(officer => ResourceNames.Officers + officer.Id);
    private readonly Dictionary<string, Office> _offices = catalog.Offices.ToDictionary(office => office.Slug);

    /// <summary>The officer of a resource name, <c>officers/{id}</c>, or null.</summary>
    public Officer? Find(string name) => _officers.GetValueOrDefault(name);

    /// <summary>The office of a slug, or null.</summary>
    public Office? FindOffice(string slug) => _offices.GetValueOrDefault(slug);
}

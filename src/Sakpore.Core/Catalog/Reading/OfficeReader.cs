using Sakpore.Core.Procedures;

namespace Sakpore.Core.Catalog.Reading;

/// <summary>The offices and officers of one file.</summary>
internal sealed record OfficeList(string Slug, int Version, IReadOnlyList<Office> Offices, IReadOnlyList<Officer> Officers);

/// <summary>Reads offices and their officers.</summary>
internal static class OfficeReader
{
    public static ReadPart<OfficeList> Read(YamlFields file)
    {
        string slug = file.Slug("offices");
        int version = file.Number("version", min: 1);
        var offices = new List<Office>();
        foreach (YamlFields item in file.Maps("office_list"))
        {
            var office = new Office(item.Slug("slug"), item.Localized("name"), item.Text("place"), item.OptionalText("address"));
            item.Close();
            if (offices.Exists(other => other.Slug == office.Slug))
                item.Defect("slug", $"The office '{office.Slug}' is listed twice.");
            offices.Add(office);
        }

        var officers = new List<Officer>();
        foreach (YamlFields item in file.Maps("officers"))
        {
            var officer = new Officer(
                item.Slug("id"), item.Text("name"), item.SomeTexts("position"), item.OptionalText("rank"), item.OptionalText("nip"), RolesOf(item, offices));
            item.Close();
            if (officer.Nip is { } nip && (nip.Length != 18 || !nip.All(char.IsAsciiDigit)))
                item.Defect("nip", $"The NIP of '{officer.Id}' must be 18 digits.");
            if (officers.Exists(other => other.Id == officer.Id))
                item.Defect("id", $"The officer '{officer.Id}' is listed twice.");
            officers.Add(officer);
        }

        file.Close();
        return new(new(slug, version, offices, officers), file.Source, new Dictionary<string, int> { ["offices"] = file.LineOf("offices") });
    }

    private static List<OfficerRole> RolesOf(YamlFields item, List<Office> offices)
    {
        var roles = new List<OfficerRole>();
        foreach (YamlFields role in item.Maps("roles"))
        {
            var read = new OfficerRole(role.Slug("office"), role.Choice("role", [.. Roles.All.Select(word => (word, word))]), role.OptionalText("sector"));
            role.Close();
            if (!offices.Exists(office => office.Slug == read.Office))
                role.Defect("office", $"'{read.Office}' is not an office of this file.");
            roles.Add(read);
        }

        if (roles.Count == 0)
            item.Defect("roles", "An officer must hold at least one role.");
        return roles;
    }
}

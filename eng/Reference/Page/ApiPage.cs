using System.Globalization;
using System.Text;
using Google.Protobuf.Reflection;
using Sakpore.Reference.Contract;

namespace Sakpore.Reference.Page;

/// <summary>The contract as a page to read.</summary>
internal static class ApiPage
{
    /// <summary>The page, in Markdown.</summary>
    public static string Write(ContractImage contract)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"{Introduction.Text}\n");
        WriteContents(page, contract);
        foreach (var service in contract.Services)
            ServiceSection.Write(page, service, contract);
        MessageSection.WriteAll(page, contract);
        ReasonSection.Write(page);
        return page.ToString();
    }

    private static void WriteContents(StringBuilder page, ContractImage contract)
    {
        page.Append("## Services\n| service | for |\n|---|---|\n");
        foreach (var service in contract.Services)
            page.Append(CultureInfo.InvariantCulture, $"| [{service.Name}](#{Anchor(service.Name)}) | {service.Summary()} |\n");
        page.Append('\n');
    }

    /// <summary>The address of a heading within the page.</summary>
    public static string Anchor(string heading) => heading.ToLowerInvariant().Replace(".", "", StringComparison.Ordinal);

    /// <summary>The name of a message or an enum as the page has it, without its package.</summary>
    public static string NameOf(IDescriptor declared) => declared.FullName[(declared.File.Package.Length + 1)..];

    /// <summary>A text within a cell of a table.</summary>
    public static string Cell(string text) => text.Replace("\n\n", "<br>", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
}

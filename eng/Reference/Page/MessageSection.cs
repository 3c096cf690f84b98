using System.Globalization;
using System.Text;
using Google.Api;
using Google.Protobuf.Reflection;
using Sakpore.Reference.Contract;

namespace Sakpore.Reference.Page;

/// <summary>Messages and enums.</summary>
internal static class MessageSection
{
    /// <summary>Writes what stands in requests and answers; requests themselves stand with their methods.</summary>
    public static void WriteAll(StringBuilder page, ContractImage contract)
    {
        var requests = contract.Methods.Select(method => method.InputType).ToHashSet();
        page.Append("## Messages\n");
        foreach (var message in contract.Messages.Where(message => !requests.Contains(message)).OrderBy(ApiPage.NameOf, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"### {ApiPage.NameOf(message)}\n{message.Comment()}\n\n");
            WriteFields(page, message, "field");
        }

        page.Append("## Enums\n");
        foreach (var declared in contract.Enums.OrderBy(ApiPage.NameOf, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"### {ApiPage.NameOf(declared)}\n{declared.Comment()}\n\n| value | number | meaning |\n|---|---|---|\n");
            foreach (var value in declared.Values)
                page.Append(CultureInfo.InvariantCulture, $"| `{value.Name}` | {value.Number} | {ApiPage.Cell(value.Comment())} |\n");
            page.Append('\n');
        }
    }

    /// <summary>Writes the fields of a message as a table.</summary>
    public static void WriteFields(StringBuilder page, MessageDescriptor message, string heading)
    {
        if (message.Fields.InFieldNumberOrder().Count == 0)
        {
            page.Append(heading == "field" ? "No fields.\n\n" : $"{heading} has no fields.\n\n");
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"| {heading} | type | | meaning |\n|---|---|---|---|\n");
        foreach (var field in message.Fields.InFieldNumberOrder())
            page.Append(CultureInfo.InvariantCulture, $"| `{field.Name}` | {Type(field)} | {Rule(field)} | {ApiPage.Cell(field.Comment())} |\n");
        page.Append('\n');
    }

    private static string Type(FieldDescriptor field)
    {
        var type = field.FieldType switch
        {
            FieldType.Message => Link(field.MessageType),
            FieldType.Enum => Link(field.EnumType),
            var scalar => scalar.ToString().ToLowerInvariant(),
        };
        return field.IsRepeated ? type + " \\[\\]" : type;
    }

    private static string Link(IDescriptor declared) => declared.File.Package.StartsWith("sakpore.", StringComparison.Ordinal)
        ? $"[{ApiPage.NameOf(declared)}](#{ApiPage.Anchor(ApiPage.NameOf(declared))})"
        : declared.File.Package == "google.protobuf" ? declared.Name : declared.FullName;

    private static string Rule(FieldDescriptor field) => string.Join(", ", field.Behaviors().Select(behavior => behavior switch
    {
        FieldBehavior.Required => "required",
        FieldBehavior.OutputOnly => "output",
        FieldBehavior.InputOnly => "secret",
        FieldBehavior.Identifier => "name",
        FieldBehavior.Immutable => "immutable",
        _ => "",
    }).Where(word => word.Length > 0));
}

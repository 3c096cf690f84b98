using System.Globalization;
using System.Text;
using Google.Protobuf.Reflection;
using Sakpore.Grpc.Access;
using Sakpore.Reference.Contract;
using Sakpore.Reference.OpenApi;

namespace Sakpore.Reference.Page;

/// <summary>A service and its methods.</summary>
internal static class ServiceSection
{
    /// <summary>Writes a service.</summary>
    public static void Write(StringBuilder page, ServiceDescriptor service, ContractImage contract)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {service.Name}\n`{service.FullName}`\n\n{service.Comment()}\n\n");
        page.Append("| method | over HTTP | callers |\n|---|---|---|\n");
        foreach (var method in service.Methods)
        {
            var form = HttpForm.Of(method, contract);
            var address = form is null ? "" : $"`{form.Verb} {form.Path}`";
            page.Append(CultureInfo.InvariantCulture, $"| [{method.Name}](#{ApiPage.Anchor(HeadingOf(method))}) | {address} | {Callers(Security.Of(method))} |\n");
        }

        page.Append('\n');
        foreach (var method in service.Methods)
            WriteMethod(page, method, contract);
    }

    // Two services may have methods of one name: the heading carries both, so that each has an address.
    private static string HeadingOf(MethodDescriptor method) => $"{method.Service.Name}.{method.Name}";

    private static void WriteMethod(StringBuilder page, MethodDescriptor method, ContractImage contract)
    {
        page.Append(CultureInfo.InvariantCulture, $"### {HeadingOf(method)}\n{method.Comment()}\n\n");
        if (HttpForm.Of(method, contract) is { } form)
            page.Append(CultureInfo.InvariantCulture, $"`{form.Verb} {form.Path}`{Places(form)}\n\n");
        var asked = method.IsClientStreaming ? $"A stream of `{ApiPage.NameOf(method.InputType)}`" : $"`{ApiPage.NameOf(method.InputType)}`";
        MessageSection.WriteFields(page, method.InputType, asked);
        var answer = $"[{ApiPage.NameOf(method.OutputType)}](#{ApiPage.Anchor(ApiPage.NameOf(method.OutputType))})";
        page.Append(CultureInfo.InvariantCulture, $"Answers with {(method.IsServerStreaming ? "a stream of " : "")}{answer}.\n\n");
    }

    private static string Places(HttpForm form)
    {
        var places = new List<string>();
        if (form.Bound.BodyField is { } field)
            places.Add($"`{field}` is the body");
        else if (form.Body.Any())
            places.Add(form.Parameters.Count > 0 ? "the other fields are the body" : "the fields are the body");
        if (form.Query.Any())
            places.Add("in the query: " + string.Join(", ", form.Query.Select(query => $"`{query.Name}`{(query.Required ? " (required)" : "")}")));
        return places.Count == 0 ? "" : "; " + string.Join("; ", places);
    }

    private static string Callers(Audience audience) => audience.HasFlag(Audience.Public)
        ? "anyone"
        : string.Join(", ", new[] { (Audience.Portal, "portals"), (Audience.Officer, "officers") }.Where(kind => audience.HasFlag(kind.Item1)).Select(kind => kind.Item2));
}

using System.Xml.Linq;
using Grpc.Core;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;

namespace Sakpore.Reference.Contract;

/// <summary>A reason for which the hub says no.</summary>
/// <param name="Code">UPPER_SNAKE, as in google.rpc.ErrorInfo.</param>
/// <param name="Status">The gRPC status.</param>
/// <param name="Http">The HTTP status.</param>
/// <param name="Meaning">What it means.</param>
internal sealed record Reason(string Code, StatusCode Status, int Http, string Meaning);

/// <summary>All reasons, with the sentences that stand beside them in the code.</summary>
internal static class Reasons
{
    /// <summary>The hub's own.</summary>
    public static IEnumerable<Reason> OfTheHub() => Enum.GetValues<FaultReason>().Select(reason => From(Fault.Of(reason), reason));

    /// <summary>Those of the permit rules; a reason that the hub has too stands there.</summary>
    public static IEnumerable<Reason> OfTheRules() => Enum.GetValues<RefusalReason>()
        .Where(reason => !Enum.TryParse<FaultReason>(reason.ToString(), out _))
        .Select(reason => From(new Fault(Fault.UpperSnake(reason.ToString()), FaultStatus.Of(reason), new("", "")), reason));

    /// <summary>Those for which a PDF is not read.</summary>
    public static IEnumerable<Reason> OfPdfs() => Enum.GetValues<PdfFaultCode>().Select(code => From(Fault.Of(new PdfFault(code, 0)), code));

    /// <summary>Those for which a PDF is not signed. A PDF that cannot be read has the reader's reason.</summary>
    public static IEnumerable<Reason> OfSigning() => Enum.GetValues<PadesRefusalCode>()
        .Select(code => From(new Fault(new PadesRefusal(code).Reason, StatusCode.FailedPrecondition, new("", "")), code));

    private static Reason From<T>(Fault fault, T member)
        where T : struct, Enum => new(fault.Reason, fault.Status, FaultStatus.Http(fault), Meaning(member));

    private static string Meaning<T>(T member)
        where T : struct, Enum
    {
        var assembly = typeof(T).Assembly.GetName().Name!;
        var documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, assembly + ".xml"));
        var name = $"F:{typeof(T).FullName}.{member}";
        var summary = documentation.Descendants("member").SingleOrDefault(entry => (string?)entry.Attribute("name") == name)?.Element("summary")
            ?? throw new InvalidOperationException($"{name} is not documented.");
        return string.Join(' ', string.Concat(summary.Nodes().Select(Text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement reference => ((string?)reference.Attribute("cref") ?? reference.Value).Split('.')[^1],
        _ => "",
    };
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Grpc.Core;
using Sakpore.Reference.Contract;

namespace Sakpore.Reference.Page;

/// <summary>Why the hub says no.</summary>
internal static partial class ReasonSection
{
    /// <summary>Writes all reasons.</summary>
    public static void Write(StringBuilder page)
    {
        page.Append("## Reasons\nStable, in `google.rpc.ErrorInfo.reason`. The sentences beside them may change.\n\n");
        Write(page, "Of the hub", Reasons.OfTheHub());
        Write(page, "Of the permit rules", Reasons.OfTheRules());
        Write(page, "Of a PDF that is not read", Reasons.OfPdfs());
        Write(page, "Of a PDF that is not signed", Reasons.OfSigning());
        page.Length--;
    }

    private static void Write(StringBuilder page, string heading, IEnumerable<Reason> reasons)
    {
        page.Append(CultureInfo.InvariantCulture, $"### {heading}\n| reason | gRPC | HTTP | meaning |\n|---|---|---|---|\n");
        foreach (var reason in reasons.DistinctBy(reason => reason.Code).OrderBy(reason => reason.Code, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"| `{reason.Code}` | {UpperSnake(reason.Status)} | {reason.Http} | {ApiPage.Cell(reason.Meaning)} |\n");
        page.Append('\n');
    }

    private static string UpperSnake(StatusCode status) => WordStart().Replace(status.ToString(), "_").ToUpperInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}

using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace Sakpore.Reference.Contract;

/// <summary>The comments of the protos.</summary>
internal static partial class Comments
{
    /// <summary>The comment before a declaration, a paragraph a line; empty where there is none.</summary>
    public static string Comment(this IDescriptor declared)
    {
        var leading = declared switch
        {
            DescriptorBase descriptor => descriptor.Declaration?.LeadingComments,
            _ => null,
        };
        return string.Join("\n\n", Paragraph().Split(leading ?? "").Select(paragraph => Space().Replace(paragraph, " ").Trim()).Where(text => text.Length > 0));
    }

    /// <summary>The first sentence of a comment, without its full stop.</summary>
    public static string Summary(this IDescriptor declared) => SentenceEnd().Split(declared.Comment(), 2)[0].TrimEnd('.');

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"(?<=\.)\s")]
    private static partial Regex SentenceEnd();
}

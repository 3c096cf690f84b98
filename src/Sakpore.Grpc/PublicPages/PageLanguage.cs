using Microsoft.AspNetCore.Http.Extensions;

namespace Sakpore.Grpc.PublicPages;

/// <summary>
/// The language of a page: Indonesian, or English where the address asks for it (<c>?bahasa=en</c>). The choice lives in the
/// address alone, so that no cookie is needed, and every link of ours carries it on.
/// </summary>
internal sealed class PageLanguage
{
    /// <summary>The name of the query parameter.</summary>
    internal const string Parameter = "bahasa";

    /// <summary>Indonesian, the language of every address that asks for nothing else.</summary>
    internal static readonly PageLanguage Indonesian = new("id", "Bahasa Indonesia");

    /// <summary>English.</summary>
    internal static readonly PageLanguage English = new("en", "English");

    // As .NET's own CurrentUICulture is, and for the same reason: what writes a text is far from what knows the request. That
    // one cannot be used: the hub runs with invariant globalization.
    private static readonly AsyncLocal<PageLanguage?> Spoken = new();

    private PageLanguage(string code, string name) => (Code, Name) = (code, name);

    /// <summary>The language of the page that is being made; Indonesian outside of one.</summary>
    internal static PageLanguage Current => Spoken.Value ?? Indonesian;

    /// <summary>The code for <c>lang</c> (BCP 47).</summary>
    internal string Code { get; }

    /// <summary>What it calls itself.</summary>
    internal string Name { get; }

    /// <summary>The other one.</summary>
    internal PageLanguage Other => this == English ? Indonesian : English;

    /// <summary>Sets the language for the rest of a request.</summary>
    internal static Task SpeakAsync(HttpContext context, RequestDelegate next)
    {
        Spoken.Value = context.Request.Query[Parameter] == English.Code ? English : Indonesian;
        return next(context);
    }

    /// <summary>An address of ours, in this language.</summary>
    /// <param name="path">From the root, without a query.</param>
    internal string Link(string path) => this == English ? $"{path}?{Parameter}={Code}" : path;

    /// <summary>The address of the same page in this language, relative to it, so that a path with a secret is not repeated.</summary>
    internal string Switch(HttpRequest request)
    {
        var query = new QueryBuilder(request.Query.Where(part => part.Key != Parameter));
        query.Add(Parameter, Code);
        return query.ToString();
    }
}

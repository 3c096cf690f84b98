namespace Sakpore.Core.Catalog;

/// <summary>A file of the catalog, as read by the caller.</summary>
/// <param name="Path">The path that defects are reported with; not opened.</param>
/// <param name="Text">The content.</param>
public sealed record CatalogFile(string Path, string Text);

/// <summary>Something wrong in a catalog file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Sentence">What is wrong and what would be right.</param>
public sealed record CatalogDefect(string Path, int Line, string Sentence)
{
    /// <summary><c>path:line: sentence</c>.</summary>
    public override string ToString() => $"{Path}:{Line}: {Sentence}";
}

/// <summary>What a catalog file holds.</summary>
public enum CatalogPartKind
{
    /// <summary>A permit type.</summary>
    PermitType,

    /// <summary>A procedure.</summary>
    Procedure,

    /// <summary>An office's calendar rules.</summary>
    Calendar,

    /// <summary>One decree of a list of holidays.</summary>
    Holidays,

    /// <summary>Offices and their officers.</summary>
    Offices,
}

/// <summary>
/// One immutable piece of the catalog: one file. The hub stores it by kind, slug and version with the SHA-256 of
/// <paramref name="Content"/>, and refuses the same version with other content.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Version">Its version, from 1.</param>
/// <param name="Path">The file it was read from.</param>
/// <param name="Content">The file in UTF-8 without byte order mark, lines ended by LF.</param>
public sealed record CatalogPart(CatalogPartKind Kind, string Slug, int Version, string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary><c>slug@version</c>.</summary>
    public string Pin => $"{Slug}@{Version}";
}

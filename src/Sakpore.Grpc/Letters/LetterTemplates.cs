using System.Text;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Letters;

/// <summary>The letter templates of the catalog, by version, and the composer that prints them.</summary>
internal sealed class LetterTemplates : IDisposable
{
    private readonly Dictionary<string, LetterTemplate> _templates;
    private readonly LetterComposer _composer = new();

    private LetterTemplates(Dictionary<string, LetterTemplate> templates, IReadOnlyList<CatalogFileVersion> files) =>
        (_templates, Files) = (templates, files);

    /// <summary>The templates' files, to be held still.</summary>
    public IReadOnlyList<CatalogFileVersion> Files { get; }

    /// <summary>Reads templates; what is wrong with any of them is said at once.</summary>
    public static (LetterTemplates Templates, IReadOnlyList<LetterDefect> Defects) Read(IEnumerable<CatalogFile> files)
    {
        var (templates, versions, defects) = (new Dictionary<string, LetterTemplate>(), new List<CatalogFileVersion>(), new List<LetterDefect>());
        foreach (var file in files)
        {
            var read = LetterTemplate.Parse(file.Text, file.Path);
            defects.AddRange(read.Defects);
            if (read.Template is { } template)
            {
                templates[$"{template.Slug}@{template.Version}"] = template;
                versions.Add(new CatalogFileVersion("LetterTemplate", template.Slug, template.Version, Encoding.UTF8.GetBytes(file.Text)));
            }
        }

        return (new LetterTemplates(templates, versions), defects);
    }

    /// <inheritdoc/>
    public void Dispose() => _composer.Dispose();

    /// <summary>Whether there is a template of this slug, or this very version of one.</summary>
    public bool Has(string slug) => _templates.ContainsKey(slug) || _templates.Values.Any(template => template.Slug == slug);

    /// <summary>The newest version of a template, <c>slug@version</c>; a slug that names its version stands for itself.</summary>
    public string Newest(string slug) => _templates.ContainsKey(slug)
        ? slug
        : _templates.Where(entry => entry.Value.Slug == slug).MaxBy(entry => entry.Value.Version).Key
            ?? throw new InvalidOperationException($"The catalog has no letter template {slug}.");

    /// <summary>The template of a pin, <c>slug@version</c>, which is known to be there.</summary>
    public LetterTemplate Find(string pin) => _templates[pin];

    /// <summary>Composes a letter.</summary>
    /// <param name="pin">The template, <c>slug@version</c>.</param>
    /// <param name="content">What it says.</param>
    /// <exception cref="FaultException">The content does not fit the template, or a character cannot be printed.</exception>
    public ReadOnlyMemory<byte> Compose(string pin, LetterContent content)
    {
        using var output = new MemoryStream(64 << 10);
        var composed = _composer.Compose(_templates[pin], content, output);
        return composed.Refusals is [var refusal, ..]
            ? throw new Fault(refusal.Reason, global::Grpc.Core.StatusCode.FailedPrecondition, new(refusal.Indonesian, refusal.English), refusal.Subject).Thrown()
            : output.GetBuffer().AsMemory(0, (int)output.Length);
    }
}

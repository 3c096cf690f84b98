using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sakpore.Core.Catalog.Reading;

/// <summary>A file being read, and the defects found in it so far. Reading goes on after a defect, so that all are told at once.</summary>
internal sealed class YamlSource(string path, List<CatalogDefect> defects)
{
    public string Path => path;

    public void Defect(int line, string sentence) => defects.Add(new(path, line, sentence));

    public void Defect(YamlNode at, string sentence) => Defect((int)at.Start.Line, sentence);

    /// <summary>The file's mapping, or null with a defect where the text is not one YAML document holding a mapping.</summary>
    public YamlFields? Root(string text)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            stream.Load(parser);
        }
        catch (YamlException fault)
        {
            Defect(Math.Max(1, (int)fault.Start.Line), $"This is not YAML: {fault.Message.TrimEnd('.')}.");
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet throws these, without a place, for some broken flow sequences ("[[a" before a comment) and nodes.
            Defect(Math.Max(1, (int)(parser.Current?.End.Line ?? 1)), "This is not YAML from here on: a bracket, quote or anchor is not closed or not defined.");
            return null;
        }

        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            Defect(1, "A catalog file is one YAML mapping; its first key says what it holds.");
            return null;
        }

        return new YamlFields(this, root, "the file");
    }
}

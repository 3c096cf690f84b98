namespace Sakpore.Core.Catalog.Reading;

/// <summary>A part as read, with the lines that later checks report.</summary>
internal sealed record ReadPart<T>(T Part, YamlSource Source, IReadOnlyDictionary<string, int> Lines)
{
    public int LineOf(string key) => Lines.TryGetValue(key, out int line) ? line : 1;

    public void Defect(string key, string sentence) => Source.Defect(LineOf(key), sentence);
}

using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Sakpore.Core.Catalog.Reading;

/// <summary>
/// A mapping read key by key. A missing or wrong value records a defect and gives a harmless stand-in: what was read is
/// used only when no defect was found. <see cref="Close"/> reports the keys that nothing asked for.
/// </summary>
internal sealed partial class YamlFields(YamlSource source, YamlMappingNode node, string what)
{
    private readonly HashSet<string> _asked = [];

    public int Line => (int)node.Start.Line;

    public YamlSource Source => source;

    public string FirstKey => node.Children.Count > 0 && node.Children[0].Key is YamlScalarNode { Value: { } key } ? key : "";

    public bool Has(string key) => Find(key) is not null;

    public int LineOf(string key) => (int)(Find(key)?.Start.Line ?? node.Start.Line);

    public void Defect(string key, string sentence) => source.Defect(LineOf(key), sentence);

    public string Text(string key) => OptionalText(key) ?? Missing(key, "");

    public string? OptionalText(string key)
    {
        YamlNode? value = Find(key);
        if (value is null)
            return null;
        if (value is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text))
            return text;
        source.Defect(value, $"'{key}' of {what} must be a text.");
        return "";
    }

    public string Slug(string key)
    {
        string slug = Text(key);
        if (slug.Length > 0 && !SlugPattern().IsMatch(slug))
            Defect(key, $"'{key}' of {what} is '{slug}'; a slug is lower-case letters and digits joined by single hyphens.");
        return slug;
    }

    public LocalizedText Localized(string key)
    {
        if (Map(key) is not { } both)
            return new("", "");
        var text = new LocalizedText(both.Text("id"), both.Text("en"));
        both.Close();
        return text;
    }

    public int Number(string key, int min, int max = int.MaxValue) => (int)LongNumber(key, min, max);

    public int? OptionalNumber(string key, int min, int max = int.MaxValue) => Has(key) ? Number(key, min, max) : null;

    public long LongNumber(string key, long min, long max = long.MaxValue)
    {
        string text = Text(key);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= min && value <= max)
            return value;
        if (text.Length > 0)
            Defect(key, $"'{key}' of {what} is '{text}'; it must be a whole number from {min}{(max is int.MaxValue or long.MaxValue ? "" : $" to {max}")}.");
        return min;
    }

    public bool Flag(string key, bool otherwise) =>
        OptionalText(key) is null ? otherwise : Choice(key, [("true", true), ("false", false)]);

    public DateOnly Date(string key) => OptionalDate(key) ?? (Has(key) ? default : Missing(key, default(DateOnly)));

    public DateOnly? OptionalDate(string key)
    {
        if (OptionalText(key) is not { Length: > 0 } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            return date;
        Defect(key, $"'{key}' of {what} is '{text}'; a date is yyyy-MM-dd.");
        return null;
    }

    public T Choice<T>(string key, IReadOnlyList<(string Word, T Value)> choices) => Choose(key, LineOf(key), Text(key), choices);

    public IReadOnlyList<T> Choices<T>(string key, IReadOnlyList<(string Word, T Value)> choices) =>
        [.. Texts(key).Select(text => Choose(key, LineOf(key), text, choices))];

    public YamlFields? Map(string key)
    {
        YamlNode? value = Find(key);
        if (value is YamlMappingNode map)
            return new(source, map, $"'{key}'");
        if (value is null)
            Missing(key, "");
        else
            source.Defect(value, $"'{key}' of {what} must be a mapping.");
        return null;
    }

    /// <summary>The mappings of a list; an absent list is empty.</summary>
    public IReadOnlyList<YamlFields> Maps(string key)
    {
        var maps = new List<YamlFields>();
        foreach (YamlNode item in Items(key))
        {
            if (item is YamlMappingNode map)
                maps.Add(new(source, map, $"an item of '{key}'"));
            else
                source.Defect(item, $"An item of '{key}' must be a mapping.");
        }

        return maps;
    }

    /// <summary>The texts of a list, or of one scalar; an absent list is empty.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (Find(key) is YamlScalarNode)
            return [Text(key)];
        var texts = new List<string>();
        foreach (YamlNode item in Items(key))
        {
            if (item is YamlScalarNode { Value: { Length: > 0 } text })
                texts.Add(text);
            else
                source.Defect(item, $"An item of '{key}' must be a text.");
        }

        return texts;
    }

    public IReadOnlyList<string> SomeTexts(string key)
    {
        IReadOnlyList<string> texts = Texts(key);
        if (texts.Count == 0)
            Defect(key, $"'{key}' of {what} must have at least one entry.");
        return texts;
    }

    /// <summary>The keys as written, with their lines.</summary>
    public IEnumerable<(string Key, int Line)> Keys() =>
        node.Children.Keys.OfType<YamlScalarNode>().Select(key => (key.Value ?? "", (int)key.Start.Line));

    /// <summary>Reports the keys that nothing asked for.</summary>
    public void Close()
    {
        foreach ((string key, int line) in Keys())
        {
            if (!_asked.Contains(key))
                source.Defect(line, $"'{key}' is not a key of {what}.");
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    internal static partial Regex SlugPattern();

    private IEnumerable<YamlNode> Items(string key)
    {
        YamlNode? value = Find(key);
        if (value is null or YamlScalarNode { Value: "" or null })
            return [];
        if (value is YamlSequenceNode sequence)
            return sequence.Children;
        source.Defect(value, $"'{key}' of {what} must be a list.");
        return [];
    }

    private T Choose<T>(string key, int line, string text, IReadOnlyList<(string Word, T Value)> choices)
    {
        foreach ((string word, T value) in choices)
        {
            if (word == text)
                return value;
        }

        if (text.Length > 0)
            source.Defect(line, $"'{key}' of {what} is '{text}'; it must be one of {string.Join(", ", choices.Select(choice => choice.Word))}.");
        return choices[0].Value;
    }

    private T Missing<T>(string key, T standIn)
    {
        source.Defect(node, $"'{key}' is missing in {what}.");
        return standIn;
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? value : null;
    }
}

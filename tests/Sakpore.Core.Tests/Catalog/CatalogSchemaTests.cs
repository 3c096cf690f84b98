using System.Text.RegularExpressions;
using Sakpore.Core.Catalog;
using YamlDotNet.RepresentationModel;

namespace Sakpore.Core.Tests.Catalog;

/// <summary>
/// The published JSON Schemas say what the reader takes: an editor that follows them completes what is right and marks what
/// the reader would refuse.
/// </summary>
public sealed class CatalogSchemaTests
{
    /// <summary>A file of each kind; between them they have every mapping that there is.</summary>
    private static readonly string[] OfEachKind =
    [
        "permits/skp-penelitian.v1.yaml", "permits/sip-dokter.v1.yaml", "procedures/rekomendasi-pilihan.v1.yaml",
        "calendars/5-day-cuti-off.v1.yaml", "calendars/libur-nasional.v3.yaml", "offices.yaml",
    ];

    private const string Foreign = "kunci-asing";

    public static IEnumerable<string> Paths() => Repository.CatalogFiles().Select(file => file.Path);

    public static IEnumerable<string> Schemas() => Directory.EnumerateFiles(CatalogSchema.Folder).Select(path => Path.GetFileName(path)).Order();

    [TestCaseSource(nameof(Paths))]
    public void Shipped_file_names_its_schema_and_passes_it(string path)
    {
        (CatalogFile file, CatalogSchema schema) = Find(path);
        Assert.That(schema.Faults(CatalogSchema.Yaml(file.Text)), Is.Empty);
    }

    [TestCaseSource(nameof(Schemas))]
    public void Every_key_says_what_it_is(string schema) => Assert.That(
        CatalogSchema.Load(Path.Combine(CatalogSchema.Folder, schema)).Keys()
            .Where(key => !key.Rule.TryGetProperty("description", out _) && !key.Rule.TryGetProperty("$ref", out _))
            .Select(key => key.Place),
        Is.Empty);

    [TestCase("zone: Asia/Jakarta", "zone: Asia/Atlantis")]
    [TestCase("week: 5", "weeks: 5")]
    [TestCase("cut_off: \"16:00\"", "cut_off: soon")]
    public void Schema_refuses_what_the_reader_refuses(string was, string becomes)
    {
        (CatalogFile file, CatalogSchema schema) = Find("catalog/calendars/5-day-cuti-off.v1.yaml");
        Assert.That(schema.Faults(CatalogSchema.Yaml(file.Text.Replace(was, becomes, StringComparison.Ordinal))), Is.Not.Empty);
    }

    /// <summary>Takes each key away in turn: what the schema needs the reader needs, and what the reader misses the schema marks.</summary>
    [TestCaseSource(nameof(OfEachKind))]
    public void Schema_and_reader_need_the_same_keys(string path) => Assert.Multiple(() =>
    {
        (CatalogFile file, CatalogSchema schema) = Find("catalog/" + path);
        YamlMappingNode root = CatalogSchema.Yaml(file.Text);
        string[] before = Defects(root);
        int tried = 0;
        foreach ((YamlMappingNode map, _) in schema.Mappings(root).ToArray())
        {
            foreach ((YamlNode key, YamlNode value) in map.Children.ToArray())
            {
                map.Children.Remove(key);
                string[] defects = [.. Defects(root).Except(before)];
                bool marked = schema.Faults(root).Count > 0;
                if (marked)
                    Assert.That(defects, Is.Not.Empty, $"the schema needs '{key}' and the reader does not");
                if (defects.Any(defect => defect.Contains($"'{key}' is missing", StringComparison.Ordinal)))
                    Assert.That(marked, $"the reader needs '{key}' and the schema does not");
                map.Children.Add(key, value);
                tried++;
            }
        }

        Assert.That(tried, Is.GreaterThan(8));
    });

    /// <summary>Puts each key of the schema where it is not: the reader knows it. A key of nobody's is refused by both.</summary>
    [TestCaseSource(nameof(OfEachKind))]
    public void Reader_knows_every_key_of_the_schema_and_no_other(string path) => Assert.Multiple(() =>
    {
        (CatalogFile file, CatalogSchema schema) = Find("catalog/" + path);
        YamlMappingNode root = CatalogSchema.Yaml(file.Text);
        string[] before = Defects(root);
        foreach ((YamlMappingNode map, IReadOnlyList<string> known) in schema.Mappings(root).ToArray())
        {
            foreach (string key in known.Append(Foreign).Where(key => !map.Children.ContainsKey(new YamlScalarNode(key))))
            {
                map.Children.Add(new YamlScalarNode(key), new YamlScalarNode("x"));
                string[] defects = [.. Defects(root).Except(before)];
                if (key == Foreign)
                    Assert.That((defects.Length > 0, schema.Faults(root).Count > 0), Is.EqualTo((true, true)), $"line {map.Start.Line} takes any key");
                else
                    Assert.That(defects.Where(defect => defect.Contains($"'{key}' is not a key of", StringComparison.Ordinal)), Is.Empty, $"line {map.Start.Line}");
                map.Children.Remove(new YamlScalarNode(key));
            }
        }
    });

    private static (CatalogFile File, CatalogSchema Schema) Find(string path)
    {
        CatalogFile file = Repository.CatalogFiles().Single(file => file.Path == path);
        string first = file.Text[..file.Text.IndexOf('\n', StringComparison.Ordinal)];
        Match named = Regex.Match(first, @"^# yaml-language-server: \$schema=(\S+)$");
        Assert.That(named.Success, first);
        return (file, CatalogSchema.Load(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, named.Groups[1].Value)));
    }

    /// <summary>What the reader says of one file alone; its references to others are never found.</summary>
    private static string[] Defects(YamlMappingNode root)
    {
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(root)).Save(text, assignAnchors: false);
        return CatalogReader.Read([new CatalogFile("x", text.ToString())]) is CatalogReadResult.Defective defective
            ? [.. defective.Defects.Select(defect => defect.Sentence)]
            : [];
    }
}

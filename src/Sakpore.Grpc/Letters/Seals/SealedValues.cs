namespace Sakpore.Grpc.Letters.Seals;

/// <summary>What of a letter its seal's digest covers (docs/seal.md): everything printed that is not the template's own word.</summary>
internal static class SealedValues
{
    /// <summary>The values, by the names of docs/seal.md.</summary>
    public static IReadOnlyDictionary<string, object?> Of(LetterTemplate template, LetterContent content) => new Dictionary<string, object?>
    {
        ["template"] = $"{template.Slug}.v{template.Version}",
        ["nomor"] = content.Number,
        ["kode"] = content.Code,
        ["tanggal"] = content.IssueDate,
        ["tempat"] = content.Place,
        ["penanda_tangan"] = new Dictionary<string, object?>
        {
            ["nama"] = content.Signer.Name,
            ["jabatan"] = content.Signer.Position,
            ["pangkat"] = content.Signer.Rank,
            ["nip"] = content.Signer.Nip,
        },
        ["isi"] = template.Values.Fields.Keys.ToDictionary(name => name, name => content.Values.GetValueOrDefault(name)),
    };
}

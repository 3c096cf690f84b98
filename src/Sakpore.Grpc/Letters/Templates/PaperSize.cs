namespace Sakpore.Grpc.Letters.Templates;

/// <summary>A page's size in PDF points (1/72 inch), whole, because Skia cuts a page to whole points.</summary>
/// <param name="Name">As templates write it.</param>
/// <param name="Width">In points.</param>
/// <param name="Height">In points.</param>
internal sealed record PaperSize(string Name, float Width, float Height)
{
    /// <summary>ISO 216 A4: 210 x 297 mm.</summary>
    public static readonly PaperSize A4 = new("A4", 595, 842);

    /// <summary>Folio as Indonesian offices buy it: 215 x 330 mm.</summary>
    public static readonly PaperSize F4 = new("F4", 609, 935);

    /// <summary>Those that a template may name.</summary>
    public static readonly IReadOnlyList<PaperSize> All = [A4, F4];
}

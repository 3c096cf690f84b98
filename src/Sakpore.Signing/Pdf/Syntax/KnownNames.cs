using System.Collections.Frozen;

namespace Sakpore.Signing.Pdf.Syntax;

/// <summary>Strings of the names that nearly every file uses, so that parsing them allocates nothing.</summary>
internal static class KnownNames
{
    private const int LongestName = 32;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = FrozenSet.ToFrozenSet(
        [
            "A", "AA", "AcroForm", "Action", "Annot", "Annots", "AP", "ArtBox", "AS", "BaseFont", "BaseVersion", "BBox", "BleedBox",
            "Btn", "ByteRange", "Cert", "Certs", "Catalog", "Ch", "ColorSpace", "Columns", "Contents", "ContactInfo", "Count",
            "CreationDate", "Creator", "CropBox", "CRLs", "D", "DA", "Data", "DecodeParms", "DigestMethod", "DocMDP", "DocTimeStamp",
            "DR", "DSS", "Encrypt", "ESIC", "ETSI.CAdES.detached", "ETSI.RFC3161", "ExtensionLevel", "Extensions", "ExtGState", "F", "Ff",
            "FieldMDP", "Fields", "Filter", "First", "FlateDecode", "Font", "Form", "FT", "Group", "H", "Height", "I", "ID", "Index",
            "Info", "JavaScript", "Kids", "Lang", "Length", "Length1", "Limits", "Location", "Lock", "M", "MarkInfo", "Marked",
            "MediaBox", "Metadata", "MK", "ModDate", "N", "Name", "Names", "NeedAppearances", "Next", "O", "ObjStm", "OCSPs",
            "OpenAction", "Opt", "Outlines", "P", "Page", "PageLabels", "PageLayout", "PageMode", "Pages", "Parent", "Perms",
            "Predictor", "Prev", "ProcSet", "Producer", "Prop_Build", "Reason", "Rect", "Reference", "Resources", "Root", "Rotate",
            "S", "Sig", "SigFieldLock", "SigFlags", "SigRef", "Size", "StructParent", "StructParents", "StructTreeRoot", "SubFilter",
            "Subtype", "SV", "T", "Tabs", "Title", "TM", "TransformMethod", "TransformParams", "TrimBox", "TU", "Tx", "Type",
            "TypeSig", "UR3", "UserUnit", "V", "Version", "ViewerPreferences", "VRI", "W", "Widget", "Width", "XFA", "XObject", "XRef",
            "XRefStm",
        ],
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The string of a name without escapes.</summary>
    public static string Get(ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestName)
            return System.Text.Encoding.Latin1.GetString(name);
        Span<char> chars = stackalloc char[LongestName];
        chars = chars[..name.Length];
        for (var i = 0; i < chars.Length; i++)
            chars[i] = (char)name[i];
        return Lookup.TryGetValue(chars, out var known) ? known : new string(chars);
    }
}

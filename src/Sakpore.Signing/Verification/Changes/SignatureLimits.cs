using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Xref;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>What one signature forbids to later revisions: by certification (DocMDP) and by locked fields (FieldMDP, Lock).</summary>
internal sealed class SignatureLimits
{
    private readonly List<(string Action, HashSet<string> Names)> _locks = [];
    private readonly HashSet<string> _fields;

    private SignatureLimits(PdfRevision revision, int? permission, HashSet<string> fields)
    {
        Revision = revision;
        Permission = permission;
        _fields = fields;
    }

    /// <summary>The revision that was signed; what follows it is bound.</summary>
    public PdfRevision Revision { get; }

    /// <summary>P of DocMDP, or of the field's Lock: 1 nothing, 2 forms and signatures, 3 annotations too; null: no certification.</summary>
    public int? Permission { get; private set; }

    /// <param name="view">The document as it was signed.</param>
    /// <param name="field">The signature's field there.</param>
    /// <param name="signature">The signature there.</param>
    public static SignatureLimits Read(PdfDocument view, FormField field, SignatureDictionary signature)
    {
        var fields = FieldTree.Fields(view).Select(f => f.Name).ToHashSet();
        var limits = new SignatureLimits(view.LastRevision, signature.Certification(), fields);
        limits.AddLock(view, signature.FieldLock());
        if (view.Value(field.Dictionary, "Lock") is PdfDictionary fieldLock)
        {
            limits.AddLock(view, fieldLock);
            // ISO 32000-2, table 236: what signing this field leaves permitted.
            if (view.Value(fieldLock, "P") is PdfInteger { Value: >= 1 and <= 3 } permission)
                limits.Permission = Math.Min((int)permission.Value, limits.Permission ?? 3);
        }

        return limits;
    }

    /// <summary>Whether a field already existed when this signature was made.</summary>
    public bool Knows(string field) => _fields.Contains(field);

    /// <summary>Whether a field is locked by this signature.</summary>
    public bool Locks(string field) => _locks.Exists(l => l.Action switch
    {
        "Include" => Names(l.Names, field),
        "Exclude" => !Names(l.Names, field),
        _ => true, // All, and whatever else it says: as strict as can be
    });

    private void AddLock(PdfDocument view, PdfDictionary? parameters)
    {
        if (parameters is null)
            return;
        var action = (view.Value(parameters, "Action") as PdfName)?.Value ?? "All";
        var names = (view.Value(parameters, "Fields") as PdfArray)?.Items.Select(view.Resolve).OfType<PdfString>()
            .Select(s => PdfText.Decode(s.Value.Span)).ToHashSet() ?? [];
        _locks.Add((action, names));
    }

    // Naming a field names what is below it (12.8.6.3).
    private static bool Names(HashSet<string> names, string field) =>
        names.Contains(field) || names.Any(name => field.StartsWith(name + ".", StringComparison.Ordinal));
}

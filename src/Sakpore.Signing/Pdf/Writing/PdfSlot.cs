using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Writing;

/// <summary>
/// A place for a value: an object of its own, or an entry of the dictionary in another place. A change is written where
/// the value lives: into its own object if it has one, else into whatever holds it.
/// </summary>
internal abstract class PdfSlot
{
    public static PdfSlot Of(PdfReference reference) => new ObjectSlot(reference);

    public PdfSlot Entry(string key) => new EntrySlot(this, key);

    /// <summary>The value as an update leaves it, resolved; <see cref="PdfNull"/> if there is none.</summary>
    public abstract PdfObject Value(PdfUpdate update);

    /// <param name="update">Where the change is noted.</param>
    /// <param name="change">From the current value (<see cref="PdfNull"/> if there is none) to the new one.</param>
    public abstract void Change(PdfUpdate update, Func<PdfObject, PdfObject> change);

    /// <summary>Sets one entry of the dictionary here, which is made if there is none.</summary>
    public void Set(PdfUpdate update, string key, PdfObject value) => Change(update, current => DictionaryOf(current, key).With(key, value));

    /// <summary>The dictionary, if it may be changed: not if it is ambiguous.</summary>
    private static PdfDictionary DictionaryOf(PdfObject value, string key) => value switch
    {
        PdfNull => PdfDictionary.Empty,
        PdfDictionary { DuplicateKey: { } duplicate } => throw new PdfFaultException(PdfFaultCode.DuplicateKey, value.Start, duplicate),
        PdfDictionary dictionary => dictionary,
        _ => throw new PdfFaultException(PdfFaultCode.WrongType, value.Start, $"the dictionary that holds {key}"),
    };

    private sealed class ObjectSlot(PdfReference reference) : PdfSlot
    {
        public override PdfObject Value(PdfUpdate update) => update.Resolve(reference);

        public override void Change(PdfUpdate update, Func<PdfObject, PdfObject> change) => update.Set(reference, change(update.Resolve(reference)));
    }

    private sealed class EntrySlot(PdfSlot owner, string key) : PdfSlot
    {
        public override PdfObject Value(PdfUpdate update) => Written(update) is { } written ? update.Resolve(written) : PdfNull.Missing;

        public override void Change(PdfUpdate update, Func<PdfObject, PdfObject> change)
        {
            var written = Written(update);
            if (written is PdfReference reference && update.Resolve(reference) is var value and not PdfNull)
                update.Set(reference, change(value));
            else
                owner.Set(update, key, change(written is null or PdfReference ? PdfNull.Missing : written));
        }

        private PdfObject? Written(PdfUpdate update) => DictionaryOf(owner.Value(update), key)[key];
    }
}

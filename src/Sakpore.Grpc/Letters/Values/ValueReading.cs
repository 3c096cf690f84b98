using System.Collections;
using Fluid.Values;

namespace Sakpore.Grpc.Letters.Values;

/// <summary>Takes a letter's values into Liquid by the shape its template declares; nothing undeclared passes.</summary>
/// <param name="refusals">Where a value that is missing or of another kind is reported; reading goes on.</param>
internal sealed class ValueReading(List<LetterRefusal> refusals)
{
    /// <summary>Reads one value.</summary>
    /// <param name="shape">What it must be.</param>
    /// <param name="value">What it is.</param>
    /// <param name="path">Where it stands, for refusals; empty for the root.</param>
    public FluidValue Read(ValueShape shape, object? value, string path) => (shape, value) switch
    {
        (ValueShape.Text { Optional: true } or ValueShape.Date { Optional: true }, null or "") => NilValue.Instance,
        (ValueShape.Text text, string given) => ReadText(text, given, path),
        (ValueShape.Date, DateOnly given) => new ObjectValue(given),
        (ValueShape.Record record, IReadOnlyDictionary<string, object?> given) => ReadRecord(record, given, path),
        (ValueShape.List, null) => ArrayValue.Empty,
        (ValueShape.List list, IEnumerable given) when given is not (string or IDictionary) => ReadList(list, given, path),
        (_, null) => Missing(path),
        _ => WrongKind(shape, path),
    };

    private FluidValue ReadText(ValueShape.Text shape, string given, string path)
    {
        var text = given.ReplaceLineEndings("\n").Replace('\t', ' ').Trim();
        if (text.Length > 0) return new StringValue(text);
        return shape.Optional ? NilValue.Instance : Missing(path);
    }

    private DictionaryValue ReadRecord(ValueShape.Record record, IReadOnlyDictionary<string, object?> given, string path)
    {
        var fields = new Dictionary<string, FluidValue>(StringComparer.Ordinal);
        foreach (var (name, shape) in record.Fields)
        {
            fields[name] = Read(shape, given.GetValueOrDefault(name), path.Length == 0 ? name : $"{path}.{name}");
        }

        return new DictionaryValue(new FluidValueDictionaryFluidIndexable(fields));
    }

    private ArrayValue ReadList(ValueShape.List list, IEnumerable given, string path) =>
        new(given.Cast<object?>().Select((element, index) => Read(list.Element, element, $"{path}[{index}]")).ToArray());

    private NilValue Missing(string path)
    {
        refusals.Add(new LetterRefusal(
            LetterRefusal.ValueMissing,
            path,
            $"Isian {path} belum ada, padahal dicetak pada surat.",
            $"The value {path} is missing, and the letter prints it."));
        return NilValue.Instance;
    }

    private NilValue WrongKind(ValueShape shape, string path)
    {
        refusals.Add(new LetterRefusal(
            LetterRefusal.ValueKind,
            path,
            $"Isian {path} harus berjenis {shape.Word}.",
            $"The value {path} must be a {shape.Word}."));
        return NilValue.Instance;
    }
}

using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Applications;

/// <summary>A form between its two shapes: the contract's nested Struct, and the rules' flat names with dots.</summary>
internal static class FormStruct
{
    private const int DeepestGroup = 3;
    private const int MostValues = 500;
    private const string NameField = "nama";
    private const string IdentityField = "nik";

    /// <summary>Flattens a form. Numbers, booleans and nulls are refused: a form is text, so that nothing is reformatted on the way.</summary>
    public static Dictionary<string, FormValue> Flatten(Struct form)
    {
        var flat = new Dictionary<string, FormValue>();
        Add(form, "", 0);
        return flat;

        void Add(Struct group, string prefix, int depth)
        {
            if (depth >= DeepestGroup || flat.Count > MostValues)
            {
                throw Invalid(prefix, "terlalu dalam atau terlalu banyak isian", "too deep, or too many values");
            }

            foreach (var (name, value) in group.Fields)
            {
                var path = prefix + name;
                switch (value.KindCase)
                {
                    case Value.KindOneofCase.StringValue:
                        flat[path] = FormValue.Of(value.StringValue);
                        break;
                    case Value.KindOneofCase.ListValue when value.ListValue.Values.Count <= MostValues:
                        flat[path] = new FormValue([.. value.ListValue.Values.Select(item => Text(item, path))]);
                        break;
                    case Value.KindOneofCase.StructValue:
                        Add(value.StructValue, path + ".", depth + 1);
                        break;
                    default:
                        throw Invalid(path, "harus berupa teks, daftar teks, atau kelompok", "must be text, a list of texts, or a group");
                }
            }
        }
    }

    /// <summary>The nested shape of a form. A list of one item stays a list where <paramref name="isList"/> says so.</summary>
    public static Struct Nest(IReadOnlyDictionary<string, FormValue> form, Func<string, bool> isList)
    {
        var root = new Struct();
        foreach (var (path, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            var names = path.Split('.');
            var group = root;
            foreach (var name in names[..^1])
            {
                if (!group.Fields.TryGetValue(name, out var inner))
                {
                    group.Fields[name] = inner = Value.ForStruct(new Struct());
                }

                group = inner.StructValue;
            }

            group.Fields[names[^1]] = isList(path)
                ? Value.ForList([.. value.Items.Select(Value.ForString)])
                : Value.ForString(value.Items.Count > 0 ? value.Items[0] : "");
        }

        return root;
    }

    /// <summary>The name of the person a letter is for: the field <c>nama</c>, which every permit type's form has.</summary>
    public static string Holder(IReadOnlyDictionary<string, FormValue> form) =>
        form.TryGetValue(NameField, out var name) && name.Items.Count > 0 ? name.Items[0] : "";

    private static string Text(Value item, string path) => item.KindCase == Value.KindOneofCase.StringValue
        ? item.StringValue
        : throw Invalid(path, "hanya boleh berisi teks", "may hold texts only");

    private static FaultException Invalid(string path, string id, string en) =>
        Fault.Invalid("form." + path, $"Isian {path} {id}.", $"Field {path} {en}.").Thrown();

    /// <summary>
    /// Whether two forms are one holder's: the same NIK where the first has one, otherwise the same name. Compared in constant
    /// time: whoever holds a letter's code shall not find out its holder digit by digit.
    /// </summary>
    public static bool SameHolder(IReadOnlyDictionary<string, FormValue> one, IReadOnlyDictionary<string, FormValue> other)
    {
        var field = one.ContainsKey(IdentityField) ? IdentityField : NameField;
        return one.TryGetValue(field, out var a) && other.TryGetValue(field, out var b) && a.Items is [{ Length: > 0 } first, ..] && b.Items is [var second, ..]
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(first.Trim()), Encoding.UTF8.GetBytes(second.Trim()));
    }
}

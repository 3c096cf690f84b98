using System.Text.Json;
using Google.Protobuf.Reflection;
using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Transcoding;

/// <summary>Holds a JSON value against a message of the contract, in the forms of ProtoJSON.</summary>
internal static class JsonShape
{
    private const int LongestTold = 120;

    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    /// <summary>The first thing that is wrong, or null.</summary>
    /// <param name="value">The value.</param>
    /// <param name="message">What it must be.</param>
    /// <param name="elsewhere">Fields that stand in the address, and must not be said again.</param>
    /// <param name="path">Where the value stands.</param>
    /// <exception cref="InvalidOperationException">A text in it is not Unicode.</exception>
    public static Fault? Defect(JsonElement value, MessageDescriptor message, IReadOnlySet<string> elsewhere, string path = "")
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return Unfit(path, "objek", "an object");
        }

        var seen = new HashSet<string>();
        foreach (var property in value.EnumerateObject())
        {
            var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            var field = Find(message, property.Name);
            if (field is null || elsewhere.Contains(field.Name))
            {
                return Unknown(at);
            }

            if (!seen.Add(field.RealContainingOneof?.Name ?? field.Name))
            {
                return Twice(at);
            }

            if (Defect(property.Value, field, at) is { } defect)
            {
                return defect;
            }
        }

        return null;
    }

    /// <summary>A field by either of its names: as in JSON, or as in the protos.</summary>
    public static FieldDescriptor? Find(MessageDescriptor message, string name) =>
        message.FindFieldByName(name) ?? message.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == name);

    /// <summary>A field that there is not.</summary>
    public static Fault Unknown(string at) => Fault.Invalid(Told(at), $"Isian {Told(at)} tidak dikenal di sini.", $"There is no field {Told(at)} here.");

    /// <summary>A field that was given twice.</summary>
    public static Fault Twice(string at) => Fault.Invalid(Told(at), $"Isian {Told(at)} diberikan dua kali.", $"{Told(at)} is given twice.");

    /// <summary>A value that is none of the field's.</summary>
    public static Fault Unfit(string at, FieldDescriptor field)
    {
        if (field.FieldType == FieldType.Enum)
        {
            var names = string.Join(", ", field.EnumType.Values.Where(value => value.Number != 0).Select(value => value.Name));
            return Unfit(at, "salah satu dari " + names, "one of " + names);
        }

        return field.FieldType switch
        {
            FieldType.String => Unfit(at, "teks", "a text"),
            FieldType.Bytes => Unfit(at, "teks base64", "a text in base64"),
            FieldType.Bool => Unfit(at, "true atau false", "true or false"),
            FieldType.Message or FieldType.Group => Unfit(at, field.MessageType.FullName, "a " + field.MessageType.FullName),
            var number => Unfit(at, $"bilangan {number}".ToLowerInvariant(), $"a number, {number}".ToLowerInvariant()),
        };
    }

    private static Fault Unfit(string at, string id, string en) => at.Length == 0
        ? Fault.Invalid("", $"Isi permintaan harus berupa {id}.", $"The body must be {en}.")
        : Fault.Invalid(Told(at), $"Isian {Told(at)} harus berupa {id}.", $"{Told(at)} must be {en}.");

    private static Fault? Defect(JsonElement value, FieldDescriptor field, string at)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (!field.IsRepeated)
        {
            return ItemDefect(value, field, at);
        }

        if (field.IsMap || value.ValueKind != JsonValueKind.Array)
        {
            return Unfit(at, "daftar", "a list");
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (ItemDefect(item, field, $"{at}[{index++}]") is { } defect)
            {
                return defect;
            }
        }

        return null;
    }

    private static Fault? ItemDefect(JsonElement value, FieldDescriptor field, string at) =>
        field.FieldType == FieldType.Message && !JsonText.IsWellKnown(field)
            ? Defect(value, field.MessageType, None, at)
            : Fits(value, field) ? null : Unfit(at, field);

    private static bool Fits(JsonElement value, FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => JsonText.Parses(value.GetRawText(), field.MessageType),
        FieldType.Bool => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        FieldType.Bytes => value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out _),
        FieldType.String => value.ValueKind == JsonValueKind.String && value.GetString() is not null,
        _ => value.ValueKind switch
        {
            JsonValueKind.String => JsonText.Fits(value.GetString()!, field),
            JsonValueKind.Number => JsonText.Fits(value.GetRawText(), field),
            _ => false,
        },
    };

    // What a caller wrote comes back to it, and not at any length.
    private static string Told(string at) => at.Length <= LongestTold ? at : at[..LongestTold] + "…";
}

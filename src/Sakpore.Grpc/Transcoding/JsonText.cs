using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Sakpore.Grpc.Transcoding;

/// <summary>Whether a text is a value of a field: in a query, or in a JSON string where ProtoJSON takes one.</summary>
internal static class JsonText
{
    /// <summary>Whether a text can be read as a value of a field.</summary>
    public static bool Fits(string text, FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => true,
        FieldType.Bytes => Convert.TryFromBase64String(text, new byte[text.Length], out _),
        FieldType.Bool => text is "true" or "false",
        FieldType.Enum => field.EnumType.FindValueByName(text) is not null || (IsNumber(text, out int number) && field.EnumType.FindValueByNumber(number) is not null),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => IsNumber<int>(text, out _),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => IsNumber<long>(text, out _),
        FieldType.UInt32 or FieldType.Fixed32 => IsNumber<uint>(text, out _),
        FieldType.UInt64 or FieldType.Fixed64 => IsNumber<ulong>(text, out _),
        FieldType.Float or FieldType.Double => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => IsWellKnown(field) && Parses($"\"{JsonEncode(text)}\"", field.MessageType),
    };

    /// <summary>Whether a field is of a type that ProtoJSON writes in a form of its own.</summary>
    public static bool IsWellKnown(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && field.MessageType.File.Package == "google.protobuf";

    /// <summary>Whether a JSON value can be read as a message.</summary>
    public static bool Parses(string json, MessageDescriptor message)
    {
        try
        {
            JsonParser.Default.Parse(json, message);
            return true;
        }
        catch (Exception none) when (none is InvalidProtocolBufferException or InvalidJsonException)
        {
            return false;
        }
    }

    private static string JsonEncode(string text) => System.Text.Encodings.Web.JavaScriptEncoder.Default.Encode(text);

    private static bool IsNumber<T>(string text, out T number)
        where T : System.Numerics.INumber<T> =>
        T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number!);
}

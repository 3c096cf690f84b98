using Google.Protobuf.Reflection;
using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Transcoding;

/// <summary>Holds the query of an address against the fields that may stand in it.</summary>
internal static class JsonQuery
{
    /// <summary>The first thing that is wrong, or null.</summary>
    public static Fault? Defect(IQueryCollection query, BoundFields bound)
    {
        foreach (var (name, values) in query)
        {
            if (Find(bound, name) is not { } field)
            {
                return JsonShape.Unknown(name);
            }

            if (!field.IsRepeated && values.Count != 1)
            {
                return JsonShape.Twice(name);
            }

            if (values.Any(value => !JsonText.Fits(value ?? "", field)))
            {
                return JsonShape.Unfit(name, field);
            }
        }

        return null;
    }

    // A field of a message within stands as `outer.inner`; a message as a whole cannot stand in a query.
    private static FieldDescriptor? Find(BoundFields bound, string name)
    {
        var parts = name.Split('.');
        var field = JsonShape.Find(bound.Request, parts[0]);
        if (field is null || !bound.IsInQuery(field))
        {
            return null;
        }

        foreach (var part in parts[1..])
        {
            field = field.FieldType == FieldType.Message ? JsonShape.Find(field.MessageType, part) : null;
            if (field is null)
            {
                return null;
            }
        }

        return field;
    }
}

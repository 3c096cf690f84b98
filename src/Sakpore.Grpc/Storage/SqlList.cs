using Dapper;

namespace Sakpore.Grpc.Storage;

/// <summary>A list of values in a statement, in a form that both databases take.</summary>
internal static class SqlList
{
    /// <summary>The list as <c>(@name0, @name1)</c>, its values added to the parameters; <c>(NULL)</c>, which nothing is in, for none.</summary>
    public static string Of(string name, IEnumerable<string> values, DynamicParameters parameters)
    {
        var names = new List<string>();
        foreach (var value in values)
        {
            parameters.Add(name + names.Count, value);
            names.Add("@" + name + names.Count);
        }

        return names.Count == 0 ? "(NULL)" : $"({string.Join(", ", names)})";
    }
}

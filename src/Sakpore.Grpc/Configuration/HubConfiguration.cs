using System.Reflection;

namespace Sakpore.Grpc.Configuration;

/// <summary>
/// Reads <see cref="HubOptions"/> from configuration, setting by setting: a name that is none and a value that cannot be read
/// are each told, and none hides another. No value is repeated, for it may be a secret under a wrong name.
/// </summary>
internal static class HubConfiguration
{
    /// <summary>The section of the configuration; environment variables are <c>Sakpore__NAME</c>.</summary>
    public const string Section = "Sakpore";

    private const int NearestDistance = 3;

    /// <summary>The names of all settings; those of a group come after its name and two underscores.</summary>
    public static IEnumerable<string> Names => NamesOf(typeof(HubOptions), "");

    /// <summary>Reads the settings; one that is empty is as good as not there.</summary>
    /// <returns>The options as far as they could be read, and a sentence for each setting that could not.</returns>
    public static (HubOptions Options, IReadOnlyList<string> Defects) Read(IConfiguration configuration)
    {
        var options = new HubOptions();
        var defects = new List<string>();
        Fill(options, configuration.GetSection(Section), Section + "__", defects);
        return (options, defects);
    }

    private static void Fill(object options, IConfigurationSection section, string prefix, List<string> defects)
    {
        var settings = SettingsOf(options.GetType());
        foreach (var setting in section.GetChildren().Where(setting => setting.Value != ""))
        {
            if (settings.FirstOrDefault(property => property.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)) is not { } property)
            {
                defects.Add($"{prefix}{setting.Key} is no setting.{Nearest(setting.Key, prefix, settings)}");
                continue;
            }

            if (IsGroup(property.PropertyType))
            {
                var group = property.GetValue(options) ?? Activator.CreateInstance(property.PropertyType)!;
                Fill(group, setting, $"{prefix}{property.Name}__", defects);
                property.SetValue(options, group);
                continue;
            }

            try
            {
                property.SetValue(options, ValueOf(setting, property.PropertyType));
            }
            catch (Exception wrong) when (wrong is InvalidOperationException or FormatException or OverflowException or ArgumentException)
            {
                defects.Add($"{prefix}{property.Name} cannot be read: {Form(property.PropertyType)} is needed.");
            }
        }
    }

    private static PropertyInfo[] SettingsOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)];

    private static IEnumerable<string> NamesOf(Type type, string prefix) => SettingsOf(type)
        .SelectMany(property => IsGroup(property.PropertyType) ? NamesOf(property.PropertyType, $"{prefix}{property.Name}__") : [prefix + property.Name]);

    private static bool IsGroup(Type type) => type is { IsClass: true, Assembly: var assembly } && assembly == typeof(HubOptions).Assembly;

    private static object? ValueOf(IConfigurationSection setting, Type type) =>
        type == typeof(IReadOnlyList<string>) && setting.Value is { } line
            ? line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : setting.Get(type, binder => binder.ErrorOnUnknownConfiguration = true) ?? throw new FormatException();

    private static string Form(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(int) || plain == typeof(long) ? "a whole number"
            : plain == typeof(bool) ? "true or false"
            : plain == typeof(TimeSpan) ? "a time span such as 00:02:00"
            : plain.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(plain))
            : plain == typeof(IReadOnlyList<string>) ? "a list, its values parted by commas"
            : "a text";
    }

    private static string Nearest(string name, string prefix, IEnumerable<PropertyInfo> settings)
    {
        var nearest = settings.MinBy(known => Distance(known.Name.ToUpperInvariant(), name.ToUpperInvariant()))!.Name;
        return Distance(nearest.ToUpperInvariant(), name.ToUpperInvariant()) <= NearestDistance
            ? $" Is {prefix}{nearest} meant?"
            : " docs/operations.md lists those that there are.";
    }

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}

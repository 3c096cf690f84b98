using System.Text;

namespace Sakpore.Signing.Verification;

/// <summary>How the members of the report's enumerations are written outside: the contract of its JSON form.</summary>
public static class ReportNames
{
    /// <summary>lower_snake: whole_file, not_permitted.</summary>
    public static string Lower<T>(T value)
        where T : struct, Enum => Snake(value.ToString()).ToLowerInvariant();

    /// <summary>TOTAL-PASSED, TOTAL-FAILED or INDETERMINATE.</summary>
    public static string Of(Indication indication) => Snake(indication.ToString()).ToUpperInvariant().Replace('_', '-');

    /// <summary>UPPER_SNAKE, as in the standard.</summary>
    public static string Of(SubIndication subIndication) => Snake(subIndication.ToString()).ToUpperInvariant();

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && snake.Length > 0)
                snake.Append('_');
            snake.Append(c);
        }

        return snake.ToString();
    }
}

using System.Globalization;
using System.Text;

namespace Sakpore.Core.Numbering;

/// <summary>What a letter's number says besides the fixed words of its template.</summary>
/// <param name="Serial">The serial of the year in its series, from 1.</param>
/// <param name="Month">The month, 1 to 12; null where the template has none.</param>
/// <param name="Year">The year, four digits; null where the template has none.</param>
public sealed record LetterNumberParts(int Serial, int? Month, int? Year);

/// <summary>
/// The form of a letter's number: fixed text (classification, type code) with <c>{serial}</c>, <c>{roman-month}</c> and
/// <c>{year}</c>, for example <c>070/SKP-KP/{serial}/{roman-month}/{year}</c>. It formats and reads back.
/// </summary>
public sealed record LetterNumberTemplate
{
    private readonly IReadOnlyList<Piece> _pieces;

    private LetterNumberTemplate(string text, IReadOnlyList<Piece> pieces)
    {
        Text = text;
        _pieces = pieces;
    }

    private enum Field
    {
        Fixed,
        Serial,
        RomanMonth,
        Year,
    }

    /// <summary>The template as written.</summary>
    public string Text { get; }

    /// <summary>
    /// The template of a text; null if a brace is open, a field is unknown or twice there, <c>{serial}</c> is missing, or
    /// a number could not be read back: two fields touch, a digit follows a serial or a year, or one of I, V and X a month.
    /// </summary>
    public static LetterNumberTemplate? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pieces = new List<Piece>();
        int at = 0;
        while (at < text.Length)
        {
            int open = text.IndexOf('{', at);
            string words = open < 0 ? text[at..] : text[at..open];
            if (words.Contains('}', StringComparison.Ordinal))
                return null;
            if (words.Length > 0)
            {
                if (pieces.Count > 0 && CouldGoOn(pieces[^1].Field, words[0]))
                    return null;
                pieces.Add(new(Field.Fixed, words));
            }

            if (open < 0)
                break;

            int close = text.IndexOf('}', open);
            if (close < 0 || FieldOf(text[(open + 1)..close]) is not { } field)
                return null;
            if (pieces.Exists(piece => piece.Field == field) || (pieces.Count > 0 && pieces[^1].Field != Field.Fixed))
                return null;
            pieces.Add(new(field, ""));
            at = close + 1;
        }

        return pieces.Exists(piece => piece.Field == Field.Serial) ? new(text, pieces) : null;
    }

    /// <summary>The number of a serial on a date.</summary>
    /// <param name="serial">From 1; written without leading zeros.</param>
    /// <param name="date">The letter's date, office time.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="serial"/> is below 1.</exception>
    public string Format(int serial, DateOnly date)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(serial, 1);
        var number = new StringBuilder();
        foreach (Piece piece in _pieces)
        {
            number.Append(piece.Field switch
            {
                Field.Serial => serial.ToString(CultureInfo.InvariantCulture),
                Field.RomanMonth => RomanMonth.Format(date.Month),
                Field.Year => date.Year.ToString("D4", CultureInfo.InvariantCulture),
                _ => piece.Text,
            });
        }

        return number.ToString();
    }

    /// <summary>What a number says; null if it is not of this template's form. Spaces around it are not accepted.</summary>
    public LetterNumberParts? Read(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        int serial = 0;
        int? month = null;
        int? year = null;
        int at = 0;
        for (int i = 0; i < _pieces.Count; i++)
        {
            Piece piece = _pieces[i];
            if (piece.Field == Field.Fixed)
            {
                if (string.CompareOrdinal(number, at, piece.Text, 0, piece.Text.Length) != 0)
                    return null;
                at += piece.Text.Length;
                continue;
            }

            int end = i + 1 < _pieces.Count ? number.IndexOf(_pieces[i + 1].Text, at, StringComparison.Ordinal) : number.Length;
            if (end <= at)
                return null;
            string value = number[at..end];
            at = end;
            switch (piece.Field)
            {
                case Field.Serial when Digits(value) is { } digits and > 0 && value[0] != '0':
                    serial = digits;
                    break;
                case Field.RomanMonth when RomanMonth.Parse(value) is { } roman:
                    month = roman;
                    break;
                case Field.Year when value.Length == 4 && Digits(value) is { } digits and > 0:
                    year = digits;
                    break;
                default:
                    return null;
            }
        }

        return at == number.Length ? new(serial, month, year) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Two templates are equal if their texts are.</summary>
    public bool Equals(LetterNumberTemplate? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether a character might belong to the field before it, so that nobody could say where that ends.</summary>
    private static bool CouldGoOn(Field field, char next) => field == Field.RomanMonth ? next is 'I' or 'V' or 'X' : char.IsAsciiDigit(next);

    private static Field? FieldOf(string name) => name switch
    {
        "serial" => Field.Serial,
        "roman-month" => Field.RomanMonth,
        "year" => Field.Year,
        _ => null,
    };

    private static int? Digits(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;

    private readonly record struct Piece(Field Field, string Text);
}

using System.Globalization;
using Sakpore.Core.Catalog;

namespace Sakpore.Core.Applications;

/// <summary>What a permit type asks of files and form. All that is wrong is found, not the first alone.</summary>
internal static class OfferRules
{
    public static IReadOnlyList<SubmittedFile> Files(IReadOnlyList<OfferedFile> files)
    {
        var submitted = new SubmittedFile[files.Count];
        for (int i = 0; i < files.Count; i++)
            submitted[i] = new(files[i].Requirement, files[i].Document);
        return submitted;
    }

    public static void CheckMissing(List<Refusal> found, IReadOnlyList<OfferedFile> files, IReadOnlyList<Requirement> requirements)
    {
        for (int i = 0; i < requirements.Count; i++)
        {
            if (requirements[i].Required && !Has(files, requirements[i].Id))
                found.Add(Refusals.MissingRequirement(requirements[i]));
        }
    }

    public static void CheckFiles(List<Refusal> found, IReadOnlyList<OfferedFile> files, IReadOnlyList<Requirement> requirements)
    {
        for (int i = 0; i < files.Count; i++)
        {
            OfferedFile file = files[i];
            if (Find(requirements, file.Requirement) is not { } requirement)
                found.Add(Refusals.RequirementNotAsked(file.Requirement));
            else if (!Takes(requirement, file.MediaType))
                found.Add(Refusals.WrongMediaType(requirement, file.MediaType));
            else if (file.Bytes > requirement.MaxBytes)
                found.Add(Refusals.FileTooLarge(requirement, file.Bytes));
        }
    }

    /// <summary>Whether a file is offered for a requirement.</summary>
    public static bool Has(IReadOnlyList<OfferedFile> files, string requirement)
    {
        for (int i = 0; i < files.Count; i++)
        {
            if (files[i].Requirement == requirement)
                return true;
        }

        return false;
    }

    /// <summary>The requirement of an id, or null.</summary>
    public static Requirement? Find(IReadOnlyList<Requirement> requirements, string id)
    {
        for (int i = 0; i < requirements.Count; i++)
        {
            if (requirements[i].Id == id)
                return requirements[i];
        }

        return null;
    }

    private static bool Takes(Requirement requirement, string mediaType)
    {
        for (int i = 0; i < requirement.MediaTypes.Count; i++)
        {
            if (requirement.MediaTypes[i].Equals(mediaType, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Checks a form field by field. A sound form is checked without making anything: this is the path of every submission.</summary>
    public static void CheckForm(List<Refusal> found, IReadOnlyDictionary<string, FormValue> form, IReadOnlyList<FormField> fields)
    {
        int known = 0;
        for (int i = 0; i < fields.Count; i++)
        {
            FormField field = fields[i];
            FormValue? value = form.GetValueOrDefault(field.Name);
            known += value is null ? 0 : 1;
            int given = value is null ? 0 : Given(value);
            if (given == 0)
            {
                if (field.Required)
                    found.Add(Refusals.MissingField(field));
            }
            else if (Fault(field, value!, given, form) is { } fault)
            {
                found.Add(Refusals.InvalidField(field, fault));
            }
        }

        if (known == form.Count)
            return;
        foreach (string name in form.Keys.Where(name => !fields.Any(field => field.Name == name)))
            found.Add(Refusals.UnknownField(name));
    }

    /// <summary>How many of the texts say something.</summary>
    private static int Given(FormValue value)
    {
        int given = 0;
        for (int i = 0; i < value.Items.Count; i++)
            given += string.IsNullOrWhiteSpace(value.Items[i]) ? 0 : 1;
        return given;
    }

    private static LocalizedText? Fault(FormField field, FormValue value, int given, IReadOnlyDictionary<string, FormValue> form)
    {
        if (given > 1 && field.Type != FormFieldType.List)
            return new("hanya satu nilai", "one value only");
        for (int i = 0; i < value.Items.Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(value.Items[i]) && Fault(field, value.Items[i], form) is { } fault)
                return fault;
        }

        return null;
    }

    private static LocalizedText? Fault(FormField field, string text, IReadOnlyDictionary<string, FormValue> form)
    {
        if (text.AsSpan().ContainsAnyInRange('\0', '\u001F') || text.AsSpan().ContainsAnyInRange('\u007F', '\u009F'))
            return new("tanpa karakter kendali", "no control characters");

        // A text never has more grapheme clusters than UTF-16 units.
        if (text.Length > field.MaxLength && new StringInfo(text).LengthInTextElements > field.MaxLength)
            return new($"paling banyak {field.MaxLength} karakter", $"at most {field.MaxLength} characters");
        if (field.Digits is { } digits && (text.Length != digits || text.AsSpan().ContainsAnyExceptInRange('0', '9')))
            return new($"tepat {digits} angka", $"exactly {digits} digits");
        if (field.Type != FormFieldType.Date)
            return null;
        if (Date(text) is not { } date)
            return new("tanggal berbentuk tttt-bb-hh", "a date is yyyy-mm-dd");
        bool early = field.NotBefore is { } other && form.TryGetValue(other, out FormValue? earlier)
            && earlier.Items.Count == 1 && Date(earlier.Items[0]) is { } bound && date < bound;
        return early ? new($"tidak boleh sebelum '{field.NotBefore}'", $"not before '{field.NotBefore}'") : null;
    }

    /// <summary>The date of <c>yyyy-MM-dd</c>, and of nothing else; null for any other text.</summary>
    private static DateOnly? Date(string text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
            return null;
        return Digits(text.AsSpan(0, 4)) is { } year and >= 1 && Digits(text.AsSpan(5, 2)) is { } month and >= 1 and <= 12
            && Digits(text.AsSpan(8, 2)) is { } day and >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new(year, month, day)
            : null;
    }

    private static int? Digits(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}

using System.Globalization;
using Sakpore.Core.Catalog;

namespace Sakpore.Core.Applications;

/// <summary>What a permit type asks of files and form. All that is wrong is found, not the first alone.</summary>
internal static class OfferRules
{
    public static IReadOnlyList<SubmittedFile> Files(IReadOnlyList<OfferedFile> files) =>
        [.. files.Select(file => new SubmittedFile(file.Requirement, file.Document))];

    public static void CheckMissing(List<Refusal> found, IReadOnlyList<OfferedFile> files, IReadOnlyList<Requirement> requirements)
    {
        foreach (Requirement requirement in requirements)
        {
            if (requirement.Required && !files.Any(file => file.Requirement == requirement.Id))
                found.Add(Refusals.MissingRequirement(requirement));
        }
    }

    public static void CheckFiles(List<Refusal> found, IReadOnlyList<OfferedFile> files, IReadOnlyList<Requirement> requirements)
    {
        foreach (OfferedFile file in files)
        {
            if (requirements.FirstOrDefault(requirement => requirement.Id == file.Requirement) is not { } requirement)
                found.Add(Refusals.RequirementNotAsked(file.Requirement));
            else if (!requirement.MediaTypes.Contains(file.MediaType.ToLowerInvariant()))
                found.Add(Refusals.WrongMediaType(requirement, file.MediaType));
            else if (file.Bytes > requirement.MaxBytes)
                found.Add(Refusals.FileTooLarge(requirement, file.Bytes));
        }
    }

    public static void CheckForm(List<Refusal> found, IReadOnlyDictionary<string, FormValue> form, IReadOnlyList<FormField> fields)
    {
        foreach (string name in form.Keys)
        {
            if (!fields.Any(field => field.Name == name))
                found.Add(Refusals.UnknownField(name));
        }

        foreach (FormField field in fields)
        {
            string[] given = form.TryGetValue(field.Name, out FormValue? value) ? [.. value.Items.Where(item => !string.IsNullOrWhiteSpace(item))] : [];
            if (given.Length == 0)
            {
                if (field.Required)
                    found.Add(Refusals.MissingField(field));
            }
            else if (Fault(field, given, form) is { } fault)
            {
                found.Add(Refusals.InvalidField(field, fault));
            }
        }
    }

    private static LocalizedText? Fault(FormField field, string[] given, IReadOnlyDictionary<string, FormValue> form)
    {
        if (given.Length > 1 && field.Type != FormFieldType.List)
            return new("hanya satu nilai", "one value only");
        if (given.Any(text => text.Any(char.IsControl)))
            return new("tanpa karakter kendali", "no control characters");
        if (given.Any(text => new StringInfo(text).LengthInTextElements > field.MaxLength))
            return new($"paling banyak {field.MaxLength} karakter", $"at most {field.MaxLength} characters");
        if (field.Digits is { } digits && (given[0].Length != digits || !given[0].All(char.IsAsciiDigit)))
            return new($"tepat {digits} angka", $"exactly {digits} digits");
        if (field.Type != FormFieldType.Date)
            return null;
        if (Date(given[0]) is not { } date)
            return new("tanggal berbentuk tttt-bb-hh", "a date is yyyy-mm-dd");
        bool early = field.NotBefore is { } other && form.TryGetValue(other, out FormValue? earlier)
            && earlier.Items.Count == 1 && Date(earlier.Items[0]) is { } bound && date < bound;
        return early ? new($"tidak boleh sebelum '{field.NotBefore}'", $"not before '{field.NotBefore}'") : null;
    }

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;
}

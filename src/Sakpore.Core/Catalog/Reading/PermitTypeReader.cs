using System.Globalization;
using System.Text.RegularExpressions;
using Sakpore.Core.Applications;
using Sakpore.Core.Numbering;

namespace Sakpore.Core.Catalog.Reading;

/// <summary>Reads a permit type.</summary>
internal static partial class PermitTypeReader
{
    private static readonly (string, ApplicationKind)[] KindWords =
        [("baru", ApplicationKind.Baru), ("perpanjangan", ApplicationKind.Perpanjangan), ("perubahan", ApplicationKind.Perubahan)];

    private static readonly (string, FormFieldType)[] FieldTypes =
        [("text", FormFieldType.Text), ("date", FormFieldType.Date), ("list", FormFieldType.List)];

    private static readonly (string, ClockStart)[] ClockStarts =
        [("receipt", ClockStart.Receipt), ("declared_complete", ClockStart.DeclaredComplete)];

    public static ReadPart<PermitType> Read(YamlFields file)
    {
        IReadOnlyList<ApplicationKind> kinds = file.Choices("kinds", KindWords);
        if (kinds.Count == 0)
            file.Defect("kinds", "'kinds' must offer at least one kind of application.");

        var type = new PermitType
        {
            Slug = file.Slug("permit"),
            Version = file.Number("version", min: 1),
            EffectiveOn = file.Date("effective"),
            Name = file.Localized("name"),
            Sector = file.Text("sector"),
            Office = file.Slug("office"),
            LegalBasis = file.SomeTexts("legal_basis"),
            Kinds = kinds,
            Requirements = Requirements(file, kinds),
            Form = Form(file),
            CorrectionReasons = Reasons(file, "correction_reasons"),
            RejectionReasons = Reasons(file, "rejection_reasons"),
            ServiceStandard = Standard(file),
            Procedure = file.Text("procedure"),
            Recommendations = file.Texts("recommendations"),
            Validity = ValidityOf(file),
            Obligations = Obligations(file),
            LetterTemplate = file.Text("letter_template"),
            Numbers = Numbers(file),
            Rejection = RejectionOf(file),
            Retention = Kept(file),
        };
        file.Close();
        if (type.Validity?.UntilField is { } until && !type.Form.Any(field => field.Name == until && field.Type == FormFieldType.Date && field.Required))
            file.Defect("validity", $"'until_field' is '{until}', which is no required date field of the form.");
        var lines = new Dictionary<string, int>
        {
            ["permit"] = file.LineOf("permit"),
            ["office"] = file.LineOf("office"),
            ["procedure"] = file.LineOf("procedure"),
            ["recommendations"] = file.LineOf("recommendations"),
            ["service_standard"] = file.LineOf("service_standard"),
        };
        return new(type, file.Source, lines);
    }

    private static List<Requirement> Requirements(YamlFields file, IReadOnlyList<ApplicationKind> offered)
    {
        var requirements = new List<Requirement>();
        foreach (YamlFields item in file.Maps("requirements"))
        {
            var requirement = new Requirement(
                item.Slug("id"),
                item.Localized("name"),
                [.. item.SomeTexts("media_types").Select(type => type.ToLowerInvariant())],
                item.LongNumber("max_bytes", min: 1),
                item.Has("kinds") ? item.Choices("kinds", KindWords) : offered,
                item.Flag("required", otherwise: true),
                item.OptionalDate("from"),
                item.OptionalDate("until"));
            item.Close();
            if (requirement.Id == PermitType.FormItem)
                item.Defect("id", $"'{PermitType.FormItem}' names the form itself and cannot be a requirement's id.");
            if (requirement.From > requirement.Until)
                item.Defect("until", $"The requirement '{requirement.Id}' ends before it begins.");
            if (requirements.Exists(other => other.Id == requirement.Id))
                item.Defect("id", $"The requirement '{requirement.Id}' is listed twice.");
            requirements.Add(requirement);
        }

        return requirements;
    }

    private static List<FormField> Form(YamlFields file)
    {
        var fields = new List<FormField>();
        foreach (YamlFields item in file.Maps("form"))
        {
            var field = new FormField(
                item.Text("name"),
                item.Localized("label"),
                item.Choice("type", FieldTypes),
                item.Flag("required", otherwise: true),
                item.OptionalNumber("max_length", min: 1) ?? 200,
                item.OptionalNumber("digits", min: 1),
                item.OptionalText("not_before"));
            item.Close();
            if (field.Digits is not null && field.Type != FormFieldType.Text)
                item.Defect("digits", $"'digits' is for a text; the field '{field.Name}' is none.");
            if (field.NotBefore is { } earlier && (field.Type != FormFieldType.Date || !fields.Exists(other => other.Name == earlier && other.Type == FormFieldType.Date)))
                item.Defect("not_before", $"'not_before' of '{field.Name}' must name a date field above it, and the field be a date itself.");
            if (field.Name.Length > 0 && !FieldName().IsMatch(field.Name))
                item.Defect("name", $"The field '{field.Name}' must be lower-case words joined by '_', grouped with dots.");
            if (fields.Exists(other => other.Name == field.Name))
                item.Defect("name", $"The field '{field.Name}' is listed twice.");
            fields.Add(field);
        }

        return fields;
    }

    private static List<ReasonText> Reasons(YamlFields file, string key)
    {
        var reasons = new List<ReasonText>();
        foreach (YamlFields item in file.Maps(key))
        {
            var reason = new ReasonText(item.Text("code"), item.Localized("text"));
            item.Close();
            if (reason.Code.Length > 0 && !ReasonCode().IsMatch(reason.Code))
                item.Defect("code", $"The code '{reason.Code}' must be UPPER_SNAKE.");
            if (reasons.Exists(other => other.Code == reason.Code))
                item.Defect("code", $"The code '{reason.Code}' is listed twice.");
            reasons.Add(reason);
        }

        if (reasons.Count == 0)
            file.Defect(key, $"'{key}' must list at least one reason.");
        return reasons;
    }

    private static ServiceStandard Standard(YamlFields file)
    {
        if (file.Map("service_standard") is not { } item)
            return new(1, 1, ClockStart.Receipt, "");
        const int most = ServiceStandard.MostDays;
        var standard = new ServiceStandard(
            item.Number("min_days", min: 1, most), item.Number("max_days", min: 1, most), item.Choice("starts_at", ClockStarts), item.Slug("calendar"),
            item.OptionalNumber("legal_limit_days", min: 1, most) ?? ServiceStandard.GeneralLegalLimitDays,
            item.OptionalNumber("max_extension_days", min: 0, most) ?? 0,
            item.OptionalNumber("correction_window_days", min: 1, most),
            item.Has("correction_reminder_days") ? Reminders(item) : null);
        item.Close();
        if (standard.MaxDays < standard.MinDays)
            item.Defect("max_days", $"The promise ends at {standard.MaxDays} working days, before it begins at {standard.MinDays}.");
        return standard;
    }

    private static List<int> Reminders(YamlFields item)
    {
        int window = item.OptionalNumber("correction_window_days", min: 1, ServiceStandard.MostDays) ?? 0;
        var reminders = new List<int>();
        foreach (string text in item.Texts("correction_reminder_days"))
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) || days >= window)
                item.Defect("correction_reminder_days", $"'{text}' in 'correction_reminder_days' must be working days left, below the window of {window}.");
            else if (reminders.Contains(days))
                item.Defect("correction_reminder_days", $"The reminder at {days} working days is listed twice.");
            else
                reminders.Add(days);
        }

        return reminders;
    }

    private static List<NumberRule> Numbers(YamlFields file)
    {
        var rules = new List<NumberRule>();
        foreach (YamlFields item in file.Maps("numbers"))
        {
            DateOnly from = item.Date("from");
            string text = item.Text("template");
            string series = item.Slug("series");
            item.Close();
            if (LetterNumberTemplate.Parse(text) is not { } template)
                item.Defect("template", $"'{text}' is not a number template: fixed text with {{serial}}, {{roman-month}} and {{year}} once each, none touching.");
            else if (rules.Count > 0 && rules[^1].From >= from)
                item.Defect("from", $"The number template from {from:O} must come before the later one above it.");
            else
                rules.Add(new(from, template, series));
        }

        if (rules.Count == 0)
            file.Defect("numbers", "'numbers' must have at least one number template.");
        return rules;
    }

    private static RejectionLetter? RejectionOf(YamlFields file)
    {
        if (!file.Has("rejection_letter") || file.Map("rejection_letter") is not { } item)
            return null;
        var letter = new RejectionLetter(item.Text("template"), Numbers(item));
        item.Close();
        return letter;
    }

    private static Validity? ValidityOf(YamlFields file)
    {
        if (!file.Has("validity") || file.Map("validity") is not { } item)
            return null;
        var validity = new Validity(
            item.OptionalNumber("years", min: 1), item.OptionalText("until_field"), item.Has("renewal_reminder_days") ? RenewalReminders(item) : null);
        item.Close();
        if (validity.Years.HasValue == validity.UntilField is not null)
            item.Defect("years", "'validity' says either 'years' or 'until_field', and not both.");
        return validity;
    }

    private static List<int> RenewalReminders(YamlFields item)
    {
        var reminders = new List<int>();
        foreach (string text in item.Texts("renewal_reminder_days"))
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) || days is < 1 or > ServiceStandard.MostDays)
                item.Defect("renewal_reminder_days", $"'{text}' in 'renewal_reminder_days' must be days left, from 1 to {ServiceStandard.MostDays}.");
            else if (reminders.Contains(days))
                item.Defect("renewal_reminder_days", $"The reminder at {days} days is listed twice.");
            else
                reminders.Add(days);
        }

        return reminders;
    }

    private static List<Obligation> Obligations(YamlFields file)
    {
        var obligations = new List<Obligation>();
        foreach (YamlFields item in file.Maps("obligations"))
        {
            var obligation = new Obligation(item.Slug("id"), item.Localized("text"));
            item.Close();
            if (obligations.Exists(other => other.Id == obligation.Id))
                item.Defect("id", $"The obligation '{obligation.Id}' is listed twice.");
            obligations.Add(obligation);
        }

        return obligations;
    }

    private static Retention Kept(YamlFields file)
    {
        if (file.Map("retention") is not { } item)
            return new(null, "");
        bool permanent = item.Flag("permanent", otherwise: false);
        int? years = item.OptionalNumber("years", min: 1);
        string reason = item.Text("reason");
        item.Close();
        if (permanent == years.HasValue)
            item.Defect("years", "'retention' says either 'permanent: true' or 'years', and not both.");
        return new(years, reason);
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]*(_[a-z0-9]+)*(\.[a-z][a-z0-9]*(_[a-z0-9]+)*)*$")]
    private static partial Regex FieldName();

    [GeneratedRegex("^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$")]
    private static partial Regex ReasonCode();
}

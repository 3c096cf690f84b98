using Sakpore.Core.Applications;

namespace Sakpore.Core.Catalog;

/// <summary>
/// A kind of permit: its service standard (UU 25/2009, PermenPANRB 15/2014), what is asked of the applicant, and the
/// procedure and letter that follow. A version never changes; an application keeps the one it began with.
/// </summary>
public sealed record PermitType
{
    /// <summary>
    /// The item a stage names when the form's data, not a file, must be corrected. No requirement has this id.
    /// </summary>
    public const string FormItem = "formulir";

    /// <summary>The permit type's slug, for example <c>skp-penelitian</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>The version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The first day (office time) on which applications begin with this version.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>Its name.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>The sector of the back office that verifies it, for example <c>penelitian</c>.</summary>
    public required string Sector { get; init; }

    /// <summary>The issuing office's slug.</summary>
    public required string Office { get; init; }

    /// <summary>The rules it rests on, each as it is cited.</summary>
    public required IReadOnlyList<string> LegalBasis { get; init; }

    /// <summary>The kinds of application offered; at least one.</summary>
    public required IReadOnlyList<ApplicationKind> Kinds { get; init; }

    /// <summary>Every requirement of every kind and date; <see cref="RequirementsOf"/> gives those of one application.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>The form's fields.</summary>
    public required IReadOnlyList<FormField> Form { get; init; }

    /// <summary>Reasons for which a stage may ask for corrections.</summary>
    public required IReadOnlyList<ReasonText> CorrectionReasons { get; init; }

    /// <summary>Reasons for which the application may be refused.</summary>
    public required IReadOnlyList<ReasonText> RejectionReasons { get; init; }

    /// <summary>The promise.</summary>
    public required ServiceStandard ServiceStandard { get; init; }

    /// <summary>The procedure, <c>slug@version</c>.</summary>
    public required string Procedure { get; init; }

    /// <summary>The optional branches of the procedure that this permit type needs, by stage id.</summary>
    public required IReadOnlyList<string> Recommendations { get; init; }

    /// <summary>How long the letter is valid; null: the rule sets no end.</summary>
    public required Validity? Validity { get; init; }

    /// <summary>What the holder must do after issue.</summary>
    public required IReadOnlyList<Obligation> Obligations { get; init; }

    /// <summary>The letter template: a slug (an application pins the newest) or <c>slug@version</c>.</summary>
    public required string LetterTemplate { get; init; }

    /// <summary>The forms of the letter's number, oldest first; at least one.</summary>
    public required IReadOnlyList<NumberRule> Numbers { get; init; }

    /// <summary>The letter by which an application is refused; null: a refusal is told without one.</summary>
    public RejectionLetter? Rejection { get; init; }

    /// <summary>How long the letter is kept.</summary>
    public required Retention Retention { get; init; }

    /// <summary><c>slug@version</c>.</summary>
    public string Pin => $"{Slug}@{Version}";

    /// <summary>The requirements of an application.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="on">The day (office time) it was handed in: a requirement counts from its first to its last day.</param>
    public IReadOnlyList<Requirement> RequirementsOf(ApplicationKind kind, DateOnly on)
    {
        var asked = new List<Requirement>(Requirements.Count);
        for (int i = 0; i < Requirements.Count; i++)
        {
            Requirement requirement = Requirements[i];
            if (requirement.Kinds.Contains(kind) && !(on < requirement.From) && !(on > requirement.Until))
                asked.Add(requirement);
        }

        return asked;
    }

    /// <summary>The form of the number of a letter of that date; null before the first.</summary>
    public NumberRule? NumberOn(DateOnly date) => Numbers.LastOrDefault(rule => rule.From <= date);
}

/// <summary>Something the applicant must hand in as a file.</summary>
/// <param name="Id">Its id in the permit type, for example <c>surat-pengantar</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="MediaTypes">Media types taken, lower case; at least one.</param>
/// <param name="MaxBytes">The greatest size taken, in bytes; a file of exactly this size is taken.</param>
/// <param name="Kinds">The kinds of application that need it.</param>
/// <param name="Required">Whether the application is refused without it.</param>
/// <param name="From">The first day it is asked for; null: since ever.</param>
/// <param name="Until">The last day it is asked for; null: no end.</param>
public sealed record Requirement(
    string Id, LocalizedText Name, IReadOnlyList<string> MediaTypes, long MaxBytes, IReadOnlyList<ApplicationKind> Kinds,
    bool Required, DateOnly? From = null, DateOnly? Until = null);

/// <summary>A field of the form.</summary>
/// <param name="Name">Its name, dotted where grouped, for example <c>surat_pengantar.nomor</c>.</param>
/// <param name="Label">What the applicant reads.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Required">Whether the application is refused without it.</param>
/// <param name="MaxLength">The greatest length of each text, in characters as a reader counts them (grapheme clusters).</param>
/// <param name="Digits">The exact number of digits a text consists of, for example 16 for a NIK; null: any text.</param>
/// <param name="NotBefore">The date field that this date may equal but not precede; null: none.</param>
public sealed record FormField(
    string Name, LocalizedText Label, FormFieldType Type, bool Required, int MaxLength, int? Digits = null, string? NotBefore = null);

/// <summary>What a form field takes.</summary>
public enum FormFieldType
{
    /// <summary>One text.</summary>
    Text,

    /// <summary>One date, <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>Any number of texts, in order.</summary>
    List,
}

/// <summary>A reason that may be given, by its code.</summary>
/// <param name="Code">UPPER_SNAKE.</param>
/// <param name="Text">The sentence the applicant reads.</param>
public sealed record ReasonText(string Code, LocalizedText Text);

/// <summary>How long a letter is valid: a number of years from its date, or until a date in the application. One of them.</summary>
/// <param name="Years">Years from the letter's date; null where the form says.</param>
/// <param name="UntilField">The date field of the form; null where years are counted.</param>
/// <param name="RenewalReminderDays">Reminders before the last day, each as the calendar days that are left; null: none.</param>
public sealed record Validity(int? Years, string? UntilField, IReadOnlyList<int>? RenewalReminderDays = null);

/// <summary>Something the holder must do after issue.</summary>
/// <param name="Id">Its id, for example <c>laporan</c>.</param>
/// <param name="Text">What must be done.</param>
public sealed record Obligation(string Id, LocalizedText Text);

/// <summary>The promise: a range of working days, and the legal limit beside it, which no extension moves.</summary>
/// <param name="MinDays">The lower end, from 1.</param>
/// <param name="MaxDays">The upper end; lateness counts from here.</param>
/// <param name="StartsAt">When the clock starts.</param>
/// <param name="Calendar">The slug of the calendar counted on.</param>
/// <param name="LegalLimitDays">
/// Working days after complete receipt at which approval is deemed (UU 30/2014 art. 53 as amended by UU 6/2023 art. 175:
/// the sector law's limit, else 5).
/// </param>
/// <param name="MaxExtensionDays">Working days by which the promise may be extended in all; 0: not at all.</param>
/// <param name="CorrectionWindowDays">Working days the applicant has for a correction; after them the application may lapse. Null: no end.</param>
/// <param name="CorrectionReminderDays">Reminders before that, each as the working days that are left; null: none.</param>
public sealed record ServiceStandard(
    int MinDays, int MaxDays, ClockStart StartsAt, string Calendar,
    int LegalLimitDays = ServiceStandard.GeneralLegalLimitDays, int MaxExtensionDays = 0, int? CorrectionWindowDays = null,
    IReadOnlyList<int>? CorrectionReminderDays = null)
{
    /// <summary>The most working days that a catalog may set for anything: about four years.</summary>
    public const int MostDays = 1000;

    /// <summary>The legal limit where no sector law sets one: 5 working days (UU 6/2023 art. 175).</summary>
    public const int GeneralLegalLimitDays = 5;
}

/// <summary>When the promise's clock starts.</summary>
public enum ClockStart
{
    /// <summary>When the application is handed in.</summary>
    Receipt,

    /// <summary>When it is declared complete.</summary>
    DeclaredComplete,
}

/// <summary>The form of a letter's number from a date on: classification codes change, so it is dated.</summary>
/// <param name="From">The first letter date it is used for.</param>
/// <param name="Template">The template.</param>
/// <param name="Series">The series its serials are taken from.</param>
public sealed record NumberRule(DateOnly From, Numbering.LetterNumberTemplate Template, string Series);

/// <summary>The letter by which an application is refused: with its reason and the way to object.</summary>
/// <param name="LetterTemplate">The letter template: a slug, or <c>slug@version</c>.</param>
/// <param name="Numbers">The forms of its number, oldest first; at least one.</param>
public sealed record RejectionLetter(string LetterTemplate, IReadOnlyList<NumberRule> Numbers)
{
    /// <summary>The form of the number of a letter of that date; null before the first.</summary>
    public NumberRule? NumberOn(DateOnly date) => Numbers.LastOrDefault(rule => rule.From <= date);
}

/// <summary>How long an issued letter is kept.</summary>
/// <param name="Years">Years after issue; null: for ever.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record Retention(int? Years, string Reason);

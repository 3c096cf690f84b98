namespace Sakpore.Core.Applications;

/// <summary>
/// A fact about an application, in the past tense. It holds no personal value: persons are subject ids, free text is
/// a note's id, files are document ids.
/// </summary>
public abstract record ApplicationEvent;

/// <summary>A file handed in for one requirement.</summary>
/// <param name="Requirement">The requirement's id in the permit type.</param>
/// <param name="Document">The document's id.</param>
public sealed record SubmittedFile(string Requirement, string Document);

/// <summary>The versions of all catalog parts that an application began with, each as <c>slug@version</c>.</summary>
/// <param name="PermitType">Permit type: requirements, service standard, number template.</param>
/// <param name="Procedure">Procedure.</param>
/// <param name="LetterTemplate">Letter template.</param>
public sealed record CatalogPins(string PermitType, string Procedure, string LetterTemplate);

/// <summary>The application was handed in.</summary>
/// <param name="Application">The registration id (20 digits).</param>
/// <param name="Kind">Baru, Perpanjangan or Perubahan.</param>
/// <param name="Subject">The applicant: a random subject id.</param>
/// <param name="Pins">Catalog versions the application keeps.</param>
/// <param name="Files">One file or more for each requirement.</param>
/// <param name="Stages">The stages that opened.</param>
/// <param name="Earlier">The code of the earlier letter that is extended or changed; null for Baru.</param>
public sealed record Submitted(
    string Application, ApplicationKind Kind, string Subject, CatalogPins Pins,
    IReadOnlyList<SubmittedFile> Files, IReadOnlyList<StageOpening> Stages, string? Earlier = null) : ApplicationEvent;

/// <summary>A stage that opened, with its owner as the procedure had it, so that history alone tells who held the file.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="Office">The office that holds it.</param>
/// <param name="Role">The role in that office.</param>
/// <param name="Sector">The sector, where the role is split by sector; otherwise null.</param>
/// <param name="Signs">Whether this stage's action is to sign the letter.</param>
/// <param name="Join">The join this stage is a branch of; null outside parallel work.</param>
public sealed record StageOpening(string Stage, string Office, string Role, string? Sector = null, bool Signs = false, string? Join = null);

/// <summary>The file was declared complete. The promise starts here where the service standard says so.</summary>
/// <param name="Stage">The stage that declared it.</param>
public sealed record DeclaredComplete(string Stage) : ApplicationEvent;

/// <summary>The promise to the applicant, fixed at the start of the clock.</summary>
/// <param name="Day0">Day 0 (local date), rolled as DOMAIN says.</param>
/// <param name="MinDays">Lower end, working days.</param>
/// <param name="MaxDays">Upper end, working days; lateness counts from here.</param>
/// <param name="Calendar">The calendar, <c>slug@revision</c>.</param>
/// <param name="EarliestOn">Day 0 plus <paramref name="MinDays"/>.</param>
/// <param name="DueOn">Day 0 plus <paramref name="MaxDays"/>, before any suspension.</param>
public sealed record Promised(DateOnly Day0, int MinDays, int MaxDays, string Calendar, DateOnly EarliestOn, DateOnly DueOn) : ApplicationEvent;

/// <summary>Owed files arrived.</summary>
/// <param name="Files">The files, by requirement.</param>
/// <param name="DataRevised">Whether the form's data were replaced too.</param>
/// <param name="StillOwed">Requirements that are owed after this. Empty: the clock goes on.</param>
public sealed record Supplemented(IReadOnlyList<SubmittedFile> Files, bool DataRevised, IReadOnlyList<string> StillOwed) : ApplicationEvent;

/// <summary>A stage was finished and the next one opened.</summary>
/// <param name="From">The stage that was finished.</param>
/// <param name="To">The stages that opened: several where they are branches of a join.</param>
/// <param name="Reason">Why it goes on although an agency advised against it, a reason code; null where none did. Since version 2.</param>
public sealed record Forwarded(string From, IReadOnlyList<StageOpening> To, string? Reason = null) : ApplicationEvent;

/// <summary>A stage asked the applicant for corrections. The promise is suspended until nothing is owed.</summary>
/// <param name="Stage">The stage that asked; it stays open.</param>
/// <param name="Owed">Requirement ids owed, including those owed before.</param>
/// <param name="Reason">A reason code of the permit type's list, for example <c>UNREADABLE</c>.</param>
public sealed record ReturnedForCorrection(string Stage, IReadOnlyList<string> Owed, string Reason) : ApplicationEvent;

/// <summary>The applicant was reminded that a correction is owed and the application lapses without it.</summary>
/// <param name="DaysLeft">The reminder, by the working days left when it fell due. Recorded once for each return.</param>
/// <param name="WindowEndsOn">The last day of the correction window as it was told.</param>
public sealed record CorrectionReminded(int DaysLeft, DateOnly WindowEndsOn) : ApplicationEvent;

/// <summary>A recommendation was asked of an office.</summary>
/// <param name="Stage">The branch's stage.</param>
/// <param name="Office">The office that is asked.</param>
public sealed record RecommendationRequested(string Stage, string Office) : ApplicationEvent;

/// <summary>An office recommended, or advised against.</summary>
/// <param name="Stage">The branch's stage, which closed.</param>
/// <param name="Office">The office that answered.</param>
/// <param name="Favourable">True: in favour.</param>
/// <param name="Document">The recommendation letter's document id.</param>
/// <param name="Number">The letter's number.</param>
/// <param name="Date">The letter's date.</param>
public sealed record Recommended(string Stage, string Office, bool Favourable, string Document, string Number, DateOnly Date) : ApplicationEvent;

/// <summary>An office did not answer in time, and a rule takes its silence for consent. Counts as an answer in favour.</summary>
/// <param name="Stage">The branch's stage, which closed.</param>
/// <param name="Office">The office that was silent.</param>
/// <param name="Rule">The rule, as the catalog cites it.</param>
/// <param name="TargetOn">The last day on which it could have answered.</param>
public sealed record ConsentPresumed(string Stage, string Office, string Rule, DateOnly TargetOn) : ApplicationEvent;

/// <summary>A join was completed: open branches closed, the next stages opened.</summary>
/// <param name="Join">The join's id.</param>
/// <param name="AllFavourable">Whether each answer was in favour.</param>
/// <param name="To">Stages that opened.</param>
public sealed record RecommendationsJoined(string Join, bool AllFavourable, IReadOnlyList<StageOpening> To) : ApplicationEvent;

/// <summary>A signature was asked for; recorded before any key is used, so that a crash leaves what was meant.</summary>
/// <param name="Stage">The signing stage.</param>
/// <param name="Intent">The signing intent's id.</param>
/// <param name="Officer">The officer who signs.</param>
/// <param name="Mandate">The mandate signed by; null where the hub keeps none.</param>
/// <param name="Reason">Why it is signed although an agency advised against it, a reason code; null where none did. Since version 2.</param>
public sealed record SigningRequested(string Stage, string Intent, string Officer, string? Mandate = null, string? Reason = null) : ApplicationEvent;

/// <summary>The letter received its number. Kept through failed signings: one application, one number.</summary>
/// <param name="Number">The number as printed.</param>
/// <param name="Series">The series the serial was taken from.</param>
/// <param name="Year">The year of the series.</param>
/// <param name="Serial">The serial, from 1.</param>
/// <param name="Code">The code on paper: at least 80 bits, Crockford base32.</param>
/// <param name="Date">The letter's date, office time.</param>
public sealed record LetterNumbered(string Number, string Series, int Year, int Serial, string Code, DateOnly Date) : ApplicationEvent;

/// <summary>The letter carries its signature.</summary>
/// <param name="Intent">The signing intent.</param>
/// <param name="Document">The signed document's id.</param>
/// <param name="Sha256">SHA-256 of the signed PDF, lower-case hex. The letter is a public record.</param>
/// <param name="Officer">The officer who signed.</param>
/// <param name="Certificate">SHA-256 of the signer's certificate, lower-case hex.</param>
public sealed record LetterSigned(string Intent, string Document, string Sha256, string Officer, string Certificate) : ApplicationEvent;

/// <summary>A signing failed and nothing was signed. The number stays; it may be tried again.</summary>
/// <param name="Intent">The signing intent.</param>
/// <param name="Reason">A reason code, for example <c>WRONG_PASSPHRASE</c>.</param>
public sealed record SigningFailed(string Intent, string Reason) : ApplicationEvent;

/// <summary>The letter was issued. An end.</summary>
/// <param name="Code">The code on paper.</param>
public sealed record Issued(string Code) : ApplicationEvent;

/// <summary>The application was refused. An end.</summary>
/// <param name="Stage">The stage that refused.</param>
/// <param name="Reason">A reason code.</param>
public sealed record Rejected(string Stage, string Reason) : ApplicationEvent;

/// <summary>The applicant took the application back. An end.</summary>
public sealed record Withdrawn : ApplicationEvent;

/// <summary>The number will not be used: the application ended otherwise. The register keeps it as void.</summary>
/// <param name="Number">The number as printed.</param>
/// <param name="Reason">Why: the end's name in UPPER_SNAKE, for example <c>WITHDRAWN</c>.</param>
public sealed record NumberVoided(string Number, string Reason) : ApplicationEvent;

/// <summary>The promise was extended. The legal limit stays.</summary>
/// <param name="Days">Working days added, from 1.</param>
/// <param name="Reason">A reason code.</param>
/// <param name="DueOn">The due date as it was told then.</param>
public sealed record DeadlineExtended(int Days, string Reason, DateOnly DueOn) : ApplicationEvent;

/// <summary>
/// The legal limit passed without a decision: approval is deemed (UU 6/2023 art. 175). Recorded once and escalated; the
/// head of the office signs or records why not. No letter is issued without an officer's signature.
/// </summary>
/// <param name="LimitOn">The last day of the limit.</param>
public sealed record DeemedApproved(DateOnly LimitOn) : ApplicationEvent;

/// <summary>What was owed did not come within the correction window. An end.</summary>
/// <param name="WindowEndedOn">The last day of the window.</param>
public sealed record Lapsed(DateOnly WindowEndedOn) : ApplicationEvent;

/// <summary>The application goes on under another version of its procedure.</summary>
/// <param name="From">The procedure it had, <c>slug@version</c>.</param>
/// <param name="To">The procedure it has now.</param>
/// <param name="Reason">A reason code.</param>
public sealed record MigratedToProcedure(string From, string To, string Reason) : ApplicationEvent;

/// <summary>A rung of escalation was reached. Recorded once for each rung.</summary>
/// <param name="Percent">The share of the promise used up, in percent.</param>
/// <param name="DueOn">The due date as it was then.</param>
public sealed record RungReached(int Percent, DateOnly DueOn) : ApplicationEvent;

/// <summary>A decree moved the due date. Recorded once for each revision of the calendar that moves it; both dates are told.</summary>
/// <param name="From">The due date before the decree.</param>
/// <param name="To">The due date now; never before <paramref name="From"/>.</param>
/// <param name="Calendar">The calendar that it rests on now, <c>slug@revision</c>.</param>
public sealed record PromiseMoved(DateOnly From, DateOnly To, string Calendar) : ApplicationEvent;

/// <summary>An open stage was given to one officer.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Officer">The officer, <c>officers/{id}</c>.</param>
public sealed record Assigned(string Stage, string Officer) : ApplicationEvent;

/// <summary>Someone asked why a stage takes long.</summary>
/// <param name="Inquiry">The inquiry's id.</param>
/// <param name="Stage">The stage asked about.</param>
public sealed record Inquired(string Inquiry, string Stage) : ApplicationEvent;

/// <summary>The holder of a stage said why it takes long and when it is expected to be done.</summary>
/// <param name="Inquiry">The inquiry's id.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Reason">Why.</param>
/// <param name="ExpectedOn">When it is expected to be done, office time.</param>
public sealed record InquiryAnswered(string Inquiry, string Stage, HoldReason Reason, DateOnly ExpectedOn) : ApplicationEvent;

/// <summary>The letter was revoked after it was issued.</summary>
/// <param name="Reason">A reason code.</param>
public sealed record Revoked(string Reason) : ApplicationEvent;

/// <summary>Another letter took the place of this one.</summary>
/// <param name="By">The code of the newer letter.</param>
public sealed record Superseded(string By) : ApplicationEvent;

/// <summary>The holder was reminded that the letter ends and may be extended. Recorded once for each reminder.</summary>
/// <param name="DaysLeft">The reminder, by the calendar days left when it fell due.</param>
/// <param name="ValidUntil">The last day on which the letter is valid.</param>
public sealed record RenewalReminded(int DaysLeft, DateOnly ValidUntil) : ApplicationEvent;

/// <summary>The holder met an obligation of the letter.</summary>
/// <param name="Obligation">The obligation's id in the permit type.</param>
/// <param name="Document">The document that shows it, or null.</param>
public sealed record ObligationMet(string Obligation, string? Document = null) : ApplicationEvent;

namespace Sakpore.Core.Applications;

/// <summary>Something that someone wants done with an application. It is decided by <see cref="ApplicationDecider"/>.</summary>
public abstract record ApplicationCommand;

/// <summary>Hand in a new application.</summary>
/// <param name="Application">The registration id.</param>
/// <param name="Kind">Baru, Perpanjangan or Perubahan.</param>
/// <param name="Subject">The applicant's subject id.</param>
/// <param name="Files">Files by requirement, with what the permit type checks of them.</param>
/// <param name="Form">The form's values by field name; checked here, never recorded in the history.</param>
/// <param name="LetterTemplate">The letter template to pin, <c>slug@version</c>.</param>
/// <param name="Earlier">For Perpanjangan and Perubahan: the letter that is extended or changed; otherwise not looked at.</param>
public sealed record Submit(
    string Application, ApplicationKind Kind, string Subject, IReadOnlyList<OfferedFile> Files,
    IReadOnlyDictionary<string, FormValue> Form, string LetterTemplate, EarlierLetter? Earlier = null) : ApplicationCommand;

/// <summary>An earlier letter as the applicant named it, with what the register says of it.</summary>
/// <param name="Code">The code named.</param>
/// <param name="Exists">Whether the register has it.</param>
/// <param name="Subject">Its holder's subject id; null where it does not exist.</param>
/// <param name="Revoked">Whether it was revoked.</param>
public sealed record EarlierLetter(string Code, bool Exists, string? Subject, bool Revoked);

/// <summary>A file as offered: what the rules look at.</summary>
/// <param name="Requirement">The requirement it is offered for.</param>
/// <param name="Document">The document's id.</param>
/// <param name="MediaType">The media type found in its bytes, for example <c>application/pdf</c>.</param>
/// <param name="Bytes">Its size in bytes.</param>
public sealed record OfferedFile(string Requirement, string Document, string MediaType, long Bytes);

/// <summary>Declare the file complete (front office).</summary>
/// <param name="Stage">The stage; null where the actor's office and role leave one.</param>
public sealed record DeclareComplete(string? Stage = null) : ApplicationCommand;

/// <summary>Hand in what is owed.</summary>
/// <param name="Files">Files by requirement; only requirements that are owed.</param>
/// <param name="Form">New values of the whole form, or null to keep them.</param>
public sealed record Supplement(IReadOnlyList<OfferedFile> Files, IReadOnlyDictionary<string, FormValue>? Form = null) : ApplicationCommand;

/// <summary>Finish a stage and pass the file on.</summary>
/// <param name="Stage">The stage; null where the actor's office and role leave one.</param>
/// <param name="To">The target, where the procedure offers several; null where it offers one.</param>
/// <param name="Reason">A reason code. Needed, and recorded, where an agency advised against it; otherwise null.</param>
public sealed record Forward(string? Stage = null, string? To = null, string? Reason = null) : ApplicationCommand;

/// <summary>Ask the applicant for corrections.</summary>
/// <param name="Owed">Requirement ids; at least one.</param>
/// <param name="Reason">A reason code of the permit type.</param>
/// <param name="Stage">The stage; null where the actor's office and role leave one.</param>
public sealed record ReturnForCorrection(IReadOnlyList<string> Owed, string Reason, string? Stage = null) : ApplicationCommand;

/// <summary>Refuse the application.</summary>
/// <param name="Reason">A reason code.</param>
/// <param name="Stage">The stage; null where the actor's office and role leave one.</param>
public sealed record Reject(string Reason, string? Stage = null) : ApplicationCommand;

/// <summary>Recommend, or advise against.</summary>
/// <param name="Favourable">True: in favour.</param>
/// <param name="Document">The recommendation letter's document id.</param>
/// <param name="Number">The letter's number.</param>
/// <param name="Date">The letter's date; not in the future.</param>
/// <param name="Stage">The stage; null where the actor's office and role leave one.</param>
public sealed record Recommend(bool Favourable, string Document, string Number, DateOnly Date, string? Stage = null) : ApplicationCommand;

/// <summary>Ask for the letter's signature. Where the letter has no number yet, <paramref name="Number"/> is recorded.</summary>
/// <param name="Intent">The signing intent's id.</param>
/// <param name="Number">The number to record; null where the application has one.</param>
/// <param name="Stage">The stage; null where the actor's office and role leave one.</param>
/// <param name="Reason">A reason code. Needed, and recorded, where an agency advised against it; otherwise null.</param>
public sealed record RequestSigning(string Intent, LetterNumbered? Number = null, string? Stage = null, string? Reason = null) : ApplicationCommand;

/// <summary>Record the signature that was made for the open intent; the letter is issued.</summary>
/// <param name="Intent">The signing intent's id.</param>
/// <param name="Document">The signed document's id.</param>
/// <param name="Sha256">SHA-256 of the signed PDF, lower-case hex.</param>
/// <param name="Certificate">SHA-256 of the signer's certificate, lower-case hex; the one the mandate binds.</param>
public sealed record RecordSignature(string Intent, string Document, string Sha256, string Certificate) : ApplicationCommand;

/// <summary>Record that the open intent came to nothing.</summary>
/// <param name="Intent">The signing intent's id.</param>
/// <param name="Reason">A reason code.</param>
public sealed record RecordSigningFailure(string Intent, string Reason) : ApplicationCommand;

/// <summary>Take the application back.</summary>
public sealed record Withdraw : ApplicationCommand;

/// <summary>Extend the promise (koordinator or kepala).</summary>
/// <param name="Days">Working days, from 1; with earlier ones at most what the catalog allows.</param>
/// <param name="Reason">A reason code.</param>
public sealed record ExtendDeadline(int Days, string Reason) : ApplicationCommand;

/// <summary>Record that the legal limit has passed. Refused before it has, and a second time.</summary>
public sealed record RecordDeemedApproval : ApplicationCommand;

/// <summary>
/// Record that an agency was silent past its target where a rule takes silence for consent. Refused where the catalog cites
/// no rule: then lateness escalates and nothing else.
/// </summary>
/// <param name="Stage">The branch's stage.</param>
public sealed record RecordSilence(string Stage) : ApplicationCommand;

/// <summary>Record that the applicant was reminded of the correction owed. Refused before the reminder is due, and a second time.</summary>
/// <param name="DaysLeft">The reminder, one of the service standard's.</param>
public sealed record RecordCorrectionReminder(int DaysLeft) : ApplicationCommand;

/// <summary>Close the application because the correction window has passed.</summary>
public sealed record RecordLapse : ApplicationCommand;

/// <summary>Move the application to another procedure or version (koordinator or kepala).</summary>
/// <param name="To">The procedure; it must have every stage that is open, with the same owner.</param>
/// <param name="Reason">A reason code.</param>
public sealed record MigrateToProcedure(Procedures.Procedure To, string Reason) : ApplicationCommand;

/// <summary>Record that a rung of escalation was reached. Refused before it is, and a second time.</summary>
/// <param name="Percent">The rung, in percent of the promise, from 1.</param>
public sealed record RecordRung(int Percent) : ApplicationCommand;

/// <summary>Record that a decree moved the due date. Refused where it did not, and a second time for the same revision.</summary>
public sealed record RecordPromiseMove : ApplicationCommand;

/// <summary>
/// Ask an agency for its recommendation again: one that has not answered is reminded; one that has answers anew, from a stage that
/// leads to its join, and the others' answers stand.
/// </summary>
/// <param name="Branch">The branch's stage.</param>
public sealed record RequestRecommendation(string Branch) : ApplicationCommand;

/// <summary>Give an open stage to one officer of its office.</summary>
/// <param name="Officer">The officer, <c>officers/{id}</c>; the caller makes sure that the officer holds the stage's role.</param>
/// <param name="Stage">The stage; null where the actor's office has one open.</param>
public sealed record Assign(string Officer, string? Stage = null) : ApplicationCommand;

/// <summary>Ask why a stage takes long.</summary>
/// <param name="Inquiry">The inquiry's id.</param>
/// <param name="Stage">The stage; null where one is open.</param>
public sealed record Inquire(string Inquiry, string? Stage = null) : ApplicationCommand;

/// <summary>Answer an inquiry about a stage that the actor holds.</summary>
/// <param name="Inquiry">The inquiry's id.</param>
/// <param name="Reason">Why it takes long.</param>
/// <param name="ExpectedOn">When it is expected to be done; not before today.</param>
public sealed record AnswerInquiry(string Inquiry, HoldReason Reason, DateOnly ExpectedOn) : ApplicationCommand;

/// <summary>Revoke the issued letter (kepala of the issuing office).</summary>
/// <param name="Reason">A reason code.</param>
public sealed record RevokeLetter(string Reason) : ApplicationCommand;

/// <summary>Record that another letter takes the place of the issued one (koordinator or kepala).</summary>
/// <param name="By">The code of the newer letter; that it exists is the caller's to check.</param>
public sealed record SupersedeLetter(string By) : ApplicationCommand;

/// <summary>Record that the holder was reminded of the letter's end. Refused before the reminder is due, and a second time.</summary>
/// <param name="DaysLeft">The reminder, one of the permit type's.</param>
/// <param name="ValidUntil">The last day on which the letter is valid; that it is this one is the caller's to check.</param>
public sealed record RecordRenewalReminder(int DaysLeft, DateOnly ValidUntil) : ApplicationCommand;

/// <summary>Record that the holder met an obligation of the letter (an officer of the issuing office).</summary>
/// <param name="Obligation">The obligation's id in the permit type.</param>
/// <param name="Document">The document that shows it, or null.</param>
public sealed record MeetObligation(string Obligation, string? Document = null) : ApplicationCommand;

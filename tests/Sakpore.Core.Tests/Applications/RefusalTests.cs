using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Procedures;

namespace Sakpore.Core.Tests.Applications;

/// <summary>Every reason for which a command is refused, a row a case; what is refused changes nothing.</summary>
public sealed class RefusalTests
{
    private static readonly Party Stranger = new("systems/portal", null, new HashSet<string>(), "subject-2");

    private static IEnumerable<(RefusalReason Reason, string? About, Func<Walk> Reached, Party By, ApplicationCommand Command)> Rows()
    {
        Submit submission = Walk.Submission;
        Func<Walk> start = () => new Walk();
        Func<Walk> back = () => new Walk().ToBackOffice();
        Func<Walk> owing = () => new Walk().ToBackOffice().Do(Walk.BackOffice, new ReturnForCorrection(["ktp"], "UNREADABLE"));
        Func<Walk> matching = () => new Walk().ToMatching();
        Func<Walk> advised = () => new Walk().ToRecommendations().Do(Walk.Kesbangpol, Walk.Favourable() with { Favourable = false }).Do(Walk.Bappeda, Walk.Favourable());
        Func<Walk> signing = () => new Walk().ToOpenIntent();
        Func<Walk> issued = () => new Walk().ToIssued();

        yield return (RefusalReason.AlreadySubmitted, null, back, Walk.Portal, submission);
        yield return (RefusalReason.ApplicationEnded, null, issued, Walk.Portal, new Withdraw());
        yield return (RefusalReason.MissingRequirement, "ktp", start, Walk.Portal, submission with { Files = [.. submission.Files.Take(2)] });
        yield return (RefusalReason.MissingRequirement, "ktp", owing, Walk.Portal, new Supplement([]));
        yield return (RefusalReason.MissingRequirement, null, back, Walk.BackOffice, new ReturnForCorrection([], "UNREADABLE"));
        yield return (RefusalReason.UnknownRequirement, "foto", start, Walk.Portal, submission with { Files = [.. submission.Files, new("foto", "doc-4", "image/png", 1)] });
        yield return (RefusalReason.UnknownRequirement, "proposal", owing, Walk.Portal, new Supplement([new("proposal", "doc-4", "application/pdf", 1)]));
        yield return (RefusalReason.UnknownRequirement, "foto", back, Walk.BackOffice, new ReturnForCorrection(["foto"], "UNREADABLE"));
        yield return (RefusalReason.WrongMediaType, "proposal", start, Walk.Portal, submission with { Files = File(submission, 1, file => file with { MediaType = "image/png" }) });
        yield return (RefusalReason.FileTooLarge, "ktp", start, Walk.Portal, submission with { Files = File(submission, 2, file => file with { Bytes = 10485761 }) });
        yield return (RefusalReason.MissingField, "judul", start, Walk.Portal, submission with { Form = Form("judul", " ") });
        yield return (RefusalReason.InvalidField, "mulai", start, Walk.Portal, submission with { Form = Form("mulai", "25-09-2026") });
        yield return (RefusalReason.InvalidField, "selesai", start, Walk.Portal, submission with { Form = Form("selesai", "2026-09-24") });
        yield return (RefusalReason.InvalidField, "nik", start, Walk.Portal, submission with { Form = Form("nik", "123") });
        yield return (RefusalReason.InvalidField, "nama", start, Walk.Portal, submission with { Form = Form("nama", "Siti", "Rahma") });
        yield return (RefusalReason.InvalidField, "nama", start, Walk.Portal, submission with { Form = Form("nama", "Siti\u0007") });
        yield return (RefusalReason.InvalidField, "telepon", start, Walk.Portal, submission with { Form = Form("telepon", new string('0', 21)) });
        yield return (RefusalReason.UnknownField, "hobi", start, Walk.Portal, submission with { Form = Form("hobi", "membatik") });
        yield return (RefusalReason.NotTheApplicant, null, start, Stranger, submission);
        yield return (RefusalReason.NotTheApplicant, null, back, Stranger, new Withdraw());
        yield return (RefusalReason.NotTheApplicant, null, back, Walk.FrontOffice, new Withdraw());
        yield return (RefusalReason.WrongRole, null, back, Walk.BackOffice with { Principal = Walk.Subject }, new Withdraw());
        yield return (RefusalReason.WrongOffice, null, back, Walk.Bappeda with { Principal = Walk.Subject }, new Withdraw());
        yield return (RefusalReason.OutOfTurn, null, back, Walk.FrontOffice, new DeclareComplete());
        yield return (RefusalReason.OutOfTurn, null, back, Walk.Kepala, new RequestSigning("intent-1", Walk.Number));
        yield return (RefusalReason.OutOfTurn, "koordinator", back, Walk.Koordinator, new Forward("koordinator"));
        yield return (RefusalReason.OutOfTurn, "tidak-ada", back, Walk.Koordinator, new Forward("tidak-ada"));
        yield return (RefusalReason.WrongOffice, "back-office", back, Walk.Bappeda, new Forward());
        yield return (RefusalReason.WrongOffice, "back-office", back, Walk.Portal, new Forward());
        yield return (RefusalReason.WrongOffice, "rekomendasi-bappeda", () => new Walk().ToRecommendations(), Walk.Kesbangpol, Walk.Favourable() with { Stage = "rekomendasi-bappeda" });
        yield return (RefusalReason.WrongRole, "back-office", back, Walk.Koordinator, new Forward());
        yield return (RefusalReason.AwaitingApplicant, "back-office", owing, Walk.BackOffice, new Forward());
        yield return (RefusalReason.NothingOwed, null, back, Walk.Portal, new Supplement([]));
        yield return (RefusalReason.AmbiguousTarget, null, matching, Walk.BackOffice, new Forward());
        yield return (RefusalReason.AmbiguousTarget, null, () => new Walk(changed: OneAgencyTwice).ToRecommendations(), Walk.Kesbangpol, Walk.Favourable());
        yield return (RefusalReason.UnknownTarget, "front-office", matching, Walk.BackOffice, new Forward(To: "front-office"));
        yield return (RefusalReason.UnknownReason, "BORED", back, Walk.BackOffice, new Reject("BORED"));
        yield return (RefusalReason.UnknownReason, "BORED", back, Walk.BackOffice, new ReturnForCorrection(["ktp"], "BORED"));
        yield return (RefusalReason.ReasonMissing, "pencocokan", advised, Walk.BackOffice, new Forward(To: "tanda-tangan"));
        yield return (RefusalReason.ReasonMissing, "pencocokan", advised, Walk.BackOffice, new Forward(To: "rekomendasi", Reason: " "));
        yield return (RefusalReason.SilenceIsNoConsent, "rekomendasi-bappeda", () => Later(new Walk().ToRecommendations(), 30), Walk.Machine, new RecordSilence("rekomendasi-bappeda"));
        yield return (RefusalReason.OutOfTurn, "back-office", back, Walk.Machine, new RecordSilence("back-office"));
        yield return (RefusalReason.WrongRole, "tanda-tangan", () => new Walk().ToBackOffice().Do(Walk.BackOffice, new Reject("NOT_ELIGIBLE")), Walk.BackOffice, new RequestSigning("intent-1", Walk.Number));
        yield return (RefusalReason.WrongOffice, "tanda-tangan", () => new Walk().ToBackOffice().Do(Walk.BackOffice, new Reject("NOT_ELIGIBLE")), Walk.Bappeda, new RequestSigning("intent-1", Walk.Number));
        yield return (RefusalReason.ApplicationEnded, null, () => new Walk().ToBackOffice().Do(Walk.BackOffice, new Reject("NOT_ELIGIBLE")), Walk.Kepala, new Forward());
        yield return (RefusalReason.LimitNotReached, null, back, Walk.Machine, new RecordPromiseMove());
        yield return (RefusalReason.NoLetter, null, back, Walk.Machine, new RecordRenewalReminder(30, new(2026, 9, 8)));
        yield return (RefusalReason.LimitNotReached, null, issued, Walk.Machine, new RecordRenewalReminder(30, new(2027, 9, 8)));
        yield return (RefusalReason.LimitNotReached, null, issued, Walk.Machine, new RecordRenewalReminder(29, new(2026, 9, 8)));
        yield return (RefusalReason.OutOfTurn, "back-office", back, Walk.BackOffice, new RequestRecommendation("back-office"));
        yield return (RefusalReason.UnknownTarget, "rekomendasi-bappeda", back, Walk.BackOffice, new RequestRecommendation("rekomendasi-bappeda"));
        yield return (RefusalReason.WrongOffice, null, () => new Walk().ToRecommendations(), Walk.Kesbangpol, new RequestRecommendation("rekomendasi-bappeda"));
        yield return (RefusalReason.WrongRole, null, () => new Walk().ToRecommendations(), Walk.FrontOffice, new RequestRecommendation("rekomendasi-bappeda"));
        yield return (RefusalReason.LimitNotReached, null, () => Later(owing(), 20), Walk.Machine, new RecordCorrectionReminder(10));
        yield return (RefusalReason.LimitNotReached, null, () => Later(owing(), 41), Walk.Machine, new RecordCorrectionReminder(5));
        yield return (RefusalReason.NothingOwed, null, back, Walk.Machine, new RecordCorrectionReminder(10));
        yield return (RefusalReason.FourEyes, "back-office", back, Walk.FrontOffice with { Roles = new HashSet<string> { "back_office" } }, new Forward());
        yield return (RefusalReason.SigningUnderWay, null, signing, Walk.Kepala, new RequestSigning("intent-2"));
        yield return (RefusalReason.SigningUnderWay, null, signing, Walk.Kepala, new Reject("FALSE_DOCUMENT"));
        yield return (RefusalReason.SigningUnderWay, null, signing, Walk.Portal, new Withdraw());
        yield return (RefusalReason.UnknownIntent, "intent-2", signing, Walk.Machine, new RecordSignature("intent-2", "doc-9", "aa", "bb"));
        yield return (RefusalReason.UnknownIntent, "intent-1", back, Walk.Machine, new RecordSigningFailure("intent-1", "X"));
        yield return (RefusalReason.MissingField, "number", () => new Walk().ToRecommendations(), Walk.Bappeda, Walk.Favourable() with { Number = " " });
        yield return (RefusalReason.InvalidField, "date", () => new Walk().ToRecommendations(), Walk.Bappeda, Walk.Favourable() with { Date = new(2026, 9, 8) });
        yield return (RefusalReason.KindNotOffered, "Perubahan", () => new Walk(permitType: OnlyBaru), Walk.Portal, submission with { Kind = ApplicationKind.Perubahan });
        yield return (RefusalReason.EarlierLetterMissing, null, start, Walk.Portal, submission with { Kind = ApplicationKind.Perpanjangan });
        yield return (RefusalReason.EarlierLetterUnknown, "X", start, Walk.Portal, Extending(new("X", false, null, false)));
        yield return (RefusalReason.EarlierLetterOfAnother, "X", start, Walk.Portal, Extending(new("X", true, "subject-2", false)));
        yield return (RefusalReason.EarlierLetterRevoked, "X", start, Walk.Portal, Extending(new("X", true, Walk.Subject, true)));
        yield return (RefusalReason.NoMandate, null, () => Mandated(new Walk().ToSigning()), Walk.Kepala, new RequestSigning("intent-1", Walk.Number));
        yield return (RefusalReason.WrongOffice, null, back, Walk.Bappeda, new ExtendDeadline(1, "FIELD_VISIT"));
        yield return (RefusalReason.WrongRole, null, back, Walk.BackOffice, new ExtendDeadline(1, "FIELD_VISIT"));
        yield return (RefusalReason.UnknownReason, " ", back, Walk.Kepala, new ExtendDeadline(1, " "));
        yield return (RefusalReason.OutOfTurn, null, () => new Walk().Submitted(), Walk.Kepala, new ExtendDeadline(1, "FIELD_VISIT"));
        yield return (RefusalReason.ExtensionTooLong, null, back, Walk.Kepala, new ExtendDeadline(6, "FIELD_VISIT"));
        yield return (RefusalReason.ExtensionTooLong, null, back, Walk.Kepala, new ExtendDeadline(0, "FIELD_VISIT"));
        yield return (RefusalReason.ExtensionAfterExpiry, null, () => Later(back(), 8), Walk.Kepala, new ExtendDeadline(1, "FIELD_VISIT"));
        yield return (RefusalReason.LimitNotReached, null, () => Later(back(), 7), Walk.Machine, new RecordDeemedApproval());
        yield return (RefusalReason.LimitNotReached, null, () => Later(owing(), 90), Walk.Machine, new RecordDeemedApproval());
        yield return (RefusalReason.AlreadyRecorded, null, () => Later(back(), 8).Do(Walk.Machine, new RecordDeemedApproval()), Walk.Machine, new RecordDeemedApproval());
        yield return (RefusalReason.CorrectionWindowOpen, null, () => Later(owing(), 20), Walk.Machine, new RecordLapse());
        yield return (RefusalReason.NothingOwed, null, back, Walk.Machine, new RecordLapse());
        yield return (RefusalReason.StageNotInProcedure, "koordinator", () => back().Do(Walk.BackOffice, new Forward()).Do(Walk.SubKoordinator, new Forward()), Walk.Kepala, new MigrateToProcedure(Other, "NEW_REGULATION"));
        yield return (RefusalReason.WrongRole, null, back, Walk.BackOffice, new MigrateToProcedure(Other, "NEW_REGULATION"));
        yield return (RefusalReason.AssignedToAnother, "back-office", () => back().Do(Walk.Koordinator, new Assign("officers/contoh-back-office-dua")), Walk.BackOffice, new Forward());
        yield return (RefusalReason.UnknownInquiry, "inquiry-1", back, Walk.BackOffice, new AnswerInquiry("inquiry-1", HoldReason.Queue, new(2026, 9, 18)));
        yield return (RefusalReason.NoLetter, null, back, Walk.Kepala, new RevokeLetter("FALSE_STATEMENT"));
        yield return (RefusalReason.UnknownObligation, "pajak", () => new Walk().ToIssued(), Walk.FrontOffice, new MeetObligation("pajak"));
        yield return (RefusalReason.BeyondHorizon, "5-day-cuti-off", () => new Walk { Now = new(2027, 12, 30, 9, 0, 0, TimeSpan.FromHours(7)) }.Submitted(), Walk.FrontOffice, new DeclareComplete());
    }

    private static PermitType OnlyBaru => Repository.Catalog.FindPermitType("skp-penelitian@1")! with { Kinds = [ApplicationKind.Baru] };

    private static Procedure OneAgencyTwice
    {
        get
        {
            Procedure procedure = Repository.Catalog.FindProcedure("rekomendasi-paralel@1")!;
            return procedure with { Stages = [.. procedure.Stages.Select(stage => stage.Owner.Office == "bappeda" ? stage with { Owner = new("kesbangpol", "rekomendasi") } : stage)] };
        }
    }

    [Test]
    public void Each_reason_is_given_where_it_holds()
    {
        var told = new HashSet<RefusalReason>();
        Assert.Multiple(() =>
        {
            foreach ((RefusalReason reason, string? about, Func<Walk> reached, Party by, ApplicationCommand command) in Rows())
            {
                Walk walk = reached();
                int entries = walk.History.Count;
                Refusal refusal = walk.Refused(by, command);
                Assert.That(refusal.Reason, Is.EqualTo(reason), $"{command} by {by.Actor}");
                Assert.That(refusal.Subject, Is.EqualTo(about), $"{command} by {by.Actor}");
                Assert.That(walk.History, Has.Count.EqualTo(entries));
                told.Add(reason);
            }

            Assert.That(told, Is.EquivalentTo(Enum.GetValues<RefusalReason>()), "each reason has a row");
        });
    }

    [Test]
    public void Submission_tells_all_that_is_wrong_at_once()
    {
        Refusal refusal = new Walk().Refused(Walk.Portal, Walk.Submission with { Files = [], Form = new Dictionary<string, FormValue>() });
        Assert.That(refusal.Further, Has.Count.EqualTo(3 + 16 - 1), "three files and sixteen fields, the first of them in front");
    }

    private static Procedure Other => Repository.Catalog.FindProcedure("rekomendasi-dulu@1")!;

    private static Submit Extending(EarlierLetter earlier) => Walk.Submission with { Kind = ApplicationKind.Perpanjangan, Earlier = earlier };

    private static Walk Mandated(Walk walk)
    {
        walk.Mandates = [];
        return walk;
    }

    private static Walk Later(Walk walk, int days)
    {
        walk.Now = walk.Now.AddDays(days);
        return walk;
    }

    private static Dictionary<string, FormValue> Form(string field, params string[] values)
    {
        Dictionary<string, FormValue> form = Walk.Form();
        form[field] = new FormValue(values);
        return form;
    }

    private static List<OfferedFile> File(Submit submission, int index, Func<OfferedFile, OfferedFile> change)
    {
        List<OfferedFile> files = [.. submission.Files];
        files[index] = change(files[index]);
        return files;
    }
}

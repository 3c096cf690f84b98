using System.Text.Json;
using CsCheck;
using Sakpore.Core.Applications;

namespace Sakpore.Core.Tests.Applications;

public sealed class ApplicationEvolutionTests
{
    /// <summary>What actors may try; most tries are refused, the rest make up histories of every shape.</summary>
    private static readonly (Party By, ApplicationCommand Command)[] Tries =
    [
        (Walk.FrontOffice, new DeclareComplete()),
        (Walk.FrontOffice, new ReturnForCorrection(["ktp"], "UNREADABLE")),
        (Walk.BackOffice, new Forward()),
        (Walk.BackOffice, new Forward(To: "tanda-tangan", Reason: "ADVICE_WEIGHED")),
        (Walk.BackOffice, new Forward(To: "rekomendasi", Reason: "ASK_AGAIN")),
        (Walk.BackOffice, new ReturnForCorrection(["proposal", "formulir"], "INCOMPLETE")),
        (Walk.BackOffice, new Reject("NOT_ELIGIBLE")),
        (Walk.SubKoordinator, new Forward()),
        (Walk.Koordinator, new Forward()),
        (Walk.Kesbangpol, Walk.Favourable()),
        (Walk.Kesbangpol, new ReturnForCorrection(["surat-pengantar"], "EXPIRED")),
        (Walk.Bappeda, Walk.Favourable() with { Favourable = false }),
        (Walk.Bappeda, new ReturnForCorrection(["ktp"], "EXPIRED")),
        (Walk.Portal, new Supplement([new("ktp", "doc-5", "image/png", 5)])),
        (Walk.Portal, new Supplement([new("proposal", "doc-6", "application/pdf", 5)], Walk.Form())),
        (Walk.Counter, new Supplement([new("surat-pengantar", "doc-7", "application/pdf", 5)])),
        (Walk.Kepala, new RequestSigning("intent-1")),
        (Walk.Machine, new RecordSigningFailure("intent-1", "X")),
        (Walk.Machine, new RecordSignature("intent-1", "doc-9", "aa", "bb")),
        (Walk.Portal, new Withdraw()),
    ];

    [Test]
    public void Replay_of_stored_history_gives_the_state_that_was_decided_on()
    {
        var ends = new HashSet<ApplicationStatus>();
        Gen.Select(Gen.Int[0, Tries.Length - 1], Gen.Int[0, 3000]).Array[10, 120].Sample(
            steps =>
            {
                var walk = new Walk();
                walk.Submitted();
                foreach ((int which, int minutes) in steps)
                {
                    (Party by, ApplicationCommand command) = Tries[which];
                    // A rejection or withdrawal drawn too early would end most walks at once.
                    if (command is Withdraw or Reject && walk.History.Count < 15)
                        continue;
                    walk.Now = walk.Now.AddMinutes(minutes);
                    if (command is RequestSigning && walk.State!.Letter is null)
                        command = new RequestSigning("intent-1", Walk.Number);
                    if (walk.Try(by, command) is Decision.Accepted)
                        walk.Do(by, command);
                }

                ends.Add(walk.State!.Status);
                ApplicationState replayed = ApplicationEvolution.Replay(walk.History.Select(entry => entry with { Event = HistoryCodec.Decode(HistoryCodec.Encode(entry.Event)) }));
                Holds(walk.State);
                return Text(replayed) == Text(walk.State);
            },
            iter: 2000,
            threads: 1);
        Assert.That(ends, Is.SupersetOf(new[] { ApplicationStatus.Issued, ApplicationStatus.AwaitingApplicant, ApplicationStatus.InProgress, ApplicationStatus.Withdrawn }), "the walks must reach the interesting places");
    }

    [Test]
    public void Evolve_refuses_a_gap_a_second_beginning_and_none() => Assert.Multiple(() =>
    {
        Walk walk = new Walk().ToBackOffice();
        Assert.That(() => ApplicationEvolution.Replay([]), Throws.ArgumentException);
        Assert.That(() => ApplicationEvolution.Replay(walk.History.Skip(1)), Throws.ArgumentException);
        Assert.That(() => ApplicationEvolution.Replay([walk.History[0], walk.History[2]]), Throws.ArgumentException);
        Assert.That(() => ApplicationEvolution.Evolve(walk.State, walk.History[0] with { Sequence = 5 }), Throws.ArgumentException);
        Assert.That(() => ApplicationEvolution.Evolve(walk.State, walk.History[^1] with { Sequence = 5, Event = new Revoked("X") }), Throws.ArgumentException, "nothing was issued");
    });

    /// <summary>What holds of every state.</summary>
    private static void Holds(ApplicationState state)
    {
        Assert.That(state.CurrentStages, state.IsEnded ? Is.Empty : Is.Not.Empty, "someone holds it until it ends");
        Assert.That(state.CurrentStages.Select(open => open.Opening.Stage), Is.Unique);
        Assert.That(state.Suspensions.Count(suspension => suspension.Until is null), Is.EqualTo(state.Owed.Count > 0 && state.Promise is not null ? 1 : 0));
        Assert.That(state.Status == ApplicationStatus.AwaitingApplicant, Is.EqualTo(state.Owed.Count > 0));
        if (state.Status == ApplicationStatus.Issued)
            Assert.That(state.Signature, Is.Not.Null);
    }

    private static string Text(ApplicationState state) => JsonSerializer.Serialize(state);
}

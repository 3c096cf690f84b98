using System.Runtime.CompilerServices;
using Sakpore.Grpc.PublicPages;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.Tests.PublicPages;

/// <summary>A hub's records that say what a test puts into them.</summary>
internal sealed class FakeRecords : IPublicRecords, ITrackedApplications
{
    public Dictionary<string, Letter> Letters { get; } = [];
    public Dictionary<string, Letter> LettersByHash { get; } = [];
    public Dictionary<PaperFacts, Letter> LettersOnPaper { get; } = [];
    public TrackedRecords Trackings { get; } = new();
    public Func<byte[], VerificationReport> Verify { get; set; } = _ => Sample.Report(Sample.Verdict.Unreadable);
    public Dictionary<string, SealFinding> Seals { get; } = [];
    public List<byte[]> Verified { get; } = [];
    public Exception? Fault { get; set; }
    public PinnedIssuer? Issuer { get; set; }
    public IReadOnlyList<(string Reason, Words Sentence)> SealAnswers => Sakpore.Grpc.Verification.PublicRecords.AllSealAnswers;
    public string Address { get; set; } = "https://perizinan.example";
    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);
    public bool IsDevelopment { get; set; }

    public Task<Letter?> FindLetterAsync(string code, CancellationToken ct) => Answer(Letters.GetValueOrDefault(code));

    public Task<Letter?> FindLetterByHashAsync(string sha256, CancellationToken ct) => Answer(LettersByHash.GetValueOrDefault(sha256));

    public Task<Letter?> FindLetterOnPaperAsync(PaperFacts paper, CancellationToken ct) => Answer(LettersOnPaper.GetValueOrDefault(paper));

    public Task<SealFinding> CheckSealAsync(string seal, CancellationToken ct) =>
        Answer(Seals.GetValueOrDefault(seal) ?? new SealFinding("SEAL_NOT_BASE32", new("Segel ini salah tulis.", "This seal is miswritten."), null, null));

    public Task<VerificationReport> VerifyAsync(ReadOnlyMemory<byte> pdf, CancellationToken ct)
    {
        Verified.Add(pdf.ToArray());
        return Answer(Verify(Verified[^1]));
    }

    public Task<TrackedApplication?> FindAsync(string token, CancellationToken ct) => Answer(Trackings.Find(token));

    public async IAsyncEnumerable<long?> WatchAsync(string token, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var told = 0L; Trackings.Find(token) is { } application; await Task.Delay(20, ct))
        {
            yield return application.Version > told ? application.Version : null;
            told = application.Version;
        }
    }

    private Task<T> Answer<T>(T answer) => Fault is null ? Task.FromResult(answer) : Task.FromException<T>(Fault);
}

/// <summary>Applications by their tokens.</summary>
internal sealed class TrackedRecords
{
    private readonly Dictionary<string, TrackedApplication> _all = [];

    public Tracking this[string token]
    {
        get => _all[token].Tracking;
        set => Put(token, new TrackedApplication(value, 1));
    }

    public void Put(string token, TrackedApplication application) => _all[token] = application;

    public TrackedApplication? Find(string token) => _all.GetValueOrDefault(token);
}

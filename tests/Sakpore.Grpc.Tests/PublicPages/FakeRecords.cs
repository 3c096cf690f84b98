using Sakpore.Grpc.PublicPages;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.Tests.PublicPages;

/// <summary>A hub's records that say what a test puts into them.</summary>
internal sealed class FakeRecords : IPublicRecords
{
    public Dictionary<string, Letter> Letters { get; } = [];
    public Dictionary<string, Tracking> Trackings { get; } = [];
    public Func<byte[], VerificationReport> Verify { get; set; } = _ => Sample.Report(Sample.Verdict.Unreadable);
    public Dictionary<string, SealFinding> Seals { get; } = [];
    public List<byte[]> Verified { get; } = [];
    public Exception? Fault { get; set; }
    public bool IsDevelopment { get; set; }

    public Task<Letter?> FindLetterAsync(string code, CancellationToken ct) => Answer(Letters.GetValueOrDefault(code));

    public Task<SealFinding> CheckSealAsync(string seal, CancellationToken ct) =>
        Answer(Seals.GetValueOrDefault(seal) ?? new SealFinding("SEAL_NOT_BASE32", new("Segel ini salah tulis.", "This seal is miswritten."), null, null));

    public Task<Tracking?> TrackAsync(string token, CancellationToken ct) => Answer(Trackings.GetValueOrDefault(token));

    public Task<VerificationReport> VerifyAsync(ReadOnlyMemory<byte> pdf, CancellationToken ct)
    {
        Verified.Add(pdf.ToArray());
        return Answer(Verify(Verified[^1]));
    }

    private Task<T> Answer<T>(T answer) => Fault is null ? Task.FromResult(answer) : Task.FromException<T>(Fault);
}

using Sakpore.Grpc.PublicPages;

namespace Sakpore.Grpc.Tests.PublicPages;

/// <summary>A desk that remembers what was handed to it.</summary>
internal sealed class FakeDesk : IApplicantDesk
{
    public List<(string Token, string What, string Text)> Done { get; } = [];
    public Words? Refusal { get; set; }
    public LetterDelivery Letter { get; set; } = new LetterDelivery.Unknown();

    public Task<Words?> SupplementAsync(string token, string requirement, string fileName, ReadOnlyMemory<byte> content, CancellationToken ct) =>
        Do(token, requirement, $"{fileName} {content.Length}");

    public Task<LetterDelivery> TakeLetterAsync(string token, string lastDigits, CancellationToken ct)
    {
        Done.Add((token, "surat", lastDigits));
        return Task.FromResult(Letter);
    }

    public Task<Words?> AskAsync(string token, string text, CancellationToken ct) => Do(token, "tanya", text);

    public Task<Words?> AnswerSurveyAsync(string token, IReadOnlyList<int> answers, CancellationToken ct) => Do(token, "survei", string.Concat(answers));

    private Task<Words?> Do(string token, string what, string text)
    {
        if (Refusal is null)
            Done.Add((token, what, text));
        return Task.FromResult(Refusal);
    }
}

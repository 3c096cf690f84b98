using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Letters.Seals;
using Sakpore.Grpc.PublicPages;
using Sakpore.Grpc.Storage;
using Sakpore.Letters.V1;
using Sakpore.Signing.Seals;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.Verification;

/// <summary>What the pages show: the same answers as the contract's, from the same places.</summary>
internal sealed class PublicRecords(
    Database database, LetterRegister register, SealRegister seals, SealKeyring keyring, DocumentVerification verification, PublicAddress address,
    HubOptions options, TimeProvider time) : IPublicRecords
{
    /// <summary>Every answer of a seal's check in words.</summary>
    public static readonly IReadOnlyList<(string Reason, Words Sentence)> AllSealAnswers =
    [
        .. Enum.GetValues<SealAnswer>().Select(answer => new SealCheck(answer, null, null, null, default))
            .Select(said => (said.Reason, new Words(said.Indonesian, said.English))),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<(string Reason, Words Sentence)> SealAnswers => AllSealAnswers;

    /// <inheritdoc/>
    public PinnedIssuer? Issuer => keyring.Keys is { } keys ? new PinnedIssuer(keys.Trust.Issuer, keys.Trust.Root) : null;

    /// <inheritdoc/>
    public string Address => address.Url;

    /// <inheritdoc/>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <inheritdoc/>
    public bool IsDevelopment => options.Development == true;

    /// <inheritdoc/>
    public Task<Letter?> FindLetterAsync(string code, CancellationToken ct) =>
        database.ReadAsync(connection => register.FindAsync(connection, code), ct);

    /// <inheritdoc/>
    public Task<Letter?> FindLetterByHashAsync(string sha256, CancellationToken ct) =>
        database.ReadAsync(connection => register.FindByHashAsync(connection, sha256), ct);

    /// <inheritdoc/>
    public Task<Letter?> FindLetterOnPaperAsync(PaperFacts paper, CancellationToken ct) =>
        database.ReadAsync(connection => register.FindOnPaperAsync(connection, paper.Number, paper.Date, paper.CodeEnd), ct);

    /// <inheritdoc/>
    public async Task<SealFinding> CheckSealAsync(string seal, CancellationToken ct)
    {
        var (check, letter) = await seals.CheckAsync(seal, ct);
        return new SealFinding(check.Reason, new(check.Indonesian, check.English), Facts(check), letter);
    }

    /// <inheritdoc/>
    public Task<VerificationReport> VerifyAsync(ReadOnlyMemory<byte> pdf, CancellationToken ct) => verification.VerifyAsync(pdf, ct);

    private static PublicPages.SealedFacts? Facts(SealCheck check) => check is { Claims: { } claims, Keys: { } keys }
        ? new PublicPages.SealedFacts(
            keys.Name, keys.Offices.GetValueOrDefault(claims.Office, claims.Office), keys.Titles.GetValueOrDefault(claims.TitleCode, claims.TitleCode),
            claims.DocumentNumber, claims.Holder, claims.Issued, claims.Expires)
        : null;
}

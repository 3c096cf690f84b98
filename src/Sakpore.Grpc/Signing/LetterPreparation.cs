using System.Security.Cryptography;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Letters.Seals;

namespace Sakpore.Grpc.Signing;

/// <summary>
/// Composes the letter of an intent. Composing is deterministic: the same data and the same seal give the same bytes. An
/// attempt after a failed or unknown one has the bytes that were meant then, seal and all; only where the letter says something
/// else by now, such as another signer, it has a seal of its own.
/// </summary>
internal sealed class LetterPreparation(LetterDraft drafts, LetterSeals seals, LetterTemplates templates)
{
    /// <summary>Composes.</summary>
    /// <param name="scope">The application, with its number; the open intent is the new one.</param>
    /// <param name="form">Its form.</param>
    /// <param name="signatory">Who will sign.</param>
    /// <param name="isRetry">Whether it had its number before this intent.</param>
    /// <param name="batch">Where the seal's statements go.</param>
    public async Task<PreparedLetter> ComposeAsync(
        CommandScope scope, IReadOnlyDictionary<string, FormValue> form, Signatory signatory, bool isRetry, Storage.WriteBatch batch)
    {
        var (state, intent) = (scope.State!, scope.State!.OpenIntent!.Intent);
        var draft = drafts.Of(state, scope.Parts, form, signatory.Officer, scope.MandatedPosition() ?? signatory.Officer.Position, signatory.CertificateIssuer);
        if (isRetry && await EarlierAsync(scope, draft) is { } same)
        {
            return same;
        }

        if (state.Status == ApplicationStatus.Rejected)
        {
            // A seal names the permit: on a refusal it would read as if it had been granted.
            return Compose(scope, draft, null);
        }

        var content = await seals.SealAsync(scope.Transaction, intent, state, scope.Parts.PermitType, form, draft, scope.At, batch);
        return Compose(scope, content, content.QrText == draft.QrText ? null : intent);
    }

    /// <summary>The letter as the last attempt under this number had it; null where there was none, or it would be another one now.</summary>
    private async Task<PreparedLetter?> EarlierAsync(CommandScope scope, LetterContent draft)
    {
        var (transaction, state) = (scope.Transaction, scope.State!);
        var earlier = await transaction.Connection!.QueryFirstOrDefaultAsync<Attempt>(
            """
            SELECT content_sha256 AS Sha256, seal_intent AS SealIntent FROM signing_intents
            WHERE application_id = @Id AND number = @Number ORDER BY created_at DESC, id DESC LIMIT 1
            """,
            new { state.Id, state.Letter!.Number },
            transaction);
        var seal = earlier?.SealIntent is { } sealedFor ? await seals.FindAsync(transaction, sealedFor) : null;
        if (earlier is null || (seal is null && earlier.SealIntent is not null))
        {
            return null;
        }

        var letter = Compose(scope, seal is null ? draft : draft with { QrText = seal }, earlier.SealIntent);
        return letter.Sha256 == earlier.Sha256 ? letter : null;
    }

    private PreparedLetter Compose(CommandScope scope, LetterContent content, string? sealIntent)
    {
        var pdf = templates.Compose(
            scope.State!.Status == ApplicationStatus.Rejected ? templates.Newest(scope.Parts.PermitType.Rejection!.LetterTemplate) : scope.State.Pins.LetterTemplate, content);
        return new PreparedLetter(pdf, Convert.ToHexStringLower(SHA256.HashData(pdf.Span)), sealIntent);
    }

    private sealed record Attempt(string Sha256, string? SealIntent);
}

/// <summary>A letter that lacks only its signature.</summary>
/// <param name="Pdf">The composed letter.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
/// <param name="SealIntent">The intent that its seal was made for; null where it has none.</param>
internal sealed record PreparedLetter(ReadOnlyMemory<byte> Pdf, string Sha256, string? SealIntent);

/// <summary>Who signs a letter.</summary>
/// <param name="Officer">The officer.</param>
/// <param name="Certificate">SHA-256 of the officer's certificate, lower-case hex.</param>
/// <param name="CertificateIssuer">Who issued it, by its common name: what the letter's footer says.</param>
internal sealed record Signatory(Officer Officer, string Certificate, string CertificateIssuer);

using System.Data.Common;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Sakpore.Core.Tracking;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;
using Sakpore.Letters.V1;

namespace Sakpore.Grpc.Letters;

/// <summary>The register of issued letters. A letter is a public record under a key and a retention class of its own.</summary>
internal sealed class LetterRegister(SubjectVault vault, PublicAddress address)
{
    private const string Columns =
        """
        code AS Code, number AS Number, title AS Title, office_title AS OfficeTitle, document_id AS DocumentId, sha256 AS Sha256,
        signer AS Signer, signer_position AS SignerPosition, issuer AS Issuer, letter_date AS LetterDate, signed_at AS SignedAt
        """;

    /// <summary>Enters a letter.</summary>
    /// <param name="transaction">The transaction that records the signature.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="subject">The letter's own subject, under whose key its document and holder are kept.</param>
    /// <param name="holder">The holder's name, as printed.</param>
    public async Task EnterAsync(DbTransaction transaction, RegisteredLetter letter, string subject, string holder)
    {
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO letters (code, number, title, office_title, application_id, subject_id, document_id, sha256, officer, signer,
                                 signer_position, issuer, letter_date, signed_at, retention)
            VALUES (@Code, @Number, @Title, @OfficeTitle, @Application, @subject, @DocumentId, @Sha256, @Officer, @Signer,
                    @SignerPosition, @Issuer, @LetterDate, @SignedAt, @Retention)
            """,
            new
            {
                letter.Code,
                letter.Number,
                letter.Title,
                letter.OfficeTitle,
                letter.Application,
                subject,
                letter.DocumentId,
                letter.Sha256,
                letter.Officer,
                letter.Signer,
                letter.SignerPosition,
                letter.Issuer,
                LetterDate = letter.LetterDate.ToText(),
                SignedAt = letter.SignedAt.ToMicroseconds(),
                letter.Retention,
            },
            transaction);
        await vault.StoreAsync(transaction, subject, PersonalNames.LetterHolder(letter.Code), 1, holder);
    }

    /// <summary>The letter of a code, as a person typed it, or null.</summary>
    public async Task<Letter?> FindAsync(DbConnection connection, string typedCode) =>
        Crockford.Normalize(typedCode, RandomIdentifiers.LetterCodeSymbols) is { } code
            ? await ToMessageAsync(
                connection, await connection.QuerySingleOrDefaultAsync<LetterRow>($"SELECT {Columns} FROM letters WHERE code = @code", new { code }))
            : null;

    /// <summary>The letter whose signed PDF has exactly this SHA-256 (lower-case hex), or null.</summary>
    public async Task<Letter?> FindByHashAsync(DbConnection connection, string sha256) => await ToMessageAsync(
        connection, await connection.QuerySingleOrDefaultAsync<LetterRow>($"SELECT {Columns} FROM letters WHERE sha256 = @sha256", new { sha256 }));

    /// <summary>The address of a letter's page, as in its QR code.</summary>
    public string Uri(string code) => $"{address.Url}/tte/{code}";

    private async Task<Letter?> ToMessageAsync(DbConnection connection, LetterRow? row)
    {
        if (row is null)
        {
            return null;
        }

        var holder = await vault.FindAsync<string>(connection, PersonalNames.LetterHolder(row.Code));
        return new Letter
        {
            Name = ResourceNames.Letters + row.Code,
            Number = row.Number,
            Title = row.Title,
            OfficeTitle = row.OfficeTitle,
            HolderMasked = holder is null ? "" : NameMask.Mask(holder),
            LetterDate = Instants.ToDate(row.LetterDate).ToMessage(),
            Signer = row.Signer,
            SignerPosition = row.SignerPosition,
            CertificateIssuer = row.Issuer,
            SignTime = Instants.FromMicroseconds(row.SignedAt).ToTimestamp(),
            Sha256 = row.Sha256,
            Document = ResourceNames.Documents + row.DocumentId,
            Uri = Uri(row.Code),
        };
    }

    private sealed record LetterRow(
        string Code, string Number, string Title, string OfficeTitle, string DocumentId, string Sha256, string Signer,
        string SignerPosition, string Issuer, string LetterDate, long SignedAt);
}

/// <summary>A letter to be entered into the register.</summary>
/// <param name="Code">The code on the paper.</param>
/// <param name="Number">The number.</param>
/// <param name="Title">The permit's name.</param>
/// <param name="OfficeTitle">The office that issued it.</param>
/// <param name="Application">The registration id.</param>
/// <param name="DocumentId">The signed PDF.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
/// <param name="Officer">The officer who signed: an id.</param>
/// <param name="Signer">The officer's name, as printed.</param>
/// <param name="SignerPosition">The officer's position, as printed.</param>
/// <param name="Issuer">Who issued the officer's certificate.</param>
/// <param name="LetterDate">The letter's date.</param>
/// <param name="SignedAt">When the signature was made.</param>
/// <param name="Retention">The retention class of the permit type: <c>permanent</c>, or years.</param>
internal sealed record RegisteredLetter(
    string Code, string Number, string Title, string OfficeTitle, string Application, string DocumentId, string Sha256, string Officer,
    string Signer, string SignerPosition, string Issuer, DateOnly LetterDate, DateTimeOffset SignedAt, string Retention);

using System.Data.Common;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Sakpore.Core.Tracking;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;
using Sakpore.Letters.V1;

namespace Sakpore.Grpc.Letters;

/// <summary>The register of issued letters. A letter is a public record under a key and a retention class of its own.</summary>
internal sealed class LetterRegister(SubjectVault vault, PublicAddress address, OfficeClock clock)
{
    private const string Columns =
        """
        code AS Code, number AS Number, title AS Title, office_title AS OfficeTitle, document_id AS DocumentId, sha256 AS Sha256,
        signer AS Signer, signer_position AS SignerPosition, issuer AS Issuer, letter_date AS LetterDate, signed_at AS SignedAt,
        application_id AS Application, status AS Status, status_at AS StatusAt, superseded_by AS SupersededBy, valid_until AS ValidUntil
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
                                 signer_position, issuer, letter_date, signed_at, retention, office, valid_until, renewal_from, next_reminder_on)
            VALUES (@Code, @Number, @Title, @OfficeTitle, @Application, @subject, @DocumentId, @Sha256, @Officer, @Signer,
                    @SignerPosition, @Issuer, @LetterDate, @SignedAt, @Retention, @Office, @ValidUntil, @RenewalFrom, @RenewalFrom)
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
                letter.Office,
                ValidUntil = letter.ValidUntil?.ToText(),
                RenewalFrom = letter.RenewalFrom?.ToText(),
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

    /// <summary>The letter with a number and whatever else its paper tells: date, end of the code, or both; null where one of them differs.</summary>
    public async Task<Letter?> FindOnPaperAsync(DbConnection connection, string number, DateOnly? date, string codeEnd)
    {
        var rows = await connection.QueryAsync<LetterRow>($"SELECT {Columns} FROM letters WHERE number = @number", new { number });
        var end = Crockford.Normalize(codeEnd, codeEnd.Length);
        var found = rows.Where(row => (date is null || row.LetterDate == date.Value.ToText()) && (codeEnd.Length == 0 || (end is not null && row.Code.EndsWith(end, StringComparison.Ordinal))));
        return date is null && codeEnd.Length == 0 ? null : await ToMessageAsync(connection, found.FirstOrDefault());
    }

    /// <summary>
    /// The application and its applicant that a letter, by its code as a person typed it, was issued for; or null. A refusal grants
    /// nothing: there is nothing to extend, revoke or replace.
    /// </summary>
    public static async Task<LetterOrigin?> OriginAsync(DbConnection connection, string typedCode, DbTransaction? transaction = null) =>
        Crockford.Normalize(typedCode, RandomIdentifiers.LetterCodeSymbols) is { } code
            ? await connection.QuerySingleOrDefaultAsync<LetterOrigin>(
                """
                SELECT l.code AS Code, l.application_id AS Application, l.office AS Office, l.status AS Status, a.subject_id AS Subject
                FROM letters l JOIN applications a ON a.id = l.application_id WHERE l.code = @code AND a.status <> 'Rejected'
                """,
                new { code },
                transaction)
            : null;

    /// <summary>One page of the letters of an office, newest first, and where it ends.</summary>
    public async Task<IReadOnlyList<(Letter Letter, LetterPlace Place)>> ListAsync(
        DbConnection connection, string office, RowFilter filter, LetterPlace? before, int count)
    {
        var parameters = new DynamicParameters(new { office, before?.SignedAt, before?.Code, count, today = clock.Today().ToText() });
        var rows = await connection.QueryAsync<LetterRow>(
            $"""
            SELECT {Columns} FROM letters
            WHERE office = @office {filter.ToSql(parameters)} {(before is null ? "" : "AND (signed_at, code) < (@SignedAt, @Code)")}
            ORDER BY signed_at DESC, code DESC LIMIT @count
            """,
            parameters);
        var page = new List<(Letter, LetterPlace)>();
        foreach (var row in rows)
        {
            page.Add(((await ToMessageAsync(connection, row))!, new LetterPlace(row.SignedAt, row.Code)));
        }

        return page;
    }

    /// <summary>One page of the letters of an office that are due for renewal, the one that ends first first.</summary>
    public async Task<IReadOnlyList<(Renewal Renewal, RenewalPlace Place)>> ListRenewalsAsync(
        DbConnection connection, string office, RenewalPlace? after, int count)
    {
        var today = clock.Today();
        var rows = await connection.QueryAsync<LetterRow>(
            $"""
            SELECT {Columns} FROM letters
            WHERE office = @office AND status = 'ISSUED' AND renewal_from <= @today AND valid_until >= @today
              {(after is null ? "" : "AND (valid_until, code) > (@ValidUntil, @Code)")}
            ORDER BY valid_until, code LIMIT @count
            """,
            new { office, today = today.ToText(), after?.ValidUntil, after?.Code, count });
        var page = new List<(Renewal, RenewalPlace)>();
        foreach (var row in rows)
        {
            var renewal = new Renewal
            {
                Letter = await ToMessageAsync(connection, row),
                DaysLeft = Instants.ToDate(row.ValidUntil!).DayNumber - today.DayNumber,
                Application = ResourceNames.Applications + row.Application,
            };
            page.Add((renewal, new RenewalPlace(row.ValidUntil!, row.Code)));
        }

        return page;
    }

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
            State = StateOf(row),
            StateTime = row.StatusAt is { } at ? Instants.FromMicroseconds(at).ToTimestamp() : null,
            SupersededBy = row.SupersededBy is null ? "" : ResourceNames.Letters + row.SupersededBy,
            ValidUntilDate = row.ValidUntil is null ? null : Instants.ToDate(row.ValidUntil).ToMessage(),
        };
    }

    // A letter that was revoked or superseded stays so when its last day has passed.
    private Letter.Types.State StateOf(LetterRow row) => row.Status switch
    {
        "REVOKED" => Letter.Types.State.Revoked,
        "SUPERSEDED" => Letter.Types.State.Superseded,
        _ => row.ValidUntil is not null && Instants.ToDate(row.ValidUntil) < clock.Today() ? Letter.Types.State.Expired : Letter.Types.State.InForce,
    };

    private sealed record LetterRow(
        string Code, string Number, string Title, string OfficeTitle, string DocumentId, string Sha256, string Signer,
        string SignerPosition, string Issuer, string LetterDate, long SignedAt, string Application, string Status, long? StatusAt,
        string? SupersededBy, string? ValidUntil);
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
/// <param name="Office">The slug of the office that issued it.</param>
/// <param name="ValidUntil">The last day on which it is valid; null: it does not end.</param>
/// <param name="RenewalFrom">The first day on which it is due for renewal; null: it is not reminded of.</param>
/// <param name="Retention">The retention class of the permit type: <c>permanent</c>, or years.</param>
internal sealed record RegisteredLetter(
    string Code, string Number, string Title, string OfficeTitle, string Application, string DocumentId, string Sha256, string Officer,
    string Signer, string SignerPosition, string Issuer, DateOnly LetterDate, DateTimeOffset SignedAt, string Office, DateOnly? ValidUntil, DateOnly? RenewalFrom, string Retention);

/// <summary>Whence a letter comes.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Application">The registration id.</param>
/// <param name="Office">The issuing office's slug.</param>
/// <param name="Status">ISSUED, REVOKED or SUPERSEDED.</param>
/// <param name="Subject">The applicant's subject id.</param>
internal sealed record LetterOrigin(string Code, string Application, string Office, string Status, string Subject);

/// <summary>Where a page of letters ends.</summary>
/// <param name="SignedAt">When the last letter was signed, microseconds.</param>
/// <param name="Code">Its code.</param>
internal sealed record LetterPlace(long SignedAt, string Code);

/// <summary>Where a page of renewals ends.</summary>
/// <param name="ValidUntil">The last letter's last valid day.</param>
/// <param name="Code">Its code.</param>
internal sealed record RenewalPlace(string ValidUntil, string Code);

using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Sakpore.Grpc.PersonalData;

namespace Sakpore.Grpc.Applications;

/// <summary>
/// The secrets of tracking links. Looked up by SHA-256, so that neither the table nor the time of an answer tells a
/// token; kept sealed under the applicant's key, so that a repeated submission answers with the same one.
/// </summary>
internal sealed class TrackingTokens(SubjectVault vault)
{
    private const int LongestToken = 64;

    /// <summary>Gives an application its token. The row of the application is written later in the same transaction.</summary>
    public async Task CreateAsync(DbTransaction transaction, string application, string subject, string token)
    {
        await vault.StoreAsync(transaction, subject, PersonalNames.TrackingToken(application), 1, token);
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO tracking_tokens (token_hash, application_id) VALUES (@hash, @application)",
            new { hash = Hash(token), application },
            transaction);
    }

    /// <summary>The token of an application, or null after erasure.</summary>
    public Task<string?> OfAsync(DbConnection connection, string application) =>
        vault.FindAsync<string>(connection, PersonalNames.TrackingToken(application));

    /// <summary>The application of a token, or null.</summary>
    public static async Task<string?> FindAsync(DbConnection connection, string token, DbTransaction? transaction = null) => token.Length is 0 or > LongestToken
        ? null
        : await connection.QuerySingleOrDefaultAsync<string>(
            "SELECT application_id FROM tracking_tokens WHERE token_hash = @hash", new { hash = Hash(token) }, transaction);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

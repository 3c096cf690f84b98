using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>
/// The secrets of tracking links. Looked up by SHA-256, so that neither the table nor the time of an answer tells a
/// token; kept sealed under the applicant's key, so that a repeated submission answers with the same one.
/// </summary>
internal sealed class TrackingTokens(SubjectVault vault)
{
    private const int LongestToken = 64;

    /// <summary>Gives an application of a subject its token, when the batch is sent.</summary>
    public void Create(WriteBatch batch, string application, string subject, SealingKey key, string token)
    {
        vault.Store(batch, subject, key, PersonalNames.TrackingToken(application), 1, token);
        batch.Add(
            "INSERT INTO tracking_tokens (token_hash, application_id) VALUES (@hash, @application)",
            ("hash", Hash(token)),
            ("application", application));
    }

    /// <summary>The token of an application, or null after erasure.</summary>
    public Task<string?> OfAsync(DbConnection connection, string application) =>
        vault.FindAsync<string>(connection, PersonalNames.TrackingToken(application));

    /// <summary>The application of a token, or null.</summary>
    public static async Task<string?> FindAsync(DbConnection connection, string token, DbTransaction? transaction = null) => !IsPossible(token)
        ? null
        : await connection.QuerySingleOrDefaultAsync<string>(
            "SELECT application_id FROM tracking_tokens WHERE token_hash = @hash", new { hash = Hash(token) }, transaction);

    /// <summary>Whether a text has the length of a token.</summary>
    public static bool IsPossible(string token) => token.Length is > 0 and <= LongestToken;

    /// <summary>By what a token is looked up.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

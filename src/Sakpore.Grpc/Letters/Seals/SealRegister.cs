using Dapper;
using Sakpore.Grpc.Storage;
using Sakpore.Letters.V1;
using Sakpore.Signing.Seals;

namespace Sakpore.Grpc.Letters.Seals;

/// <summary>Checks a seal as a page asks: by the keys, and by the register, which knows more than any seal.</summary>
internal sealed class SealRegister(SealKeyring keyring, LetterRegister letters, Database database, TimeProvider time)
{
    private readonly SealChecker _checker = new(keyring.Keys is { } keys ? [keys.Trust] : []);

    /// <summary>Checks what a scanner read, and finds its letter.</summary>
    /// <returns>The check, without a status list; and the issued letter that carries this very seal, or null.</returns>
    public async Task<(SealCheck Check, Letter? Letter)> CheckAsync(string text, CancellationToken cancellation)
    {
        var check = _checker.Check(text, time.GetUtcNow());
        if (check.Claims is null || SealIdentity.Of(text) is not { } bytes)
        {
            return (check, null);
        }

        var identity = Convert.ToHexStringLower(bytes);
        var letter = await database.ReadAsync(
            async connection => await connection.QuerySingleOrDefaultAsync<string>("SELECT code FROM seals WHERE identity = @identity", new { identity }) is { } code
                ? await letters.FindAsync(connection, code)
                : null,
            cancellation);
        return (check, letter);
    }
}

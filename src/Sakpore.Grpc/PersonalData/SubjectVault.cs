using System.Data.Common;
using System.Text.Json;
using Dapper;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.PersonalData;

/// <summary>
/// Keeps what is personal beside the history, each value sealed under its subject's key. A subject without key is
/// erased: its values cannot be read by anyone (UU 27/2022).
/// </summary>
/// <param name="installation">The installation's key, under which subjects' keys are wrapped.</param>
/// <param name="random">Randomness for identifiers, keys and nonces.</param>
/// <param name="dialect">Where the databases differ.</param>
internal sealed class SubjectVault(InstallationKey installation, RandomIdentifiers random, Dialect dialect)
{
    /// <summary>A SELECT of the newest value of an owner's <c>@Name</c> with the key that it is sealed under.</summary>
    /// <param name="owner">The owner as SQL: a parameter, or a SELECT in brackets.</param>
    public static Query SelectNewest(string owner) => new(
        $"""
        SELECT v.subject_id, v.revision, v.sealed, k.wrapped_key
        FROM personal_values v JOIN subject_keys k ON k.subject_id = v.subject_id
        WHERE v.owner = {owner} AND v.name = @Name ORDER BY v.revision DESC LIMIT 1
        """);

    /// <summary>Makes a subject with a key of its own, when the batch is sent; its key is the caller's to dispose.</summary>
    public (string Subject, SealingKey Key) Create(WriteBatch batch, DateTimeOffset at)
    {
        var subject = random.Next();
        var key = new SealingKey(random.Bytes(SealingKey.KeyBytes));
        batch.Add("INSERT INTO subjects (id, created_at) VALUES (@subject, @at)", ("subject", subject), ("at", at.ToMicroseconds()));
        batch.Add(
            "INSERT INTO subject_keys (subject_id, wrapped_key) VALUES (@subject, @wrapped)",
            ("subject", subject),
            ("wrapped", installation.Key.Wrap(key, KeyContext(subject), random)));
        return (subject, key);
    }

    /// <summary>Makes a subject with a key of its own.</summary>
    public async Task<string> CreateAsync(DbTransaction transaction, DateTimeOffset at)
    {
        var batch = new WriteBatch();
        var (subject, key) = Create(batch, at);
        key.Dispose();
        await batch.ExecuteAsync(transaction);
        return subject;
    }

    /// <summary>A subject's key, or null where the subject is erased. Within a transaction no erasure comes between.</summary>
    public async Task<SealingKey?> KeyAsync(DbConnection connection, string subject, DbTransaction? transaction = null)
    {
        var wrapped = await connection.QuerySingleOrDefaultAsync<byte[]>(
            $"SELECT wrapped_key FROM subject_keys WHERE subject_id = @subject {(transaction is null ? "" : dialect.ForShare)}",
            new { subject }, transaction);
        return wrapped is null ? null : installation.Key.Unwrap(wrapped, KeyContext(subject));
    }

    /// <summary>Stores a value of a subject as the newest of its name.</summary>
    public async Task StoreAsync<T>(DbTransaction transaction, string subject, PersonalValueName name, long revision, T value)
    {
        var batch = new WriteBatch();
        await StoreAsync(transaction, subject, name, revision, value, batch);
        await batch.ExecuteAsync(transaction);
    }

    /// <summary>Stores a value of a subject as the newest of its name, with the statements that end the transaction.</summary>
    public async Task StoreAsync<T>(DbTransaction transaction, string subject, PersonalValueName name, long revision, T value, WriteBatch batch)
    {
        using var key = await KeyAsync(transaction.Connection!, subject, transaction)
            ?? throw new InvalidOperationException("The subject is erased.");
        Store(batch, subject, key, name, revision, value);
    }

    /// <summary>Stores a value of a subject whose key is at hand, when the batch is sent.</summary>
    public void Store<T>(WriteBatch batch, string subject, SealingKey key, PersonalValueName name, long revision, T value) => batch.Add(
        "INSERT INTO personal_values (owner, name, revision, subject_id, sealed) VALUES (@owner, @name, @revision, @subject, @sealed)",
        ("owner", name.Owner),
        ("name", name.Name),
        ("revision", revision),
        ("subject", subject),
        ("sealed", key.Seal(JsonSerializer.SerializeToUtf8Bytes(value), name.Context(revision), random)));

    /// <summary>The value of a <see cref="SelectNewest"/>, the result of which a reader stands at; null where there is none or the subject is erased.</summary>
    public async Task<T?> ReadAsync<T>(DbDataReader rows, PersonalValueName name, CancellationToken cancellation)
        where T : class
    {
        if (!await rows.ReadAsync(cancellation))
        {
            return null;
        }

        using var key = installation.Key.Unwrap(rows.GetFieldValue<byte[]>(3), KeyContext(rows.GetString(0)));
        return JsonSerializer.Deserialize<T>(key.Open(rows.GetFieldValue<byte[]>(2), name.Context(rows.GetInt64(1))));
    }

    /// <summary>The newest value of a name, or null where there is none or the subject is erased.</summary>
    public async Task<T?> FindAsync<T>(DbConnection connection, PersonalValueName name, DbTransaction? transaction = null)
        where T : class
    {
        var row = await connection.QuerySingleOrDefaultAsync<SealedRow>(
            """
            SELECT subject_id AS Subject, revision AS Revision, sealed AS Sealed
            FROM personal_values WHERE owner = @Owner AND name = @Name ORDER BY revision DESC LIMIT 1
            """,
            new { name.Owner, name.Name },
            transaction);
        if (row is null)
        {
            return null;
        }

        using var key = await KeyAsync(connection, row.Subject, transaction);
        return key is null ? null : JsonSerializer.Deserialize<T>(key.Open(row.Sealed, name.Context(row.Revision)));
    }

    private static string KeyContext(string subject) => "subject/" + subject;

    private sealed record SealedRow(string Subject, long Revision, byte[] Sealed);
}

/// <summary>Where a personal value belongs.</summary>
/// <param name="Owner">The application or letter it belongs to, for example <c>applications/…</c>.</param>
/// <param name="Name">What it is there, for example <c>form</c>.</param>
internal sealed record PersonalValueName(string Owner, string Name)
{
    /// <summary>The context that a value of this name and revision is sealed for.</summary>
    public string Context(long revision) => $"{Owner}/{Name}/{revision}";
}

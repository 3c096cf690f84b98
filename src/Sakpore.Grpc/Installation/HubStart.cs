using System.Data.Common;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Installation;

/// <summary>What happens before the first call: the schema is brought up to date, mode and catalog are held against the database.</summary>
internal sealed class HubStart(Database database, HubOptions options, LiveCatalog live, LetterTemplates letters, TimeProvider time) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataDirectory);
        try
        {
            database.Migrate();
        }
        catch (DbException away)
        {
            throw new StartRefusedException([$"The database cannot be opened: {away.Message} See Sakpore__{nameof(options.Postgres)} and Sakpore__{nameof(options.DataDirectory)}."]);
        }

        var at = time.GetUtcNow();
        if (await StartChecks.DatabaseAsync(database, options.Development == true, at, cancellationToken) is { } defect)
        {
            throw new StartRefusedException([defect]);
        }

        await EventChains.FillAsync(database, at, cancellationToken);
        await database.WriteAsync(RowRenewal.KeepEmptyAsync, cancellationToken);
        await database.WriteAsync(transaction => SigningJobRows.SweepAsync(transaction, at), cancellationToken);
        IReadOnlyList<CatalogFileVersion> parts =
        [
            .. live.Current.Parts.Select(CatalogFileVersion.Of),
            .. letters.Files,
        ];
        if (await database.WriteAsync(transaction => CatalogStore.KeepAsync(transaction, parts, at), cancellationToken) is { Count: > 0 } defects)
        {
            throw new StartRefusedException(defects);
        }

        await CatalogFollower.FollowAsync(database, live, cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

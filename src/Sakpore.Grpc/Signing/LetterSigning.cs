using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Signing;

/// <summary>
/// Signs letters in three steps with a wait in the middle: the intent and the number are stored, then the key is used
/// with no transaction open, then signature, document, register and end are stored together. A crash between leaves the
/// intent; when its lease is over the next call records it as abandoned and begins again under the same number.
/// </summary>
internal sealed class LetterSigning(
    Database database, ApplicationCommands commands, OfficerKeys keys, LetterIssue issue,
    LetterDraft drafts, LetterTemplates templates, ApplicationViews views, RandomIdentifiers random)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Signs an application's letter for the calling officer and issues it; a repeated request is answered alike.</summary>
    public async Task<ApplicationState> SignAsync(ApplicationCall call, string passphrase, CancellationToken cancellation)
    {
        if (await database.WriteAsync(transaction => ReachedOrPermittedAsync(transaction, call), cancellation) is { } done)
        {
            return done;
        }

        var officer = call.Caller.Officer ?? throw new InvalidOperationException("The method table admits officers only.");
        using var key = keys.Open(officer, passphrase);
        if (call.ValidateOnly)
        {
            await database.RehearseAsync(transaction => RequestAsync(transaction, call, key), cancellation);
            return await database.RehearseAsync(async transaction => (await commands.LoadAsync(transaction, call)).State!, cancellation);
        }

        var intent = await database.WriteAsync(transaction => RequestAsync(transaction, call, key), cancellation);

        // From here on the caller's cancellation is not heard: a signature that is made is also stored.
        var signed = await LetterSigner.SignAsync(intent, key);
        var finish = call with { Etag = "" };
        if (signed.Fault is { } fault)
        {
            await database.WriteAsync(transaction => FailAsync(transaction, finish, intent, fault), CancellationToken.None);
            throw Fault.Of(FaultReason.SigningFailed, fault).Thrown();
        }

        return await database.WriteAsync(transaction => issue.CompleteAsync(transaction, finish, intent, signed, key), CancellationToken.None);
    }

    /// <summary>What the request reached before; or null, and the rules permit it. Asked before a key is opened for anyone.</summary>
    private async Task<ApplicationState?> ReachedOrPermittedAsync(DbTransaction transaction, ApplicationCall call)
    {
        if (await ApplicationCommands.ReachedAsync(transaction, call.Request) is { } reached)
        {
            return reached;
        }

        var scope = await (await commands.LoadAsync(transaction, call)).WithMandatesAsync();
        if (scope.State!.OpenIntent is null)
        {
            var date = OfficeClock.DateOf(scope.At);
            var number = scope.State.Letter is null ? new LetterNumbered("", Rule(scope, date).Series, 0, 0, "", date) : null;
            ApplicationCommands.Decide(scope, new RequestSigning("", number));
        }

        return null;
    }

    private async Task<SigningIntent> RequestAsync(DbTransaction transaction, ApplicationCall call, OfficerKey key)
    {
        var scope = await (await commands.LoadAsync(transaction, call)).WithMandatesAsync();
        await AbandonAsync(scope);
        var id = random.Next();
        var state = await commands.RecordAsync(scope, new RequestSigning(id, await NumberAsync(scope)));
        var form = await views.FormAsync(transaction.Connection!, state.Id, transaction) ?? throw Fault.Of(FaultReason.SubjectErased).Thrown();
        var content = drafts.Of(state, scope.Parts, form, key.Officer, scope.MandatedPosition() ?? key.Officer.Position, key.IssuerName);
        var pdf = templates.Compose(state.Pins.LetterTemplate, content);
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO signing_intents (id, application_id, officer, content_sha256, state, lease_until, created_at)
            VALUES (@id, @Id, @officer, @sha256, 'PENDING', @lease, @at)
            """,
            new
            {
                id,
                state.Id,
                officer = key.Officer.Id,
                sha256 = Convert.ToHexStringLower(SHA256.HashData(pdf.Span)),
                lease = (scope.At + Lease).ToMicroseconds(),
                at = scope.At.ToMicroseconds(),
            },
            transaction);
        return new SigningIntent(id, pdf, scope.At);
    }

    private async Task AbandonAsync(CommandScope scope)
    {
        if (scope.State!.OpenIntent is not { } open)
        {
            return;
        }

        var lease = await scope.Transaction.Connection!.ExecuteScalarAsync<long>(
            "SELECT lease_until FROM signing_intents WHERE id = @Intent", new { open.Intent }, scope.Transaction);
        if (lease < scope.At.ToMicroseconds())
        {
            await EndAsync(scope.Transaction, open.Intent, "FAILED");
            await commands.RecordAsync(scope, new RecordSigningFailure(open.Intent, "ABANDONED"));
        }
    }

    private async Task<LetterNumbered?> NumberAsync(CommandScope scope)
    {
        var state = scope.State!;
        if (state.Letter is not null || state.IsEnded)
        {
            return null;
        }

        var date = OfficeClock.DateOf(scope.At);
        var rule = Rule(scope, date);
        var serial = await NumberRegister.TakeAsync(scope.Transaction, rule.Series, date.Year);
        var number = rule.Template.Format(serial, date);
        await NumberRegister.AddPendingAsync(scope.Transaction, rule.Series, date.Year, serial, number, state.Id);
        return new LetterNumbered(number, rule.Series, date.Year, serial, random.NextLetterCode(), date);
    }

    private async Task<bool> FailAsync(DbTransaction transaction, ApplicationCall call, SigningIntent intent, string reason)
    {
        var scope = await commands.LoadAsync(transaction, call);
        await EndAsync(transaction, intent.Id, "FAILED");
        await commands.RecordAsync(scope, new RecordSigningFailure(intent.Id, reason));
        return true;
    }

    private static NumberRule Rule(CommandScope scope, DateOnly date) => scope.Parts.PermitType.NumberOn(date)
        ?? throw new InvalidOperationException($"{scope.Parts.PermitType.Pin} has no number template on {date:yyyy-MM-dd}.");

    /// <summary>Ends an intent.</summary>
    internal static Task EndAsync(DbTransaction transaction, string intent, string state) =>
        transaction.Connection!.ExecuteAsync("UPDATE signing_intents SET state = @state WHERE id = @intent", new { intent, state }, transaction);
}

/// <summary>What is to be signed, as stored.</summary>
/// <param name="Id">The intent's id.</param>
/// <param name="Pdf">The composed letter.</param>
/// <param name="At">When it was meant.</param>
internal sealed record SigningIntent(string Id, ReadOnlyMemory<byte> Pdf, DateTimeOffset At);

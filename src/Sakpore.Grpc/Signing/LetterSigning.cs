using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Telemetry;

namespace Sakpore.Grpc.Signing;

/// <summary>
/// Signs letters in three steps with a wait in the middle: the intent and the number are stored, then the key is used
/// with no transaction open, then signature, document, register and end are stored together. A crash between leaves the
/// intent; when its lease is over the next call records it as abandoned and begins again under the same number, unless it was
/// handed to a key that is not this program's own: then somebody has to say what came of it (ADR 5).
/// </summary>
internal sealed class LetterSigning(Database database, ApplicationCommands commands, OfficerKeys keys, LetterIntents intents, LetterIssue issue, HubMeter meter)
{
    /// <summary>Signs an application's letter for the calling officer and issues it; a repeated request is answered alike.</summary>
    /// <param name="call">The call.</param>
    /// <param name="passphrase">The passphrase of the officer's key.</param>
    /// <param name="reason">Why it is signed although an agency advised against it; null: none is given.</param>
    /// <param name="cancellation">Cancels the call until the key is used; from then on it is not heard.</param>
    public async Task<ApplicationState> SignAsync(ApplicationCall call, Passphrase passphrase, string? reason, CancellationToken cancellation)
    {
        if (await database.WriteAsync(transaction => ReachedOrPermittedAsync(transaction, call, reason), cancellation) is { } done)
        {
            return done;
        }

        var officer = call.Caller.Officer ?? throw new InvalidOperationException("The method table admits officers only.");
        using var key = await keys.OpenAsync(officer, passphrase, cancellation);
        if (call.ValidateOnly)
        {
            await database.RehearseCommandAsync(transaction => RequestAsync(transaction, call, key, reason), cancellation);
            return await database.RehearseAsync(async transaction => (await commands.LoadAsync(transaction, call)).State!, cancellation);
        }

        var intent = await database.CommandAsync(transaction => RequestAsync(transaction, call, key, reason), cancellation);

        // From here on the caller's cancellation is not heard: a signature that is made is also stored.
        var finish = call with { Etag = "" };
        var signed = await UseKeyAsync(finish, intent, key);
        return await database.CommandAsync(
            async transaction =>
            {
                var (state, batch) = await issue.CompleteAsync(transaction, finish, intent.Id, signed.Pdf, key.Signatory);
                Receipts.Add(batch, call.Request, new Receipt(state.Id, state.Sequence), state.Visits[^1].Until);
                return (state, batch);
            },
            CancellationToken.None);
    }

    /// <summary>Uses the key, and records what came of it where it is not a signature.</summary>
    /// <exception cref="FaultException">Nothing was signed, or it is not known whether something was.</exception>
    public async Task<SignedLetter> UseKeyAsync(ApplicationCall call, SigningIntent intent, OfficerKey key)
    {
        if (!key.Key.IsUnattended)
        {
            await database.WriteAsync(transaction => intents.HandOverAsync(transaction, call, intent), CancellationToken.None);
        }

        using var span = HubTracing.Source.StartActivity("sign letter");
        var began = Stopwatch.GetTimestamp();
        SignedLetter signed;
        try
        {
            signed = await LetterSigner.SignAsync(intent, key);
        }
        catch (Exception exception) when (IsNoAnswer(exception, key))
        {
            meter.Signed("unknown", Stopwatch.GetElapsedTime(began));

            // The key's keeper was asked and did not answer. To ask again might make a second signature.
            await database.WriteAsync(transaction => LetterIntents.EndAsync(transaction, intent.Id, "UNKNOWN"), CancellationToken.None);
            throw Fault.Of(FaultReason.SigningOutcomeUnknown, ResourceNames.Applications + call.Application).Thrown();
        }

        meter.Signed(signed.Fault is null ? "signed" : "failed", Stopwatch.GetElapsedTime(began));
        if (signed.Fault is { } fault)
        {
            await database.WriteAsync(transaction => FailAsync(transaction, call, intent.Id, fault), CancellationToken.None);
            throw Fault.Of(FaultReason.SigningFailed, fault).Thrown();
        }

        return signed;
    }

    /// <summary>Records that an intent came to nothing: the number stays, and it may be tried again.</summary>
    public async Task<ApplicationState> FailAsync(DbTransaction transaction, ApplicationCall call, string intent, string reason)
    {
        var scope = await commands.LoadAsync(transaction, call);
        await LetterIntents.EndAsync(transaction, intent, "FAILED");
        return await commands.RecordAsync(scope, new RecordSigningFailure(intent, reason));
    }

    /// <summary>Whether a key failed in a way that leaves open whether it signed: a token that broke off may have.</summary>
    private static bool IsNoAnswer(Exception exception, OfficerKey key) =>
        exception is IOException or HttpRequestException or TimeoutException or OperationCanceledException
        || (exception is CryptographicException && !key.Key.IsUnattended);

    /// <summary>What the request reached before; or null, and the rules permit it. Asked before a key is opened for anyone.</summary>
    private async Task<ApplicationState?> ReachedOrPermittedAsync(DbTransaction transaction, ApplicationCall call, string? reason)
    {
        if (await ApplicationCommands.ReachedAsync(transaction, call.Request) is { } reached)
        {
            return reached;
        }

        await intents.CheckAsync(transaction, call, reason);
        return null;
    }

    private async Task<(SigningIntent, WriteBatch)> RequestAsync(DbTransaction transaction, ApplicationCall call, OfficerKey key, string? reason)
    {
        var batch = new WriteBatch();
        var requested = await intents.RequestAsync(transaction, [call], key.Signatory, reason, batch);
        return (requested[0].OrThrow(), batch);
    }
}

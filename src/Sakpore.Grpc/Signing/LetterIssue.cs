using System.Data.Common;
using System.Security.Cryptography;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Signing;

/// <summary>Stores what a signature brings about, all in one transaction: history, document, register.</summary>
internal sealed class LetterIssue(
    ApplicationCommands commands, ApplicationViews views, DocumentStore documents, LetterRegister register, SubjectVault vault,
    OfficerDirectory officers, SerialGuard guard)
{
    private const string Hub = "systems/hub";
    private static readonly Dictionary<string, FormValue> NoForm = [];

    /// <summary>Records the signature; the letter is issued when the batch is sent, to which the caller adds its own.</summary>
    public async Task<(ApplicationState State, WriteBatch Last)> CompleteAsync(
        DbTransaction transaction, ApplicationCall call, string intent, ReadOnlyMemory<byte> signed, Signatory signatory)
    {
        var scope = await (await commands.LoadAsync(transaction, call)).WithMandatesAsync();
        var position = scope.MandatedPosition() ?? signatory.Officer.Position;
        var application = scope.State!.Id;
        var form = await views.FormAsync(transaction.Connection!, application, transaction);
        var subject = await vault.CreateAsync(transaction, scope.At);
        var document = await documents.AddAsync(transaction, Hub, MediaTypes.Pdf, "", signed);
        await documents.AttachAsync(transaction, ResourceNames.Documents + document.Id, Hub, application, subject);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(signed.Span));
        var state = await commands.RecordAsync(scope, new RecordSignature(intent, document.Id, sha256, signatory.Certificate));
        await LetterIntents.EndAsync(transaction, intent, "SIGNED");
        var permitType = scope.Parts.PermitType;
        var isRefusal = state.HasRejectionLetter;
        var lastDay = isRefusal ? null : LetterValidity.LastDay(permitType, state.Letter!.Date, form ?? NoForm);
        await register.EnterAsync(
            transaction,
            new RegisteredLetter(
                state.Letter!.Code, state.Letter.Number, isRefusal ? $"Surat Penolakan {permitType.Name.Id}" : permitType.Name.Id, officers.FindOffice(permitType.Office)!.Name.Id, application,
                document.Id, sha256, signatory.Officer.Id, signatory.Officer.Name, string.Join(" ", position), signatory.CertificateIssuer, state.Letter.Date, scope.At,
                permitType.Office, lastDay, LetterValidity.RenewalFrom(permitType, lastDay),
                permitType.Retention.Years is { } years ? $"{years} years" : "permanent"),
            subject,
            form is null ? "" : FormStruct.Holder(form));
        var batch = new WriteBatch();
        NumberRegister.Issue(batch, application);
        guard.Issued(state.Letter);
        if (!isRefusal && state.Kind == ApplicationKind.Perubahan && state.EarlierLetter is { } earlier)
        {
            await SupersedeAsync(transaction, scope, earlier, state.Letter.Code);
        }

        return (state, batch);
    }

    /// <summary>A changed letter takes the place of the one that it changes, in the same transaction.</summary>
    private async Task SupersedeAsync(DbTransaction transaction, CommandScope issuing, string earlier, string newer)
    {
        if (await LetterRegister.OriginAsync(transaction.Connection!, earlier, transaction) is not { Status: "ISSUED" } origin)
        {
            return;
        }

        var history = await ApplicationHistory.ReadAsync(transaction.Connection!, origin.Application, transaction: transaction);
        var scope = commands.Scope(transaction, issuing.Caller, history, issuing.At);
        await commands.RecordAsync(scope, new SupersedeLetter(newer));
    }
}

using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Tracking;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;
using Sakpore.Signing.Seals;

namespace Sakpore.Grpc.Letters.Seals;

/// <summary>Makes a letter's seal, once for an intent to sign, and keeps it; it is then an input of composing.</summary>
internal sealed class LetterSeals(SealKeyring keyring, LetterTemplates templates, SubjectVault vault, PublicAddress address, RandomIdentifiers random)
{
    // Longer masked names end in an ellipsis: the holder must fit beside the longest number and host.
    private const int MostHolderCharacters = 40;

    /// <summary>The content with the seal in its QR code; where the installation has no keys, with the address of its page.</summary>
    /// <param name="transaction">The transaction that stores the intent.</param>
    /// <param name="intent">The intent's id.</param>
    /// <param name="state">The application, with its number.</param>
    /// <param name="permitType">Its permit type.</param>
    /// <param name="form">Its form.</param>
    /// <param name="content">What the letter says.</param>
    /// <param name="at">Now.</param>
    /// <param name="batch">Where the statements go.</param>
    /// <exception cref="FaultException">The facts do not fit into a seal.</exception>
    public async Task<LetterContent> SealAsync(
        DbTransaction transaction, string intent, ApplicationState state, PermitType permitType, IReadOnlyDictionary<string, FormValue> form,
        LetterContent content, DateTimeOffset at, WriteBatch batch)
    {
        if (keyring.Keys is not { } keys)
        {
            return content;
        }

        // Random, so that an index tells nothing of how many letters there are; one that is taken is a conflict, and the writing begins anew.
        var index = BinaryPrimitives.ReadInt32LittleEndian(random.Bytes(sizeof(int))) & int.MaxValue;
        var template = templates.Find(state.Pins.LetterTemplate);
        var claims = new SealClaims(
            SealProfile.HolderMasked, keys.Trust.Issuer, index, content.Number, permitType.Slug, Holder(form), content.IssueDate,
            LetterValidity.LastDay(permitType, content.IssueDate, form), permitType.Office, FieldDigest.Of(SealedValues.Of(template, content)));
        var made = keys.Seal(claims, new Uri(address.Url).Authority);
        if (made.Text is null)
        {
            throw Refused(made).Thrown();
        }

        await vault.StoreAsync(transaction, state.Subject, SealOf(intent), 1, made.Text, batch);
        batch.Add(
            "INSERT INTO seals (status_index, intent_id, code, identity, created_at) VALUES (@index, @intent, @code, @identity, @at)",
            ("index", (long)index),
            ("intent", intent),
            ("code", content.Code),
            ("identity", Convert.ToHexStringLower(SealIdentity.Of(made.Bytes)!)),
            ("at", at.ToMicroseconds()));
        return content with { QrText = made.Text };
    }

    /// <summary>The seal that was made for an intent; null after erasure.</summary>
    public Task<string?> FindAsync(DbTransaction transaction, string intent) => vault.FindAsync<string>(transaction.Connection!, SealOf(intent), transaction);

    private static PersonalValueName SealOf(string intent) => new("signingIntents/" + intent, "seal");

    private static string Holder(IReadOnlyDictionary<string, FormValue> form)
    {
        var masked = NameMask.Mask(FormStruct.Holder(form));
        return masked.Length <= MostHolderCharacters ? masked : masked[..(MostHolderCharacters - 1)].TrimEnd() + "…";
    }

    private static Fault Refused(SealMaking made)
    {
        var words = new SealCheck(made.Answer, null, null, null, default, made.Field);
        return new Fault(
            words.Reason, global::Grpc.Core.StatusCode.FailedPrecondition, new(words.Indonesian, words.English),
            made.Field?.ToString(CultureInfo.InvariantCulture));
    }
}

using System.Globalization;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Offices;

namespace Sakpore.Grpc.Letters;

/// <summary>What a letter says, gathered from the application, its form and the officer who will sign.</summary>
internal sealed class LetterDraft(OfficerDirectory officers, LetterRegister register, HubOptions options)
{
    /// <summary>The content of an application's letter.</summary>
    /// <param name="state">The application, with its number.</param>
    /// <param name="parts">Its catalog parts.</param>
    /// <param name="form">Its form.</param>
    /// <param name="signer">The officer who will sign.</param>
    /// <param name="position">The position printed over the signature, a line each.</param>
    /// <param name="certificateIssuer">Who issued the officer's certificate, in the footer's words.</param>
    public LetterContent Of(
        ApplicationState state, PinnedParts parts, IReadOnlyDictionary<string, FormValue> form, Officer signer,
        IReadOnlyList<string> position, string certificateIssuer)
    {
        var letter = state.Letter ?? throw new ArgumentException("The application has no number yet.", nameof(state));
        var values = Nested(form, parts.PermitType);
        values["id_pendaftaran"] = state.Id;
        values["berlaku_sampai"] = LetterValidity.LastDay(parts.PermitType, letter.Date, form);
        values["status_permohonan"] = state.Kind.ToString();
        values["rekomendasi"] = state.Recommendations.Where(given => given.Favourable).Select(given => new Dictionary<string, object?>
        {
            ["instansi"] = officers.FindOffice(given.Office)?.Name.Id ?? given.Office,
            ["nomor"] = given.Number,
            ["tanggal"] = given.Date,
        }).ToList();
        if (state.RejectedBecause is { } reason)
        {
            values["pemohon"] = FormStruct.Holder(form);
            values["jenis_izin"] = parts.PermitType.Name.Id;
            values["tanggal_permohonan"] = OfficeClock.DateOf(state.SubmittedAt);
            values["alasan_penolakan"] = parts.PermitType.RejectionReasons.First(known => known.Code == reason).Text.Id;
        }

        return new LetterContent
        {
            Number = letter.Number,
            Code = letter.Code,
            VerificationUrl = register.Uri(letter.Code),
            QrText = register.Uri(letter.Code),
            IssueDate = letter.Date,
            Place = officers.FindOffice(parts.PermitType.Office)!.Place,
            Signer = new LetterSigner(signer.Name, position, signer.Rank, signer.Nip),
            CertificateIssuer = certificateIssuer,
            Values = values,
            DevelopmentMark = options.Development == true,
        };
    }

    private static Dictionary<string, object?> Nested(IReadOnlyDictionary<string, FormValue> form, PermitType permitType)
    {
        var root = new Dictionary<string, object?>();
        foreach (var field in permitType.Form)
        {
            var names = field.Name.Split('.');
            var group = root;
            foreach (var name in names[..^1])
            {
                if (group.GetValueOrDefault(name) is not Dictionary<string, object?> inner)
                {
                    group[name] = inner = [];
                }

                group = inner;
            }

            var items = form.TryGetValue(field.Name, out var value) ? value.Items : [];
            group[names[^1]] = field.Type switch
            {
                FormFieldType.List => items,
                FormFieldType.Date when items.Count > 0 => DateOnly.ParseExact(items[0], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                _ => items.Count > 0 ? items[0] : null,
            };
        }

        return root;
    }
}

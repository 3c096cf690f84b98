using System.Data.Common;
using Sakpore.Core.Catalog;
using Sakpore.Core.Procedures;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Signing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using Message = Sakpore.Verification.V1.VerificationReport;
using Signer = Sakpore.Verification.V1.RegisteredSigner;

namespace Sakpore.Grpc.Verification;

/// <summary>
/// Tells the office's own officers from everybody else with a certificate of the same authority. Names in a certificate
/// decide nothing: the certificate's fingerprint must be the registered one, and a mandate must have been in force.
/// </summary>
internal sealed class RegisteredSigners(CityCatalog city, OfficerDirectory officers, OfficerKeys keys)
{
    /// <summary>Names the officer of each signature that has passed and is an officer's.</summary>
    /// <param name="connection">The register.</param>
    /// <param name="report">The report.</param>
    /// <param name="message">The same report in the contract's shape, where the officers are entered.</param>
    public async Task NameAsync(DbConnection connection, VerificationReport report, Message message)
    {
        for (var i = 0; i < report.Signatures.Count; i++)
        {
            if (report.Signatures[i] is { Kind: SignatureKind.Signature, Indication: Indication.TotalPassed, Signer: { } certificate } signature)
            {
                // EN 319 102-1, 5.1.4: without proof of an earlier time a signature is known to exist at the time of validation.
                message.Signatures[i].RegisteredSigner = await FindAsync(connection, certificate, signature.ProvedTime ?? report.Policy.At);
            }
        }
    }

    private async Task<Signer?> FindAsync(DbConnection connection, Certificate certificate, DateTimeOffset at)
    {
        if (at < certificate.NotBefore || at > certificate.NotAfter)
        {
            return null;
        }

        var mandates = await MandateRows.OfCertificateAsync(connection, certificate.Sha256);
        if (mandates.Where(mandate => mandate.IsValidAt(at) && Issues(mandate.Office)).MaxBy(mandate => mandate.From) is { } mandate)
        {
            return officers.Find(mandate.Officer) is { } officer ? ToMessage(officer, mandate.SignatureBlock(), mandate.Office) : null;
        }

        // An office that keeps no mandates signs by the role of its head, and so is recognised by it.
        var withMandates = await MandateRows.OfficesAsync(connection);
        return (
            from officer in city.Officers
            from role in officer.Roles
            where role.Role == Roles.Kepala && Issues(role.Office) && !withMandates.Contains(role.Office) && keys.CertificateOf(officer) == certificate.Sha256
            select ToMessage(officer, officer.Position, role.Office)).FirstOrDefault();
    }

    private bool Issues(string office) => city.PermitTypes.Any(permitType => permitType.Office == office);

    private Signer ToMessage(Officer officer, IReadOnlyList<string> position, string office) => new()
    {
        OfficerName = officer.Name,
        Position = string.Join(' ', position),
        OfficeTitle = officers.FindOffice(office)?.Name.Id ?? office,
    };
}

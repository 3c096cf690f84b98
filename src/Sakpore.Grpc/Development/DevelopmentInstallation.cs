using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Core.Catalog;
using Sakpore.Core.Procedures;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Signing;
using Sakpore.Signing.Testing;

namespace Sakpore.Grpc.Development;

/// <summary>
/// Makes what a hub needs to be tried out: keys that are random for this installation, mode 0600, valid for 90 days and
/// marked as valid nowhere; and a key for each calling system. Not in the published output.
/// </summary>
internal sealed class DevelopmentInstallation(
    HubOptions options, CityCatalog catalog, RandomIdentifiers random, ApiKeys apiKeys, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>The folder of development keys in the data directory.</summary>
    public const string Folder = "development";

    private static readonly TimeSpan Renewal = TimeSpan.FromDays(1);

    private string CallersPath => Path.Combine(options.DataDirectory, Folder, DevelopmentCallers.FileName);

    /// <summary>Makes the keys, before anything reads them.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.OfficerKeysDirectory!);
        InstallationKeyFile.Create(options.InstallationKeyFile!, development: true, random);
        InstallationKeyFile.Create(options.OfficerKeysKeyFile!, development: true, random);
        CheckpointFile.CreateKey(options.CheckpointKeyFile!);
        DevelopmentSeals.Create(options, catalog, OfficeClock.DateOf(time.GetUtcNow()));
        var callers = DevelopmentCallers.ReadFile(CallersPath);
        var signers = catalog.Officers.Where(officer => (Holds(officer, StageActionKind.Sign) || Holds(officer, StageActionKind.Recommend)) && !IsFresh(officer)).ToList();
        if (signers.Count > 0)
        {
            callers = callers with { Passphrase = callers.Passphrase.Length > 0 ? callers.Passphrase : random.NextApiKey() };
            MakeKeys(signers, callers.Passphrase);
            callers.WriteFile(CallersPath);
        }

        return Task.CompletedTask;
    }

    /// <summary>Makes the calling systems' keys, once the schema is there.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var callers = DevelopmentCallers.ReadFile(CallersPath);
        if (callers.Portal.Length > 0)
        {
            return;
        }

        var offices = new Dictionary<string, string>();
        foreach (var office in catalog.Offices)
        {
            offices[office.Slug] = await apiKeys.CreateAsync("systems/" + office.Slug, office.Slug, cancellationToken);
        }

        (callers with { Portal = await apiKeys.CreateAsync("systems/portal", null, cancellationToken), Offices = offices }).WriteFile(CallersPath);
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void MakeKeys(List<Officer> officers, string passphrase)
    {
        var pki = TestPki.Create(time.GetUtcNow(), new TestPkiOptions
        {
            Additional = [.. officers.Select(officer => new TestIdentity(officer.Name, TestPki.Issuing, KeyOf(officer), TestRole.Signer))],
        });
        using var store = new OfficerKeyStore(options.OfficerKeysDirectory!, options.OfficerKeysKeyFile!);
        foreach (var officer in officers)
        {
            var signer = pki[officer.Name];
            store.Put(officer.Id, signer.ToPkcs12(passphrase), random);
            SecretFile.Write(Chain(officer), Pem(signer.Chain));
        }

        // Anchors of earlier keys stay: letters that were made with them are still checked in the same way.
        var known = File.Exists(options.AnchorsFile) ? File.ReadAllText(options.AnchorsFile) : "";
        SecretFile.Write(options.AnchorsFile!, known + Pem(pki.Anchors));
    }

    /// <summary>Whoever signs letters has an RSA key, as officers have in practice; making one for everyone would slow each first start.</summary>
    private TestKey KeyOf(Officer officer) => Holds(officer, StageActionKind.Sign) ? TestKey.Rsa2048 : TestKey.P256;

    private bool Holds(Officer officer, StageActionKind action) => catalog.Procedures
        .SelectMany(procedure => procedure.Stages)
        .Where(stage => stage.Actions.Any(offered => offered.Kind == action))
        .Any(stage => officer.Roles.Any(role => role.Office == stage.Owner.Office && role.Role == stage.Owner.Role));

    private bool IsFresh(Officer officer)
    {
        if (!File.Exists(Chain(officer)))
        {
            return false;
        }

        using var certificate = X509CertificateLoader.LoadCertificate(PemCertificates.Read(Chain(officer)).First().Span);
        return certificate.NotAfter.ToUniversalTime() > time.GetUtcNow().UtcDateTime + Renewal;
    }

    private string Chain(Officer officer) => Path.Combine(options.OfficerKeysDirectory!, officer.Id + ".pem");

    private static string Pem(IEnumerable<ReadOnlyMemory<byte>> certificates) =>
        string.Concat(certificates.Select(certificate => PemEncoding.WriteString("CERTIFICATE", certificate.Span) + "\n"));
}

using System.Security.Cryptography;
using Npgsql;
using Sakpore.Grpc.Diagnosis;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Signing.Testing;

namespace Sakpore.Grpc.Tests.Diagnosis;

/// <summary>Each thing that can be wrong with an installation is told in a sentence of its own; nothing is told of one that is well.</summary>
internal sealed class HubDiagnosisTests
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Test]
    public async Task Sound_installation_has_warnings_for_what_it_does_without_and_nothing_wrong()
    {
        using var production = new ProductionInstallation();
        var found = await TroublesAsync(production.Options);
        Assert.That(found, Is.EqualTo(new[] { "Letters get no seal: Sakpore__SealKeySetFile is not set. Make keys with: sakpore seal keys" }));
    }

    [Test]
    public async Task What_keeps_a_hub_from_starting_is_told()
    {
        using var production = new ProductionInstallation();
        var found = await TroublesAsync(production.Options with { PublicUrl = null, AnchorsFile = "/nowhere.pem", CatalogDirectory = "/nowhere" });
        Assert.That(found, Has.Some.EqualTo("Sakpore__PublicUrl is not set: the https address of the citizens' pages.")
            .And.Some.Contains("/nowhere.pem is not there").And.Some.EqualTo("Sakpore__CatalogDirectory: /nowhere is not there."));
    }

    [Test]
    public async Task Files_that_hold_something_else_are_told()
    {
        using var production = new ProductionInstallation();
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(production.In("checkpoints.key")));
        Sakpore.Grpc.Installation.SecretFile.Write(production.In("public.key"), key.ExportSubjectPublicKeyInfoPem());
        var found = await TroublesAsync(production.Options with
        {
            PublicUrl = "http://izin.example",
            AnchorsFile = production.In("installation.key"),
            InstallationKeyFile = production.In("checkpoints.key"),
            OfficerKeysKeyFile = production.In("tls.key"),
            CheckpointKeyFile = production.In("public.key"),
        });
        Assert.That(found, Is.SupersetOf(new[]
        {
            "Sakpore__PublicUrl: http://izin.example is not https. It is printed in QR codes, and citizens' pages are shown over TLS only.",
            $"{production.In("installation.key")} holds no certificate in PEM (-----BEGIN CERTIFICATE-----).",
            $"Sakpore__InstallationKeyFile: {production.In("checkpoints.key")} does not hold 32 bytes in base64.",
            $"Sakpore__OfficerKeysKeyFile: {production.In("tls.key")} does not hold 32 bytes in base64.",
            $"Sakpore__CheckpointKeyFile: {production.In("public.key")} holds a public key; the private one is needed.",
        }));
        Assert.That(await TroublesAsync(production.Options with { CheckpointKeyFile = production.In("installation.key") }), Has.Some.EqualTo(
            $"Sakpore__CheckpointKeyFile: {production.In("installation.key")} holds no key in PEM."));
    }

    [Test]
    public async Task Socket_that_is_not_there_is_named_and_an_unreadable_connection_told_once()
    {
        using var production = new ProductionInstallation();
        Assert.That(await TroublesAsync(production.Options with { Postgres = "Host=/nowhere;Port=5433;Database=sakpore" }), Has.Some.StartsWith(
            "There is no socket /nowhere/.s.PGSQL.5433: PostgreSQL does not run, or listens elsewhere."));
        Assert.That(await TroublesAsync(production.Options with { Postgres = "Hst=127.0.0.1" }), Has.None.StartsWith("The database does not answer"));
    }

    [Test]
    public async Task Development_hub_is_told_to_be_one() =>
        Assert.That((await HubDiagnosis.RunAsync(new HubOptions { Development = true }, Clock, default)).Single().Sentence, Does.StartWith("This is a development hub"));

    [TestCase(-3, Severity.Wrong, "ended on")]
    [TestCase(10, Severity.Warning, "in 9 days. Renew it.")]
    [TestCase(300, Severity.Well, "holds until")]
    public void End_of_the_servers_certificate_is_told(int days, Severity severity, string words)
    {
        using var production = new ProductionInstallation(notAfter: Clock.GetUtcNow().AddDays(days));
        var finding = CertificateDiagnosis.Of(production.Options, Clock.GetUtcNow()).First();
        Assert.That((finding.Severity, finding.Sentence), Is.EqualTo((severity, finding.Sentence)));
        Assert.That(finding.Sentence, Does.StartWith($"The server's certificate {production.In("tls.pem")} ").And.Contain(words));
    }

    [Test]
    public async Task Certificate_of_another_host_is_told()
    {
        using var production = new ProductionInstallation(host: "lain.example");
        Assert.That(await TroublesAsync(production.Options), Has.Some.EqualTo(
            $"The server's certificate {production.In("tls.pem")} is not for izin.example, which Sakpore__PublicUrl names."));
    }

    [TestCase(1700, Severity.Well)]
    [TestCase(1780, Severity.Warning)]
    [TestCase(1900, Severity.Wrong)]
    public void End_of_an_anchor_is_told(int daysFromNow, Severity severity)
    {
        // The authority of the test lasts five years, 1,826 days.
        using var production = new ProductionInstallation();
        var finding = CertificateDiagnosis.Of(production.Options, Clock.GetUtcNow().AddDays(daysFromNow)).Single(one => one.Sentence.StartsWith("The anchor", StringComparison.Ordinal));
        Assert.That((finding.Severity, finding.Sentence), Is.EqualTo((severity, finding.Sentence)));
        Assert.That(finding.Sentence, Does.Contain("\"CN=Authority of a test\""));
    }

    [Test]
    public async Task Officer_whose_certificate_ends_is_told()
    {
        using var production = new ProductionInstallation();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = production.Issue("CN=Kepala", key, Clock.GetUtcNow().AddDays(5));
        var path = Path.Combine(production.In("officers"), "kepala.pem");
        await File.WriteAllTextAsync(path, certificate.ExportCertificatePem());
        Assert.That(await TroublesAsync(production.Options), Has.Some.StartsWith($"The officer's certificate {path} ends on "));
    }

    [TestCase(0, Severity.Well, "The key for seals holds until ")]
    [TestCase(715, Severity.Warning, "The key for seals ends on ")]
    [TestCase(800, Severity.Wrong, "The key for seals ended on ")]
    public async Task End_of_the_keys_for_seals_is_told(int daysFromNow, Severity severity, string words)
    {
        // Development keys for seals last two years.
        await using var hub = await TestHub.StartAsync();
        var found = CertificateDiagnosis.Of(hub.Get<HubOptions>(), hub.Time.GetUtcNow().AddDays(daysFromNow)).Where(finding => finding.Sentence.Contains("seals", StringComparison.Ordinal));
        Assert.That(found.Single().Severity, Is.EqualTo(severity));
        Assert.That(found.Single().Sentence, Does.StartWith(words));
    }

    [TestCase(50, Severity.Wrong, "less than two of the largest documents")]
    [TestCase(1000, Severity.Warning, "has only 1000 MiB free")]
    [TestCase(5000, Severity.Well, "has 5000 MiB free")]
    public void Little_room_is_told(int mebibytes, Severity severity, string words)
    {
        var found = DiskDiagnosis.Of(new HubOptions { DataDirectory = "/var/lib/sakpore/not-there-yet" }, _ => (long)mebibytes << 20).Single();
        Assert.That(found.Severity, Is.EqualTo(severity));
        Assert.That(found.Sentence, Does.Contain(words));
    }

    [Test]
    public async Task Database_that_does_not_answer_is_told()
    {
        using var production = new ProductionInstallation();
        Assert.That(await TroublesAsync(production.Options with { Postgres = "Host=127.0.0.1;Port=1;Database=sakpore;Username=sakpore" }), Has.Some.EqualTo(
            "The database does not answer: Connection refused. Look at Sakpore__Postgres and at the server."));
    }

    [Test]
    public async Task Postgres_schema_durability_and_standbys_are_told()
    {
        using var production = new ProductionInstallation();
        var postgres = PostgresCluster.CreateDatabase();
        try
        {
            var options = production.Options with { Postgres = postgres };
            var empty = await HubDiagnosis.RunAsync(options, Clock, default);
            Assert.That(empty.Select(finding => finding.Sentence), Has.Some.EqualTo("The database is empty: the first start makes the schema.")
                .And.Some.Matches("^PostgreSQL [0-9.]+ answers.$").And.Some.EqualTo("This machine's clock agrees with the database's."));

            // The tests' cluster is fast and not durable: so it is told.
            Assert.That(await TroublesAsync(options), Has.Some.EqualTo("PostgreSQL runs with fsync = off: a power cut may destroy the database. Set it to on.")
                .And.Some.EqualTo("PostgreSQL runs with synchronous_commit = off: a letter that was acknowledged may be lost. Set it to on.")
                .And.Some.EqualTo("There is no standby: when this database's disk is lost, only the last backup is left."));

            await using (var hub = Hub.Create(options))
            {
                await hub.StartAsync();
                Assert.That((await HubDiagnosis.RunAsync(options, Clock, default)).Select(finding => finding.Sentence), Has.Some.EqualTo("The schema is up to date."));
                await hub.StopAsync();
            }

            await using var connection = new NpgsqlConnection(postgres);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("DELETE FROM schemaversions WHERE scriptname LIKE '%0010_seals.sql'; UPDATE installation SET mode = 'development'", connection);
            await command.ExecuteNonQueryAsync();
            Assert.That(await TroublesAsync(options), Has.Some.StartsWith("The schema lacks 1 migrations, from Sakpore.Grpc.Storage.Migrations.0010_seals.sql on.")
                .And.Some.EqualTo("The database was made in development mode; its letters are valid nowhere. Use another one."));
        }
        finally
        {
            PostgresCluster.DropDatabase(postgres);
        }
    }

    [TestCase(-90, "This machine's clock is 90 seconds behind the database's. Both should follow the same time servers (NTP).")]
    [TestCase(90, "This machine's clock is 90 seconds ahead of the database's. Both should follow the same time servers (NTP).")]
    public void Clock_that_is_off_is_told(int seconds, string sentence)
    {
        var told = Clock.GetUtcNow();
        var here = told.AddSeconds(seconds);
        Assert.That(DatabaseDiagnosis.Clock("the database's", told, here, here), Is.EqualTo(new Finding(Severity.Wrong, sentence)));
    }

    [TestCase("", new string[0], Severity.Warning, "There is no standby")]
    [TestCase("", new[] { "async" }, Severity.Warning, "Letters are issued on asynchronous replication")]
    [TestCase("a", new[] { "async", "sync" }, Severity.Well, "Letters are on 1 synchronous standby")]
    [TestCase("a", new[] { "quorum", "quorum" }, Severity.Well, "Letters are on 2 synchronous standby")]
    [TestCase("a", new string[0], Severity.Wrong, "synchronous_standby_names is set and no standby is connected")]
    [TestCase("a", new[] { "unseen" }, Severity.Warning, "There are standbys, and this user may not see")]
    public void Replication_is_told(string synchronousNames, string[] standbys, Severity severity, string words)
    {
        var finding = DatabaseDiagnosis.Replication(synchronousNames, standbys);
        Assert.That(finding.Severity, Is.EqualTo(severity));
        Assert.That(finding.Sentence, Does.StartWith(words));
    }

    [TestCase(TestMisbehavior.None, Severity.Well, "This machine's clock agrees with the timestamp authority's.")]
    [TestCase(TestMisbehavior.Late, Severity.Wrong, "The timestamp authority ")]
    [TestCase(TestMisbehavior.Garbage, Severity.Wrong, "The timestamp authority ")]
    public async Task Timestamp_authority_is_asked(TestMisbehavior misbehavior, Severity severity, string words)
    {
        await using var pki = TestPkiServer.Start(Clock);
        pki.Misbehave(TestService.Timestamps, misbehavior);
        var anchors = Path.GetTempFileName();
        await File.WriteAllTextAsync(anchors, string.Concat(pki.Pki.Anchors.Select(anchor => PemEncoding.WriteString("CERTIFICATE", anchor.Span) + "\n")));
        var finding = (await TimestampDiagnosis.OfAsync(new HubOptions { AnchorsFile = anchors, TimestampAuthority = pki.Timestamps.ToString() }, Clock, default)).Single();
        File.Delete(anchors);
        Assert.That((finding.Severity, finding.Sentence), Is.EqualTo((severity, finding.Sentence)));
        Assert.That(finding.Sentence, Does.StartWith(words));
    }

    private static async Task<IReadOnlyList<string>> TroublesAsync(HubOptions options) =>
        [.. (await HubDiagnosis.RunAsync(options, Clock, default)).Where(finding => finding.Severity != Severity.Well && !finding.Sentence.StartsWith("The disk", StringComparison.Ordinal)).Select(finding => finding.Sentence)];
}

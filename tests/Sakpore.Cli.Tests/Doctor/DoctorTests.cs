namespace Sakpore.Cli.Tests.Doctor;

/// <summary>The command around the diagnosis: settings as the service reads them, sentences, exit status.</summary>
internal sealed class DoctorTests
{
    [Test]
    public async Task Settings_of_a_file_are_looked_at_and_what_is_wrong_ends_with_1()
    {
        string settings = Path.GetTempFileName();
        await File.WriteAllTextAsync(settings, "# the city's hub\nSakpore__TlsPrt=\"8443\"\nSakpore__PublicUrl='izin.example'\nSakpore__DataDirectory=/nowhere\n");
        (int exit, string output, _) = await CommandLine.RunAsync("doctor", "--settings", settings);
        File.Delete(settings);
        Assert.That(exit, Is.EqualTo(ExitCode.No));
        Assert.That(output.Split(Environment.NewLine), Has.Some.EqualTo("WRONG    Sakpore__TlsPrt is no setting. Is Sakpore__TlsPort meant?")
            .And.Some.EqualTo("WRONG    Sakpore__PublicUrl is no address: it begins with https:// or http://.")
            .And.Some.Matches("^[0-9]+ wrong, [0-9]+ to be seen to.$"));
        Assert.That(output, Does.Not.Contain("well "));
    }

    [Test]
    public async Task Development_hub_has_nothing_wrong()
    {
        string settings = Path.GetTempFileName();
        await File.WriteAllTextAsync(settings, "Sakpore__Development=true\n");
        (int exit, string output, _) = await CommandLine.RunAsync("doctor", "--all", "--settings", settings);
        File.Delete(settings);
        Assert.That(exit, Is.EqualTo(ExitCode.Yes));
        Assert.That(output, Does.StartWith("warning  This is a development hub").And.EndWith($"0 wrong, 1 to be seen to.{Environment.NewLine}"));
    }

    [Test]
    public async Task File_that_is_not_there_is_misuse()
    {
        (int exit, _, string error) = await CommandLine.RunAsync("doctor", "--settings", "/nowhere/hub.env");
        Assert.That((exit, error.Trim()), Is.EqualTo((ExitCode.Misuse, "/nowhere/hub.env cannot be read.")));
    }
}

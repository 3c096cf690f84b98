namespace Sakpore.Cli.Tests;

[TestFixture]
internal sealed class SakporeCommandLineTests
{
    [Test]
    public async Task Unknown_word_is_misuse()
    {
        var run = await CommandLine.RunAsync("stempel");
        Assert.That(run.Exit, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("stempel"));
    }
}

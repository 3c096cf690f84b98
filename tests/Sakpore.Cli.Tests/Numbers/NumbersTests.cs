namespace Sakpore.Cli.Tests.Numbers;

/// <summary><c>sakpore numbers</c>: what lost letters leave behind is passed over, once, and logged.</summary>
internal sealed class NumbersTests
{
    [Test]
    public async Task Numbers_that_were_lost_are_void_and_never_given_again()
    {
        await using var hub = await HubOnDisk.StartAsync();
        await hub.AsSuperuserAsync("INSERT INTO number_series (series, year, last_serial) VALUES ('500.16', 2026, 3)");
        Assert.That((await hub.RunAsync("numbers", "list")).Output.Trim(), Is.EqualTo("500.16  2026  3"));

        var skipped = await hub.RunAsync("numbers", "skip", "500.16", "2026", "5");
        Assert.That((skipped.Exit, skipped.Output.Trim()), Is.EqualTo((ExitCode.Yes, "2 numbers of 500.16/2026 are void; the next one is 6.")));
        Assert.That(await hub.AsSuperuserAsync("SELECT group_concat(serial || status || reason) FROM letter_numbers"), Is.EqualTo("4VOIDLOST,5VOIDLOST"));
        Assert.That(
            await hub.AsSuperuserAsync("SELECT method || reason || resource FROM refusals"), Is.EqualTo("sakpore numbers skipNUMBERS_SKIPPED500.16/2026/5"));
        Assert.That((await hub.RunAsync("numbers", "skip", "500.16", "2026", "5")).Exit, Is.EqualTo(ExitCode.No));
        Assert.That(await hub.AsSuperuserAsync("SELECT COUNT(*) FROM refusals"), Is.EqualTo(1), "Nothing was done.");
        Assert.That((await hub.RunAsync("numbers", "skip", "500.16", "2026", "5000000")).Exit, Is.EqualTo(ExitCode.Misuse));
        Assert.That((await hub.RunAsync("numbers", "list")).Output.Trim(), Is.EqualTo("500.16  2026  5"));
    }
}

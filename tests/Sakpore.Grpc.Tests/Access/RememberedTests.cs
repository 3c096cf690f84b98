using Microsoft.Extensions.Time.Testing;
using Sakpore.Grpc.Access;

namespace Sakpore.Grpc.Tests.Access;

/// <summary>What is remembered of callers, and for how long.</summary>
internal sealed class RememberedTests
{
    private readonly FakeTimeProvider _clock = new();
    private int _reads;

    [SetUp]
    public void Count() => _reads = 0;

    [Test]
    public async Task What_was_found_is_not_read_again_within_its_life()
    {
        var remembered = new Remembered<string>(TimeSpan.FromSeconds(1), _clock);
        await FindAsync(remembered);
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.That((await FindAsync(remembered), _reads), Is.EqualTo(("found 1", 1)));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That((await FindAsync(remembered), _reads), Is.EqualTo(("found 2", 2)));
    }

    [Test]
    public async Task What_was_not_found_is_read_each_time()
    {
        var remembered = new Remembered<string>(TimeSpan.FromSeconds(1), _clock);
        for (var time = 1; time <= 3; time++)
        {
            Assert.That(await remembered.FindAsync("x", () => Read(null)), Is.Null);
        }

        Assert.That(_reads, Is.EqualTo(3));
    }

    [Test]
    public async Task Nothing_is_kept_where_its_life_is_zero()
    {
        var remembered = new Remembered<string>(TimeSpan.Zero, _clock);
        await FindAsync(remembered);
        await FindAsync(remembered);
        Assert.That(_reads, Is.EqualTo(2));
    }

    [Test]
    public async Task What_was_forgotten_while_it_was_read_is_not_kept()
    {
        var remembered = new Remembered<string>(TimeSpan.FromSeconds(1), _clock);
        await remembered.FindAsync("x", () =>
        {
            remembered.Forget();
            return Read("old");
        });
        Assert.That(await FindAsync(remembered), Is.EqualTo("found 2"));
    }

    [Test]
    public async Task Names_beyond_all_callers_of_a_city_do_not_pile_up()
    {
        var remembered = new Remembered<string>(TimeSpan.FromHours(1), _clock);
        for (var name = 0; name <= 10_000; name++)
        {
            await remembered.FindAsync($"{name}", () => Read("x"));
        }

        // All was forgotten once; the first is read again, and the last is not.
        var reads = _reads;
        await remembered.FindAsync("10000", () => Read("x"));
        Assert.That(_reads, Is.EqualTo(reads));
        await remembered.FindAsync("0", () => Read("x"));
        Assert.That(_reads, Is.EqualTo(reads + 1));
    }

    private ValueTask<string?> FindAsync(Remembered<string> remembered) => remembered.FindAsync("x", () => Read($"found {_reads + 1}"));

    private Task<string?> Read(string? value)
    {
        _reads++;
        return Task.FromResult(value);
    }
}

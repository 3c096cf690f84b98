using System.Security.Cryptography;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;

namespace Sakpore.Grpc.Tests.PersonalData;

internal sealed class SealingKeyTests
{
    [Test]
    public void Many_threads_seal_and_open_under_one_key()
    {
        using var source = RandomNumberGenerator.Create();
        var random = new RandomIdentifiers(source);
        using var key = new SealingKey(random.Bytes(SealingKey.KeyBytes));
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, index =>
        {
            byte[] plain = [.. BitConverter.GetBytes(index), .. new byte[500]];
            Assert.That(key.Open(key.Seal(plain, $"{index}", random), $"{index}"), Is.EqualTo(plain));
        });
    }

    [Test]
    public void Value_moved_to_another_context_does_not_open()
    {
        using var source = RandomNumberGenerator.Create();
        var random = new RandomIdentifiers(source);
        using var key = new SealingKey(random.Bytes(SealingKey.KeyBytes));
        var sealedValue = key.Seal("isi"u8, "a", random);
        Assert.Throws<AuthenticationTagMismatchException>(() => key.Open(sealedValue, "b"));
    }

    [Test]
    public void Key_that_is_disposed_seals_nothing_more()
    {
        using var source = RandomNumberGenerator.Create();
        var random = new RandomIdentifiers(source);
        var key = new SealingKey(random.Bytes(SealingKey.KeyBytes));
        key.Seal("isi"u8, "a", random);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Seal("isi"u8, "a", random));
    }
}

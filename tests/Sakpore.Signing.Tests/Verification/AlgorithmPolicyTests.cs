using System.Globalization;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;
using Sakpore.Signing.Verification.Algorithms;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>Each row of the shipped table on the last day on which it counts and on the day after.</summary>
public sealed class AlgorithmPolicyTests
{
    [TestCase("1.2.840.113549.2.5", "2004-08-01")] // MD5
    [TestCase("1.3.14.3.2.26", "2012-08-01")] // SHA-1
    [TestCase("1.3.36.3.2.1", "2014-08-01")] // RIPEMD-160
    [TestCase("2.16.840.1.101.3.4.2.4", "2029-01-01")] // SHA-224
    [TestCase("2.16.840.1.101.3.4.2.1", null)] // SHA-256
    [TestCase("2.16.840.1.101.3.4.2.2", null)]
    [TestCase("2.16.840.1.101.3.4.2.3", null)]
    [TestCase("2.16.840.1.101.3.4.2.8", null)]
    [TestCase("2.16.840.1.101.3.4.2.9", null)]
    [TestCase("2.16.840.1.101.3.4.2.10", null)]
    public void Digest_counts_until(string oid, string? until)
    {
        var digest = DigestAlgorithm.Find(new AlgorithmIdentifier(oid, default))!;
        Expect(at => AlgorithmPolicy.Default.Of(digest, at), until);
    }

    [TestCase("RsaPkcs1", 786, "2010-08-01")]
    [TestCase("RsaPkcs1", 1024, "2019-10-01")]
    [TestCase("RsaPkcs1", 1899, "2019-10-01")]
    [TestCase("RsaPkcs1", 1900, "2029-01-01")]
    [TestCase("RsaPkcs1", 4096, "2029-01-01")]
    [TestCase("RsaPss", 786, "2010-08-01")]
    [TestCase("RsaPss", 1024, "2019-10-01")]
    [TestCase("RsaPss", 2048, "2029-01-01")]
    [TestCase("RsaPss", 3000, null)]
    [TestCase("Ecdsa", 192, "2012-08-01")]
    [TestCase("Ecdsa", 224, "2021-10-01")]
    [TestCase("Ecdsa", 256, null)]
    public void Signature_counts_until(string family, int size, string? until)
    {
        var scheme = new SignatureScheme(Enum.Parse<SignatureFamily>(family), DigestAlgorithm.Sha256);
        Expect(at => AlgorithmPolicy.Default.Of(scheme, size, at), until);
    }

    [TestCase("RsaPkcs1", 785)]
    [TestCase("Ecdsa", 0)]
    [TestCase("Ed448", 448)]
    public void Signature_that_is_not_listed_never_counts(string family, int size)
    {
        var scheme = new SignatureScheme(Enum.Parse<SignatureFamily>(family), DigestAlgorithm.Sha256);
        Assert.That(AlgorithmPolicy.Default.Of(scheme, size, DateTimeOffset.UnixEpoch), Is.EqualTo(AlgorithmStanding.NotListed));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{"id":"x","digests":[{"name":"SHA-1","until":"yesterday"}],"signatures":[]}""")]
    public void Policy_of_another_form_is_refused(string json) =>
        Assert.That(() => AlgorithmPolicy.Read(System.Text.Encoding.UTF8.GetBytes(json)), Throws.ArgumentException);

    private static void Expect(Func<DateTimeOffset, AlgorithmStanding> standing, string? until)
    {
        if (until is null)
        {
            Assert.That(standing(new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero)), Is.EqualTo(AlgorithmStanding.Permitted));
            return;
        }

        var end = DateTimeOffset.ParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        Assert.That(standing(end.AddTicks(-1)), Is.EqualTo(AlgorithmStanding.Permitted));
        Assert.That(standing(end), Is.EqualTo(AlgorithmStanding.Expired));
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>
/// Letters with signature timestamps, evidence stores and document timestamps, written by hand: what the library itself would
/// refuse to write can be made too.
/// </summary>
internal static class TimestampedLetters
{
    private const string SignatureTimestamp = "1.2.840.113549.1.9.16.2.14";

    private static readonly string[] Services = [TestPki.Issuing, TestPki.TimestampAuthority, TestPki.OcspResponder];

    /// <summary>Revocation evidence required, nothing given but what the file brings.</summary>
    public static readonly VerificationPolicy Strict = Policy with { Revocation = RevocationRequirement.Required };

    /// <summary>Signed, stamped, with its evidence, and stamped over that: LTA, by hand.</summary>
    public static byte[] Archived(byte[] signed, TestPki pki, DateTimeOffset at, string signer = TestPki.EcdsaSigner) =>
        StampDocument(AddEvidence(StampSignature(signed, pki, at), pki, at.AddMinutes(1), signer), pki, at.AddMinutes(2));

    /// <summary>Puts a timestamp on the last signature; the container keeps only the signer's certificate, to make room.</summary>
    public static byte[] StampSignature(byte[] file, TestPki pki, DateTimeOffset at, TestTimestampOptions? options = null, byte[]? over = null) =>
        ChangeContainer(file, data =>
        {
            var signer = (Asn1Sequence)((Asn1Set)data[^1])[0];
            var value = over ?? ((Asn1OctetString)signer[5]).GetOctets();
            options = (options ?? new TestTimestampOptions()) with { IncludeCertificates = false };
            var token = pki.Timestamp(SHA256.HashData(value), at, options);
            var attribute = new DerSequence(new DerObjectIdentifier(SignatureTimestamp), new DerSet(Asn1Object.FromByteArray(token)));
            return Replace(Slim(data), data.Count - 1, new DerSet(new DerSequence((Asn1Encodable[])[.. signer, new DerTaggedObject(false, 1, new DerSet(attribute))])));
        });

    /// <summary>Rewrites the container of the file's last signature, in the place that it has.</summary>
    public static byte[] ChangeContainer(byte[] file, Func<Asn1Sequence, Asn1Sequence> change)
    {
        var (start, length) = LastContents(file);
        var info = (Asn1Sequence)new Asn1InputStream(Convert.FromHexString(file.AsSpan(start + 1, length - 2))).ReadObject();
        var data = (Asn1Sequence)((Asn1TaggedObject)info[1]).GetExplicitBaseObject();
        return Fill(file, start, length, new DerSequence(info[0], new DerTaggedObject(true, 0, change(data))).GetEncoded());
    }

    /// <summary>Adds a store with the certificates and evidence of all whom a validator will ask about.</summary>
    public static byte[] AddEvidence(byte[] file, TestPki pki, DateTimeOffset at, string signer = TestPki.EcdsaSigner) => AddStore(
        file,
        [.. Services.Append(signer).Select(name => pki[name].Certificate)],
        [pki.RevocationList(TestPki.Root, at, TimeSpan.FromDays(30))],
        [pki.OcspResponse(signer, at), pki.OcspResponse(TestPki.TimestampAuthority, at)]);

    /// <summary>Adds a store with what is given.</summary>
    public static byte[] AddStore(
        byte[] file, IReadOnlyList<ReadOnlyMemory<byte>> certificates, IReadOnlyList<ReadOnlyMemory<byte>> lists, IReadOnlyList<ReadOnlyMemory<byte>> answers)
    {
        var (catalog, dss) = (LaterRevision.CatalogOf(file), LaterRevision.SizeOf(file));
        var next = dss + 1;
        var streams = new List<(int, string)>();
        string Array(string key, IReadOnlyList<ReadOnlyMemory<byte>> items)
        {
            var references = new StringBuilder($"/{key}[");
            foreach (var item in items)
            {
                references.Append(CultureInfo.InvariantCulture, $"{next} 0 R ");
                streams.Add((next++, $"<</Length {item.Length}>>\nstream\n{Encoding.Latin1.GetString(item.Span)}\nendstream"));
            }

            return references.Append(']').ToString();
        }

        var store = $"<<{Array("Certs", certificates)}{Array("CRLs", lists)}{Array("OCSPs", answers)}>>";
        var text = LaterRevision.TextOf(file, catalog);
        var root = text.Contains("/DSS", StringComparison.Ordinal)
            ? System.Text.RegularExpressions.Regex.Replace(text, @"/DSS \d+ 0 R", $"/DSS {dss} 0 R")
            : $"{text[..^2]}/DSS {dss} 0 R>>";
        return LaterRevision.Append(file, [(catalog, root), (dss, store), .. streams]);
    }

    /// <summary>Adds a document timestamp in a new, invisible field.</summary>
    public static byte[] StampDocument(byte[] file, TestPki pki, DateTimeOffset at, TestTimestampOptions? options = null, byte[]? over = null) =>
        HandMade.AddSignature(
            file, "/Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161",
            signed => pki.Timestamp(SHA256.HashData(over ?? signed), at, options));

    /// <summary>Puts another token in place of the last document timestamp's.</summary>
    public static byte[] RestampDocument(byte[] file, TestPki pki, DateTimeOffset at, TestTimestampOptions? options = null, byte[]? over = null)
    {
        var (start, length) = LastContents(file);
        var token = pki.Timestamp(SHA256.HashData(over ?? [.. file[..start], .. file[(start + length)..]]), at, options);
        return Fill(file, start, length, token);
    }

    /// <summary>Keeps the signer's certificate alone.</summary>
    public static Asn1Sequence Slim(Asn1Sequence data)
    {
        var certificates = Asn1Set.GetInstance((Asn1TaggedObject)data[3], false);
        return Replace(data, 3, new DerTaggedObject(false, 0, new DerSet(certificates.First(c => !IsAuthority(c)))));
    }

    public static DerSequence Replace(Asn1Sequence sequence, int index, Asn1Encodable value)
    {
        var items = sequence.ToArray();
        items[index] = value;
        return new DerSequence(items);
    }

    private static bool IsAuthority(Asn1Encodable certificate) =>
        Certificate.TryParse(certificate.GetEncoded(), out var read) && read.BasicConstraints.IsCertificateAuthority;

    // From its bracket to past the other.
    private static (int Start, int Length) LastContents(byte[] file)
    {
        var start = file.AsSpan().LastIndexOf("/Contents<"u8) + 9;
        return (start, file.AsSpan(start).IndexOf((byte)'>') + 1);
    }

    private static byte[] Fill(byte[] file, int start, int length, byte[] value)
    {
        Assert.That(value.Length * 2, Is.AtMost(length - 2), "it fits the place");
        var copy = (byte[])file.Clone();
        Encoding.ASCII.GetBytes($"<{Convert.ToHexString(value).PadRight(length - 2, '0')}>").CopyTo(copy, start);
        return copy;
    }
}

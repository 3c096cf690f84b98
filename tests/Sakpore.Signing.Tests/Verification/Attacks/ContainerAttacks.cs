using System.Text;
using Org.BouncyCastle.Asn1;
using Sakpore.Signing.Testing;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification.Attacks;

/// <summary>Attacks on the CMS container of a signature, each on any SignedData.</summary>
internal static class ContainerAttacks
{
    // SignedData: version, digestAlgorithms, encapContentInfo, [0] certificates, signerInfos.
    public static readonly IReadOnlyDictionary<string, Func<Asn1Sequence, Asn1Sequence>> All = new Dictionary<string, Func<Asn1Sequence, Asn1Sequence>>
    {
        ["no signer"] = d => Replace(d, ^1, DerSet.Empty),
        ["two signers"] = d => Replace(Without(d, 3), ^1, new DerSet(Signers(d)[0], Signers(d)[0])),
        ["content present"] = d => Replace(Slim(d), 2, new DerSequence(Item(d, 2)[0], new DerTaggedObject(true, 0, new DerOctetString("palsu"u8.ToArray())))),
        ["empty content present"] = d => Replace(Slim(d), 2, new DerSequence(Item(d, 2)[0], new DerTaggedObject(true, 0, new DerOctetString([])))),
        ["content type exchanged"] = d => Replace(Slim(d), 2, new DerSequence(new DerObjectIdentifier("1.2.840.113549.1.9.16.1.4"))),
        ["no attributes"] = d => ReplaceSigner(d, s => Without(s, 3)),
        ["empty attributes"] = d => ReplaceSigner(d, s => Replace(s, 3, new DerTaggedObject(false, 0, DerSet.Empty))),
        ["one attribute less"] = d => ReplaceSigner(d, s => Replace(s, 3, new DerTaggedObject(false, 0, Attributes(s, skip: 0)))),
        ["message digest twice"] = d => ReplaceSigner(Slim(d), s => Replace(s, 3, new DerTaggedObject(false, 0, Doubled(s)))),
        ["digest algorithm exchanged"] = d => ReplaceSigner(d, s => Replace(s, 2, new DerSequence(new DerObjectIdentifier("2.16.840.1.101.3.4.2.3")))),
        ["digest algorithm unknown"] = d => ReplaceSigner(d, s => Replace(s, 2, new DerSequence(new DerObjectIdentifier("1.2.3")))),
        ["signature algorithm exchanged"] = d => ReplaceSigner(d, s => Replace(s, 4, new DerSequence(new DerObjectIdentifier("1.2.840.10045.4.3.4")))),
        ["r = 0"] = d => ReplaceSigner(d, s => Replace(s, 5, new DerOctetString(new DerSequence(DerInteger.Zero, DerInteger.One).GetEncoded()))),
        ["s = 0"] = d => ReplaceSigner(d, s => Replace(s, 5, new DerOctetString(new DerSequence(DerInteger.One, DerInteger.Zero).GetEncoded()))),
        ["empty value"] = d => ReplaceSigner(d, s => Replace(s, 5, new DerOctetString([]))),
        ["value that is no sequence"] = d => ReplaceSigner(d, s => Replace(s, 5, new DerOctetString("palsu"u8.ToArray()))),
        ["certificate of another"] = d => Replace(d, 3, new DerTaggedObject(false, 0, new DerSet(Asn1Object.FromByteArray(Pki[TestPki.ExpiredSigner].Certificate.ToArray())))),
        ["no certificate"] = d => Replace(d, 3, new DerTaggedObject(false, 0, DerSet.Empty)),
    };

    /// <summary>Attacks the container of a file's first signature, in the place that it has.</summary>
    public static byte[] Run(string attack, SignedFile file)
    {
        var (start, end) = file.Gap;
        var info = (Asn1Sequence)new Asn1InputStream(Convert.FromHexString(file.Bytes.AsSpan(start + 1, end - start - 2))).ReadObject();
        var forged = new DerSequence(info[0], new DerTaggedObject(true, 0, All[attack]((Asn1Sequence)((Asn1TaggedObject)info[1]).GetExplicitBaseObject())));
        var copy = (byte[])file.Bytes.Clone();
        Encoding.ASCII.GetBytes(Convert.ToHexString(forged.GetEncoded()).PadRight(end - start - 2, '0')).CopyTo(copy, start + 1);
        return copy;
    }

    // Keeps the signer's certificate alone, to make room in the place kept for the container.
    public static DerSequence Slim(Asn1Sequence data) =>
        Replace(data, 3, new DerTaggedObject(false, 0, new DerSet(Asn1Object.FromByteArray(Pki[TestPki.EcdsaSigner].Certificate.ToArray()))));

    private static Asn1Sequence Item(Asn1Sequence data, int index) => (Asn1Sequence)data[index];

    private static Asn1Set Signers(Asn1Sequence data) => (Asn1Set)data[^1];

    private static DerSequence Replace(Asn1Sequence sequence, Index index, Asn1Encodable value)
    {
        var items = sequence.ToArray();
        items[index] = value;
        return new DerSequence(items);
    }

    private static DerSequence Without(Asn1Sequence sequence, int index) => new(sequence.Where((_, i) => i != index).ToArray());

    private static DerSequence ReplaceSigner(Asn1Sequence data, Func<Asn1Sequence, Asn1Sequence> change) =>
        Replace(data, ^1, new DerSet(change((Asn1Sequence)Signers(data)[0])));

    private static DerSet Attributes(Asn1Sequence signer, int skip) =>
        new(Asn1Set.GetInstance((Asn1TaggedObject)signer[3], false).Where((_, i) => i != skip).ToArray());

    private static DerSet Doubled(Asn1Sequence signer)
    {
        var all = Asn1Set.GetInstance((Asn1TaggedObject)signer[3], false).ToArray();
        return new DerSet((Asn1Encodable[])[.. all, all.First(a => a.ToString()!.Contains("1.2.840.113549.1.9.4", StringComparison.Ordinal))]);
    }
}

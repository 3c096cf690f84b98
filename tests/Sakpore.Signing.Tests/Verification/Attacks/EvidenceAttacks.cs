using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;
using static Sakpore.Signing.Tests.Verification.TimestampedLetters;

namespace Sakpore.Signing.Tests.Verification.Attacks;

/// <summary>
/// Attacks on what a signature rests on: timestamps and OCSP answers. In the archived file the document timestamp is forged, and
/// the store that it covers; in the others the signature's own timestamp, and a store after it.
/// </summary>
internal static class EvidenceAttacks
{
    private const string Archived = "LTA";

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static readonly IReadOnlyDictionary<string, (TestTimestampOptions? Options, byte[]? Over)> Stamps = new Dictionary<string, (TestTimestampOptions?, byte[]?)>
    {
        ["token by a certificate without the purpose"] = (new TestTimestampOptions { Authority = TestPki.TimestampAuthorityWithoutPurpose }, null),
        ["token by a certificate whose purpose is not critical"] = (new TestTimestampOptions { Authority = TestPki.TimestampAuthorityWithUncriticalPurpose }, null),
        ["token by the signer"] = (new TestTimestampOptions { Authority = TestPki.EcdsaSigner }, null),
        ["token below an unknown root"] = (new TestTimestampOptions { Authority = TestPki.UnknownTimestampAuthority }, null),
        ["token over another value"] = (null, [1, 2, 3]),
        ["token naming another certificate"] = (new TestTimestampOptions { NamedCertificate = TestPki.RsaTimestampAuthority }, null),
        ["token naming none"] = (new TestTimestampOptions { NamesCertificate = false }, null),
    };

    public static readonly IReadOnlyDictionary<string, Func<byte[]>> Answers = new Dictionary<string, Func<byte[]>>
    {
        ["OCSP answer about another serial number"] = () => Pki.OcspResponse(TestPki.ExpiredSigner, At),
        ["OCSP answer by an unauthorised responder"] = () => Answer(TestPki.UnauthorizedOcspResponder),
        ["OCSP answer by another authority's responder"] = () => Answer(TestPki.ForeignOcspResponder),
        ["OCSP answer by the signer"] = () => Answer(TestPki.EcdsaSigner),
        ["OCSP answer that knows nothing"] = () => Pki.OcspResponse(TestPki.EcdsaSigner, At, new TestOcspOptions { Status = TestOcspStatus.Unknown }),
    };

    /// <summary>Under this policy every certificate of the PKI is at hand, so that nothing fails for want of one.</summary>
    public static VerificationPolicy StampPolicy => Policy with { Intermediates = Everyone() };

    /// <summary>A file with a forged token; without options and other value, with a good one.</summary>
    public static byte[] Stamp(string name, TestTimestampOptions? options = null, byte[]? over = null)
    {
        options = (options ?? new TestTimestampOptions()) with { IncludeCertificates = false };
        return name == Archived
            ? RestampDocument(BaseFiles.Read(name), Pki, At.AddMinutes(11), options, over)
            : StampSignature(BaseFiles.Read(name), Pki, At, options, over);
    }

    /// <summary>Whether the token that was put there is counted.</summary>
    public static bool IsStampCounted(string name, VerificationReport report) => name == Archived
        ? report.Signatures[^1].Indication == Indication.TotalPassed || report.Signatures[0].Level == SignatureLevel.LTA
        : report.Signatures.Any(s => s.ProvedTime is not null);

    /// <summary>A file whose store holds an answer about the signer.</summary>
    public static byte[] Store(string name, byte[] answer)
    {
        var file = AddStore(BaseFiles.Read(name == Archived ? "classic xref" : name), [], [], [answer]);
        return name == Archived ? StampDocument(file, Pki, At.AddMinutes(11)) : file;
    }

    /// <summary>All evidence that the file needs but the answer in its store.</summary>
    public static VerificationPolicy AnswerPolicy(string name) => Strict with
    {
        At = At.AddHours(2),
        RevocationLists = [Pki.RevocationList(TestPki.Root, At, Week)],
        OcspResponses = [.. Others(name).Select(n => (ReadOnlyMemory<byte>)Pki.OcspResponse(n, At, new TestOcspOptions { Lifetime = Week }))],
    };

    private static string[] Others(string name) => name switch
    {
        "signed twice" => [TestPki.RsaSigner],
        Archived => [TestPki.TimestampAuthority],
        _ => [],
    };

    private static byte[] Answer(string responder) => Pki.OcspResponse(TestPki.EcdsaSigner, At, new TestOcspOptions { Responder = responder });

    private static IReadOnlyList<Certificate> Everyone() =>
        [.. Pki.Names.Where(n => n != TestPki.Root).Select(n => Certificate.TryParse(Pki[n].Certificate, out var c) ? c : throw new InvalidOperationException(n))];
}

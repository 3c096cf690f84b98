using Sakpore.Signing.Pades;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Tests.Verification.Attacks;
using static Sakpore.Signing.Tests.Verification.SignedLetters;
using static Sakpore.Signing.Tests.Verification.TimestampedLetters;

namespace Sakpore.Signing.Tests.Verification.Fuzzing;

/// <summary>The twenty files that mutation starts from: one of each form that the reader and the verifier know.</summary>
internal static class FuzzSeeds
{
    public static IReadOnlyDictionary<string, byte[]> All()
    {
        var stamped = At.AddMinutes(10);
        var seeds = BaseFiles.Names.ToDictionary(name => name, BaseFiles.Read);
        seeds["one page, P-256"] = Plain;
        seeds["one page, RSA"] = Sign(SamplePdf.Minimal(), TestPki.RsaSigner);
        seeds["unsigned form"] = SamplePdf.Build(FormObjects);
        seeds["revoked signer"] = Sign(SamplePdf.Minimal(), TestPki.RevokedSigner);
        seeds["T"] = StampSignature(Plain, Pki, stamped);
        seeds["LT"] = AddEvidence(seeds["T"], Pki, stamped);
        seeds["LTA, renewed"] = StampDocument(BaseFiles.Read("LTA"), Pki, stamped.AddHours(1));
        seeds["LTA over an xref stream"] = Archived(BaseFiles.Read("xref stream"), Pki, stamped);
        seeds["xref stream, signed twice"] = Sign(BaseFiles.Read("xref stream"), TestPki.RsaSigner, new PadesSignature { SigningTime = At });
        seeds["certified, then signed"] = Sign(BaseFiles.Read("certified, forms"), TestPki.RsaSigner, new PadesSignature { SigningTime = At });
        seeds["signed in an empty field"] = Sign(Form, signature: new PadesSignature { SigningTime = At, FieldName = "Kepala" });
        seeds["filled after signing"] = LaterRevision.Append(Form, 6, LaterRevision.TextOf(Form, 6).Replace("/F 4", "/F 4/V(Siti)", StringComparison.Ordinal));
        seeds["timestamp only"] = StampDocument(SamplePdf.Minimal(), Pki, stamped);
        return seeds;
    }
}

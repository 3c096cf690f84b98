using System.Security.Cryptography;
using Sakpore.Signing.Revocation;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Timestamps;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>A timestamp authority of a throwaway PKI, asked without a network.</summary>
internal sealed class PkiTimestamps(TestPki pki, TimeProvider clock) : ITimestampAuthority
{
    public HashAlgorithmName Digest => HashAlgorithmName.SHA256;

    public int? LastTokenLength { get; private set; }

    public Task<TimestampResult> StampAsync(ReadOnlyMemory<byte> imprint, CancellationToken cancellationToken)
    {
        var token = pki.Timestamp(imprint.Span, clock.GetUtcNow());
        LastTokenLength = token.Length;
        return Task.FromResult(TimestampResult.Of(new Timestamp(token, clock.GetUtcNow())));
    }
}

/// <summary>The responder and the lists of a throwaway PKI: answers about what the issuing authority issued, the list of the root.</summary>
internal sealed class PkiRevocation(TestPki pki, TimeProvider clock) : IRevocationSource
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    public Task<RevocationResult> FindAsync(RevocationQuery query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isOfRoot = query.Issuer.Subject.CommonName == TestPki.Root;
        var (kind, bytes, signer) = isOfRoot
            ? (EvidenceKind.Crl, pki.RevocationList(TestPki.Root, now, Lifetime), query.Issuer)
            : (EvidenceKind.Ocsp, pki.OcspResponse(query.Certificate.Subject.CommonName!, now, new TestOcspOptions { Lifetime = Lifetime }), Read(TestPki.OcspResponder));
        return Task.FromResult(RevocationResult.Of(new RevocationAnswer(kind, bytes, now, now + Lifetime, null, signer)));
    }

    private Certificate Read(string name) => Certificate.TryParse(pki[name].Certificate, out var c) ? c : throw new InvalidOperationException(name);
}

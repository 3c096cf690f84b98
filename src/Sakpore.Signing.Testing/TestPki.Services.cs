namespace Sakpore.Signing.Testing;

/// <content>What the services of the PKI make, as plain functions of their instants.</content>
public sealed partial class TestPki
{
    /// <summary>A timestamp token (RFC 3161, 2.4.2), DER.</summary>
    /// <param name="imprint">Digest of what is stamped, by <see cref="TestTimestampOptions.Digest"/>.</param>
    /// <param name="genTime">The time that it states, cut to the second.</param>
    /// <param name="options">Who makes it and how; null means the defaults.</param>
    /// <exception cref="ArgumentException">The imprint has not the length of the digest.</exception>
    public byte[] Timestamp(ReadOnlySpan<byte> imprint, DateTimeOffset genTime, TestTimestampOptions? options = null) =>
        TestTimestampMaker.Make(this, imprint, genTime, options ?? new TestTimestampOptions());

    /// <summary>An OCSP response (RFC 6960, 4.2.1), DER, with the status of one certificate at an instant.</summary>
    /// <param name="name">The certificate.</param>
    /// <param name="producedAt">When it is produced; also its thisUpdate, unless the options say otherwise. Cut to the second.</param>
    /// <param name="options">Who makes it and how; null means the defaults.</param>
    public byte[] OcspResponse(string name, DateTimeOffset producedAt, TestOcspOptions? options = null)
    {
        options ??= new TestOcspOptions();
        return TestOcspMaker.Make(this, [TestOcspMaker.CertificateId(this, name, options.CertificateIdDigest)], producedAt, options);
    }

    /// <summary>The revocation list of an authority, DER, of what was revoked at the instant of its issue.</summary>
    /// <param name="authority">The authority's name.</param>
    /// <param name="thisUpdate">When the list is issued. Cut to the second.</param>
    /// <param name="lifetime">How long until the next one.</param>
    /// <param name="signedBy">
    /// Who signs it, under its own name; null: the authority. Another one makes the list indirect: it says so in its critical
    /// issuingDistributionPoint, and names the authority at its first entry (RFC 5280, 5.2.5 and 5.3.3).
    /// </param>
    public ReadOnlyMemory<byte> RevocationList(string authority, DateTimeOffset thisUpdate, TimeSpan lifetime, string? signedBy = null) =>
        TestRevocationListMaker.Make(this, authority, thisUpdate, lifetime, signedBy ?? authority);
}

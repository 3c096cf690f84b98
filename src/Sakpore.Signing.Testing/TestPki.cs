using System.Collections.Concurrent;

namespace Sakpore.Signing.Testing;

/// <summary>
/// A throwaway PKI, declared in the list below. Keys are random for each instance, so nothing that one instance signed is
/// trusted by another. Safe for use from several threads; certificates are made when first asked for.
/// </summary>
public sealed partial class TestPki
{
    /// <summary>The root: the only anchor.</summary>
    public const string Root = "Root CA";

    /// <summary>The authority that issues to signers and services.</summary>
    public const string Issuing = "Issuing CA";

    /// <summary>A good signer with an RSA key.</summary>
    public const string RsaSigner = "Good RSA Signer";

    /// <summary>A good signer with a P-256 key.</summary>
    public const string EcdsaSigner = "Good ECDSA Signer";

    /// <summary>A signer whose certificate ended a day before the PKI's instant.</summary>
    public const string ExpiredSigner = "Expired Signer";

    /// <summary>A signer whose certificate was revoked an hour before the PKI's instant.</summary>
    public const string RevokedSigner = "Revoked Signer";

    /// <summary>A certificate for encryption only.</summary>
    public const string EncryptionOnly = "Encryption Only";

    /// <summary>A signer below a root that is no anchor.</summary>
    public const string UnknownSigner = "Signer of Unknown Root";

    /// <summary>A good timestamp authority.</summary>
    public const string TimestampAuthority = "Timestamp Authority";

    /// <summary>A good timestamp authority with an RSA key.</summary>
    public const string RsaTimestampAuthority = "RSA Timestamp Authority";

    /// <summary>Makes timestamps without the purpose for it: a signer's certificate.</summary>
    public const string TimestampAuthorityWithoutPurpose = "Timestamp Authority without Purpose";

    /// <summary>Makes timestamps with the purpose for it, which is not critical.</summary>
    public const string TimestampAuthorityWithUncriticalPurpose = "Timestamp Authority with Uncritical Purpose";

    /// <summary>A timestamp authority that was revoked an hour before the PKI's instant.</summary>
    public const string RevokedTimestampAuthority = "Revoked Timestamp Authority";

    /// <summary>A timestamp authority below a root that is no anchor.</summary>
    public const string UnknownTimestampAuthority = "Timestamp Authority of Unknown Root";

    /// <summary>A responder to whom <see cref="Issuing"/> delegates, with ocsp-nocheck.</summary>
    public const string OcspResponder = "OCSP Responder";

    /// <summary>A responder to whom <see cref="Issuing"/> delegates, without ocsp-nocheck: its own status must be looked up.</summary>
    public const string CheckedOcspResponder = "Checked OCSP Responder";

    /// <summary>Answers without being allowed to: its certificate is of <see cref="Issuing"/>, but lacks the purpose.</summary>
    public const string UnauthorizedOcspResponder = "Unauthorised OCSP Responder";

    /// <summary>Answers without being allowed to: it has the purpose, but another authority issued it.</summary>
    public const string ForeignOcspResponder = "Foreign OCSP Responder";

    /// <summary>Signs lists for <see cref="Issuing"/> under its own name: indirect ones (RFC 5280, 5.2.5).</summary>
    public const string CrlIssuer = "CRL Issuer";

    internal const string UnknownRoot = "Unknown Root CA";

    private static readonly TestIdentity[] Declared =
    [
        //  name                              issued by    key              role
        new(Root,                             Root,        TestKey.P384,    TestRole.Authority) { PathLength = 1 },
        new(Issuing,                          Root,        TestKey.Rsa2048, TestRole.Authority) { PathLength = 0 },
        new(RsaSigner,                        Issuing,     TestKey.Rsa2048, TestRole.Signer),
        new(EcdsaSigner,                      Issuing,     TestKey.P256,    TestRole.Signer),
        new(ExpiredSigner,                    Issuing,     TestKey.P256,    TestRole.Signer) { IsExpired = true },
        new(RevokedSigner,                    Issuing,     TestKey.P256,    TestRole.Signer) { IsRevoked = true },
        new(EncryptionOnly,                   Issuing,     TestKey.P256,    TestRole.Encryption),
        new(TimestampAuthority,               Issuing,     TestKey.P256,    TestRole.TimestampAuthority),
        new(RsaTimestampAuthority,            Issuing,     TestKey.Rsa2048, TestRole.TimestampAuthority),
        new(TimestampAuthorityWithoutPurpose, Issuing,     TestKey.P256,    TestRole.Signer),
        new(TimestampAuthorityWithUncriticalPurpose, Issuing, TestKey.P256,  TestRole.TimestampAuthority) { HasCriticalPurpose = false },
        new(RevokedTimestampAuthority,        Issuing,     TestKey.P256,    TestRole.TimestampAuthority) { IsRevoked = true },
        new(OcspResponder,                    Issuing,     TestKey.P256,    TestRole.OcspResponder) { HasNoCheck = true },
        new(CheckedOcspResponder,             Issuing,     TestKey.P256,    TestRole.OcspResponder),
        new(UnauthorizedOcspResponder,        Issuing,     TestKey.P256,    TestRole.Signer),
        new(CrlIssuer,                        Issuing,     TestKey.P256,    TestRole.CrlIssuer),
        new(UnknownRoot,                      UnknownRoot, TestKey.P256,    TestRole.Authority),
        new(UnknownSigner,                    UnknownRoot, TestKey.P256,    TestRole.Signer),
        new(UnknownTimestampAuthority,        UnknownRoot, TestKey.P256,    TestRole.TimestampAuthority),
        new(ForeignOcspResponder,             UnknownRoot, TestKey.P256,    TestRole.OcspResponder) { HasNoCheck = true },
    ];

    private readonly ConcurrentDictionary<string, Lazy<TestSigner>> _signers;
    private readonly Dictionary<string, TestIdentity> _identities;
    private readonly TestPkiOptions _options;

    private TestPki(DateTimeOffset at, TestPkiOptions options)
    {
        At = at;
        _options = options;
        _identities = Declared.Concat(options.Additional).ToDictionary(i => i.Name);
        _signers = new ConcurrentDictionary<string, Lazy<TestSigner>>(
            _identities.Values.Select(i => KeyValuePair.Create(i.Name, new Lazy<TestSigner>(() => Make(i)))));
    }

    /// <summary>The instant from which the certificates are valid.</summary>
    public DateTimeOffset At { get; }

    /// <summary>
    /// An instant for a late timestamp: a day after the certificates of signers have ended, while those of services and
    /// authorities still hold.
    /// </summary>
    public DateTimeOffset AfterSigners => At + _options.Validity + TimeSpan.FromDays(1);

    /// <summary>The anchors, each a DER certificate: the root alone.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Anchors => [this[Root].Certificate];

    /// <summary>The names of all certificates.</summary>
    public IReadOnlyCollection<string> Names => _identities.Keys;

    /// <summary>Makes a PKI.</summary>
    /// <param name="at">
    /// The instant from which certificates are valid, less five minutes for clocks that differ, for <see cref="TestPkiOptions.Validity"/>.
    /// </param>
    /// <param name="options">How; null means the defaults.</param>
    /// <exception cref="ArgumentException">An additional identity has a name that is taken, or an issuer that is not declared.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The validity is not positive.</exception>
    public static TestPki Create(DateTimeOffset at, TestPkiOptions? options = null)
    {
        options ??= new TestPkiOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Validity, TimeSpan.Zero);
        var known = Declared.Select(i => i.Name).ToHashSet();
        foreach (var identity in options.Additional)
        {
            if (!known.Add(identity.Name) || !known.Contains(identity.IssuedBy))
                throw new ArgumentException($"\"{identity.Name}\" is taken, or its issuer \"{identity.IssuedBy}\" is unknown.", nameof(options));
        }

        return new TestPki(at, options);
    }

    /// <summary>The identity with that name, with its key and chain.</summary>
    /// <param name="name">One of the constants here, or the name of an additional identity.</param>
    /// <exception cref="ArgumentException">No identity has that name.</exception>
    public TestSigner this[string name] => _signers.TryGetValue(name, out var signer)
        ? signer.Value
        : throw new ArgumentException($"The PKI has no \"{name}\".", nameof(name));

    /// <summary>When an identity is revoked; null if it never is.</summary>
    internal DateTimeOffset? RevocationOf(TestIdentity identity) => identity.RevokedAt ?? (identity.IsRevoked ? At.AddHours(-1) : null);

    internal TestIdentity Identity(string name) => _identities.TryGetValue(name, out var identity)
        ? identity
        : throw new ArgumentException($"The PKI has no \"{name}\".", nameof(name));

    /// <summary>The identities of an authority whose certificates were made: nobody can ask about another.</summary>
    internal IEnumerable<TestIdentity> MadeBy(string authority) => IssuedBy(authority).Where(i => _signers[i.Name].IsValueCreated);

    internal IEnumerable<TestIdentity> IssuedBy(string authority) => _identities.Values.Where(i => i.IssuedBy == authority);

    private TestSigner Make(TestIdentity identity)
    {
        var issuer = identity.IssuedBy == identity.Name ? null : this[identity.IssuedBy];
        return TestCertificateMaker.Make(identity, issuer, At, _options);
    }
}

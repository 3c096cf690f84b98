namespace Sakpore.Signing.Testing;

/// <summary>What a <see cref="TestPkiServer"/> answers, HTTP apart.</summary>
internal sealed class TestPkiAnswers(TestPki pki, TimeProvider clock)
{
    private static readonly TimeSpan WrongBy = TimeSpan.FromHours(1);
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromDays(1);

    public string Responder { get; set; } = TestPki.OcspResponder;

    public TimeSpan RevocationListInterval { get; set; }

    /// <summary>Which service a path is, and of whom; null if none.</summary>
    public (TestService Service, string Name)? Route(string path)
    {
        var parts = path.Trim('/').Split('/');
        if (parts.Length != 2 || pki.Names.FirstOrDefault(n => TestServicePaths.Slug(n) == parts[1]) is not { } name)
            return null;
        return parts[0] switch
        {
            TestServicePaths.Timestamps => (TestService.Timestamps, name),
            TestServicePaths.Ocsp => (TestService.Ocsp, name),
            TestServicePaths.Crl => (TestService.RevocationLists, name),
            TestServicePaths.Certificate => (TestService.Certificates, name),
            _ => null,
        };
    }

    public (string ContentType, byte[] Body) Answer(TestService service, string name, byte[] body, TestMisbehavior misbehavior)
    {
        byte[] answer = misbehavior switch
        {
            TestMisbehavior.Garbage => [.. "this is not DER"u8],
            TestMisbehavior.Empty or TestMisbehavior.Endless => [],
            _ => service switch
            {
                TestService.Timestamps => TestTimestampAnswers.Answer(pki, name, body, Now(misbehavior), misbehavior),
                TestService.Ocsp => TestOcspAnswers.Answer(pki, name, Responder, body, Now(misbehavior), misbehavior),
                TestService.RevocationLists => RevocationList(name, misbehavior),
                _ => pki[name].Certificate.ToArray(),
            },
        };
        return (service switch
        {
            TestService.Timestamps => "application/timestamp-reply",
            TestService.Ocsp => "application/ocsp-response",
            TestService.RevocationLists => "application/pkix-crl",
            _ => "application/pkix-cert",
        }, answer);
    }

    private byte[] RevocationList(string authority, TestMisbehavior misbehavior)
    {
        var (thisUpdate, lifetime) = (Now(misbehavior), UsualLifetime);
        if (RevocationListInterval > TimeSpan.Zero)
        {
            lifetime = RevocationListInterval;
            thisUpdate = pki.At + Math.Floor((thisUpdate - pki.At) / lifetime) * lifetime;
        }

        var signedBy = misbehavior switch
        {
            TestMisbehavior.WrongPurpose => TestPki.UnauthorizedOcspResponder,
            _ => authority,
        };
        var of = misbehavior is TestMisbehavior.WrongSubject or TestMisbehavior.UnknownRoot ? TestPki.UnknownRoot : authority;
        return pki.RevocationList(of, thisUpdate, lifetime, of == authority ? signedBy : of).ToArray();
    }

    private DateTimeOffset Now(TestMisbehavior misbehavior) => clock.GetUtcNow() + misbehavior switch
    {
        TestMisbehavior.Early => -WrongBy,
        TestMisbehavior.Late => WrongBy,
        _ => TimeSpan.Zero,
    };
}

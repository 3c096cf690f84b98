using System.Security.Cryptography;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Storage;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;

namespace Sakpore.Grpc.Verification;

/// <summary>Verifies a PDF by the library's report and asks the register whether it has exactly this file, and who of its officers signed. Nothing else decides.</summary>
internal sealed class DocumentVerification : IDisposable
{
    // Somebody waits before a page.
    private static readonly TimeSpan EvidenceWithin = TimeSpan.FromSeconds(4);

    private readonly Database _database;
    private readonly LetterRegister _register;
    private readonly RegisteredSigners _signers;
    private readonly TimeProvider _time;
    private readonly HubOptions _options;
    private readonly Lazy<TrustAnchors> _anchors;
    private readonly HttpEvidenceFetcher? _fetcher;

    /// <summary>Takes the parts; anchors are read at the first use.</summary>
    public DocumentVerification(Database database, LetterRegister register, RegisteredSigners signers, HubOptions options, TimeProvider time)
    {
        (_database, _register, _signers, _time, _options) = (database, register, signers, time, options);
        _anchors = new Lazy<TrustAnchors>(() => TrustAnchors.Read(File.ReadAllBytes(options.AnchorsFile!)));
        _fetcher = options.RevocationHosts.Count == 0 ? null : new HttpEvidenceFetcher(new HttpEvidenceLimits
        {
            Hosts = options.RevocationHosts.ToHashSet(),
            AllowLocalAddresses = options.RevocationHostsAreLocal,
            Timeout = EvidenceWithin,
        });
    }

    /// <summary>Who is trusted.</summary>
    public TrustAnchors Anchors => _anchors.Value;

    /// <summary>The library's report on a file as of now, by this hub's policy.</summary>
    public async Task<VerificationReport> ReportAsync(ReadOnlyMemory<byte> pdf, CancellationToken cancellation)
    {
        var policy = new VerificationPolicy { At = _time.GetUtcNow(), Anchors = _anchors.Value, Revocation = _options.Revocation };
        return _fetcher is null
            ? PdfVerifier.Verify(pdf, policy)
            : await PdfVerifier.VerifyAsync(pdf, policy, _fetcher, cancellation: cancellation);
    }

    /// <summary>Verifies a file as of now.</summary>
    public async Task<Sakpore.Verification.V1.VerificationReport> VerifyAsync(ReadOnlyMemory<byte> pdf, CancellationToken cancellation)
    {
        var report = await ReportAsync(pdf, cancellation);
        var message = ReportMessages.ToMessage(report);
        message.Sha256 = Convert.ToHexStringLower(SHA256.HashData(pdf.Span));
        return await _database.ReadAsync(
            async connection =>
            {
                message.Letter = await _register.FindByHashAsync(connection, message.Sha256);
                await _signers.NameAsync(connection, report, message);
                return message;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _fetcher?.Dispose();
}

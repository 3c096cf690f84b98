using Sakpore.Letters.V1;
using Sakpore.Permits.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.PublicPages;

/// <summary>What the public pages may know: the register of letters, verification, and tracking by token. Nothing else of the hub.</summary>
internal interface IPublicRecords
{
    /// <summary>Finds the letter that carries a code.</summary>
    /// <param name="code">The code as it stands in the address; case, and O, I and L, are the register's to read (Crockford base32).</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The letter, or null where the register has none: every code that is none gives the same answer.</returns>
    Task<Letter?> FindLetterAsync(string code, CancellationToken ct);

    /// <summary>Checks a seal by the office's keys and looks its letter up.</summary>
    /// <param name="seal">The seal as it stands in the address.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<SealFinding> CheckSealAsync(string seal, CancellationToken ct);

    /// <summary>Verifies a file that a citizen uploaded. The bytes are not kept.</summary>
    /// <param name="pdf">The whole file, whatever it is; valid until the task ends.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The report; an unreadable file is a verdict, not an exception.</returns>
    Task<VerificationReport> VerifyAsync(ReadOnlyMemory<byte> pdf, CancellationToken ct);

    /// <summary>Finds the application that a tracking token belongs to.</summary>
    /// <param name="token">The token as it stands in the address.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>What the applicant may see, or null for every token that is none.</returns>
    Task<Tracking?> TrackAsync(string token, CancellationToken ct);

    /// <summary>Whether the hub runs with development keys: each page then says that nothing on it is valid.</summary>
    bool IsDevelopment { get; }
}

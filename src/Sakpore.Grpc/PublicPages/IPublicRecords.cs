using Sakpore.Letters.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.PublicPages;

/// <summary>What the pages of letters may know: the register, seals and verification. Nothing else of the hub.</summary>
internal interface IPublicRecords
{
    /// <summary>Finds the letter that carries a code.</summary>
    /// <param name="code">The code as it stands in the address; case, and O, I and L, are the register's to read (Crockford base32).</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The letter, or null where the register has none: every code that is none gives the same answer.</returns>
    Task<Letter?> FindLetterAsync(string code, CancellationToken ct);

    /// <summary>Finds the letter whose signed PDF has a fingerprint.</summary>
    /// <param name="sha256">SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The letter, or null.</returns>
    Task<Letter?> FindLetterByHashAsync(string sha256, CancellationToken ct);

    /// <summary>Finds the letter that a paper says it is.</summary>
    /// <param name="paper">Its number, and a second fact from it.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The letter, or null: for an unknown number and for a wrong second fact alike.</returns>
    Task<Letter?> FindLetterOnPaperAsync(PaperFacts paper, CancellationToken ct);

    /// <summary>Checks a seal by the office's keys and looks its letter up.</summary>
    /// <param name="seal">The seal as it stands in the address.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<SealFinding> CheckSealAsync(string seal, CancellationToken ct);

    /// <summary>Every answer that the check of a seal can have, by its reason, in words.</summary>
    IReadOnlyList<(string Reason, Words Sentence)> SealAnswers { get; }

    /// <summary>Verifies a file that a citizen uploaded. The bytes are not kept.</summary>
    /// <param name="pdf">The whole file, whatever it is; valid until the task ends.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The report; an unreadable file is a verdict, not an exception.</returns>
    Task<VerificationReport> VerifyAsync(ReadOnlyMemory<byte> pdf, CancellationToken ct);

    /// <summary>The issuer whose seals are checked offline, with the root key to pin; null where the hub seals nothing.</summary>
    PinnedIssuer? Issuer { get; }

    /// <summary>The official address of these pages: scheme, host and port, no slash at the end. Never taken from a request.</summary>
    string Address { get; }

    /// <summary>Now.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Whether the hub runs with development keys: each page then says that nothing on it is valid.</summary>
    bool IsDevelopment { get; }
}

/// <summary>An issuer of seals and the offline root key that its key sets are signed with (docs/seal.md).</summary>
/// <param name="Id">The issuer's id, as in its seals.</param>
/// <param name="Root">SubjectPublicKeyInfo in DER.</param>
internal sealed record PinnedIssuer(string Id, ReadOnlyMemory<byte> Root);

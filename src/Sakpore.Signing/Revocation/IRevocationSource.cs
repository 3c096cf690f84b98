using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Revocation;

/// <summary>Whoever brings evidence of whether certificates are revoked. Implementations are safe for use from several threads.</summary>
public interface IRevocationSource
{
    /// <summary>Looks for evidence about one certificate.</summary>
    /// <param name="query">Which, and how new it must be.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<RevocationResult> FindAsync(RevocationQuery query, CancellationToken cancellationToken);
}

/// <summary>A question about one certificate.</summary>
/// <param name="Certificate">The certificate, whose path to a configured anchor has been checked: its addresses are connected to.</param>
/// <param name="Issuer">The certificate of its issuer in that path.</param>
/// <param name="IssuedAfter">
/// The evidence must have been issued (thisUpdate) at this instant or later, clocks that differ allowed for; null: it need only
/// be in force.
/// </param>
public sealed record RevocationQuery(Certificate Certificate, Certificate Issuer, DateTimeOffset? IssuedAfter = null);

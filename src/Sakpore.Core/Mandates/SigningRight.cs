namespace Sakpore.Core.Mandates;

/// <summary>Whether an officer may sign a letter at an instant.</summary>
public abstract record SigningRight
{
    private SigningRight()
    {
    }

    /// <summary>Yes, by this mandate.</summary>
    /// <param name="Mandate">The mandate.</param>
    public sealed record Granted(Mandate Mandate) : SigningRight;

    /// <summary>No.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Text">One sentence in both languages.</param>
    public sealed record Denied(SigningDenial Reason, LocalizedText Text) : SigningRight;

    internal static LocalizedText OtherCertificate { get; } =
        new("Sertifikat penanda tangan bukan milik petugas pada mandat ini.", "The signer's certificate is not the one bound to this officer.");

    /// <summary>Decides at the instant of signing. Of several valid mandates the one that began last counts.</summary>
    /// <param name="mandates">The mandates known.</param>
    /// <param name="officer">The officer, <c>officers/{id}</c>.</param>
    /// <param name="office">The office that issues the letter.</param>
    /// <param name="series">The letter's series.</param>
    /// <param name="instant">The instant of signing.</param>
    /// <param name="certificate">
    /// SHA-256 of the certificate that signs, lower-case hex; null where the key is not chosen yet: then only the rest is judged.
    /// </param>
    public static SigningRight Decide(
        IReadOnlyList<Mandate> mandates, string officer, string office, string series, DateTimeOffset instant, string? certificate = null)
    {
        ArgumentNullException.ThrowIfNull(mandates);
        Mandate[] own = [.. mandates.Where(mandate => mandate.Officer == officer && mandate.Office == office)];
        if (own.Length == 0)
            return new Denied(SigningDenial.NoMandate, new("Petugas ini tidak mempunyai mandat menandatangani untuk instansi ini.", "This officer has no mandate to sign for this office."));

        Mandate[] valid = [.. own.Where(mandate => mandate.IsValidAt(instant))];
        if (valid.Length == 0)
            return new Denied(SigningDenial.NotValidNow, new("Mandat petugas ini tidak berlaku pada saat ini.", "The officer's mandate is not valid at this time."));

        if (valid.Where(mandate => mandate.Covers(series)).MaxBy(mandate => mandate.From) is not { } covering)
            return new Denied(SigningDenial.SeriesNotCovered, new($"Mandat petugas ini tidak mencakup seri '{series}'.", $"The officer's mandate does not cover the series '{series}'."));

        if (covering.Certificate is null)
            return new Denied(SigningDenial.NoCertificate, new("Belum ada sertifikat yang diikatkan pada petugas ini.", "No certificate is bound to this officer yet."));
        if (certificate is not null && covering.Certificate != certificate)
            return new Denied(SigningDenial.OtherCertificate, OtherCertificate);
        return new Granted(covering);
    }
}

/// <summary>Why an officer may not sign.</summary>
public enum SigningDenial
{
    /// <summary>There is no mandate for the office.</summary>
    NoMandate,

    /// <summary>It has not begun or has ended.</summary>
    NotValidNow,

    /// <summary>It does not cover the letter's series.</summary>
    SeriesNotCovered,

    /// <summary>The certificate is not the one bound to the officer.</summary>
    OtherCertificate,

    /// <summary>No certificate is bound to the officer.</summary>
    NoCertificate,
}

using Sakpore.Core.Catalog;
using Sakpore.Grpc.Faults;
using Sakpore.Signing.Pades;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Grpc.SignedDocuments;

/// <summary>What a caller wants a signature to say, and where it goes; empty texts say nothing.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Location">Where.</param>
/// <param name="Field">An empty signature field of the PDF; empty makes a new, invisible one.</param>
internal sealed record SignatureWords(string Reason, string Location, string Field)
{
    private const int Longest = 200;

    /// <summary>Prepares an officer's signature that says so.</summary>
    /// <exception cref="FaultException">A text is too long, or the PDF cannot be signed.</exception>
    public PreparedSignature Prepare(SourceDocument source, Officer officer, CertificateChain certificates, DateTimeOffset at)
    {
        if (Reason.Length > Longest || Location.Length > Longest || Field.Length > Longest)
        {
            throw Fault.Invalid(
                "reason", $"Alasan, tempat dan nama bidang paling panjang {Longest} karakter.",
                $"Reason, location and field name have at most {Longest} characters.").Thrown();
        }

        var signature = new PadesSignature
        {
            SigningTime = at,
            Name = officer.Name,
            Reason = Named(Reason),
            Location = Named(Location),
            FieldName = Named(Field),
        };
        return PadesSigner.Prepare(source.Pdf, certificates, signature).TryGetPrepared(out var prepared, out var refusal)
            ? prepared
            : throw refusal.ToFault().Thrown();
    }

    private static string? Named(string text) => text.Length == 0 ? null : text;
}

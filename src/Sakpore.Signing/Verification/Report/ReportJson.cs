using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Verification;

/// <summary>The one JSON form of a report: every key always present, in this order, on one line.</summary>
public static class ReportJson
{
    /// <summary>The value of the key <c>schema</c>: name and version of this form. Keys may be added within a version, none removed.</summary>
    public const string Schema = "sakpore.verification-report/1";

    // Readable Indonesian and names; the text is never put into HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a report as one line of JSON without line end.</summary>
    public static string Write(VerificationReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(report, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a report as UTF-8 JSON.</summary>
    public static void Write(VerificationReport report, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("file", report.File);
        json.WriteString("verdict", ReportNames.Lower(report.Verdict));
        json.WriteString("at", Instant(report.Policy.At));
        WritePolicy(json, report.Policy);
        WriteReasons(json, report.Reasons);
        json.WriteStartArray("signatures");
        foreach (var signature in report.Signatures)
            WriteSignature(json, signature);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePolicy(Utf8JsonWriter json, VerificationPolicy policy)
    {
        json.WriteStartObject("policy");
        json.WriteNumber("anchors", policy.Anchors.All.Count);
        json.WriteString("revocation", policy.Revocation == RevocationRequirement.IfPresent ? "if-present" : ReportNames.Lower(policy.Revocation));
        json.WriteString("algorithms", policy.Algorithms.Id);
        json.WriteBoolean("allow_annotations", policy.AllowAnnotations);
        json.WriteNumber("clock_skew_seconds", (long)policy.ClockSkew.TotalSeconds);
        json.WriteBoolean("online", policy.IsOnline);
        json.WriteString("file_taken_to_exist_at", Instant(policy.At));
        json.WriteEndObject();
    }

    private static void WriteSignature(Utf8JsonWriter json, SignatureReport signature)
    {
        json.WriteStartObject();
        json.WriteString("field", signature.Field);
        json.WriteString("kind", ReportNames.Lower(signature.Kind));
        json.WriteString("indication", ReportNames.Of(signature.Indication));
        json.WriteString("sub_indication", signature.SubIndication is { } sub ? ReportNames.Of(sub) : null);
        json.WriteString("integrity", ReportNames.Lower(signature.Integrity));
        json.WriteString("coverage", ReportNames.Lower(signature.Coverage));
        json.WriteString("modifications", ReportNames.Lower(signature.Modifications));
        if (signature.Certification is { } certification)
            json.WriteNumber("certification", certification);
        else
            json.WriteNull("certification");
        json.WriteString("level", signature.Level?.ToString());
        json.WriteString("sub_filter", signature.SubFilter);
        json.WriteString("signer", signature.Signer?.Subject.ToString());
        json.WriteString("signing_time", Instant(signature.SigningTime));
        json.WriteString("proved_time", Instant(signature.ProvedTime));
        WriteChain(json, signature.Chain);
        WriteEvidence(json, signature.Evidence);
        WriteReasons(json, signature.Reasons);
        json.WriteEndObject();
    }

    private static void WriteChain(Utf8JsonWriter json, IReadOnlyList<Certificate> chain)
    {
        json.WriteStartArray("chain");
        foreach (var certificate in chain)
        {
            json.WriteStartObject();
            json.WriteString("subject", certificate.Subject.ToString());
            json.WriteString("sha256", certificate.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEvidence(Utf8JsonWriter json, IReadOnlyList<EvidenceReport> evidence)
    {
        json.WriteStartArray("evidence");
        foreach (var piece in evidence)
        {
            json.WriteStartObject();
            json.WriteString("kind", ReportNames.Lower(piece.Kind));
            json.WriteString("source", ReportNames.Lower(piece.Source));
            json.WriteString("sha256", piece.Sha256);
            json.WriteString("issuer", piece.Issuer.Subject.ToString());
            json.WriteString("subject", piece.Subject?.Subject.ToString());
            json.WriteString("produced_at", Instant(piece.ProducedAt));
            json.WriteString("next_update", Instant(piece.NextUpdate));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteReasons(Utf8JsonWriter json, IReadOnlyList<Reason> reasons)
    {
        json.WriteStartArray("reasons");
        foreach (var reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("code", reason.Code);
            json.WriteString("severity", ReportNames.Lower(reason.Severity));
            json.WriteString("id", reason.Indonesian);
            json.WriteString("en", reason.English);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>RFC 3339 in UTC, with a fraction of a second only where there is one.</summary>
    internal static string? Instant(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}

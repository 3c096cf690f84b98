using System.Text;
using Sakpore.Core;
using Sakpore.Core.Applications;
using Sakpore.Signing.Pdf;

namespace Sakpore.Grpc.Faults;

/// <summary>An answer that is no: a stable reason, a sentence in both languages, and what it is about.</summary>
/// <param name="Reason">UPPER_SNAKE.</param>
/// <param name="Status">The gRPC status; HTTP follows from it.</param>
/// <param name="Text">One sentence in both languages.</param>
/// <param name="Subject">What it is about (a field, a requirement, a name), or null.</param>
internal sealed record Fault(string Reason, global::Grpc.Core.StatusCode Status, LocalizedText Text, string? Subject = null)
{
    /// <summary>A fault of the hub with its usual sentence.</summary>
    public static Fault Of(FaultReason reason, string? subject = null) =>
        new(UpperSnake(reason.ToString()), FaultStatus.Of(reason), FaultText.Of(reason), subject) { RetryAfter = FaultRetry.After(reason) };

    /// <summary>A malformed request: which field, and what is wrong with it.</summary>
    public static Fault Invalid(string field, string id, string en) =>
        Of(FaultReason.InvalidRequest, field) with { Text = new LocalizedText(id, en) };

    /// <summary>What the permit rules refused.</summary>
    public static Fault Of(Refusal refusal) =>
        new(UpperSnake(refusal.Reason.ToString()), FaultStatus.Of(refusal.Reason), refusal.Text, refusal.Subject);

    /// <summary>What the PDF reader found wrong with a file.</summary>
    public static Fault Of(PdfFault fault) =>
        new(fault.Reason, global::Grpc.Core.StatusCode.InvalidArgument, new LocalizedText(fault.Indonesian, fault.English));

    /// <summary>The etag that the resource has now, where the caller's view of it is old; null otherwise.</summary>
    public string? Etag { get; init; }

    /// <summary>How long to wait before the same call is sent again; null: nothing is said of it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>This fault with the etag that the resource has now.</summary>
    public Fault WithEtag(string etag) => this with { Etag = etag };

    /// <summary>This fault, to be thrown to the one place that answers with it.</summary>
    public FaultException Thrown() => new(this);

    /// <summary><c>OutOfTurn</c> as <c>OUT_OF_TURN</c>.</summary>
    public static string UpperSnake(string pascal)
    {
        var text = new StringBuilder(pascal.Length + 4);
        foreach (var letter in pascal)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(letter));
        }

        return text.ToString();
    }
}

/// <summary>Carries a fault out of a transaction, so that nothing of it is stored, to <see cref="FaultInterceptor"/>.</summary>
internal sealed class FaultException(Fault fault) : Exception(fault.Text.En)
{
    /// <summary>The fault.</summary>
    public Fault Fault { get; } = fault;
}

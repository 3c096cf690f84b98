using Google.Protobuf.WellKnownTypes;

namespace Sakpore.Grpc.PublicPages;

/// <summary>One row of a list of facts. A row without a value is not shown.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The value; escaped where it is written.</param>
/// <param name="Beside">What stands under the value, or empty.</param>
internal sealed record Fact(Words Label, string Value, string Beside = "")
{
    /// <summary>Whether the value is a string of digits and letters to compare one by one.</summary>
    internal bool IsCode { get; init; }

    /// <summary>A text from outside.</summary>
    internal static Fact Text(string id, string en, string? value, string? beside = null) =>
        new(new(id, en), PlainText.Of(value), PlainText.Of(beside));

    /// <summary>A text in the page's language.</summary>
    internal static Fact Of(string id, string en, Words value) => new(new(id, en), value.ToString());

    /// <summary>An instant, in WIB.</summary>
    internal static Fact Instant(string id, string en, Timestamp? instant) => new(new(id, en), WrittenTime.Minute(instant));

    /// <summary>A hash or a code.</summary>
    internal static Fact Code(string id, string en, string value) => new(new(id, en), PlainText.Of(value)) { IsCode = true };
}

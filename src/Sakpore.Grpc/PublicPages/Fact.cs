using Google.Protobuf.WellKnownTypes;

namespace Sakpore.Grpc.PublicPages;

/// <summary>One row of a list of facts. A row without a value is not shown.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The value, in Indonesian or in no language; escaped where it is written.</param>
/// <param name="Beside">The value in English, or what the value is beside, under it.</param>
internal sealed record Fact(Words Label, string Value, string Beside = "")
{
    /// <summary>Whether the value is a string of digits and letters to compare one by one.</summary>
    internal bool IsCode { get; init; }

    /// <summary>Whether <see cref="Beside"/> is English.</summary>
    internal bool IsEnglishBeside { get; init; }

    /// <summary>A text from outside.</summary>
    internal static Fact Text(string id, string en, string? value, string? beside = null) =>
        new(new(id, en), PlainText.Of(value), PlainText.Of(beside));

    /// <summary>Words of ours.</summary>
    internal static Fact Of(string id, string en, Words value) => new(new(id, en), value.Id, value.En) { IsEnglishBeside = true };

    /// <summary>An instant, in WIB.</summary>
    internal static Fact Instant(string id, string en, Timestamp? instant) => new(new(id, en), WrittenTime.Minute(instant));

    /// <summary>A hash or a code.</summary>
    internal static Fact Code(string id, string en, string value) => new(new(id, en), PlainText.Of(value)) { IsCode = true };
}

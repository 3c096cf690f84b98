namespace Sakpore.Grpc.PublicPages;

/// <summary>What an office sets for its public pages.</summary>
internal sealed class PublicPagesOptions
{
    /// <summary>The default of <see cref="MaxUploadBytes"/>: 50 MiB, the limit of documents everywhere in the hub.</summary>
    internal const int DefaultMaxUploadBytes = 50 * 1024 * 1024;

    /// <summary>The longest code or token that is looked up, in characters; longer ones are unknown without a look.</summary>
    internal const int MaxSecretLength = 128;

    /// <summary>The largest file that <c>/tte</c> verifies, in bytes, itself included; at least 1, at most 1 GiB.</summary>
    public int MaxUploadBytes { get; set; } = DefaultMaxUploadBytes;

    /// <summary>The name of the office, in the head of each page.</summary>
    public string OfficeTitle { get; set; } = "Pelayanan Perizinan Terpadu";

    /// <summary>Whether the values can be served with.</summary>
    internal bool IsConsistent() => MaxUploadBytes is >= 1 and <= 1 << 30 && !string.IsNullOrWhiteSpace(OfficeTitle);
}

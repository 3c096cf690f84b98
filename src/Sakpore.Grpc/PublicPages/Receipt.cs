namespace Sakpore.Grpc.PublicPages;

/// <summary>What a check is remembered by, on paper.</summary>
/// <param name="Sha256">The fingerprint of the file that was checked.</param>
/// <param name="FileName">Its name, as its sender gave it; empty where the hub was not told.</param>
/// <param name="CheckedAt">When.</param>
/// <param name="IsKept">Whether the file stayed on the device.</param>
internal sealed record Receipt(string Sha256, string FileName, DateTimeOffset CheckedAt, bool IsKept)
{
    /// <summary>Where the file went, in one sentence.</summary>
    internal Words Whereabouts => IsKept
        ? new("Berkas tetap di perangkat Anda; hanya sidiknya yang ditanyakan.", "The file stayed on your device; only its fingerprint was asked about.")
        : new("Berkas diperiksa di memori dan tidak disimpan.", "The file was checked in memory and not kept.");
}

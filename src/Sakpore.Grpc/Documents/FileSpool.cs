using System.Data.Common;
using Sakpore.Grpc.PersonalData;

namespace Sakpore.Grpc.Documents;

/// <summary>Rows in a file of this process's own, which ends with the call.</summary>
internal sealed class FileSpool : SpoolRows
{
    private const int SealedBytes = DocumentContent.ChunkBytes + SealingKey.Overhead;

    private readonly FileStream _file;

    /// <summary>Opens a new file, for nobody else.</summary>
    public FileSpool(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new FileStream(path, options);
    }

    /// <inheritdoc/>
    public override int Count => 0;

    /// <inheritdoc/>
    public override async Task<byte[]> ReadAsync(int row, DbTransaction? transaction)
    {
        _file.Position = (long)row * SealedBytes;
        var sealedRow = new byte[Math.Min(SealedBytes, _file.Length - _file.Position)];
        await _file.ReadExactlyAsync(sealedRow);
        return sealedRow;
    }

    /// <inheritdoc/>
    public override async Task WriteAsync(int row, byte[] sealedRow, CancellationToken cancellation)
    {
        _file.Position = (long)row * SealedBytes;
        await _file.WriteAsync(sealedRow, cancellation);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _file.DisposeAsync();
}

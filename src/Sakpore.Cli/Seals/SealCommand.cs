using System.CommandLine;

namespace Sakpore.Cli.Seals;

/// <summary><c>sakpore seal</c>: the seal in a letter's QR code (docs/seal.md).</summary>
internal static class SealCommand
{
    public static Command Create(TimeProvider time) => new("seal", "The seal in a letter's QR code.")
    {
        SealKeysCommand.Create(time),
        SealVerifyCommand.Create(time),
    };
}

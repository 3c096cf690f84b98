using System.ComponentModel;
using System.Diagnostics;

namespace Sakpore.Signing.Tests.Seals;

/// <summary>Runs JavaScript modules of the tests beside the verifier that the pages load.</summary>
internal static class Node
{
    private static readonly string Verifier = Path.Combine(Repository.Root, "src", "Sakpore.Grpc", "PublicPages", "Assets", "seal.js");

    /// <summary>Runs a script of this folder; it gets the verifier's path and the arguments.</summary>
    public static string Run(string script, params string[] arguments)
    {
        // node takes a file for a module by its extension; the pages serve it under the other.
        var folder = Directory.CreateTempSubdirectory("sakpore-seal-");
        try
        {
            var module = Path.Combine(folder.FullName, "seal.mjs");
            File.Copy(Verifier, module);
            var start = new ProcessStartInfo("node", [Path.Combine(Repository.Root, "tests", "Sakpore.Signing.Tests", "Seals", script), module, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Start(start);
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, output + errors.Result);
            return output;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Ignore("node is not installed; the verifier in JavaScript was not run.");
            throw;
        }
    }
}

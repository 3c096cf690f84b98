using Sakpore.Signing.Seals;

namespace Sakpore.Samples.VerifyAtTheDoor;

/// <summary>An inspector with a scanner, a file of keys and no network: is this letter's seal real?</summary>
public static class Door
{
    public static int Check(string keyFile, string scanned, TimeProvider time, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(output);

        // 1. The keys were brought along. Whoever uses the file trusts the root key in it.
        if (!SealKeyFile.Read(File.ReadAllText(keyFile)).TryGetTrust(out SealTrust? city))
            return No(output, "The key file is not one.");

        // 2. One call. The address in the QR code is never asked and never trusted.
        SealCheck check = new SealChecker(city).Check(scanned, time.GetUtcNow());
        if (check.Claims is not { } sealedFacts)
            return No(output, check.English);

        // 3. The seal proves these facts; only a human sees whether the paper says the same.
        output.WriteLine(check.English);
        output.WriteLine($"{sealedFacts.DocumentNumber}, {sealedFacts.Holder}, {sealedFacts.Issued:yyyy-MM-dd} to {sealedFacts.Expires:yyyy-MM-dd}");
        output.WriteLine(check.StatusEnglish);
        output.WriteLine(SealCheck.CompareEnglish);
        return check.IsValid ? 0 : 1;
    }

    private static int No(TextWriter output, string sentence)
    {
        output.WriteLine(sentence);
        return 1;
    }
}

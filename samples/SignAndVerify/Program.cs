using Sakpore.Samples.SignAndVerify;

// dotnet run --project samples/SignAndVerify -- letter.pdf key.p12 passphrase.txt root.cer signed.pdf
if (args is not [var letter, var keyFile, var passphraseFile, var root, var signed])
{
    Console.Error.WriteLine("Usage: SignAndVerify LETTER KEY PASSPHRASE-FILE ROOT SIGNED");
    return 2;
}

var passphrase = File.ReadAllText(passphraseFile).TrimEnd().ToCharArray();
return await Letter.SignAndVerifyAsync(letter, keyFile, passphrase, root, signed, TimeProvider.System, Console.Out);

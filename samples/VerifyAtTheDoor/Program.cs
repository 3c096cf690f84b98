using Sakpore.Samples.VerifyAtTheDoor;

// zbarimg -q --raw letter.png | dotnet run --project samples/VerifyAtTheDoor -- pekalongan.pem
return Door.Check(args.ElementAtOrDefault(0) ?? "pekalongan.pem", Console.In.ReadToEnd(), TimeProvider.System, Console.Out);

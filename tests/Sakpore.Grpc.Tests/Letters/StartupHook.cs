using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Tests.Letters;

/// <summary>Run by .NET before Main where DOTNET_STARTUP_HOOKS names this assembly: it composes one letter in a process of its own.</summary>
internal static class StartupHook
{
    public const string PathVariable = "SAKPORE_TESTS_COMPOSE_TO";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path) Compose(path);
    }

    private static void Compose(string path)
    {
        using var composer = new LetterComposer();
        using var output = File.Create(path);
        composer.Compose(LetterSamples.Template, LetterSamples.Short, output);
    }
}

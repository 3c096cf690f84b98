namespace Sakpore.Grpc.Letters.Seals;

/// <summary>Where checkers fetch the key set and the status list. Where they come from proves nothing: both are signed.</summary>
internal static class SealEndpoints
{
    /// <summary>The signed key set.</summary>
    public const string KeySetPath = "/.well-known/sakpore-seal-keys";

    /// <summary>The signed status list.</summary>
    public const string StatusPath = "/.well-known/sakpore-seal-status";

    private const string MediaType = "application/cose";

    /// <summary>Registers what makes and checks seals; without keys, letters carry the address of their page.</summary>
    public static void AddSeals(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SealKeyring(SealingKeys.Read(provider.GetRequiredService<HubOptions>())));
        services.AddSingleton<LetterSeals>();
        services.AddSingleton<SealRegister>();
        services.AddSingleton<SealStatusLists>();
    }

    /// <summary>Serves the two lists; 404 where the installation seals nothing.</summary>
    public static void MapSeals(this WebApplication app)
    {
        app.MapGet(KeySetPath, (SealKeyring keyring) => keyring.Keys is { } keys ? Cose(keys.Trust.SignedKeys) : TypedResults.NotFound());
        app.MapGet(StatusPath, async (SealKeyring keyring, SealStatusLists lists, CancellationToken cancellation) =>
            keyring.Keys is null ? (IResult)TypedResults.NotFound() : Cose(await lists.CurrentAsync(cancellation)));
    }

    private static IResult Cose(ReadOnlyMemory<byte> signed) => TypedResults.Bytes(signed, MediaType);
}

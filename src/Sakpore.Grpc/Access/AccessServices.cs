using Sakpore.Grpc.Offices;

namespace Sakpore.Grpc.Access;

/// <summary>What admits calls.</summary>
internal static class AccessServices
{
    /// <summary>Registers it.</summary>
    public static void AddAccess(this IServiceCollection services, AccessOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<DelegatedRoles>();
        services.AddSingleton<ClientCertificates>();
        if (options.Tokens is { } tokens)
        {
            services.AddSingleton(tokens);
            services.AddSingleton(provider => new TokenKeys(tokens, TokenIssuer.Client(), provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<AccessTokens>();
        }

        services.AddSingleton<Credentials>();
        services.AddSingleton<PublicLimit>();
        services.AddSingleton<Admission>();
    }
}

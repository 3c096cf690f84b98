namespace Sakpore.Grpc.News;

/// <summary>Registers the news.</summary>
internal static class NewsServices
{
    /// <summary>Adds the sequencer, the listener and the watch.</summary>
    public static void AddNews(this IServiceCollection services)
    {
        services.AddSingleton<NewsSignal>();
        services.AddSingleton<NewsFeed>();
        services.AddSingleton<ApplicationWatch>();
        services.AddSingleton<NewsSequencer>();
        services.AddHostedService(provider => provider.GetRequiredService<NewsSequencer>());
        services.AddHostedService<NewsListener>();
    }
}

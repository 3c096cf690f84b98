using Sakpore.Grpc.Development;

namespace Sakpore.Grpc;

public static partial class Hub
{
    static partial void PrepareDevelopment(WebApplicationBuilder builder, ref HubOptions options)
    {
        var directory = Path.Combine(options.DataDirectory, DevelopmentInstallation.Folder);
        options = options with
        {
            InstallationKeyFile = Path.Combine(directory, "installation.key"),
            OfficerKeysDirectory = Path.Combine(directory, "officers"),
            OfficerKeysKeyFile = Path.Combine(directory, "officers.key"),
            CheckpointKeyFile = Path.Combine(directory, "checkpoints.key"),
            AnchorsFile = Path.Combine(directory, "anchors.pem"),
            SealKeySetFile = Path.Combine(directory, "seal-keys.pem"),
            SealKeyFile = Path.Combine(directory, "seal.key"),
            Access = options.Access with { PublicCallsPerMinute = options.Access.PublicCallsPerMinute ?? 0 },
            SealStatusKeyFile = Path.Combine(directory, "seal-status.key"),
        };
        builder.Services.AddHostedService<DevelopmentInstallation>();
    }
}

using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Sakpore.Grpc.Readiness;

/// <summary>Stands among the features of a connection to the operators' port: what it offers is offered nowhere else, and nothing else there.</summary>
internal sealed class OperationsConnection
{
    private static readonly OperationsConnection It = new();

    private OperationsConnection()
    {
    }

    /// <summary>Marks the connections of a port.</summary>
    public static void Mark(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => (ConnectionContext connection) =>
        {
            connection.Features.Set(It);
            return next(connection);
        });
    }

    /// <summary>Whether a call came in on the operators' port. The port is asked and not the host's name, which a caller chooses.</summary>
    public static bool Carries(HttpContext context) => context.Features.Get<OperationsConnection>() is not null;
}

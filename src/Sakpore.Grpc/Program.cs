using Sakpore.Grpc;
using Sakpore.Grpc.Installation;

try
{
    await Hub.Create(args).RunAsync();
    return 0;
}
catch (StartRefusedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}

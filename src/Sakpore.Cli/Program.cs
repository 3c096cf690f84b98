using Sakpore.Cli;

return await SakporeCommandLine.RunAsync(args, Console.Out, Console.Error, TimeProvider.System).ConfigureAwait(false);

using Microsoft.Extensions.Hosting;
using Sakpore.Grpc;
using Sakpore.Grpc.Development;
using Sakpore.Samples.QuickStart;
using Spectre.Console;

// One application, from its submission to a signed letter, through every actor, over real gRPC.
var keep = args.Contains("--keep");
var data = Directory.CreateTempSubdirectory("sakpore-");
var output = Directory.CreateDirectory(Path.Combine("artifacts", "quickstart"));

await using var hub = Hub.Create(new HubOptions { Development = true, DataDirectory = data.FullName, HttpPort = 0, GrpcPort = 0 });
await hub.StartAsync();
var (pages, grpc) = (hub.Urls.First(), hub.Urls.Last());
AnsiConsole.MarkupLineInterpolated($"[bold]Sakpore[/]  gRPC {grpc}  halaman/pages {pages}");
AnsiConsole.WriteLine();

var city = new City(grpc, DevelopmentCallers.Read(data.FullName));
var walk = new Walk(city, new Narration());
var letter = await walk.FromSubmissionToLetterAsync();

var path = Path.Combine(output.FullName, letter.FileName);
await File.WriteAllBytesAsync(path, letter.Pdf);
var forged = await walk.VerifyAndForgeAsync(letter.Pdf);
await File.WriteAllBytesAsync(Path.ChangeExtension(path, ".altered.pdf"), forged);

AnsiConsole.WriteLine();
AnsiConsole.Write(new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn()
    .AddRow("[bold]Surat/letter[/]", Markup.Escape(path))
    .AddRow("[bold]Halaman/page[/]", Markup.Escape(letter.Uri))
    .AddRow("[bold]Lacak/track[/]", Markup.Escape(letter.TrackingUri)));
if (keep)
{
    AnsiConsole.MarkupLine("Hub tetap berjalan, Ctrl+C mengakhirinya. [grey]The hub goes on running; Ctrl+C ends it.[/]");
    await hub.WaitForShutdownAsync();
}

await hub.StopAsync();
data.Delete(recursive: true);
return walk.Succeeded ? 0 : 1;

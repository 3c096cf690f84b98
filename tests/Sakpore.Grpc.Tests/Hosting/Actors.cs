using Google.Protobuf;
using Grpc.Core;
using Sakpore.Documents.V1;
using Sakpore.Permits.V1;
using Sakpore.Signing.V1;
using Sakpore.Verification.V1;
using Date = Google.Type.Date;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>What the actors do, each over gRPC with its own credentials.</summary>
internal static class Actors
{
    private static int _request;

    public static string NextRequest => "test-" + Interlocked.Increment(ref _request);

    public static ApplicationService.ApplicationServiceClient Applications(this CallInvoker caller) => new(caller);

    public static async Task<string> UploadAsync(this CallInvoker caller, byte[] content, string mediaType, string fileName = "")
    {
        using var call = new DocumentService.DocumentServiceClient(caller).UploadDocument();
        try
        {
            await call.RequestStream.WriteAsync(new UploadDocumentRequest { Description = new DocumentDescription { MediaType = mediaType, FileName = fileName } });
            const int part = 1 << 20;
            for (var offset = 0; offset < content.Length; offset += part)
            {
                await call.RequestStream.WriteAsync(
                    new UploadDocumentRequest { Content = ByteString.CopyFrom(content, offset, Math.Min(part, content.Length - offset)) });
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException)
        {
            // Refused before it was all sent: the answer says why.
        }

        return (await call).Name;
    }

    public static async Task<byte[]> DownloadAsync(this CallInvoker caller, string document)
    {
        using var call = new DocumentService.DocumentServiceClient(caller).DownloadDocument(new DownloadDocumentRequest { Name = document });
        using var content = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            part.Content.WriteTo(content);
        }

        return content.ToArray();
    }

    public static async Task<SubmitApplicationRequest> SubmissionAsync(this CallInvoker caller) => new()
    {
        PermitType = "permitTypes/skp-penelitian",
        Kind = Application.Types.Kind.Baru,
        Form = Papers.Form(),
        RequestId = NextRequest,
        Files =
        {
            new RequirementFile { Requirement = "surat-pengantar", Document = await caller.UploadAsync(Papers.Pdf("Pengantar " + Papers.Name), "application/pdf", $"Pengantar {Papers.Name}.pdf") },
            new RequirementFile { Requirement = "proposal", Document = await caller.UploadAsync(Papers.Pdf("Proposal"), "application/pdf") },
            new RequirementFile { Requirement = "ktp", Document = await caller.UploadAsync(Papers.Png(Papers.Nik), "image/png") },
        },
    };

    public static async Task<SubmitApplicationResponse> SubmitAsync(this CallInvoker caller) =>
        await caller.Applications().SubmitApplicationAsync(await caller.SubmissionAsync());

    public static async Task<Application> CompleteAsync(this CallInvoker caller, string name) =>
        await caller.Applications().DeclareCompleteAsync(new DeclareCompleteRequest { Name = name, RequestId = NextRequest });

    public static async Task<Application> ForwardAsync(this CallInvoker caller, string name, string to = "") =>
        await caller.Applications().ForwardApplicationAsync(new ForwardApplicationRequest { Name = name, RequestId = NextRequest, To = to });

    public static async Task<RecommendRequest> RecommendationAsync(this CallInvoker caller, string name) => new()
    {
        Application = name,
        RequestId = NextRequest,
        Favourable = true,
        Document = await caller.UploadAsync(Papers.Pdf("Rekomendasi"), "application/pdf"),
        LetterNumber = "070/123/2026",
        LetterDate = new Date { Year = 2026, Month = 11, Day = 23 },
    };

    public static async Task<Recommendation> RecommendAsync(this CallInvoker caller, string name) =>
        await new RecommendationService.RecommendationServiceClient(caller).RecommendAsync(await caller.RecommendationAsync(name));

    public static async Task<SignLetterResponse> SignAsync(this CallInvoker caller, string name, string passphrase) =>
        await new SigningService.SigningServiceClient(caller).SignLetterAsync(
            new SignLetterRequest { Application = name, RequestId = NextRequest, Passphrase = passphrase });

    public static async Task<VerificationReport> VerifyAsync(this CallInvoker caller, byte[] pdf)
    {
        using var call = new VerificationService.VerificationServiceClient(caller).VerifyDocument();
        await call.RequestStream.WriteAsync(new VerifyDocumentRequest { Content = ByteString.CopyFrom(pdf) });
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    /// <summary>Takes a submitted application to the kepala's table.</summary>
    public static async Task<Application> TakeToSignatureAsync(this HubCallers hub, string name)
    {
        await hub.FrontOffice.CompleteAsync(name);
        await hub.BackOffice.ForwardAsync(name);
        await hub.Officer("dpmptsp", "contoh-sub-koordinator").ForwardAsync(name);
        await hub.Officer("dpmptsp", "contoh-koordinator").ForwardAsync(name);
        await hub.Officer("kesbangpol", "contoh-kesbangpol").RecommendAsync(name);
        await hub.Officer("bappeda", "contoh-bappeda").RecommendAsync(name);
        return await hub.BackOffice.ForwardAsync(name, "tanda-tangan");
    }
}

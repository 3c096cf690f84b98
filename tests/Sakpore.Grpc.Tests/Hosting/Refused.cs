using Google.Rpc;
using Grpc.Core;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>Asserts that a call is refused precisely, and that nothing was stored.</summary>
internal static class Refused
{
    /// <summary>Runs a call that must be refused.</summary>
    public static async Task AsExpectedAsync(TestHub hub, StatusCode status, string reason, Func<Task> call)
    {
        var before = hub.Snapshot();
        var refused = await CatchAsync(call);
        Assert.That(hub.Snapshot(), Is.EqualTo(before), "The stored state is as before.");
        var details = refused.GetRpcStatus();
        Assert.That(details, Is.Not.Null, $"{refused.StatusCode}: {refused.Status.Detail}");
        var info = details!.GetDetail<ErrorInfo>();
        var sentences = details.Details.Where(detail => detail.Is(LocalizedMessage.Descriptor)).Select(detail => detail.Unpack<LocalizedMessage>()).ToList();
        Assert.Multiple(() =>
        {
            Assert.That((refused.StatusCode, info.Reason, info.Domain), Is.EqualTo((status, reason, "sakpore.id")), refused.Status.Detail);
            Assert.That(sentences.Select(sentence => sentence.Locale), Is.EqualTo(new[] { "id-ID", "en" }));
            Assert.That(sentences.Select(sentence => sentence.Message), Has.All.Not.Empty);
        });
    }

    /// <summary>All that a refusal says, with its details unpacked.</summary>
    public static string Said(RpcException refused) => string.Join('\n', (IEnumerable<string>)
    [
        $"{refused.Status}",
        .. (refused.GetRpcStatus()?.Details ?? []).Select(detail => detail.Is(ErrorInfo.Descriptor) ? $"{detail.Unpack<ErrorInfo>()}"
            : detail.Is(RetryInfo.Descriptor) ? $"{detail.Unpack<RetryInfo>()}" : $"{detail.Unpack<LocalizedMessage>()}"),
    ]);

    /// <summary>The reason for which a call is refused, or null: it is not.</summary>
    public static async Task<string?> ReasonAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (RpcException refused)
        {
            return ReasonOf(refused);
        }
    }

    /// <summary>The reason of a refusal; where no hub said one, its status.</summary>
    public static string ReasonOf(RpcException refused) => refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason ?? refused.StatusCode.ToString();

    private static async Task<RpcException> CatchAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RpcException refused)
        {
            return refused;
        }

        throw new AssertionException("The call was not refused.");
    }
}

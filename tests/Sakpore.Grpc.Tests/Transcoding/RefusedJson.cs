using System.Net;
using System.Text.Json.Nodes;
using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Transcoding;

/// <summary>Asserts that a call over HTTP is refused with google.rpc.Status and its details, and that nothing was stored.</summary>
internal static class RefusedJson
{
    /// <summary>Sends what must be refused.</summary>
    /// <returns>The subject that the refusal is about, and the sentence in English.</returns>
    public static async Task<(string? Subject, string English)> AsExpectedAsync(
        TestHub hub, HttpStatusCode http, StatusCode status, string reason, Func<Task<HttpResponseMessage>> send)
    {
        var before = hub.Snapshot();
        using var answer = await send();
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(hub.Snapshot(), Is.EqualTo(before), "The stored state is as before.");
        Assert.That(answer.StatusCode, Is.EqualTo(http), text);
        Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/json; charset=utf-8"), text);
        var (info, english) = Read(text, status);
        Assert.That(((string?)info["reason"], (string?)info["domain"]), Is.EqualTo((reason, "sakpore.id")), text);
        return ((string?)info["metadata"]?["subject"], english);
    }

    /// <summary>Reads a refusal, which must have a reason and the sentence in both languages.</summary>
    public static (JsonNode Info, string English) Read(string text, StatusCode? status = null)
    {
        var answer = JsonNode.Parse(text)!;
        var details = answer["details"]!.AsArray();
        var info = details.Single(detail => (string?)detail!["@type"] == "type.googleapis.com/google.rpc.ErrorInfo")!;
        var sentences = details.Where(detail => (string?)detail!["@type"] == "type.googleapis.com/google.rpc.LocalizedMessage").ToList();
        Assert.Multiple(() =>
        {
            Assert.That((int)answer["code"]!, Is.InRange(1, 16).And.EqualTo((int?)status ?? (int)answer["code"]!), text);
            Assert.That((string?)info["reason"], Does.Match("^[A-Z][A-Z0-9_]+$"), text);
            Assert.That(sentences.Select(sentence => (string?)sentence!["locale"]), Is.EqualTo(new[] { "id-ID", "en" }), text);
            Assert.That(sentences.Select(sentence => (string?)sentence!["message"]), Has.All.Not.Empty, text);
            Assert.That((string?)answer["message"], Is.EqualTo((string?)sentences[1]!["message"]), text);
        });
        return (info, (string)answer["message"]!);
    }
}

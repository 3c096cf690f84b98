using System.Buffers;
using System.Data.Common;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Sakpore.Grpc.Telemetry;

/// <summary>
/// A log entry as one line of JSON: time, level, event, category, message, its values, trace. Of an exception its type and its
/// stack; its message only where it speaks of machines, for others may quote what a caller sent.
/// </summary>
internal sealed class JsonLogFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>The formatter's name (<c>Logging__Console__FormatterName</c>).</summary>
    public const string FormatterName = "sakpore";

    private const int DeepestCause = 8;

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().UtcDateTime);
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteNumber("event", logEntry.EventId.Id);
            json.WriteString("name", logEntry.EventId.Name);
            json.WriteString("category", logEntry.Category);
            json.WriteString("message", logEntry.Formatter(logEntry.State, null));
            WriteValues(json, logEntry.State);
            if (System.Diagnostics.Activity.Current is { } activity)
            {
                json.WriteString("trace", activity.TraceId.ToHexString());
            }

            WriteExceptions(json, logEntry.Exception);
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteValues<TState>(Utf8JsonWriter json, TState state)
    {
        foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            if (name != "{OriginalFormat}")
            {
                json.WriteString("value." + name, value?.ToString());
            }
        }
    }

    private static void WriteExceptions(Utf8JsonWriter json, Exception? exception)
    {
        if (exception is null)
        {
            return;
        }

        json.WriteStartArray("exceptions");
        for (var (cause, depth) = (exception, 0); cause is not null && depth < DeepestCause; (cause, depth) = (cause.InnerException, depth + 1))
        {
            json.WriteStartObject();
            json.WriteString("type", cause.GetType().FullName);
            if (cause is DbException or IOException or SocketException or TimeoutException or HttpRequestException)
            {
                json.WriteString("message", cause.Message);
            }

            json.WriteString("stack", cause.StackTrace);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sakpore.Signing.Testing;

/// <summary>
/// The services of a throwaway PKI over HTTP on loopback: timestamps, OCSP, revocation lists and certificates of authorities.
/// They tell the time of the caller's clock, and misbehave when told to. Certificates name the services' addresses.
/// Safe for use from several threads.
/// </summary>
public sealed class TestPkiServer : IAsyncDisposable
{
    private const int BodyLimit = 64 * 1024;
    private const int EndlessLength = 256 * 1024 * 1024;

    private readonly HttpListener _listener;
    private readonly TestPkiAnswers _answers;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<TestService, (TestMisbehavior What, int Times)> _misbehavior = [];
    private readonly Dictionary<TestService, int> _requests = [];
    private readonly Task _loop;
    private int _disposed;

    private TestPkiServer(HttpListener listener, Uri address, TestPki pki, TimeProvider clock)
    {
        _listener = listener;
        Address = address;
        Pki = pki;
        _answers = new TestPkiAnswers(pki, clock);
        _loop = ListenAsync();
    }

    /// <summary>The PKI served.</summary>
    public TestPki Pki { get; }

    /// <summary>Under which the services are; ends with a slash.</summary>
    public Uri Address { get; }

    /// <summary>The address of <see cref="TestPki.TimestampAuthority"/>.</summary>
    public Uri Timestamps => TimestampsOf(TestPki.TimestampAuthority);

    /// <summary>The responder that answers. Default: <see cref="TestPki.OcspResponder"/>.</summary>
    public string Responder { get => _answers.Responder; set => _answers.Responder = value; }

    /// <summary>
    /// How far apart revocation lists are issued, counted from the PKI's instant; each says that the next comes after it. Zero,
    /// the default: a new one for every request, with a lifetime of a day.
    /// </summary>
    public TimeSpan RevocationListInterval { get => _answers.RevocationListInterval; set => _answers.RevocationListInterval = value; }

    /// <summary>Starts a server with a PKI of its own.</summary>
    /// <param name="clock">Tells the PKI its instant, and the services the time.</param>
    /// <param name="options">How the PKI is made, its address apart; null means the defaults.</param>
    /// <exception cref="HttpListenerException">No port could be had.</exception>
    public static TestPkiServer Start(TimeProvider clock, TestPkiOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var (listener, address) = Listen();
        var pki = TestPki.Create(clock.GetUtcNow(), (options ?? new TestPkiOptions()) with { ServiceAddress = address });
        return new TestPkiServer(listener, address, pki, clock);
    }

    /// <summary>Where a timestamp authority of the PKI answers.</summary>
    /// <param name="authority">Its name.</param>
    public Uri TimestampsOf(string authority)
    {
        _ = Pki[authority];
        return TestServicePaths.Of(Address, TestServicePaths.Timestamps, authority);
    }

    /// <summary>Where a certificate authority's revocation list is.</summary>
    /// <param name="authority">Its name.</param>
    public Uri RevocationListOf(string authority) => TestServicePaths.Of(Address, TestServicePaths.Crl, authority);

    /// <summary>Where certificates of an authority are asked about by OCSP.</summary>
    /// <param name="authority">Its name.</param>
    public Uri OcspOf(string authority) => TestServicePaths.Of(Address, TestServicePaths.Ocsp, authority);

    /// <summary>Makes a service misbehave from the next request on.</summary>
    /// <param name="service">Which.</param>
    /// <param name="misbehavior">How; <see cref="TestMisbehavior.None"/> ends it.</param>
    /// <param name="times">For how many requests; without limit by default.</param>
    public void Misbehave(TestService service, TestMisbehavior misbehavior, int times = int.MaxValue)
    {
        lock (_lock)
            _misbehavior[service] = (misbehavior, times);
    }

    /// <summary>How many requests a service has received.</summary>
    /// <param name="service">Which.</param>
    public int Requests(TestService service)
    {
        lock (_lock)
            return _requests.GetValueOrDefault(service);
    }

    /// <summary>Ends the services; requests that hang are cut off. A second time it does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _end.CancelAsync().ConfigureAwait(false);
        _listener.Close();
        await _loop.ConfigureAwait(false);
        _end.Dispose();
    }

    private static (HttpListener Listener, Uri Address) Listen()
    {
        for (var attempt = 0; ; attempt++)
        {
            // The listener cannot choose a port by itself; another process may take it in between.
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            var address = new Uri($"http://127.0.0.1:{port}/");
            var listener = new HttpListener();
            listener.Prefixes.Add(address.AbsoluteUri);
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }

    private async Task ListenAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var context = await _listener.GetContextAsync().ConfigureAwait(false);
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var response = context.Response;
            response.KeepAlive = false; // the listener may close a connection just when the next request comes over it
            if (_answers.Route(context.Request.Url!.AbsolutePath) is not var (service, name))
            {
                response.StatusCode = (int)HttpStatusCode.NotFound;
                return;
            }

            var body = await ReadAsync(context.Request.InputStream).ConfigureAwait(false);
            var misbehavior = Count(service);
            switch (misbehavior)
            {
                case TestMisbehavior.Unavailable:
                    response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
                    return;
                case TestMisbehavior.Hang:
                    await Task.Delay(Timeout.Infinite, _end.Token).ConfigureAwait(false);
                    return;
            }

            if (!TryAnswer(service, name, body, misbehavior, out var contentType, out var answer))
                response.StatusCode = (int)HttpStatusCode.InternalServerError;
            response.ContentType = contentType;
            if (misbehavior == TestMisbehavior.Endless)
            {
                response.SendChunked = true;
                await WriteEndlesslyAsync(response.OutputStream).ConfigureAwait(false);
                return;
            }

            response.ContentLength64 = answer.Length;
            await response.OutputStream.WriteAsync(answer, _end.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The client or the server has gone.
        }
    }

    // A defect of the server is to be seen by whoever calls it, not to look like an empty answer.
    private bool TryAnswer(TestService service, string name, byte[] body, TestMisbehavior misbehavior, out string contentType, out byte[] answer)
    {
        try
        {
            (contentType, answer) = _answers.Answer(service, name, body, misbehavior);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            (contentType, answer) = ("text/plain", Encoding.UTF8.GetBytes(e.ToString()));
            return false;
        }
    }

    private TestMisbehavior Count(TestService service)
    {
        lock (_lock)
        {
            _requests[service] = _requests.GetValueOrDefault(service) + 1;
            if (!_misbehavior.TryGetValue(service, out var due) || due.Times == 0)
                return TestMisbehavior.None;
            _misbehavior[service] = due with { Times = due.Times - 1 };
            return due.What;
        }
    }

    private async Task<byte[]> ReadAsync(Stream input)
    {
        var body = new byte[BodyLimit];
        var length = await input.ReadAtLeastAsync(body, BodyLimit, throwOnEndOfStream: false, _end.Token).ConfigureAwait(false);
        return body[..length];
    }

    private async Task WriteEndlesslyAsync(Stream output)
    {
        var zeros = new byte[BodyLimit];
        for (var written = 0; written < EndlessLength; written += zeros.Length)
            await output.WriteAsync(zeros, _end.Token).ConfigureAwait(false);
    }
}

using System.Net;
using System.Net.Sockets;
using Sakpore.Signing.Testing;

namespace Sakpore.Signing.Tests;

/// <summary>openssl's own timestamp authority behind HTTP on loopback: it makes the tokens, this only carries them.</summary>
internal sealed class OpenSslServices : IAsyncDisposable
{
    private readonly ScratchFolder _folder;
    private readonly HttpListener _listener;
    private readonly Task _loop;

    private OpenSslServices(ScratchFolder folder, HttpListener listener, Uri address)
    {
        _folder = folder;
        _listener = listener;
        Address = address;
        _loop = Serve();
    }

    public Uri Address { get; }

    public static OpenSslServices Timestamps(TestPki pki, string authority)
    {
        var folder = new ScratchFolder();
        folder.Write("tsa.pem", pki[authority].ToCertificatePem());
        folder.Write("tsa.key", pki[authority].ToPrivateKeyPem());
        folder.Write("chain.pem", pki[TestPki.Issuing].ToCertificatePem());
        folder.Write("serial", "01\n");
        folder.Write("ts.cnf", """
            [tsa]
            default_tsa = authority
            [authority]
            serial = ./serial
            crypto_device = builtin
            signer_cert = ./tsa.pem
            signer_key = ./tsa.key
            certs = ./chain.pem
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256, sha384, sha512
            accuracy = secs:1
            ess_cert_id_alg = sha256
            """);
        var port = FreePort();
        var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        listener.Start();
        return new OpenSslServices(folder, listener, new Uri($"http://127.0.0.1:{port}/"));
    }

    /// <summary>A port that nobody had a moment ago.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _loop;
        _folder.Dispose();
    }

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var response = context.Response;
                response.KeepAlive = false;
                using var query = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(query);
                _folder.Write("query.tsq", query.ToArray());
                var (exit, output) = _folder.Run("openssl", "ts", "-reply", "-config", "ts.cnf", "-queryfile", "query.tsq", "-out", "reply.tsr");
                response.StatusCode = exit == 0 ? 200 : 500;
                response.ContentType = "application/timestamp-reply";
                var reply = exit == 0 ? await File.ReadAllBytesAsync(_folder.Path("reply.tsr")) : System.Text.Encoding.UTF8.GetBytes(output);
                response.ContentLength64 = reply.Length;
                await response.OutputStream.WriteAsync(reply);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}

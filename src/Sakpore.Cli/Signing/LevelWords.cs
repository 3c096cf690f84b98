using System.CommandLine;
using System.CommandLine.Parsing;
using Sakpore.Signing.Online;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Revocation;
using Sakpore.Signing.Timestamps;
using Sakpore.Signing.Trust;

namespace Sakpore.Cli.Signing;

/// <summary>The words that name a level and the services that it takes; <c>sign</c> and <c>extend</c> share them.</summary>
internal sealed class LevelWords
{
    private readonly string _usual;
    private readonly Option<string> _level;
    private readonly Option<string?> _tsa = new("--tsa") { Description = "Address of the timestamp authority (RFC 3161).", HelpName = "url" };
    private readonly Option<string?> _trust = new("--trust")
    {
        Description = "A folder of trusted certificates (.pem, .crt, .cer, .der; limits in anchors.json), or one such file.",
        HelpName = "dir",
    };

    private readonly Option<bool> _local = new("--allow-local")
    {
        Description = "Services may be on this machine or in a private network. Default: only public addresses are connected to.",
    };

    /// <param name="command">Takes the words.</param>
    /// <param name="usual">The level when none is named.</param>
    /// <param name="levels">Those that may be named.</param>
    public LevelWords(Command command, string usual, params string[] levels)
    {
        _usual = usual;
        _level = new Option<string>("--level") { Description = $"PAdES baseline level: {string.Join(", ", levels)}.", DefaultValueFactory = _ => usual };
        _level.AcceptOnlyFromAmong(levels);
        _tsa.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                result.AddError("--tsa is an address that begins with http:// or https://.");
        });
        command.Add(_level);
        command.Add(_tsa);
        command.Add(_trust);
        command.Add(_local);
        command.Validators.Add(RequireServices);
    }

    /// <summary>Whom the words trust.</summary>
    /// <exception cref="ArgumentException">A file is no certificate; the message says which.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public TrustAnchors Anchors(ParseResult words) => words.GetValue(_trust) is { } folder ? TrustAnchors.ReadFolder(folder) : TrustAnchors.None;

    /// <summary>The way to the services.</summary>
    public OnlineServices Online(ParseResult words) => new(new OnlineOptions { AllowLocalAddresses = words.GetValue(_local) });

    /// <summary>The level that the words name, with its services.</summary>
    public PadesLevel Level(ParseResult words, TrustAnchors anchors, OnlineServices online, TimeProvider time)
    {
        if (words.GetValue(_level) is not { } level || level == "b")
            return BaselineB.Instance;
        var t = new BaselineT(new HttpTimestampAuthority(new TimestampAuthorityOptions { Address = new Uri(words.GetValue(_tsa)!), Anchors = anchors }, online, time));
        if (level == "t")
            return t;
        var lt = new BaselineLT(t, OnlineRevocation.Create(online, time));
        return level == "lt" ? lt : new BaselineLTA(lt);
    }

    private void RequireServices(CommandResult result)
    {
        // A validator sees no default.
        var level = result.GetValue(_level) ?? _usual;
        if (level != "b" && (result.GetValue(_tsa) is null || result.GetValue(_trust) is null))
            result.AddError($"--level {level} goes with --tsa and --trust.");
    }
}

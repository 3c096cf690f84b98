using System.Security.Cryptography;
using System.Text;
using Dapper;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Documents;

/// <summary>Content in a directory of the operator's: sealed files, read back, swept when nobody needs them.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class BlobDirectoryTests(TestDatabase database)
{
    private DirectoryInfo _blobs = null!;
    private TestHub _hub = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _blobs = Directory.CreateTempSubdirectory("sakpore-blobs-");
        _hub = await TestHub.StartAsync(options => options with { BlobDirectory = _blobs.FullName }, database);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _hub.DisposeAsync();
        _blobs.Delete(recursive: true);
    }

    [Test]
    public async Task Content_is_a_sealed_file_and_no_row()
    {
        byte[] content = [.. Papers.Png(Papers.Name), .. RandomNumberGenerator.GetBytes(2 * DocumentContent.ChunkBytes)];
        var name = await _hub.Portal.UploadAsync(content, "image/png", Papers.Name + ".png");
        Assert.That(await _hub.Portal.DownloadAsync(name), Is.EqualTo(content));
        var file = FileOf(name);
        var stored = await File.ReadAllBytesAsync(file.FullName);
        Assert.That(stored.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Papers.Name)), Is.Negative);
        Assert.That(stored, Has.Length.EqualTo(content.Length + (3 * SealingKey.Overhead)));
        Assert.That(OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(file.FullName), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(await ChunksAsync(), Is.Zero);
    }

    [Test]
    public async Task File_that_was_changed_is_an_error_and_never_another_file()
    {
        var name = await _hub.Portal.UploadAsync(Papers.Png("utuh"), "image/png");
        var file = FileOf(name);
        var bytes = await File.ReadAllBytesAsync(file.FullName);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file.FullName, bytes);
        var failed = await Assert.ThrowsAsync<global::Grpc.Core.RpcException>(() => _hub.Portal.DownloadAsync(name));
        Assert.That(failed!.StatusCode, Is.EqualTo(global::Grpc.Core.StatusCode.Internal));
    }

    [Test]
    public async Task Whole_flow_lives_in_the_directory_and_what_was_stored_before_is_still_read()
    {
        await using var rows = await _hub.StartAnotherAsync(options => options with { BlobDirectory = null });
        var early = await rows.Portal.UploadAsync(Papers.Pdf("Proposal"), "application/pdf");
        var submission = await _hub.Portal.SubmissionAsync();
        submission.Files[1].Document = early;
        var name = (await _hub.Portal.Applications().SubmitApplicationAsync(submission)).Application.Name;
        await _hub.TakeToSignatureAsync(name);
        var letter = (await _hub.Head.SignAsync(name, _hub.Callers.Passphrase)).Letter;
        Assert.That(await _hub.FrontOffice.DownloadAsync(early), Is.EqualTo(Papers.Pdf("Proposal")));
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(await _hub.Portal.DownloadAsync(letter.Document))), Is.EqualTo(letter.Sha256));
        Assert.That(FileOf(letter.Document).Exists);
        await _hub.Get<Database>().WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "DELETE FROM document_chunks WHERE document_id = @id", new { id = early["documents/".Length..] }, transaction), default);
    }

    [Test]
    public async Task File_that_no_document_needs_is_swept_after_a_day_and_those_of_the_erased()
    {
        var kept = await _hub.Portal.UploadAsync(Papers.Png("tetap"), "image/png");
        var submitted = await _hub.Portal.SubmitAsync();
        var theirs = (await _hub.FrontOffice.Applications().GetApplicationAsync(new() { Name = submitted.Application.Name })).Files[0].Document;
        var orphan = new FileInfo(Path.Combine(_blobs.FullName, "zz", "zz-yatim"));
        orphan.Directory!.Create();
        await File.WriteAllTextAsync(orphan.FullName, "");
        foreach (var file in _blobs.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.LastWriteTimeUtc = _hub.Time.GetUtcNow().UtcDateTime.AddHours(-25);
        }

        var subject = await _hub.Get<Database>().ReadAsync(connection => connection.QuerySingleAsync<string>(
            "SELECT subject_id FROM applications WHERE id = @id", new { id = submitted.Application.Name["applications/".Length..] }), default);
        await _hub.Get<Erasure>().EraseAsync(subject, default);
        await _hub.Get<BlobSweep>().SweepAsync(default);
        Assert.That((orphan.Exists && new FileInfo(orphan.FullName).Exists, FileOf(theirs).Exists, FileOf(kept).Exists), Is.EqualTo((false, false, true)));
    }

    private FileInfo FileOf(string name)
    {
        var id = name["documents/".Length..];
        return new FileInfo(Path.Combine(_blobs.FullName, id[..2], id));
    }

    private Task<long> ChunksAsync() => _hub.Get<Database>().ReadAsync(
        connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM document_chunks"), default);
}

using Sakpore.Signing.Pdf;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Pades;

/// <summary>A file while revisions are added to it. What stood in it is never written again.</summary>
internal sealed class Extension
{
    // Timestamps and evidence of a usual file, so that it is copied once.
    private const int UsualGrowth = 96 * 1024;

    private readonly PadesExtender _extender;
    private byte[] _bytes;
    private int _length;
    private PdfDocument? _document;
    private VerificationReport? _report;

    public Extension(PadesExtender extender, ReadOnlyMemory<byte> file)
    {
        _extender = extender;
        _bytes = new byte[checked(file.Length + UsualGrowth)];
        file.CopyTo(_bytes);
        _length = file.Length;
    }

    /// <summary>How many revisions were added.</summary>
    public int Revisions { get; private set; }

    public ReadOnlyMemory<byte> File => _bytes.AsMemory(0, _length);

    /// <summary>The file as it is now.</summary>
    public PdfDocument Document => _document ??= PdfDocument.Read(File, _extender.Limits).TryGetDocument(out var document, out var fault)
        ? document
        : throw new PdfFaultException(fault);

    /// <summary>What the verifier says of it now, missing evidence apart.</summary>
    public VerificationReport Report => _report ??= PdfVerifier.Verify(File, Policy(RevocationRequirement.IfPresent));

    /// <summary>Evidence that was looked up and does not belong into the file yet; null for none.</summary>
    public ValidationData? LookedUp { get; set; }

    /// <summary>The policy of this moment, with what was looked up.</summary>
    public VerificationPolicy Policy(RevocationRequirement revocation) => _extender.Policy(revocation) with
    {
        RevocationLists = [.. LookedUp?.Of("CRLs") ?? []],
        OcspResponses = [.. LookedUp?.Of("OCSPs") ?? []],
    };

    /// <summary>Adds a revision, if the signatures before it permit it.</summary>
    public void Append(byte[] revision)
    {
        var before = Document;
        var length = checked(_length + revision.Length);
        if (length > _bytes.Length)
            Array.Resize(ref _bytes, checked(length + UsualGrowth)); // documents keep the array that they were read from
        revision.CopyTo(_bytes, _length);
        AddedRevision.RequirePermitted(before, _bytes.AsMemory(0, length));
        _length = length;
        _document = null;
        _report = null;
        Revisions++;
    }
}

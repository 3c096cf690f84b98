namespace Sakpore.Signing.Pdf;

/// <summary>
/// Carries a <see cref="PdfFault"/> from a look-up to the public member that began it, and no further.
/// </summary>
/// <remarks>
/// The reader is lazy, so damage may come to light in any look-up. Every public member of the library that reads a
/// document catches this and returns the fault in its result; the type is internal, so that none can leave by design.
/// </remarks>
internal sealed class PdfFaultException(PdfFault fault) : Exception(fault.English)
{
    public PdfFaultException(PdfFaultCode code, long offset, string? detail = null)
        : this(new PdfFault(code, offset, detail))
    {
    }

    public PdfFault Fault { get; } = fault;

    public static PdfFaultException LimitExceeded(int offset, string limit) => new(PdfFaultCode.LimitExceeded, offset, limit);

    public static PdfFaultException Syntax(int offset, string detail) => new(PdfFaultCode.Syntax, offset, detail);
}

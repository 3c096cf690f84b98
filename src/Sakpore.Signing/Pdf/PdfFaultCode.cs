namespace Sakpore.Signing.Pdf;

/// <summary>Why a file cannot be read as PDF. The reader is strict: it reports damage and never repairs it.</summary>
public enum PdfFaultCode
{
    /// <summary>The file does not begin with <c>%PDF-</c> and a version.</summary>
    NotPdf,

    /// <summary>No <c>startxref</c>, offset and <c>%%EOF</c> at the end: often a truncated file.</summary>
    EndMissing,

    /// <summary>No cross-reference section begins at the offset that the file gives for it.</summary>
    XrefNotFound,

    /// <summary>A cross-reference section is malformed.</summary>
    XrefDamaged,

    /// <summary>The sections do not follow each other in the file, overlap, or lead in a circle.</summary>
    XrefOrder,

    /// <summary>A trailer lacks a required entry or has one of the wrong kind.</summary>
    TrailerDamaged,

    /// <summary>The file is encrypted; encrypted files are neither signed nor verified.</summary>
    Encrypted,

    /// <summary>The bytes are not PDF syntax.</summary>
    Syntax,

    /// <summary>A cross-reference entry does not lead to its own object.</summary>
    ObjectMisplaced,

    /// <summary>A stream's length or data is wrong.</summary>
    StreamDamaged,

    /// <summary>A stream needed for reading uses a filter or predictor that is not supported.</summary>
    FilterUnsupported,

    /// <summary>An object stream is malformed.</summary>
    ObjectStreamDamaged,

    /// <summary>An object is of another kind than its place requires.</summary>
    WrongType,

    /// <summary>A dictionary that must be unambiguous holds a key twice.</summary>
    DuplicateKey,

    /// <summary>The catalog is missing or malformed.</summary>
    CatalogDamaged,

    /// <summary>The page tree is malformed.</summary>
    PageTreeDamaged,

    /// <summary>The tree of form fields is malformed.</summary>
    FieldTreeDamaged,

    /// <summary>References lead in a circle.</summary>
    Cycle,

    /// <summary>Reading needs more than the caller's <see cref="PdfLimits"/> permit.</summary>
    LimitExceeded,
}

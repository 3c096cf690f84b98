namespace Sakpore.Signing.Pdf;

/// <summary>The words of each <see cref="PdfFaultCode"/>.</summary>
internal static class PdfFaultSentences
{
    public static (string Reason, string Indonesian, string English) Of(PdfFaultCode code) => code switch
    {
        PdfFaultCode.NotPdf => ("PDF_NOT_PDF",
            "Berkas ini bukan PDF", "This file is not a PDF"),
        PdfFaultCode.EndMissing => ("PDF_END_MISSING",
            "Bagian akhir PDF tidak ada; berkas mungkin terpotong", "The end of the PDF is missing; the file may be truncated"),
        PdfFaultCode.XrefNotFound => ("PDF_XREF_NOT_FOUND",
            "Daftar isi PDF tidak ada di tempat yang ditunjuk", "The cross-reference section is not where the file says it is"),
        PdfFaultCode.XrefDamaged => ("PDF_XREF_DAMAGED",
            "Daftar isi PDF rusak", "The cross-reference section is damaged"),
        PdfFaultCode.XrefOrder => ("PDF_XREF_ORDER",
            "Urutan revisi PDF tidak wajar", "The revisions of the PDF do not follow each other"),
        PdfFaultCode.TrailerDamaged => ("PDF_TRAILER_DAMAGED",
            "Bagian trailer PDF rusak", "The trailer of the PDF is damaged"),
        PdfFaultCode.Encrypted => ("PDF_ENCRYPTED",
            "PDF ini terenkripsi; hilangkan kata sandinya terlebih dahulu", "The PDF is encrypted; remove its password first"),
        PdfFaultCode.Syntax => ("PDF_SYNTAX",
            "Isi PDF tidak mengikuti tata tulis PDF", "The PDF breaks the rules of PDF syntax"),
        PdfFaultCode.ObjectMisplaced => ("PDF_OBJECT_MISPLACED",
            "Objek PDF tidak ada di tempat yang ditunjuk", "An object of the PDF is not where the file says it is"),
        PdfFaultCode.StreamDamaged => ("PDF_STREAM_DAMAGED",
            "Sebuah aliran data PDF rusak", "A stream of the PDF is damaged"),
        PdfFaultCode.FilterUnsupported => ("PDF_FILTER_UNSUPPORTED",
            "PDF memakai cara pemampatan yang tidak didukung", "The PDF uses a compression that is not supported"),
        PdfFaultCode.ObjectStreamDamaged => ("PDF_OBJECT_STREAM_DAMAGED",
            "Sebuah kumpulan objek PDF rusak", "An object stream of the PDF is damaged"),
        PdfFaultCode.WrongType => ("PDF_WRONG_TYPE",
            "Sebuah nilai dalam PDF tidak sejenis dengan yang semestinya", "A value in the PDF is of the wrong kind"),
        PdfFaultCode.DuplicateKey => ("PDF_DUPLICATE_KEY",
            "Sebuah kamus PDF memuat kunci yang sama dua kali", "A dictionary of the PDF holds the same key twice"),
        PdfFaultCode.CatalogDamaged => ("PDF_CATALOG_DAMAGED",
            "Katalog PDF rusak", "The catalog of the PDF is damaged"),
        PdfFaultCode.PageTreeDamaged => ("PDF_PAGE_TREE_DAMAGED",
            "Susunan halaman PDF rusak", "The page tree of the PDF is damaged"),
        PdfFaultCode.FieldTreeDamaged => ("PDF_FIELD_TREE_DAMAGED",
            "Susunan isian formulir PDF rusak", "The form fields of the PDF are damaged"),
        PdfFaultCode.Cycle => ("PDF_CYCLE",
            "Rujukan dalam PDF berputar tanpa ujung", "References in the PDF lead in a circle"),
        PdfFaultCode.LimitExceeded => ("PDF_LIMIT_EXCEEDED",
            "PDF melebihi batas yang diizinkan", "The PDF exceeds a limit"),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Not a fault code."),
    };
}

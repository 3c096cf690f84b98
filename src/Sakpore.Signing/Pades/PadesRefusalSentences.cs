namespace Sakpore.Signing.Pades;

/// <summary>The words of each <see cref="PadesRefusalCode"/>.</summary>
internal static class PadesRefusalSentences
{
    public static (string Reason, string Indonesian, string English) Of(PadesRefusalCode code) => code switch
    {
        PadesRefusalCode.DocumentUnreadable => ("DOCUMENT_UNREADABLE",
            "Dokumen rusak", "The document is damaged"),
        PadesRefusalCode.TrailingBytes => ("TRAILING_BYTES",
            "Ada data asing setelah akhir dokumen", "Foreign bytes follow the end of the document"),
        PadesRefusalCode.DocumentTooLong => ("DOCUMENT_TOO_LONG",
            "Dokumen yang ditandatangani akan melebihi 2 GB", "The signed document would exceed 2 GB"),
        PadesRefusalCode.FieldMissing => ("FIELD_MISSING",
            "Isian ini tidak ada, dan isian baru tidak boleh bernama dengan titik", "There is no such field, and a new one cannot have a period in its name"),
        PadesRefusalCode.FieldNotSignature => ("FIELD_NOT_SIGNATURE",
            "Isian ini bukan isian tanda tangan", "This field is not a signature field"),
        PadesRefusalCode.FieldFilled => ("FIELD_FILLED",
            "Isian tanda tangan ini sudah terisi", "This signature field is already filled"),
        PadesRefusalCode.FieldNameTaken => ("FIELD_NAME_TAKEN",
            "Nama isian ini sudah dipakai sebagai nama kelompok isian", "This field name is already that of a group of fields"),
        PadesRefusalCode.FieldLocked => ("FIELD_LOCKED",
            "Isian ini dikunci oleh tanda tangan sebelumnya", "An earlier signature locks this field"),
        PadesRefusalCode.SeedValueUnsupported => ("SEED_VALUE_UNSUPPORTED",
            "Isian ini menetapkan syarat tanda tangan yang tidak didukung", "This field sets conditions for its signature that are not supported"),
        PadesRefusalCode.NoChangesPermitted => ("NO_CHANGES_PERMITTED",
            "Tanda tangan sebelumnya tidak mengizinkan perubahan apa pun, termasuk tanda tangan lain",
            "An earlier signature permits no change, not even another signature"),
        PadesRefusalCode.AlreadySigned => ("ALREADY_SIGNED",
            "Sertifikasi harus menjadi tanda tangan pertama, sedangkan dokumen ini sudah ditandatangani",
            "A certification must be the first signature, and this document is already signed"),
        PadesRefusalCode.PageMissing => ("PAGE_MISSING",
            "Halaman yang diminta tidak ada", "The page asked for does not exist"),
        PadesRefusalCode.DynamicXfa => ("DYNAMIC_XFA",
            "Dokumen ini formulir XFA dinamis; simpan dahulu sebagai PDF biasa", "The document is a dynamic XFA form; save it as an ordinary PDF first"),
        PadesRefusalCode.NeedAppearances => ("NEED_APPEARANCES",
            "Formulir ini meminta tampilannya dibuat ulang (NeedAppearances)", "The form asks for its appearances to be made anew (NeedAppearances)"),
        PadesRefusalCode.UsageRights => ("USAGE_RIGHTS",
            "Dokumen memuat hak pemakaian khusus yang akan hilang bila ditandatangani", "The document grants usage rights that signing would end"),
        PadesRefusalCode.KeyUnsupported => ("KEY_UNSUPPORTED",
            "Jenis atau panjang kunci sertifikat tidak didukung", "Keys of the certificate's kind or length are not supported"),
        PadesRefusalCode.WrongSignatureValue => ("WRONG_SIGNATURE_VALUE",
            "Nilai tanda tangan tidak cocok dengan dokumen dan sertifikat", "The signature value does not match the document and the certificate"),
        PadesRefusalCode.DocumentChanged => ("DOCUMENT_CHANGED",
            "Dokumen berubah setelah tanda tangan disiapkan", "The document has changed since its signature was prepared"),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Not a refusal code."),
    };
}

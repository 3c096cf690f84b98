namespace Sakpore.Signing.Pades;

/// <summary>What a certification permits afterwards: P of the DocMDP transform (ISO 32000-2, Table 257).</summary>
public enum CertificationLevel
{
    /// <summary>P = 1: nothing, not even another signature. Document timestamps and validation data may still be added.</summary>
    NoChanges = 1,

    /// <summary>P = 2: filling forms and signing. The usual choice.</summary>
    FormFillingAndSignatures = 2,

    /// <summary>P = 3: as 2, and annotations.</summary>
    Annotations = 3,
}

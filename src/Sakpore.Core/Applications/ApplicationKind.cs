namespace Sakpore.Core.Applications;

/// <summary>What is asked for: the office's three kinds of application (status permohonan).</summary>
public enum ApplicationKind
{
    /// <summary>Baru: a first letter.</summary>
    Baru,

    /// <summary>Perpanjangan: the earlier letter, for longer.</summary>
    Perpanjangan,

    /// <summary>Perubahan: the earlier letter, with changed content.</summary>
    Perubahan,
}

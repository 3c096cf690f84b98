namespace Sakpore.Signing.Pades;

/// <summary>Carries a refusal from where it is found to the public member that was called, and no further.</summary>
internal sealed class PadesRefusalException(PadesRefusalCode code, string? detail = null) : Exception
{
    public PadesRefusal Refusal { get; } = new(code, detail);
}

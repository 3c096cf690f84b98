using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Offices;

namespace Sakpore.Grpc.Signing;

/// <summary>The mandates that a signing is decided by.</summary>
internal static class SigningMandates
{
    /// <summary>Loads the mandates of the office that issues the application's letter.</summary>
    public static async Task<CommandScope> WithMandatesAsync(this CommandScope scope)
    {
        scope.Mandates = await MandateRows.OfOfficeAsync(scope.Transaction, scope.Parts.PermitType.Office);
        return scope;
    }

    /// <summary>The position that the open intent's mandate prints over the signature; null where no mandate decided.</summary>
    public static IReadOnlyList<string>? MandatedPosition(this CommandScope scope) =>
        scope.Mandates?.FirstOrDefault(mandate => mandate.Id == scope.State!.OpenIntent?.Mandate)?.SignatureBlock();
}

using System.Runtime.InteropServices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Sakpore.Signing.SigningKeys;

/// <summary>Finds token, key and certificate, in that order; lets go of everything where one is missing.</summary>
internal static class Pkcs11Login
{
    internal static readonly Pkcs11InteropFactories Factories = new();

    static Pkcs11Login()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(Pkcs11InteropFactories).Assembly, FindDynamicLinker);
        }
        catch (InvalidOperationException)
        {
            // The embedder has a resolver already, and knows better.
        }
    }

    // Pkcs11Interop asks for "libdl", a name that only systems with a C compiler have.
    private static nint FindDynamicLinker(string name, System.Reflection.Assembly assembly, DllImportSearchPath? path)
    {
        if (name != "libdl" || !OperatingSystem.IsLinux())
            return 0;
        return NativeLibrary.TryLoad("libdl.so.2", out var found) || NativeLibrary.TryLoad("libc.so", out found) ? found : 0;
    }

    public static SigningKeyResult<Pkcs11SigningKey> Open(Pkcs11Token token, byte[] pin)
    {
        IPkcs11Library library;
        try
        {
            library = Factories.Pkcs11LibraryFactory.LoadPkcs11Library(Factories, token.Library, AppType.MultiThreaded);
        }
        catch (Exception e) when (e is UnmanagedException or Pkcs11Exception or DllNotFoundException)
        {
            return Of(SigningKeyFault.TokenMissing);
        }
        SigningKeyResult<Pkcs11SigningKey>? result = null;
        try
        {
            return result = Open(library, token, pin);
        }
        catch (Pkcs11Exception e)
        {
            return Of(e.RV is CKR.CKR_PIN_INCORRECT or CKR.CKR_PIN_INVALID or CKR.CKR_PIN_LEN_RANGE ? SigningKeyFault.WrongPassphrase : SigningKeyFault.TokenFailed);
        }
        finally
        {
            if (result?.Key is null)
                library.Dispose();
        }
    }

    private static SigningKeyResult<Pkcs11SigningKey> Open(IPkcs11Library library, Pkcs11Token token, byte[] pin)
    {
        var slot = library.GetSlotList(SlotsType.WithTokenPresent).FirstOrDefault(slot => slot.GetTokenInfo().Label.TrimEnd() == token.Label);
        if (slot is null)
            return Of(SigningKeyFault.TokenMissing);
        var session = slot.OpenSession(SessionType.ReadOnly);
        SigningKeyResult<Pkcs11SigningKey>? result = null;
        try
        {
            session.Login(CKU.CKU_USER, pin);
            return result = Find(library, session, token);
        }
        finally
        {
            if (result?.Key is null)
                session.Dispose();
        }
    }

    private static SigningKeyResult<Pkcs11SigningKey> Find(IPkcs11Library library, ISession session, Pkcs11Token token)
    {
        var wanted = new List<IObjectAttribute> { Attribute(session, CKA.CKA_CLASS, (ulong)CKO.CKO_PRIVATE_KEY) };
        if (token.KeyLabel is not null)
            wanted.Add(session.Factories.ObjectAttributeFactory.Create(CKA.CKA_LABEL, token.KeyLabel));
        var keys = session.FindAllObjects(wanted);
        if (keys.Count != 1)
            return Of(keys.Count == 0 ? SigningKeyFault.KeyMissing : SigningKeyFault.SeveralKeys);
        CertificateChain? chain;
        try
        {
            chain = token.Certificates ?? Chain(session, keys[0]);
        }
        catch (ArgumentException)
        {
            return Of(SigningKeyFault.CertificateUnsupported);
        }
        if (chain is null)
            return Of(SigningKeyFault.CertificateMissing);
        return chain.NaturalAlgorithm is { } algorithm
            ? SigningKeyResult<Pkcs11SigningKey>.Of(new Pkcs11SigningKey(library, session, keys[0], chain, algorithm))
            : Of(SigningKeyFault.KeyUnsupported);
    }

    /// <summary>The certificate that has the key's identifier, and those of the token that are above it.</summary>
    private static CertificateChain? Chain(ISession session, IObjectHandle key)
    {
        var id = Bytes(session, key, CKA.CKA_ID);
        ReadOnlyMemory<byte>? signer = null;
        var others = new List<ReadOnlyMemory<byte>>();
        foreach (var certificate in session.FindAllObjects([Attribute(session, CKA.CKA_CLASS, (ulong)CKO.CKO_CERTIFICATE)]))
        {
            var der = Bytes(session, certificate, CKA.CKA_VALUE);
            if (signer is null && Bytes(session, certificate, CKA.CKA_ID).AsSpan().SequenceEqual(id))
                signer = der;
            else
                others.Add(der);
        }
        return signer is { } found ? CertificatePath.Of(found, others) : null;
    }

    private static byte[] Bytes(ISession session, IObjectHandle handle, CKA attribute) =>
        session.GetAttributeValue(handle, [attribute])[0].GetValueAsByteArray() ?? [];

    private static IObjectAttribute Attribute(ISession session, CKA attribute, ulong value) =>
        session.Factories.ObjectAttributeFactory.Create(attribute, value);

    private static SigningKeyResult<Pkcs11SigningKey> Of(SigningKeyFault fault) => SigningKeyResult<Pkcs11SigningKey>.Of(fault);
}

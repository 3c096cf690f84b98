namespace Sakpore.Grpc.Access;

/// <summary>A system that calls, as its credentials tell it.</summary>
/// <param name="Id"><c>systems/{id}</c>.</param>
/// <param name="Office">The office whose officers it may act for, or null for a portal.</param>
/// <param name="OnBehalf">Whether it is trusted to name the officer by header.</param>
/// <param name="Officer">The officer that the signed credentials name, <c>officers/{id}</c>; null: none.</param>
internal sealed record CallingSystem(string Id, string? Office, bool OnBehalf = true, string? Officer = null);

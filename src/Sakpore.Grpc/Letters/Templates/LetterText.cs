using Fluid;

namespace Sakpore.Grpc.Letters.Templates;

/// <summary>A text with expressions, parsed once when its template is loaded.</summary>
/// <param name="Parts">In reading order.</param>
/// <remarks>
/// The stars of <c>**bold**</c> are cut before Liquid is parsed, part by part: a value that holds stars, braces or
/// anything else is printed as it is and can change neither style nor structure.
/// </remarks>
internal sealed record LetterText(IReadOnlyList<LetterTextPart> Parts);

/// <summary>A stretch of one style.</summary>
/// <param name="Liquid">The parsed expression text.</param>
/// <param name="Bold">Whether it stood between double stars.</param>
internal sealed record LetterTextPart(IFluidTemplate Liquid, bool Bold);

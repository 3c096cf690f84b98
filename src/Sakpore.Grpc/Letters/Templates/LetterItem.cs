namespace Sakpore.Grpc.Letters.Templates;

/// <summary>One text, or a text for each element of a list value.</summary>
/// <param name="Text">What is printed, once or for each element.</param>
/// <param name="Each">The list value's name; null prints the text once.</param>
/// <param name="As">The name under which the text sees the element; null without <paramref name="Each"/>.</param>
/// <param name="Empty">Printed where the list has no element; null prints nothing.</param>
internal sealed record LetterItem(LetterText Text, string? Each, string? As, LetterText? Empty);

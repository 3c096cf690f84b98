using System.Globalization;
using Fluid;
using Fluid.Values;

namespace Sakpore.Grpc.Letters.Values;

/// <summary>
/// The Liquid of letters: output, <c>if</c> and <c>unless</c>, and four filters. No include, no render, no loop, no
/// clock (Liquid's own <c>date</c> knows "now"), no member of a .NET object: values come in as plain Liquid values.
/// </summary>
internal static class Liquid
{
    /// <summary>18 September 2023.</summary>
    public const string LongDate = "tanggal";

    /// <summary>18-09-2023.</summary>
    public const string NumericDate = "tanggal_angka";

    /// <summary>The elements of a list, with the text given between them.</summary>
    public const string Join = "join";

    /// <summary>In capitals.</summary>
    public const string Upper = "upcase";

    /// <summary>The parser. Safe for use by several threads.</summary>
    public static readonly FluidParser Parser = CreateParser();

    /// <summary>What rendering may use.</summary>
    public static readonly TemplateOptions Options = CreateOptions();

    private static FluidParser CreateParser()
    {
        var parser = new FluidParser(new FluidParserOptions { AllowFunctions = false, AllowLiquidTag = false });
        foreach (var tag in parser.RegisteredTags.Keys.Where(tag => tag is not ("if" or "unless")).ToList())
        {
            parser.RegisteredTags.Remove(tag);
        }

        return parser;
    }

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions
        {
            CultureInfo = CultureInfo.InvariantCulture,
            TimeZone = TimeZoneInfo.Utc,
            Now = () => throw new InvalidOperationException("A letter has no clock; its dates are content."),
        };
        options.Filters.Clear();
        options.Filters.AddFilter(LongDate, (input, _, _) => Date(input, IndonesianDates.Long));
        options.Filters.AddFilter(NumericDate, (input, _, _) => Date(input, IndonesianDates.Numeric));
        options.Filters.AddFilter(Upper, (input, _, _) => new StringValue(input.ToStringValue().ToUpperInvariant()));
        options.Filters.AddFilter(Join, (input, arguments, context) => new StringValue(
            string.Join(arguments.At(0).ToStringValue(), input.Enumerate(context).Select(element => element.ToStringValue()))));
        return options;
    }

    private static FluidValue Date(FluidValue input, Func<DateOnly, string> write) =>
        input.ToObjectValue() is DateOnly date ? new StringValue(write(date)) : NilValue.Instance;
}

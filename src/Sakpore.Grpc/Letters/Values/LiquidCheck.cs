using Fluid;
using Fluid.Ast;

namespace Sakpore.Grpc.Letters.Values;

/// <summary>Walks a parsed text before any letter is composed: every name declared, every filter known and fitting its input.</summary>
/// <param name="scope">The names that the text may use.</param>
/// <param name="report">Takes reason, Indonesian and English sentence of a defect.</param>
internal sealed class LiquidCheck(ValueShape.Record scope, Action<string, string, string> report) : AstVisitor
{
    /// <summary>Checks one parsed text.</summary>
    public void Check(IFluidTemplate template) => VisitTemplate(template);

    /// <inheritdoc/>
    protected override Statement VisitOutputStatement(OutputStatement outputStatement)
    {
        switch (ShapeOf(outputStatement.Expression))
        {
            case null or ValueShape.Text:
                break;
            case ValueShape.Date:
                report(
                    "LETTER_DATE_UNFORMATTED",
                    $"Tanggal dicetak melalui saringan {Liquid.LongDate} atau {Liquid.NumericDate}.",
                    $"A date is printed through the filter {Liquid.LongDate} or {Liquid.NumericDate}.");
                break;
            case var shape:
                report(
                    "LETTER_NOT_PRINTABLE",
                    $"Nilai berjenis {shape.Word} tidak dapat dicetak langsung.",
                    $"A {shape.Word} cannot be printed as it is.");
                break;
        }

        return outputStatement;
    }

    /// <inheritdoc/>
    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        ShapeOf(memberExpression);
        return memberExpression;
    }

    /// <inheritdoc/>
    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        ShapeOf(filterExpression);
        return filterExpression;
    }

    /// <summary>The kind of an expression's value; null where a defect was reported.</summary>
    private ValueShape? ShapeOf(Expression expression) => expression switch
    {
        LiteralExpression => new ValueShape.Text(),
        MemberExpression member => ShapeOf(member),
        FilterExpression filter => ShapeOf(filter),
        _ => Unsupported(expression),
    };

    private ValueShape? ShapeOf(MemberExpression member)
    {
        ValueShape shape = scope;
        var path = "";
        foreach (var segment in member.Segments)
        {
            if (segment is not IdentifierSegment { Identifier: var name }) return Unsupported(member);
            path = path.Length == 0 ? name : $"{path}.{name}";
            if (shape is not ValueShape.Record record || !record.Fields.TryGetValue(name, out var next))
            {
                report("LETTER_UNKNOWN_VARIABLE", $"Nama {path} tidak dikenal.", $"The name {path} is not declared under values.");
                return null;
            }

            shape = next;
        }

        return shape;
    }

    private ValueShape.Text? ShapeOf(FilterExpression filter)
    {
        var input = ShapeOf(filter.Input);
        foreach (var argument in filter.Parameters) ShapeOf(argument.Expression);

        bool? fits = filter.Name switch
        {
            Liquid.LongDate or Liquid.NumericDate => input is null or ValueShape.Date,
            Liquid.Join => input is null or ValueShape.List { Element: ValueShape.Text } && filter.Parameters.Count == 1,
            Liquid.Upper => input is null or ValueShape.Text,
            _ => null,
        };
        if (fits is null)
        {
            report("LETTER_UNKNOWN_FILTER", $"Saringan {filter.Name} tidak dikenal.", $"There is no filter {filter.Name}.");
        }
        else if (fits is false)
        {
            report(
                "LETTER_FILTER_MISFIT",
                $"Saringan {filter.Name} tidak cocok dengan nilai berjenis {input?.Word}.",
                $"The filter {filter.Name} does not take a {input?.Word}.");
        }

        return fits is true ? new ValueShape.Text() : null;
    }

    private ValueShape? Unsupported(Expression expression)
    {
        report(
            "LETTER_UNSUPPORTED_EXPRESSION",
            $"Ungkapan {expression.GetType().Name} tidak didukung dalam surat.",
            $"The expression {expression.GetType().Name} is not supported in letters.");
        return null;
    }
}

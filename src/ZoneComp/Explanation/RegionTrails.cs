namespace ZoneComp.Explanation;

/// <summary>The formulas of all columns with the values of every region, short enough for a page of 3,000 counties.</summary>
internal static class RegionTrails
{
    /// <summary>Characters of values that the page has room for beside maps and tables; columns beyond it show their formula
    /// alone.</summary>
    private const int Room = 1_500_000;

    public static IReadOnlyList<TrailColumn> Of(PolicyFile policy, ExpressionScope scope, int regions)
    {
        List<TrailColumn> trails = [];
        int used = 0;
        foreach (NamedExpression each in policy.Indicators.Concat(policy.Factors))
        {
            TrailColumn trail = Trail(each, scope.Find(each.Name)!.Named!, regions);
            int length = Length(trail);
            trails.Add(used + length > Room ? trail with { Pieces = [], Values = [] } : trail);
            used += trails[^1].Values.Count > 0 ? length : 0;
        }

        return trails;
    }

    /// <summary>Characters that a column's values take on the page.</summary>
    public static int Length(TrailColumn trail) => trail.Values.Sum(values => values.Sum(value => value.Length + 3));

    private static TrailColumn Trail(NamedExpression settings, NamedColumn column, int regions)
    {
        List<(decimal? Weight, Formula Formula)> terms = column.Formula is WeightedFormula sum
            ? [.. sum.Terms.Select(term => ((decimal?)term.Weight, term.Term))]
            : [(null, column.Formula)];
        List<string> pieces = [""];
        List<Func<int, string>> slots = [];
        foreach ((decimal? weight, Formula formula) in terms)
        {
            pieces[^1] += weight is decimal factor
                ? $"{(slots.Count + pieces[^1].Length > 0 ? " + " : "")}{ExactText.Number(factor)} * ("
                : "";
            string text = formula.Span.Source.Text;
            int at = 0;
            foreach ((int start, int end, Func<int, string> value) in Storyteller.Slots(formula))
            {
                pieces[^1] += Storyteller.OneLine(text[at..start], keepEnds: true);
                slots.Add(value);
                pieces.Add("");
                at = end;
            }

            pieces[^1] += Storyteller.OneLine(text[at..], keepEnds: true) + (weight is null ? "" : ")");
        }

        return new TrailColumn(
            settings.Name, settings.Title, string.Join(
                " + ",
                terms.Select(term =>
                    $"{(term.Weight is decimal factor ? ExactText.Number(factor) + " * " : "")}{Storyteller.OneLine(term.Formula.Span.Source.Text)}")),
            Storyteller.PlaceOf(column.Formula), pieces, [
                .. Enumerable.Range(0, regions)
                    .Select(region =>
                        (IReadOnlyList<string>)[.. slots.Select(slot => slot(region)),
                ExactText.Short(column.Values[region], column.Type)]),
            ]);
    }
}

namespace ZoneComp.Explanation;

/// <summary>Titles of what a policy names: indicators, factors, schemes, layers, classes, columns of tables ("fiscal.last_year").</summary>
internal static class ColumnTitles
{
    public static Dictionary<string, string> Of(PolicyFile policy, RunTrace run, CombinationTable combinations)
    {
        Dictionary<string, string> titles = new(StringComparer.Ordinal);
        foreach (NamedExpression column in policy.Indicators.Concat(policy.Factors))
            titles[column.Name] = column.Title;
        foreach (SchemeTrace trace in run.Schemes)
            titles.TryAdd(trace.Scheme.Head.Name, trace.Scheme.Head.Title);
        foreach (LayerSettings layer in policy.Layers)
            titles.TryAdd(layer.Name, layer.Title);
        foreach (ZoneClass zone in combinations.Classes)
            titles.TryAdd(zone.Name, zone.Title);
        foreach (TableSettings table in policy.Tables)
        {
            foreach (TableColumn column in table.Columns)
                titles.TryAdd($"{table.Name}.{column.Name}", column.Title);
        }

        return titles;
    }
}

namespace ZoneComp.Model;

/// <summary>Ground that has a column of its own in tables by region, and maps: a class, or a layer as a whole.</summary>
/// <param name="Name">Of the class or the layer.</param>
/// <param name="Classes">Their indices; of a layer as a whole all of its own.</param>
internal sealed record ShownGround(string Name, string Title, IReadOnlyList<int> Classes)
{
    /// <summary>Of more classes than this, those of the largest layers have no column each: nobody reads them, and a sheet of a workbook
    /// ends at 16,384.</summary>
    public const int MostColumns = 1024;

    /// <summary>In the order of the classes; layers as a whole where their first class would stand.</summary>
    public static IReadOnlyList<ShownGround> Of(IReadOnlyList<ZoneClass> classes)
    {
        IReadOnlySet<string> whole = Whole(classes);
        List<ShownGround> shown = [];
        foreach (IGrouping<string, (ZoneClass Class, int Index)> layer in classes.Select((one, index) => (one, index))
            .GroupBy(pair => pair.one.Layer, StringComparer.Ordinal))
        {
            if (whole.Contains(layer.Key))
                shown.Add(new ShownGround(layer.Key, layer.Key, [.. layer.Select(pair => pair.Index)]));
            else
                shown.AddRange(layer.Select(pair => new ShownGround(pair.Class.Name, pair.Class.Title, [pair.Index])));
        }

        return shown;
    }

    /// <summary>Layers that are shown as a whole: the largest, until the rest has room.</summary>
    public static IReadOnlySet<string> Whole(IReadOnlyList<ZoneClass> classes)
    {
        HashSet<string> whole = new(StringComparer.Ordinal);
        if (classes.Count <= MostColumns)
            return whole;
        int columns = classes.Count;
        foreach (IGrouping<string, ZoneClass> layer in classes.GroupBy(one => one.Layer, StringComparer.Ordinal)
            .OrderByDescending(layer => layer.Count()).ThenBy(layer => layer.Key, StringComparer.Ordinal)
            .TakeWhile(_ => columns > MostColumns))
        {
            _ = whole.Add(layer.Key);
            columns -= layer.Count() - 1;
        }

        return whole;
    }
}

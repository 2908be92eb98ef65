namespace ZoneComp.Outputs.Maps;

/// <summary>Small maps of several figures, or of one figure's years, side by side on a page.</summary>
/// <remarks>Figures of one unit are cut into the same classes and have one legend, so that a colour means one thing on all of them;
/// others have a legend each.</remarks>
internal static class PanelSheet
{
    private const double Gap = 14, TitleSize = 12, TitleHeight = 22, Row = 15, LegendSize = 9.5, ThinnerBorders = 0.55, Air = 10;

    /// <param name="heads">Of the small maps, by figure; null: what the figures are called.</param>
    public static MapPage Of(
        RunResults results, MapShapes shapes, string title, IReadOnlyList<FigureClasses> mapped, IReadOnlyList<string>? heads,
        Language language)
    {
        FigureClasses? common = Common(mapped, results.Maps);
        bool isCommon = common is not null;
        FigureClasses[] panels = [.. mapped.Select(each => common is null ? each : each with { Classes = common.Classes })];
        double room = MapSheet.Width - (2 * MapSheet.Margin) - MapSheet.Side;
        int columns = panels.Length <= 4 ? 2 : 3;
        double air = shapes.Neighbours.Count > 0 ? Air : 0, width = (room - (Gap * (columns - 1))) / columns,
            scale = Math.Min((width - (2 * air)) / shapes.Width, (420 - (2 * air)) / shapes.Height),
            mapHeight = (shapes.Height * scale) + (2 * air),
            legendHeight = isCommon ? 0 : Row * panels.Max(each => each.Classes.Count + (each.HasMissing ? 1 : 0)) + 6,
            height = TitleHeight + mapHeight + legendHeight + Gap;
        List<MapFrame> frames = [];
        List<MapMark> marks = [];
        for (int index = 0; index < panels.Length; index++)
        {
            double left = MapSheet.Margin + (index % columns * (width + Gap)), top = MapSheet.Head + (index / columns * height);
            Figure figure = panels[index].Figure;
            string head = XmlText.Clean(heads?[index]
                ?? (isCommon ? figure.Title.In(language) : ShownUnit.Of(figure).Title(figure, language)));
            double size = Math.Clamp(width / (TextWidth.Of(head) * 0.56), 8, TitleSize);
            marks.Add(new TextMark(head, left + (width / 2), top + 14, size, TextAnchor.Middle, true, "#000000"));
            MapBox box = new(left, top + TitleHeight, width, mapHeight);
            frames.AddRange(MapSheet.WithNeighbours(
                shapes, new MapFrame(left + ((width - (shapes.Width * scale)) / 2), top + TitleHeight + air, scale, null), box));
            if (air > 0)
                marks.Add(box.Outline(NeighbourGround.Line, 1));
            if (!isCommon)
                marks.AddRange(OwnLegend(panels[index], left, top + TitleHeight + mapHeight + 4, language));
        }

        int rows = (panels.Length + columns - 1) / columns;
        double foot = Math.Max(MapSheet.Head + (rows * height), MapSheet.Head + 420);
        IReadOnlyList<string> notes = MapSheet.Notes(results, shapes, language);
        double end = foot + 16 + (notes.Count * MapSheet.LineHeight);
        IReadOnlyList<TextMark> official = MapSheet.Official(results.Maps, language, end);
        MapSheet sheet = new(
            results.Title, language, end + 6 + (official.Any(mark => mark.Y > MapSheet.Head) ? MapSheet.LineHeight : 0), frames, [],
            [.. ParentBorders.Of(shapes, results.Combinations).Select(level => level with { Width = level.Width * ThinnerBorders })], [],
            [
                .. MapSheet.NorthArrow(foot - 150), .. MapSheet.ScaleBar(shapes.MetresPerUnit / scale, foot - 40, language),
                .. notes.Select((line, index) => new TextMark(
                    line, MapSheet.Margin, foot + 16 + (index * MapSheet.LineHeight), 11, TextAnchor.Start, false, MapSheet.NoteInk)),
                .. official,
            ]);
        string whole = XmlText.Clean(language == Language.Chinese ? $"{results.Title}：{title}" : $"{results.Title}: {title}");
        return new MapPage(sheet, panels, whole, [],
        [
            MapSheet.Titled(whole), .. marks,
            .. common is null ? [] : MapSheet.Legend(common, language, MapSheet.Head + 20, counted: false),
        ]);
    }

    /// <summary>The classes of all values together; null where the figures are of several kinds or units.</summary>
    internal static FigureClasses? Common(IReadOnlyList<FigureClasses> mapped, MapSettings maps)
    {
        if (mapped.Select(each => (each.Figure.Kind, each.Figure.Unit)).Distinct().Count() > 1)
            return null;
        Figure first = mapped[0].Figure;
        int regions = first.Values.Count;
        Figure all = first with
        {
            Values = [.. mapped.SelectMany(each => each.Figure.Values)],
            Excluded = mapped.SelectMany((each, at) => each.Figure.Excluded
                    .Select(pair => KeyValuePair.Create(pair.Key + (at * regions), pair.Value)))
                .ToDictionary(),
        };
        return FigureClasses.Of(all, maps.Of(first.Name));
    }

    private static IEnumerable<MapMark> OwnLegend(FigureClasses classes, double left, double top, Language language)
    {
        IEnumerable<(string Colour, string Label)> rows = classes.Classes.Reverse().Select(each => (each.Colour, each.Legend.In(language)));
        if (classes.HasMissing)
            rows = rows.Append((ColourRamp.Missing, classes.MissingLabel.In(language)));
        double y = top;
        foreach ((string colour, string label) in rows)
        {
            yield return ShapeMark.Box(left + 4, y, 20, 10, colour, MapSheet.BorderColour, 0.6);
            yield return new TextMark(label, left + 30, y + 9, LegendSize, TextAnchor.Start, false, "#000000");
            y += Row;
        }
    }
}

using System.Globalization;

namespace ZoneComp.Outputs.Maps;

/// <summary>
/// What all maps of a run share on a page 1,000 px wide: where the regions, their names and the notes stand, for whatever draws it (SVG,
/// PNG).
/// </summary>
/// <param name="Height">px.</param>
/// <param name="Frames">Where the regions are drawn: the map, then its inset; or small maps.</param>
/// <param name="Names">Names of regions, or their numbers in the key: middle of the base line, px.</param>
/// <param name="Borders">Of the offices above the regions.</param>
/// <param name="Places">A point inside each region, px; null where it has no shape.</param>
/// <param name="Marks">Scale bar, north arrow, key of numbers, notes, what an office wants on its maps.</param>
internal sealed record MapSheet(
    string RunTitle, Language Language, double Height, IReadOnlyList<MapFrame> Frames, IReadOnlyList<TextMark> Names,
        IReadOnlyList<ParentBorders> Borders,
    IReadOnlyList<(double X, double Y)?> Places, IReadOnlyList<MapMark> Marks)
{
    public const double Width = 1000;

    /// <summary>Room for the map beside the legend.</summary>
    internal const double MapWidth = Width - Side - (2 * Margin);

    public double Left => Frames[0].Left;

    public double Top => Frames[0].Top;

    public double Scale => Frames[0].Scale;

    /// <summary>Borders between regions: colour, and width in px.</summary>
    public const string BorderColour = "#6e6e6e";

    public const string NameColour = "#1e1e1e";

    /// <summary>Borders of the offices above them.</summary>
    public const string ParentColour = "#333333";

    public const double BorderWidth = 0.6, NameSize = 11, HaloWidth = 2.4;

    internal const double Margin = 20, Head = 62, LineHeight = 18, Side = 210;

    private const double NumberSize = 8, InsetNameSize = 10, KeySize = 9, KeyLine = 14;

    /// <summary>Above so many regions a key of numbers would be longer than the map.</summary>
    private const int MostNumbers = 160;

    internal const double LegendLeft = Width - Side - Margin + 14;

    internal const string Ink = "#222222", NoteInk = "#444444";

    public static MapSheet Of(RunResults results, MapShapes shapes, Language language)
    {
        const double mapWidth = MapWidth;
        double room = shapes.Neighbours.Count > 0 ? NeighbourGround.Room : 0;
        double scale = Math.Min((mapWidth - (2 * room)) / shapes.Width, (900 - (2 * room)) / shapes.Height);
        double mapHeight = Math.Max(420, (shapes.Height * scale) + (2 * room));
        IReadOnlyList<string> notes = Notes(results, shapes, language);
        double left = Margin + ((mapWidth - (shapes.Width * scale)) / 2), top = Head + ((mapHeight - (shapes.Height * scale)) / 2);
        MapFrame frame = new(left, top, scale, null);
        MapInset? inset = MapInset.Of(results, shapes, frame, new MapBox(Margin, Head, mapWidth, mapHeight));
        MapBox box = new(Margin, Head, mapWidth, mapHeight);
        MapFrame[] frames =
        [
            .. WithNeighbours(shapes, frame, box),
            .. inset is null ? [] : WithNeighbours(shapes, inset.Frame, inset.Frame.Clip!.Value),
        ];
        if (inset is not null)
            mapHeight = Math.Max(mapHeight, inset.Frame.Clip!.Value.Y + inset.Frame.Clip.Value.Height - Head);
        string[] names = [.. results.Combinations.Regions.Select(region => XmlText.Clean(region.Name))];
        IReadOnlyList<PlacedLabel> labels = MapLabels.Place(shapes, names, NameSize / scale, NumberSize / scale, MostNumbers,
            region => inset is null || !inset.Regions.Contains(region));
        IReadOnlyList<PlacedLabel> enlarged = inset is null ? []
            : MapLabels.Place(shapes, names, InsetNameSize / inset.Frame.Scale, NumberSize / inset.Frame.Scale, MostNumbers,
                inset.Regions.Contains, labels.Max(label => (int?)label.Number) ?? 0);
        IReadOnlyList<string> key = TextWidth.Lines(
            string.Join("  ", labels.Concat(enlarged).Where(label => label.Number > 0)
                .Select(label => $"{label.Number.ToString(CultureInfo.InvariantCulture)}\u00a0{names[label.Region]}")),
                (int)((Width - (2 * Margin)) / (KeySize * 0.56)));
        double keyTop = Head + mapHeight + 16, notesTop = keyTop + 6 + (key is [""] ? 0 : (key.Count * KeyLine) + 4);
        double end = notesTop + (notes.Count * LineHeight);
        IReadOnlyList<TextMark> official = Official(results.Maps, language, end);
        return new MapSheet(
            results.Title, language, end + 6 + (official.Any(mark => mark.Y > Head) ? LineHeight : 0),
            frames,
            [
                .. labels.Select(label => Named(label, names, frame, NameSize)),
                .. enlarged.Select(label => Named(label, names, inset!.Frame, InsetNameSize)),
            ],
            ParentBorders.Of(shapes, results.Combinations),
            [.. shapes.Regions.Select(region => region.Label is { } at ? (left + (at.X * scale), top + (at.Y * scale))
                : ((double, double)?)null)],
            [
                .. NorthArrow(Head + mapHeight - 150),
                .. ScaleBar(shapes.MetresPerUnit / scale, Head + mapHeight - 40, language),
                .. key.Select((line, index) => new TextMark(line, Margin, keyTop + (index * KeyLine), KeySize, TextAnchor.Start, false,
                    NoteInk)),
                .. notes.Select((line, index) => new TextMark(line, Margin, notesTop + (index * LineHeight), 11, TextAnchor.Start, false,
                    NoteInk)),
                .. official,
                .. frames[0].Around is { } around
                    ? (MapMark[])[.. around.Names(shapes, frame, box, inset?.Frame.Clip), box.Outline(NeighbourGround.Line, 1)] : [],
                .. inset is null ? [] : (MapMark[])[inset.Extent.Outline(Ink, 1), inset.Frame.Clip!.Value.Outline(Ink, 1)],
            ]);
    }

    /// <param name="box">What of the page shows the neighbours.</param>
    internal static MapFrame[] WithNeighbours(MapShapes shapes, MapFrame frame, MapBox box) =>
        shapes.Neighbours.Count == 0 ? [frame] : [frame with { Around = NeighbourGround.Of(shapes, frame, box) }];

    private static TextMark Named(PlacedLabel label, string[] names, MapFrame frame, double size) => new(
        label.Number > 0 ? label.Number.ToString(CultureInfo.InvariantCulture) : names[label.Region], frame.Left + (label.X * frame.Scale),
        frame.Top + (label.Y * frame.Scale), label.Number > 0 ? NumberSize : size, TextAnchor.Middle, false, NameColour);

    /// <summary>密级 at the top, 审图号 and who drew the map and when at the foot, as the policy states them.</summary>
    internal static IReadOnlyList<TextMark> Official(MapSettings maps, Language language, double foot)
    {
        OfficialWords words = OfficialWords.Of(maps, language);
        List<TextMark> marks = [];
        if (words.Secrecy.Length > 0)
            marks.Add(new TextMark(words.Secrecy, Width - Margin, 24, 13, TextAnchor.End, true, "#000000"));
        if (words.Approval.Length > 0)
            marks.Add(new TextMark(words.Approval, Margin, foot, 11, TextAnchor.Start, false, "#000000"));
        if (words.Maker.Length > 0)
            marks.Add(new TextMark(words.Maker, Width - Margin, foot, 11, TextAnchor.End, false, "#000000"));
        return marks;
    }

    /// <summary>The page of one figure.</summary>
    public MapPage Page(FigureMap map)
    {
        FigureClasses classes = map.Classes;
        string figure = ShownUnit.Of(classes.Figure).Title(classes.Figure, Language);
        string title = XmlText.Clean(Language == Language.Chinese ? $"{RunTitle}：{figure}" : $"{RunTitle}: {figure}");
        MapMark[] legend = [.. Legend(classes, Language, Head + 20)];
        SizedCircles? circles = map.Sized is null ? null : new SizedCircles(map.Sized);
        double below = legend.OfType<TextMark>().Max(text => text.Y) + 34;
        return new MapPage(this, [classes], title, circles?.Of(Places) ?? [],
            [Titled(title), .. legend,
                .. circles?.Legend(LegendLeft, below, Language) ?? []]);
    }

    /// <summary>A long title is set smaller, down to 12 px, rather than run over the edge.</summary>
    internal static TextMark Titled(string title) => new(
        title, Width / 2, 36, Math.Clamp((Width - (2 * Margin)) / (TextWidth.Of(title) * 0.56), 12, 22), TextAnchor.Middle, true,
        "#000000");

    /// <param name="counted">Whether it says how many regions each class holds.</param>
    internal static IEnumerable<MapMark> Legend(FigureClasses classes, Language language, double top, bool counted = true)
    {
        const double left = LegendLeft;
        string unit = ShownUnit.Of(classes.Figure).Name.In(language);
        yield return new TextMark(
            language == Language.Chinese ? $"图例{(unit.Length > 0 ? $"（{unit}）" : "")}" : $"Legend{(unit.Length > 0 ? $" ({unit})" : "")}",
            left,
            top,
            14,
            TextAnchor.Start,
            true,
            "#000000");
        IEnumerable<(string Colour, string Label, int Count)> rows = classes.Classes.Reverse()
            .Select(mapClass => (mapClass.Colour, mapClass.Legend.In(language), mapClass.Count));
        if (classes.HasMissing)
            rows = rows.Append((ColourRamp.Missing, classes.MissingLabel.In(language), classes.Missing));
        double y = top + 14;
        foreach ((string colour, string label, int count) in rows)
        {
            yield return ShapeMark.Box(left, y, 28, 16, colour, BorderColour, 0.6);
            yield return new TextMark(label, left + 36, y + 12.5, 12, TextAnchor.Start, false, "#000000");
            if (counted)
                yield return new TextMark(Counted(count, language), Width - Margin, y + 12.5, 11, TextAnchor.End, false, NoteInk);
            y += 23;
        }

        foreach (string line in TextWidth.Lines(classes.Note.In(language), 36))
        {
            yield return new TextMark(line, left, y + 12, 10, TextAnchor.Start, false, NoteInk);
            y += 14;
        }
    }

    /// <summary>How many regions a class holds.</summary>
    private static string Counted(int count, Language language) => count.ToString(CultureInfo.InvariantCulture)
        + (language == Language.Chinese ? " 个" : "");

    internal static IEnumerable<MapMark> NorthArrow(double top)
    {
        const double x = Width - Margin - 40;
        yield return new ShapeMark([(x, top), (x + 12, top + 40), (x, top + 32), (x - 12, top + 40)], "#ffffff", Ink, 1);
        yield return new ShapeMark([(x, top), (x, top + 32), (x - 12, top + 40)], Ink, null, 0);
        yield return new TextMark("N", x, top - 5, 14, TextAnchor.Middle, true, "#000000");
    }

    internal static IEnumerable<MapMark> ScaleBar(double metresPerPx, double top, Language language)
    {
        const double left = LegendLeft;
        double lengthM = MapNotes.RoundLength(metresPerPx * (Side - 50)), width = lengthM / metresPerPx;
        string end = lengthM >= 1000
            ? (lengthM / 1000).ToString("#,##0.###", CultureInfo.InvariantCulture) + (language == Language.Chinese ? " 公里" : " km")
            : lengthM.ToString("0.###", CultureInfo.InvariantCulture) + (language == Language.Chinese ? " 米" : " m");
        yield return ShapeMark.Box(left, top, width, 6, "#ffffff", Ink, 0.8);
        yield return ShapeMark.Box(left, top, width / 2, 6, Ink, null, 0);
        yield return new TextMark("0", left, top + 20, 11, TextAnchor.Middle, false, "#000000");
        yield return new TextMark(end, left + width, top + 20, 11, TextAnchor.Middle, false, "#000000");
    }

    internal static IReadOnlyList<string> Notes(RunResults results, MapShapes shapes, Language language)
    {
        string year = results.Year.ToString(CultureInfo.InvariantCulture);
        string first = (language == Language.Chinese ? $"数据年度：{year}。" : $"Data of {year}. ")
            + shapes.Projection.Description(language == Language.Chinese)
            + (language == Language.Chinese ? "。" : ".");
        const int halfWidths = (int)((Width - (2 * Margin)) / (11 * 0.56));
        return [.. TextWidth.Lines(first, halfWidths), .. TextWidth.Lines(MapNotes.Source(results, language), halfWidths)];
    }
}

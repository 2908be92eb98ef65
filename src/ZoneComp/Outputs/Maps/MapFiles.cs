namespace ZoneComp.Outputs.Maps;

/// <summary>maps/NAME.svg and maps/NAME.png: each figure as a map for a document.</summary>
public static class MapFiles
{
    public const string Folder = "maps";

    public static void WriteAll(
        string folder, RunResults results, MapShapes shapes, Language language, CancellationToken cancellation,
            Action<double>? drawn = null)
    {
        IReadOnlyList<FigureMap> maps = FigureMap.Of(results, MappedFigures.Of(results));
        WriteAll(folder, results, maps, shapes, language, cancellation, drawn);
        foreach (MapPanels panels in results.Maps.Panels)
        {
            cancellation.ThrowIfCancellationRequested();
            FigureClasses[] shown =
            [
                .. panels.Figures.Select(name => maps.FirstOrDefault(map => map.Name == name)?.Classes).OfType<FigureClasses>(),
            ];
            if (shown.Length > 0)
                WritePanels(folder, panels.Name, results, shapes, PanelSheet.Of(results, shapes, panels.Title, shown, null, language));
        }
    }

    /// <summary>maps/NAME.svg and .png of small maps side by side.</summary>
    internal static void WritePanels(string folder, string name, RunResults results, MapShapes shapes, MapPage page)
    {
        string file = Path.Combine(folder, Folder, name);
        TextFile.Write(file + ".svg", new ChoroplethSvg(results, shapes, page.Sheet).Document(page));
        File.WriteAllBytes(file + ".png", ChoroplethPng.Draw(MapBackdrop.Of(shapes, page.Sheet), page));
    }

    /// <param name="drawn">Gets the part of the maps that is there, from the threads that draw them.</param>
    /// <param name="results">Title, names and provenance of the pages.</param>
    /// <param name="maps">One file of each kind for each; values in the order of the run's regions.</param>
    internal static void WriteAll(
        string folder, RunResults results, IReadOnlyList<FigureMap> maps, MapShapes shapes, Language language,
            CancellationToken cancellation,
        Action<double>? drawn = null)
    {
        string target = Path.Combine(folder, Folder);
        Directory.CreateDirectory(target);
        if (maps.Count == 0)
            return;
        var sheet = MapSheet.Of(results, shapes, language);
        ChoroplethSvg svg = new(results, shapes, sheet);
        var backdrop = MapBackdrop.Of(shapes, sheet);
        int done = 0;
        Parallel.ForEach(maps, new ParallelOptions { CancellationToken = cancellation }, map =>
        {
            Seam.At("map drawn");
            MapPage page = sheet.Page(map);
            TextFile.Write(Path.Combine(target, map.Name + ".svg"), svg.Document(page));
            File.WriteAllBytes(Path.Combine(target, map.Name + ".png"), ChoroplethPng.Draw(backdrop, page));
            drawn?.Invoke(Interlocked.Increment(ref done) / (double)maps.Count);
        });
    }
}

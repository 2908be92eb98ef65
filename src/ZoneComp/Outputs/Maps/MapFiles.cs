namespace ZoneComp.Outputs.Maps;

/// <summary>maps/NAME.svg and maps/NAME.png: each figure as a map for a document.</summary>
public static class MapFiles
{
    public const string Folder = "maps";

    public static void WriteAll(string folder, RunResults results, MapShapes shapes, Language language, CancellationToken cancellation, Action<double>? drawn = null) =>
        WriteAll(folder, results, MappedFigures.Of(results), shapes, language, cancellation, drawn);

    /// <param name="drawn">Gets the part of the maps that is there, from the threads that draw them.</param>
    /// <param name="results">Title, names and provenance of the pages.</param>
    /// <param name="mapped">One file of each kind for each; values in the order of the run's regions.</param>
    internal static void WriteAll(string folder, RunResults results, IReadOnlyList<FigureClasses> mapped, MapShapes shapes, Language language, CancellationToken cancellation, Action<double>? drawn = null)
    {
        string target = Path.Combine(folder, Folder);
        Directory.CreateDirectory(target);
        if (mapped.Count == 0)
            return;
        var sheet = MapSheet.Of(results, shapes, language);
        ChoroplethSvg svg = new(results, shapes, sheet);
        var backdrop = MapBackdrop.Of(shapes, sheet);
        int done = 0;
        Parallel.ForEach(mapped, new ParallelOptions { CancellationToken = cancellation }, classes =>
        {
            Seam.At("map drawn");
            TextFile.Write(Path.Combine(target, classes.Figure.Name + ".svg"), svg.Document(classes));
            File.WriteAllBytes(Path.Combine(target, classes.Figure.Name + ".png"), ChoroplethPng.Draw(backdrop, sheet.Page(classes), classes));
            drawn?.Invoke(Interlocked.Increment(ref done) / (double)mapped.Count);
        });
    }
}

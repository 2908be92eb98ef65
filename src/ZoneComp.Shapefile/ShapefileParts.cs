namespace ZoneComp.Shapefile;

/// <summary>The files that make up a shapefile, found beside each other whatever the case of their endings.</summary>
internal sealed record ShapefileParts(string? Shp, string? Shx, string? Dbf, string? Prj, string? Cpg)
{
    public IReadOnlyList<string> All => [.. new[] { Shp, Shx, Dbf, Prj, Cpg }.OfType<string>()];

    /// <param name="path">The .shp, or the .dbf of a layer or of a table alone.</param>
    public static ShapefileParts Find(string path)
    {
        string? Part(string ending) =>
            Path.GetExtension(path).Equals(ending, StringComparison.OrdinalIgnoreCase) ? path : Beside(path, ending);

        return File.Exists(path)
            ? new ShapefileParts(Part(".shp"), Part(".shx"), Part(".dbf"), Part(".prj"), Part(".cpg"))
            : throw new ShapefileException(path, null, "is not there");
    }

    private static string? Beside(string path, string ending)
    {
        string own = Path.GetExtension(path), upper = ending.ToUpperInvariant();
        // First as the path's own ending is written: RED.SHP beside red.shp has its own table.
        foreach (string spelling in string.Equals(own, own.ToUpperInvariant(), StringComparison.Ordinal)
            ? new[] { upper, ending }
            : [ending, upper])
        {
            string candidate = Path.ChangeExtension(path, spelling);
            if (File.Exists(candidate))
                return candidate;
        }

        // Mixed case on a file system that tells case apart: only then look over the folder.
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string stem = Path.GetFileNameWithoutExtension(path);
        return Directory.EnumerateFiles(folder, "*", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive })
            .Where(file => Path.GetFileName(file).Equals(stem + ending, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
    }
}

namespace ZoneComp.Drafting;

/// <summary>Every layer and table of a folder, and what could not be read there.</summary>
internal sealed record FolderSurvey(
    IReadOnlyList<LayerSurvey> Layers,
    IReadOnlyList<TableSurvey> Tables,
    IReadOnlyList<(string File, LocalText Why)> PassedOver)
{
    private static readonly string[] LayerEndings =
    [
        ".shp", ".gpkg", ".geojson", ".json", ".geojsonl", ".parquet", ".geoparquet", ".zip", ".fgb", ".kml", ".kmz", ".gml", ".tab",
        ".dxf", ".tif", ".tiff",
    ];
    private static readonly string[] TableEndings = [".csv", ".txt", ".tsv", ".xlsx", ".xls"];

    /// <summary>Whether a file's name is one of layers.</summary>
    public static bool IsLayer(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is var ending
        && (LayerEndings.Contains(ending) || ending is ".csv" or ".gdb"); // a .csv with geometry

    public static FolderSurvey Read(string folder, CancellationToken cancellation)
    {
        List<LayerSurvey> layers = [];
        List<TableSurvey> tables = [];
        List<(string, LocalText)> passed = [];
        foreach (string path in Paths(folder))
        {
            string ending = Path.GetExtension(path).ToLowerInvariant();
            bool mayBeTable = TableEndings.Contains(ending);
            if (!mayBeTable && !LayerEndings.Contains(ending) && !Directory.Exists(path))
                continue;
            string file = Path.GetRelativePath(folder, path);
            try
            {
                int before = layers.Count;
                if (!mayBeTable || (ending == ".csv" && HasGeometry(path)))
                    layers.AddRange(LayersOf(path, cancellation));
                if (mayBeTable && layers.Count == before)
                    tables.Add(TableOf(path));
                else if (layers.Count == before)
                    passed.Add((file, new LocalText("holds no layer with geometry", "没有带图形的图层")));
            }
            catch (UserErrorException unread)
            {
                passed.Add((file, unread.Text));
            }
        }

        return new FolderSurvey(layers, tables, passed);
    }

    /// <summary>Files, and .gdb folders as a whole; none that programs hide or keep for themselves.</summary>
    private static IEnumerable<string> Paths(string folder)
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(path);
            if (name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal) || name.AsSpan().ContainsAny('*', '?'))
                continue;
            if (!Directory.Exists(path) || name.EndsWith(".gdb", StringComparison.OrdinalIgnoreCase))
            {
                yield return path;
            }
            else if (new FileInfo(path).LinkTarget is null && !File.Exists(Path.Combine(path, "run.json")))
            {
                foreach (string below in Paths(path))
                    yield return below;
            }
        }
    }

    private static IEnumerable<LayerSurvey> LayersOf(string path, CancellationToken cancellation)
    {
        IReadOnlyList<string> names = FeatureSources.Layers(path);
        foreach (string name in names)
        {
            LayerSurvey layer = LayerSurvey.Read(
                new LayerArgument(path, names.Count > 1 ? name : null, null),
                info => info.Fields.Select(field => field.Name),
                cancellation);
            if (layer.Info.Kind != GeometryKind.None)
                yield return layer;
        }
    }

    private static bool HasGeometry(string csv)
    {
        try
        {
            using IFeatureSource source = FeatureSources.Open(new SourceRequest(csv), new DiagnosticLog());
            return source.Info.Kind != GeometryKind.None;
        }
        catch (UserErrorException)
        {
            return false; // what is wrong with it, the reader of tables says
        }
    }

    private static TableSurvey TableOf(string path)
    {
        // The reader of tables speaks of a place in a policy; here it is the name of the file.
        PolicyErrors errors = new();
        PolicyNode node = YamlTree.Read(PolicyDocument.FromText(path, "source: " + DraftText.Quoted(Path.GetFileName(path))), errors)!;
        RawTable raw = RawTables.Read(path, new SourceSettings(path, null, null, null, null, null, node), 1, new DiagnosticLog());
        return new TableSurvey(path, raw.Headings, [.. raw.Rows.Select(row => row.Cells)]);
    }
}

internal sealed record TableSurvey(string Path, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string?>> Rows);

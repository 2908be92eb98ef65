namespace ZoneComp;

/// <summary>Says what a layer is, and how each thing about it was decided, before any policy names it.</summary>
public static class Inspection
{
    /// <summary>Examples of each field's values are taken from this many features at the start of the layer.</summary>
    private const int ExampleFeatures = 1000;

    private const int ExamplesShown = 3;

    /// <exception cref="UserErrorException">The file cannot be read at all.</exception>
    /// <param name="valuesOf">Field whose values are counted and measured; null for none. A layer without it is not measured by it.</param>
    public static IReadOnlyList<LayerInspection> Inspect(
        string path,
        string? encoding,
        CancellationToken cancellation,
        string? valuesOf = null) =>
        IsTable(path) ? throw TableNotLayer(path)
        : FeatureSources.Layers(path) is { Count: > 0 } layers
            ? [.. layers.Select(layer => InspectLayer(new SourceRequest(path, layer, encoding), valuesOf, cancellation))]
            : throw new UserErrorException($"{path}: holds no layer", $"{path}：不含任何图层");

    private static bool IsTable(string path) =>
        File.Exists(path) && Path.GetExtension(path).ToUpperInvariant() is ".XLSX" or ".XLSM" or ".XLS";

    private static UserErrorException TableNotLayer(string path) => new(
        $"{path}: is a workbook, no layer: it belongs under 'tables:' of the policy (key, columns; 'sheet' where it has several, "
            + "'header_row' where the headings are not in row 1)",
        $"{path}：这是工作簿，不是图层：请写在测算方案的“数据表”（tables）下，写明“键”与“列”；有几个工作表时写“工作表”，表头不在第 1 行时写“表头行”");

    private static LayerInspection InspectLayer(SourceRequest request, string? valuesOf, CancellationToken cancellation)
    {
        var log = new DiagnosticLog();
        var findings = new PlacedFindings(log);
        using IFeatureSource source = FeatureSources.Open(request, findings.Log);
        LayerInfo info = source.Info;
        Crs? crs = null;
        if (info.CrsDefinition is { } definition && !Crs.TryParse(definition, out crs, out LocalText? problem))
            findings.Add(CrsCheck.Unreadable(problem, request.Path));

        string subject = Path.GetFileName(request.Path);
        AreaPlane plane = AreaPlane.EqualArea(InputPreparation.CentralMeridianDeg);
        LatticeProjector? places = crs is null ? null : LatticeProjector.Create(crs, plane, DatumStep.None);
        if (places is not null)
            findings.KnowCrs(at => SourceOpening.PlaceOn(plane, places, at));
        bool measures = crs is not null && info.Kind == GeometryKind.Polygon;
        LatticeProjector? projector = measures ? LatticeProjector.Create(crs!, plane, DatumStep.None) : null;
        ValueTally? tally = valuesOf is null ? null : ValueTally.Of(info, valuesOf);
        var rings = new OverlayInput(tally is null ? 1 : OverlayInput.MaxClasses);
        var featureIds = new List<long>();
        var examples = info.Fields.Select(_ => new List<string>()).ToArray();
        long count = 0, withoutGeometry = 0, vertices = 0;
        LayerExtent? extent = null;
        var ring = new List<LatticePoint>();
        int[] readable = [.. Enumerable.Range(0, info.Fields.Count).Where(index => info.Fields[index].Type != FieldType.Other)];
        using (IFeatureCursor cursor = source.Read([.. readable.Select(index => info.Fields[index].Name)]))
        {
            while (cursor.MoveNext())
            {
                cancellation.ThrowIfCancellationRequested();
                if (count++ < ExampleFeatures)
                    Collect(cursor, readable, examples);
                if (cursor.Shape.Kind == GeometryKind.None)
                    withoutGeometry++;
                int value = tally?.Count(cursor, readable) ?? 0;
                vertices += cursor.Shape.PointCount;
                extent = Including(extent, cursor.Shape.Coordinates);
                if (projector is null || cursor.Shape.Kind != GeometryKind.Polygon)
                    continue;
                _ = rings.AddZone(value);
                featureIds.Add(cursor.FeatureId);
                for (int part = 0; part < cursor.Shape.PartCount; part++)
                {
                    ring.Clear();
                    if (projector.Project(cursor.Shape.Part(part), ring, part) is not { } problemHere)
                        rings.AddRing(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ring));
                    else
                        log.Add(
                            CrsCheck.BadCoordinate(problemHere, FormattableString.Invariant($"{subject}#{cursor.FeatureId}")) with
                            {
                                Place = projector.FirstPlace(cursor.Shape.Coordinates, plane),
                            });
                }
            }
        }

        if (crs is null && info.CrsDefinition is null && (extent is not null || info.Kind != GeometryKind.None)) // a table needs none
            findings.Add(CrsCheck.Missing(extent, subject));
        if (crs is not null)
        {
            foreach (Diagnostic finding in CrsCheck.Examine(crs, extent, subject))
                findings.Add(finding);
        }

        if (Gcj02.IsOfWebMap([.. info.Fields.Select(field => field.Name)]))
            findings.Add(CrsFindings.WebMapFields(subject));
        findings.Close(places is not null && extent is { } box ? SourceOpening.PlaceOn(plane, places, box.Middle) : null);
        OverlayArea[]? areas = projector is null ? null : Measure(rings, featureIds, subject, log, cancellation);
        return new LayerInspection
        {
            Info = info,
            Crs = crs,
            Features = count,
            WithoutGeometry = withoutGeometry,
            Vertices = vertices,
            Extent = extent,
            AreaM2 = areas?.Sum(area => AreaUnits.ToM2(area.Area2)),
            Values = tally?.Values(areas),
            Examples = [.. examples.Select(values => (IReadOnlyList<string>)values)],
            Findings = log.Sorted(),
        };
    }

    /// <summary>Ground that the layer covers, counted once; faults of its features become findings.</summary>
    private static OverlayArea[] Measure(
        OverlayInput rings, List<long> featureIds, string subject, DiagnosticLog log, CancellationToken cancellation)
    {
        OverlayResult overlay = ZoneOverlay.Measure(rings, new OverlayOptions(Environment.ProcessorCount), cancellation: cancellation);
        AreaPlane plane = AreaPlane.EqualArea(InputPreparation.CentralMeridianDeg);
        foreach (FeatureFault fault in overlay.Faults)
            log.Add(OverlayFindings.FeatureFaulty(
                FormattableString.Invariant($"{subject}#{featureIds[fault.Feature]}"),
                subject,
                fault,
                plane.Place(fault.At)));
        return [.. overlay.Areas.Where(area => !area.Classes.IsEmpty)];
    }

    private static void Collect(IFeatureCursor cursor, int[] readable, List<string>[] examples)
    {
        for (int at = 0; at < readable.Length; at++)
        {
            List<string> known = examples[readable[at]];
            if (known.Count < ExamplesShown && AttributeText.Of(cursor.Value(at)) is { } text && !known.Contains(text))
                known.Add(text);
        }
    }

    private static LayerExtent? Including(LayerExtent? extent, ReadOnlySpan<double> coordinates)
    {
        for (int at = 0; at + 1 < coordinates.Length; at += 2)
        {
            double x = coordinates[at], y = coordinates[at + 1];
            extent = extent is { } box
                ? new LayerExtent(Math.Min(box.MinX, x), Math.Min(box.MinY, y), Math.Max(box.MaxX, x), Math.Max(box.MaxY, y))
                : new LayerExtent(x, y, x, y);
        }

        return extent;
    }
}

/// <summary>What a layer is.</summary>
public sealed record LayerInspection
{
    public required LayerInfo Info { get; init; }

    /// <summary>Null when the layer states no CRS, or one that does not read.</summary>
    public required Crs? Crs { get; init; }

    public required long Features { get; init; }

    public required long WithoutGeometry { get; init; }

    public required long Vertices { get; init; }

    /// <summary>Box of all coordinates in the layer's own units; null when it has none.</summary>
    public required LayerExtent? Extent { get; init; }

    /// <summary>Ground covered, counted once, on the CGCS2000 ellipsoid; null for layers without polygons or CRS.</summary>
    public required decimal? AreaM2 { get; init; }

    /// <summary>Values of the field that was asked for; null where none was, or the layer has no such field.</summary>
    public IReadOnlyList<InspectedValue>? Values { get; init; }

    /// <summary>Up to three different values of each field, from the start of the layer.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Examples { get; init; }

    public required IReadOnlyList<Diagnostic> Findings { get; init; }

    /// <summary>The national schema that the fields speak for; null when they speak for none.</summary>
    public SchemaGuess? Schema => NationalSchemas.Guess([.. FieldNames]);

    /// <summary>The field that holds the regions' code where the layer is one of regions, by its name; null where the national schemas
    /// know none, or several.</summary>
    public string? RegionCodeField => KnownRegionFields.Code(FieldNames);

    /// <summary>The field that holds the regions' name; null as with the code.</summary>
    public string? RegionNameField => KnownRegionFields.Name(FieldNames);

    private IEnumerable<string> FieldNames => Info.Fields.Select(each => each.Name);
}

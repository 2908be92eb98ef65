using NetTopologySuite.Geometries;

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>coverage.geo.parquet: the regions with their polygons and all their figures, as GeoParquet 1.1.</summary>
public static class GeoParquetRegions
{
    public const string FileName = "coverage.geo.parquet";

    internal const string GeometryColumn = "geometry";
    private const string BboxColumn = "bbox";

    // A reader unpacks a row group of the geometry column at once.
    private const long RowGroupBytes = 128L << 20;
    private const int BytesPerPoint = 16;

    public static void Write(Stream stream, RunResults results, IReadOnlyDictionary<string, string> metadata) =>
        Table(results).Write(stream, metadata);

    internal static ParquetTable Table(RunResults results)
    {
        IReadOnlyList<Region> regions = results.Combinations.Regions;
        Geometry?[] shapes = [.. results.Shapes.Select(GeoParquetGeometry.Oriented)];
        if (shapes.Length != regions.Count)
            throw new ArgumentException($"{shapes.Length} shapes for {regions.Count} regions.", nameof(results));
        IReadOnlyList<Figure> figures = RegionFigures.Of(results);
        IReadOnlyList<string> names = RegionColumns.UniqueNames(
            regions,
            [GeometryColumn, BboxColumn],
            figures.Select(figure => figure.Name));
        return new ParquetTable<int>(
            FileName,
            [
                .. RegionColumns.For<int>(results.Year, regions, row => regions[row]),
                .. figures.Select((figure, index) => new TableColumn<int>(
                    names[index], figure.Title.In(Language.Chinese), figure.Unit.Length == 0 ? null : figure.Unit, TypeOf(figure), true,
                    row => Stored(figure, row))
                { Placeholder = figure.Kind == FigureKind.Area ? null : PlaceholderOf(figure) }),
                new(
                    GeometryColumn,
                    "界线",
                    null,
                    new ParquetType(ParquetKind.Bytes),
                    true,
                    row => shapes[row] is { } shape ? GeoParquetGeometry.Wkb(shape) : null),
                Bbox(shapes, results.Crs),
            ],
            [.. Enumerable.Range(0, regions.Count)])
        {
            RowGroupRows = RowsPerGroup(shapes),
            OwnMetadata = new Dictionary<string, string> { [GeoMetadata.Key] = Geo(shapes, results.Crs).ToJson() },
        };
    }

    private static TableColumn<int> Bbox(Geometry?[] shapes, MapCrs crs) =>
        new(BboxColumn, "外接矩形", null, new ParquetType(ParquetKind.Struct), true, row => shapes[row] is not null)
        {
            Children =
            [
                new("xmin", "", null, ColumnTypes.Double, false, row => Longitudes(shapes[row]!.EnvelopeInternal, crs).West),
                new("ymin", "", null, ColumnTypes.Double, false, row => shapes[row]!.EnvelopeInternal.MinY),
                new("xmax", "", null, ColumnTypes.Double, false, row => Longitudes(shapes[row]!.EnvelopeInternal, crs).East),
                new("ymax", "", null, ColumnTypes.Double, false, row => shapes[row]!.EnvelopeInternal.MaxY),
            ],
        };

    private static GeoMetadata Geo(Geometry?[] shapes, MapCrs crs)
    {
        (GeoCrsOrigin origin, string? projJson) = GeoParquetCrs.Of(crs);
        var all = new Envelope();
        foreach (Geometry? shape in shapes)
        {
            if (shape is not null)
                all.ExpandToInclude(shape.EnvelopeInternal);
        }

        (double west, double east) = Longitudes(all, crs);
        return new GeoMetadata
        {
            PrimaryColumn = GeometryColumn,
            Columns = new Dictionary<string, GeoColumn>
            {
                [GeometryColumn] = new GeoColumn
                {
                    Encoding = GeoColumn.Wkb,
                    GeometryTypes =
                    [
                        .. shapes.OfType<Geometry>().Select(shape => shape.GeometryType).Distinct().Order(StringComparer.Ordinal),
                    ],
                    CrsOrigin = origin,
                    Crs = projJson,
                    Orientation = "counterclockwise",
                    Bbox = all.IsNull ? null : [west, all.MinY, east, all.MaxY],
                    CoveringColumn = BboxColumn,
                },
            },
        };
    }

    /// <summary>
    /// GeoParquet's boxes keep to -180 to 180 degrees; one that passes 180 has its west beyond its east (RFC 7946, section 5.2). The map's
    /// own longitudes may go on beyond.
    /// </summary>
    internal static (double West, double East) Longitudes(Envelope box, MapCrs crs) =>
        !crs.IsGeographic || (box.MinX >= -180 && box.MaxX <= 180) ? (box.MinX, box.MaxX)
        : box.Width >= 360 ? (-180, 180)
        : (Within180(box.MinX), Within180(box.MaxX));

    private static double Within180(double longitude) =>
        Math.Abs(longitude) <= 180 ? longitude : longitude - (360 * Math.Floor((longitude + 180) / 360));

    private static int RowsPerGroup(Geometry?[] shapes)
    {
        long bytes = shapes.Sum(shape => (long)BytesPerPoint * (shape?.NumPoints ?? 0));
        return (int)Math.Clamp(shapes.Length * RowGroupBytes / Math.Max(1, bytes), 1, 122_880);
    }

    private static ParquetType TypeOf(Figure figure) => figure.Kind switch
    {
        FigureKind.Area => ColumnTypes.AreaM2,
        FigureKind.Coverage => ColumnTypes.Ratio,
        FigureKind.Amount => ColumnTypes.Amount,
        FigureKind.Change or FigureKind.Quota => ColumnTypes.ComputedMoney,
        _ => ColumnTypes.Of(figure.Quantity),
    };

    /// <summary>A region's value with the digits that files keep.</summary>
    internal static object? Stored(Figure figure, int row) => figure.Values[row] switch
    {
        decimal number when TypeOf(figure).Kind == ParquetKind.Decimal => decimal.Round(number, TypeOf(figure).Scale),
        var other => other,
    };

    private static string PlaceholderOf(Figure figure) => figure.Kind switch
    {
        FigureKind.Coverage => "CLASS_ratio",
        FigureKind.Indicator => "INDICATOR",
        FigureKind.Factor => "FACTOR",
        FigureKind.Change => figure.Quantity == Quantity.Money ? "SCHEME_change_yuan" : "SCHEME_change_UNIT",
        FigureKind.Quota => "SCHEME_UNIT",
        _ => "SCHEME_yuan",
    };
}

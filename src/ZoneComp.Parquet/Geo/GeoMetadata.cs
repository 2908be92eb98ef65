namespace ZoneComp.Parquet.Geo;

/// <summary>The <c>geo</c> metadata of a GeoParquet file: which columns hold geometries, and how.</summary>
/// <remarks>Source: OGC GeoParquet 1.1.0 and 2.0.0, format-specs/geoparquet.md; Parquet format 2.11, Geospatial.md. Coordinates are always
/// x (longitude, easting) first, whatever the CRS says of its axes.</remarks>
public sealed record GeoMetadata
{
    /// <summary>Key of the file's metadata.</summary>
    public const string Key = "geo";

    /// <summary>The version that is written.</summary>
    public const string WrittenVersion = "1.1.0";

    /// <summary>In the place of a version where the columns' own types say all that is said.</summary>
    public const string NativeVersion = "Parquet GEOMETRY";

    public string Version { get; init; } = WrittenVersion;

    public required string PrimaryColumn { get; init; }

    public required IReadOnlyDictionary<string, GeoColumn> Columns { get; init; }

    /// <summary>
    /// What a file says of its geometries: its <c>geo</c> metadata, else its columns of the Parquet types GEOMETRY and GEOGRAPHY
    /// (the first is taken as the primary one); null when it has neither.
    /// </summary>
    /// <exception cref="ParquetException">The metadata does not read, or names a column that is not there.</exception>
    public static GeoMetadata? Of(ParquetFile file)
    {
        if (!file.Metadata.TryGetValue(Key, out string? json))
            return OfNativeTypes(file);
        GeoMetadata metadata;
        try
        {
            metadata = GeoMetadataJson.Read(json);
        }
        catch (ParquetException e)
        {
            throw e.At(file.Name);
        }

        foreach (string column in metadata.Columns.Keys.Append(metadata.PrimaryColumn))
        {
            if (!file.Columns.Any(leaf => leaf.Path[0] == column))
                throw new ParquetException($"{file.Name}: the geo metadata names the column '{column}', which the file does not have");
        }

        foreach (ParquetLeaf leaf in file.Columns.Where(leaf => leaf.IsGeometry && leaf.Path.Count == 1))
        {
            if (metadata.Columns.TryGetValue(leaf.Name, out GeoColumn? stated) && stated.Edges != leaf.GeometryEdges)
                throw new ParquetException(
                    $"{file.Name}: the geo metadata says that the edges of '{leaf.Name}' are {stated.Edges}, the column's own type says "
                        + $"{leaf.GeometryEdges}");
        }

        if (!metadata.Columns.ContainsKey(metadata.PrimaryColumn))
            throw new ParquetException($"{file.Name}: the geo metadata does not describe its primary column '{metadata.PrimaryColumn}'");
        return metadata;
    }

    /// <summary>The text for the file's metadata.</summary>
    public string ToJson() => GeoMetadataJson.Write(this);

    private static GeoMetadata? OfNativeTypes(ParquetFile file)
    {
        ParquetLeaf[] geometries = [.. file.Columns.Where(leaf => leaf.IsGeometry && leaf.NotRead is null && leaf.Path.Count == 1)];
        if (geometries.Length == 0)
            return null;
        return new GeoMetadata
        {
            Version = NativeVersion,
            PrimaryColumn = geometries[0].Name,
            Columns = geometries.ToDictionary(
                leaf => leaf.Name,
                leaf => new GeoColumn
                {
                    Encoding = GeoColumn.Wkb,
                    GeometryTypes = [],
                    CrsOrigin = leaf.GeometryCrs is null ? GeoCrsOrigin.DefaultCrs84 : GeoCrsOrigin.Stated,
                    Crs = Resolved(file, leaf.GeometryCrs),
                    Edges = leaf.GeometryEdges,
                },
                StringComparer.Ordinal),
        };
    }

    /// <summary>"projjson:KEY" points to another key of the metadata.</summary>
    public static string? Resolved(ParquetFile file, string? crs)
    {
        const string reference = "projjson:";
        return crs is not null
            && crs.StartsWith(reference, StringComparison.Ordinal)
            && file.Metadata.TryGetValue(crs[reference.Length..], out string? json)
            ? json
            : crs;
    }
}

/// <summary>Where the CRS of a geometry column comes from.</summary>
public enum GeoCrsOrigin
{
    /// <summary>Nothing is stated, which means OGC:CRS84: WGS 84 longitude and latitude in degrees.</summary>
    DefaultCrs84,

    /// <summary>Stated to be unknown (null).</summary>
    Unknown,

    /// <summary>Stated: <see cref="GeoColumn.Crs"/>.</summary>
    Stated,
}

/// <summary>One geometry column.</summary>
public sealed record GeoColumn
{
    /// <summary>The encoding of bytes that any reader of geometries knows.</summary>
    public const string Wkb = "WKB";

    /// <summary>"WKB"; else one of the native encodings of GeoParquet 1.1 ("point", "polygon", ...), whose values are lists and not read
    /// here.</summary>
    public required string Encoding { get; init; }

    /// <summary>All types that occur, such as "Polygon", "MultiPolygon Z"; empty: not stated.</summary>
    public required IReadOnlyList<string> GeometryTypes { get; init; }

    public required GeoCrsOrigin CrsOrigin { get; init; }

    /// <summary>PROJJSON text where <see cref="CrsOrigin"/> is stated (columns of the Parquet type GEOMETRY may have other forms, such as
    /// "srid:4490"); else null.</summary>
    public string? Crs { get; init; }

    /// <summary>"counterclockwise" when outer rings are known to run so (and holes clockwise); null: not stated.</summary>
    public string? Orientation { get; init; }

    /// <summary>Decimal year in which the coordinates hold, for a CRS that moves with the ground or not; null: not stated.</summary>
    public double? Epoch { get; init; }

    /// <summary>"planar" (also when not stated), "spherical", or the way to the shortest line on the ellipsoid: "vincenty", "thomas",
    /// "andoyer", "karney".</summary>
    public string Edges { get; init; } = "planar";

    /// <summary>xmin, ymin, xmax, ymax of all geometries (or with z: six numbers); null: not stated.</summary>
    public IReadOnlyList<double>? Bbox { get; init; }

    /// <summary>Struct column whose xmin, ymin, xmax, ymax bound each geometry; null: none.</summary>
    public string? CoveringColumn { get; init; }
}

namespace ZoneComp.Features;

/// <summary>One vector layer of a file or container, open for reading.</summary>
/// <remarks>The whole contract between the formats and the rest; no later stage knows a format's name.</remarks>
public interface IFeatureSource : IDisposable
{
    LayerInfo Info { get; }

    /// <summary>Streams the features in file order, decoding only the named fields.</summary>
    /// <param name="fields">Names as in <see cref="LayerInfo.Fields"/>; a name that is not there is an
    /// <see cref="ArgumentException"/>.</param>
    IFeatureCursor Read(IReadOnlyList<string> fields);
}

/// <summary>A layer of which a part can be read without the rest.</summary>
public interface IDividedSource : IFeatureSource
{
    /// <summary>Records, those included that no cursor visits.</summary>
    long RecordCount { get; }

    /// <summary>The first record that begins at a byte of the file or behind it; never less for a later byte, <see cref="RecordCount"/> at
    /// the file's end.</summary>
    long RecordAt(long offset);

    /// <summary>As <see cref="IFeatureSource.Read"/>, over the records from one up to, but not with, another.</summary>
    IFeatureCursor Read(IReadOnlyList<string> fields, long from, long to);
}

/// <summary>Walks over the features of a layer. One thread at a time; several cursors may be open at once.</summary>
public interface IFeatureCursor : IDisposable
{
    bool MoveNext();

    /// <summary>The feature's number as GDAL and QGIS show it: from 0 in a shapefile, the key in a GeoPackage.</summary>
    long FeatureId { get; }

    /// <summary>The current feature's geometry; overwritten by the next <see cref="MoveNext"/>.</summary>
    FeatureShape Shape { get; }

    /// <summary>
    /// Value of the n-th requested field: null, <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/>,
    /// <see cref="double"/>, <see cref="bool"/> or <see cref="DateOnly"/>.
    /// </summary>
    object? Value(int index);
}

public enum FieldType
{
    Text,
    Integer,
    Real,
    Boolean,
    Date,
    Other,
}

/// <param name="Width">Declared width; 0 where the format has none.</param>
public sealed record FieldInfo(string Name, FieldType Type, int Width = 0, int Decimals = 0);

/// <summary>What a layer says of itself, and how each thing was decided.</summary>
/// <param name="Path">The file or container.</param>
/// <param name="LayerName">The layer inside; for one-layer formats the file's name without ending.</param>
/// <param name="Format">"ESRI Shapefile", "GeoPackage", ...</param>
/// <param name="CrsDefinition">WKT, PROJJSON or "EPSG:4490" as found; null when the layer states none.</param>
/// <param name="CrsOrigin">Where it was found: ".prj", "gpkg_spatial_ref_sys", "RFC 7946", ...; null with it.</param>
/// <param name="Encoding">Name of the text encoding in use; null where the format leaves no choice.</param>
/// <param name="EncodingOrigin">How it was decided: "policy", ".cpg", "LDID 0x4D", "detected", "default".</param>
/// <param name="FeatureCount">Features that a cursor will visit, null when not known without reading.</param>
/// <param name="Files">Every file that was read for this layer, for hashes.</param>
public sealed record LayerInfo(
    string Path,
    string LayerName,
    string Format,
    GeometryKind Kind,
    string? CrsDefinition,
    string? CrsOrigin,
    string? Encoding,
    string? EncodingOrigin,
    IReadOnlyList<FieldInfo> Fields,
    long? FeatureCount,
    IReadOnlyList<string> Files)
{
    /// <summary>Box of the coordinates as the file states it, true or not; null where it states none.</summary>
    public LayerExtent? StatedExtent { get; init; }

    /// <summary>A box from four numbers; null where they are none.</summary>
    internal static LayerExtent? BoxOf(double minX, double minY, double maxX, double maxY) =>
        double.IsFinite(minX + minY + maxX + maxY) && minX <= maxX && minY <= maxY && (minX, minY, maxX, maxY) != (0, 0, 0, 0)
            ? new LayerExtent(minX, minY, maxX, maxY)
            : null;
}

/// <summary>What to open, as the policy or the command line names it.</summary>
/// <param name="Path">File or container; a .zip is looked into.</param>
/// <param name="Layer">Layer in a container; null when it holds just one.</param>
/// <param name="Encoding">Overrides every other decision on the text encoding; null to let the reader decide.</param>
/// <param name="IsConfined">Whether formats are refused whose files may name other files.</param>
public sealed record SourceRequest(string Path, string? Layer = null, string? Encoding = null, bool IsConfined = false);

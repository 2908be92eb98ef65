using NetTopologySuite.Geometries;

namespace ZoneComp.Outputs.GeoPackage;

/// <summary>What a GeoPackage shall hold.</summary>
public sealed record GeoPackageContent
{
    /// <summary>CRS of every layer's geometries.</summary>
    public required MapCrs Crs { get; init; }

    public required IReadOnlyList<GeoPackageTable> Tables { get; init; }

    /// <summary>The manifest's stable part, kept as metadata of the whole package; null for none.</summary>
    public string? ManifestJson { get; init; }

    /// <summary>Styles that QGIS applies when a layer is added to a map.</summary>
    public IReadOnlyList<GeoPackageStyle> Styles { get; init; } = [];
}

/// <summary>A layer, or a table without geometry.</summary>
/// <param name="Name">Table name in the file: ASCII letters, digits, underscore.</param>
/// <param name="Title">What programs show; unique in the package.</param>
/// <param name="GeometryType">"MULTIPOLYGON", "POINT", ...; null for a table without geometry.</param>
/// <param name="Rows">Geometry (or null) and one value per column; walked over once, in order. The key <c>fid</c> counts from 1.</param>
public sealed record GeoPackageTable(
    string Name,
    string Title,
    string Description,
    string? GeometryType,
    IReadOnlyList<GeoPackageColumn> Columns,
    IEnumerable<GeoPackageRow> Rows);

/// <param name="Values">null, <see cref="string"/>, <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/> (stored as REAL) or
/// <see cref="bool"/>.</param>
public sealed record GeoPackageRow(Geometry? Geometry, IReadOnlyList<object?> Values);

public enum GeoPackageType
{
    Text,
    Integer,
    Real,
    Boolean,
}

/// <param name="Name">ASCII; unique in the table whatever its case, since SQLite does not tell case apart.</param>
/// <param name="Title">Alias that people see, usually Chinese.</param>
public sealed record GeoPackageColumn(string Name, string Title, GeoPackageType Type, string Description = "");

/// <param name="Qml">QGIS style document.</param>
public sealed record GeoPackageStyle(string Table, string Name, string Description, string Qml, bool IsDefault);

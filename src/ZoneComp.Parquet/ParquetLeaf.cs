using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet;

/// <summary>A column of a file that is read: it has values, and may lie inside structs.</summary>
public sealed class ParquetLeaf
{
    private static readonly string[] Algorithms = ["spherical", "vincenty", "thomas", "andoyer", "karney"];

    internal ParquetLeaf(IReadOnlyList<string> path, ParquetType type, string? notRead, SchemaElement element, int index, int maxDefinition)
    {
        Path = path;
        Name = string.Join('.', path);
        Type = type;
        NotRead = notRead;
        Element = element;
        Index = index;
        MaxDefinition = maxDefinition;
    }

    /// <summary>Names from the outermost struct to the column itself.</summary>
    public IReadOnlyList<string> Path { get; }

    /// <summary>The path joined by dots: "region_code", "bbox.xmin".</summary>
    public string Name { get; }

    public ParquetType Type { get; }

    /// <summary>Whether its numbers are of single precision.</summary>
    public bool IsSingle => Element.Type == PhysicalType.Float;

    /// <summary>Whether a row may have no value.</summary>
    public bool Nullable => MaxDefinition > 0;

    /// <summary>Why the values cannot be read here (a list, say); null when they can.</summary>
    public string? NotRead { get; }

    /// <summary>What people read; null when the file does not say.</summary>
    public string? Title { get; internal set; }

    /// <summary>Unit of the numbers; null when the file does not say.</summary>
    public string? Unit { get; internal set; }

    /// <summary>Whether the column is of the Parquet type GEOMETRY or GEOGRAPHY: its bytes are WKB.</summary>
    public bool IsGeometry => Element.Logical.Kind is LogicalKind.Geometry or LogicalKind.Geography;

    /// <summary>CRS of such a column as the file words it; null: OGC:CRS84.</summary>
    public string? GeometryCrs => Element.Logical.Crs;

    /// <summary>How two vertices of such a column are joined: planar for GEOMETRY; "spherical", "vincenty", "thomas", "andoyer" or
    /// "karney" for GEOGRAPHY.</summary>
    public string GeometryEdges => Element.Logical.Kind != LogicalKind.Geography ? "planar"
        : Element.Logical.EdgeAlgorithm is >= 0 and < 5 and var at ? Algorithms[at] : $"algorithm {Element.Logical.EdgeAlgorithm}";

    internal SchemaElement Element { get; }

    /// <summary>Place among the columns of each row group.</summary>
    internal int Index { get; }

    /// <summary>Definition level of a value that is there; each nullable level above it counts one.</summary>
    internal int MaxDefinition { get; }

    public override string ToString() => $"{Name} {Type}";
}

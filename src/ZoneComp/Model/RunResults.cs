using NetTopologySuite.Geometries;

namespace ZoneComp.Model;

/// <summary>Everything that a finished run hands to the outputs.</summary>
public sealed record RunResults
{
    /// <summary>What the job is called on covers and maps, usually Chinese.</summary>
    public required string Title { get; init; }

    /// <summary>Year of the allocation.</summary>
    public required int Year { get; init; }

    public required CombinationTable Combinations { get; init; }

    /// <summary>Ground of the policy's region sets by name, over the regions of <see cref="Combinations"/>; empty where it names
    /// none.</summary>
    public IReadOnlyDictionary<string, CombinationTable> RegionSets { get; init; } = new Dictionary<string, CombinationTable>();

    /// <summary>In the policy's order; one value per region of <see cref="CombinationTable.Regions"/>.</summary>
    public required IReadOnlyList<Column> Indicators { get; init; }

    /// <summary>In the policy's order; one value per region.</summary>
    public required IReadOnlyList<Column> Factors { get; init; }

    /// <summary>Null when the policy has no scheme.</summary>
    public AllocationTable? Allocation { get; init; }

    /// <summary>What schemes give that is no money; null when there is none.</summary>
    public AllocationTable? Quotas { get; init; }

    /// <summary>How the table that is issued looks, and for whom it is written apart.</summary>
    public IssueSettings Issue { get; init; } = IssueSettings.Default;

    /// <summary>How maps are cut into classes, and what offices want on them.</summary>
    public MapSettings Maps { get; init; } = MapSettings.Default;

    /// <summary>Whether a shapefile is written too; null for not.</summary>
    public ShapefileEncoding? Shapefile { get; init; }

    /// <summary>How indicators and factors come about in every region, for the report; may be empty.</summary>
    public IReadOnlyList<TrailColumn> Trails { get; init; } = [];

    /// <summary>How amounts come about, for the report; null where there are none or no report is written.</summary>
    public AmountTrails? AmountTrails { get; init; }

    /// <summary>Trace; empty unless asked for.</summary>
    public IReadOnlyList<PieceRow> Pieces { get; init; } = [];

    /// <summary>As <see cref="DiagnosticLog.Sorted"/> gives them.</summary>
    public required IReadOnlyList<Diagnostic> Findings { get; init; }

    /// <summary>Polygon or MultiPolygon per region, in the order of the regions, in <see cref="Crs"/>, x = longitude or easting; null
    /// where a region has no polygon.</summary>
    public required IReadOnlyList<Geometry?> Shapes { get; init; }

    /// <summary>Zones and chosen ground, in <see cref="Crs"/>.</summary>
    public DrawnGround Drawn { get; init; } = DrawnGround.None;

    /// <summary>What people call a thing that the policy names; null where it has no other name.</summary>
    public Func<string, LocalText?> TitleOf { get; init; } = _ => null;

    /// <summary>In which areas are shown to people; null for hectares in tables and square kilometres elsewhere.</summary>
    public string? AreaUnit { get; init; }

    /// <summary>What lies around the regions, in <see cref="Crs"/>; only for drawing.</summary>
    public IReadOnlyList<NeighbourShape> Neighbours { get; init; } = [];

    /// <summary>CRS of <see cref="Shapes"/> and of the places of findings.</summary>
    public MapCrs Crs { get; init; } = MapCrs.Cgcs2000;

    public required RunManifest Manifest { get; init; }
}

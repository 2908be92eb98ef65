using ZoneComp.Indicators;
using ZoneComp.Model;
using ZoneComp.Overlay;
using ZoneComp.Preparation.Plane;

namespace ZoneComp.Preparation;

/// <summary>Regions and zones on the run's lattice, and what is known of them: all that the later stages need.</summary>
public sealed record PreparedInput
{
    /// <summary>Rings; regions in the order of <see cref="Regions"/>, zone features in the order of <see cref="Zones"/>.</summary>
    public required OverlayInput Rings { get; init; }

    /// <summary>By code, ordinal.</summary>
    public required IReadOnlyList<Region> Regions { get; init; }

    /// <summary>Official areas; null where the policy names none.</summary>
    public IReadOnlyList<OfficialFigure>? OfficialAreas { get; init; }

    /// <summary>Official areas of classes inside the regions; empty where the policy gives none.</summary>
    public IReadOnlyList<PieceFigure> Pieces { get; init; } = [];

    public required IReadOnlyList<ZoneClass> Classes { get; init; }

    public required ZoneOrigins Zones { get; init; }

    /// <summary>Features of lines and points, in the policy's order.</summary>
    public IReadOnlyList<PlaceFeature> Places { get; init; } = [];

    /// <summary>Every layer that was read, in the policy's order.</summary>
    public required IReadOnlyList<InputRecord> Inputs { get; init; }

    public required AreaPlane Plane { get; init; }
}

/// <summary>Where each zone feature of the overlay came from; two numbers a feature, since there may be millions.</summary>
public sealed class ZoneOrigins
{
    private readonly List<int> sources = [];
    private readonly List<long> featureIds = [];

    public int Count => sources.Count;

    /// <summary>Index into <see cref="PreparedInput.Inputs"/>.</summary>
    public int Source(int zone) => sources[zone];

    /// <summary>The feature's number as GDAL and QGIS show it.</summary>
    public long FeatureId(int zone) => featureIds[zone];

    internal void Add(int source, long featureId)
    {
        sources.Add(source);
        featureIds.Add(featureId);
    }
}

using System.Runtime.InteropServices;

namespace ZoneComp.Features;

public enum GeometryKind
{
    /// <summary>No geometry: null or empty.</summary>
    None,
    Point,
    Line,
    Polygon,

    /// <summary>Something that no stage can use (multipatch, curves, a collection of several kinds).</summary>
    Other,
}

/// <summary>
/// The geometry of one feature as flat coordinates: a buffer that a cursor fills anew for every feature.
/// </summary>
/// <remarks>
/// X and Y in the layer's own CRS and axis order x = easting or longitude, y = northing or latitude; Z and M are dropped.
/// Parts: points (one point each), lines, or rings. Rings are given so that <b>the inside lies on the left</b>, as
/// the format tells it: a shapefile's rings are turned round; of a WKB polygon the first ring is made counter-clockwise and
/// the others clockwise. Whether first and last point coincide is as in the file.
/// </remarks>
public sealed class FeatureShape
{
    private readonly List<double> coordinates = [];
    private readonly List<int> partStarts = [];

    public GeometryKind Kind { get; set; }

    public int PartCount => partStarts.Count;

    public int PointCount => coordinates.Count / 2;

    /// <summary>All coordinates, x and y in turn.</summary>
    public Span<double> Coordinates => CollectionsMarshal.AsSpan(coordinates);

    /// <summary>Coordinates of one part, x and y in turn.</summary>
    public Span<double> Part(int part)
    {
        int from = partStarts[part];
        int to = part + 1 < partStarts.Count ? partStarts[part + 1] : coordinates.Count;
        return Coordinates[from..to];
    }

    /// <summary>The first coordinate that is one: where a finding about the feature points.</summary>
    internal LayerPoint FirstPoint()
    {
        for (int at = 0; at + 1 < coordinates.Count; at += 2)
        {
            if (Rings.AreUsable(Coordinates.Slice(at, 2)))
                return new LayerPoint(coordinates[at], coordinates[at + 1]);
        }

        return LayerPoint.None;
    }

    public void Clear()
    {
        Kind = GeometryKind.None;
        coordinates.Clear();
        partStarts.Clear();
    }

    /// <summary>Starts a part of <paramref name="pointCount"/> points and returns its coordinates to be filled.</summary>
    public Span<double> AddPart(int pointCount)
    {
        int from = coordinates.Count;
        partStarts.Add(from);
        CollectionsMarshal.SetCount(coordinates, from + (2 * pointCount));
        return Coordinates[from..];
    }
}

namespace ZoneComp.Features;

internal enum GeometryFault
{
    None,

    /// <summary>The bytes or words are no geometry.</summary>
    Damaged,

    /// <summary>A coordinate is not a number, infinite, or "no data".</summary>
    Coordinate,

    /// <summary>A kind of geometry of which no area can be taken.</summary>
    Kind,
}

/// <summary>How the decoding of one geometry went.</summary>
/// <param name="Detail">What is wrong, or the name of the kind.</param>
/// <param name="At">A coordinate of what could not be taken into the shape; null where the shape has one.</param>
internal readonly record struct GeometryOutcome(GeometryFault Fault, string Detail, LayerPoint? At = null)
{
    /// <summary>Ground between the geometry's arcs and the edges read for them, square units of the layer; 0 without arcs.</summary>
    public double ArcsOff { get; init; }

    public static GeometryOutcome Fine => default;

    public static GeometryOutcome Damaged(string what) => new(GeometryFault.Damaged, what);

    public static GeometryOutcome OfKind(string kind) => new(GeometryFault.Kind, kind);

    public static GeometryOutcome Coordinate => new(GeometryFault.Coordinate, "");

    /// <summary>Takes away what cannot be used of the shape and says so; says so too where a ring is not closed.</summary>
    public void Settle(FeatureShape shape, long feature, FeatureTally tally)
    {
        string detail = Detail;
        double arcsOff = ArcsOff;
        LayerPoint at = At is { IsThere: true } seen ? seen : shape.FirstPoint();
        switch (Fault)
        {
            case GeometryFault.Damaged:
                shape.Clear();
                tally.Add("ZC120", feature, at, subject => ReadingFindings.GeometryDamaged(subject, detail));
                break;
            case GeometryFault.Coordinate:
                shape.Clear();
                tally.Add("ZC116", feature, at, ReadingFindings.CoordinateUnusable);
                break;
            case GeometryFault.Kind:
                shape.Clear();
                shape.Kind = GeometryKind.Other;
                tally.Add("ZC117", feature, at, subject => ReadingFindings.GeometryKindUnusable(subject, detail));
                break;
            default:
                if (arcsOff > 0)
                    tally.Add("ZC135", feature, at, subject => ReadingFindings.ArcsStroked(subject, arcsOff));
                if (shape.Kind == GeometryKind.Polygon && !Rings.AreClosed(shape))
                    tally.Add("ZC119", feature, at, ReadingFindings.RingNotClosed);
                break;
        }
    }
}

namespace ZoneComp.Features;

/// <summary>A polygon whose coordinates stay in the file until some thread takes them.</summary>
/// <param name="PointCount">Points of all its rings.</param>
internal readonly record struct LeftPolygon(long FeatureId, ShapePlace Place, int PointCount);

internal enum PolygonFault
{
    None,

    /// <summary>A coordinate is no number, infinite or "no data": the feature counts as one without geometry.</summary>
    Unusable,

    /// <summary>A ring does not end where it began.</summary>
    NotClosed,
}

/// <summary>What taking a polygon found.</summary>
/// <param name="At">A coordinate of it where a ring is not closed.</param>
internal readonly record struct TakenPolygon(PolygonFault Fault, LayerPoint At);

/// <summary>A cursor that can leave polygons in the file, so that other threads copy them out while it moves on.</summary>
internal interface ILeavingCursor : IFeatureCursor
{
    /// <summary>Leaves the current feature's polygon; null where its <see cref="IFeatureCursor.Shape"/> has to be looked at now. Once a
    /// feature, in place of its shape.</summary>
    LeftPolygon? Leave();

    /// <summary>Takes a polygon's rings. Any thread, as long as the source is open.</summary>
    TakenPolygon Take(in LeftPolygon polygon, FeatureShape into);

    /// <summary>Tells what taking a polygon found: in the order of the features, by the thread that moves the cursor, before the cursor is
    /// disposed of.</summary>
    void Note(in LeftPolygon polygon, TakenPolygon found);
}

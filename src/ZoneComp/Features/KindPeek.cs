namespace ZoneComp.Features;

/// <summary>What a layer that states no kind of geometry really holds.</summary>
internal static class KindPeek
{
    private const int Features = 1000;

    /// <summary>The kind of the first features that have a geometry; Other when they differ, None when none has any.</summary>
    /// <param name="ofDrawing">Of drawings all features are seen, and one polygon makes a layer of polygons: texts, points and open
    /// lines stand beside areas there.</param>
    public static GeometryKind Of(IFeatureCursor cursor, bool ofDrawing = false)
    {
        using IFeatureCursor walk = cursor;
        GeometryKind kind = GeometryKind.None;
        for (int feature = 0; (ofDrawing || feature < Features) && walk.MoveNext(); feature++)
        {
            GeometryKind found = walk.Shape.Kind;
            if (found == GeometryKind.None)
                continue;
            if (ofDrawing && found == GeometryKind.Polygon)
                return found;
            if (kind != GeometryKind.None && kind != found)
                kind = GeometryKind.Other;
            else
                kind = found;
            if (kind == GeometryKind.Other && !ofDrawing)
                return kind;
        }

        return kind;
    }
}

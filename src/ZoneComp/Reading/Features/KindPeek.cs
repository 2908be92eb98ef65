namespace ZoneComp.Reading.Features;

/// <summary>What a layer that states no kind of geometry really holds.</summary>
internal static class KindPeek
{
    private const int Features = 1000;

    /// <summary>The kind of the first features that have a geometry; Other when they differ, None when none has any.</summary>
    public static GeometryKind Of(IFeatureCursor cursor)
    {
        using IFeatureCursor walk = cursor;
        GeometryKind kind = GeometryKind.None;
        for (int feature = 0; feature < Features && walk.MoveNext(); feature++)
        {
            GeometryKind found = walk.Shape.Kind;
            if (found == GeometryKind.None)
                continue;
            if (kind != GeometryKind.None && kind != found)
                return GeometryKind.Other;
            kind = found;
        }

        return kind;
    }
}

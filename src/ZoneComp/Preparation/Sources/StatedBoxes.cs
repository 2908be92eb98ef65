namespace ZoneComp.Preparation.Sources;

/// <summary>Where files say that they lie, on the lattice, roughly: for what is to be done first, never for what comes out.</summary>
internal static class StatedBoxes
{
    /// <summary>Places taken across a box and up, whose box is widened by an eighth of what lies between two of them.</summary>
    private const int Steps = 16;

    /// <summary>By source of zones; null where nobody knows without reading the file.</summary>
    public static IReadOnlyList<LatticeBox?> Of(IEnumerable<ZoneFile> files, SourceOpening opening)
    {
        ZoneFile[] zones = [.. files.Where(file => file.Source >= 0)];
        return [.. zones.Select(file => zones.Length == 1 ? null : opening.StatedBox(file.Settings, file.Path)?.Widened(WidthOf(file)))];
    }

    /// <summary>The box of an extent, with room for edges that bend; null where a part of it cannot be brought to the lattice.</summary>
    public static LatticeBox? OnLattice(LayerExtent extent, LatticeProjector projector)
    {
        LatticeBox box = LatticeBox.Empty;
        var points = new List<LatticePoint>();
        projector.BeginFeature();
        for (int across = 0; across <= Steps; across++)
        {
            for (int up = 0; up <= Steps; up++)
            {
                double x = extent.MinX + ((extent.MaxX - extent.MinX) * across / Steps),
                    y = extent.MinY + ((extent.MaxY - extent.MinY) * up / Steps);
                points.Clear();
                if (projector.Project([x, y], points, isRing: false) is not null)
                    return null;
                box = box.Including(new LatticeBox(points[0].X, points[0].Y, points[0].X, points[0].Y));
            }
        }

        return box.Widened(Math.Max(box.MaxX - box.MinX, box.MaxY - box.MinY) / (8 * Steps));
    }

    /// <summary>How far the layer's buffer reaches, lattice units.</summary>
    private static long WidthOf(ZoneFile file) => (long)Math.Ceiling(Math.Max(0, file.Layer.BufferM ?? 0) * 1100);
}

namespace ZoneComp.Overlay.Tiles;

/// <summary>Carries a feature's winding from one corner to another: up, then to the right, counting the edges that are crossed.</summary>
/// <remarks>
/// Corners lie half a unit left of and below their lattice point and are perturbed alike, so a path meets no vertex. Only edges near the
/// path
/// count, so that a part of a feature is enough where it holds all edges between the two corners.
/// </remarks>
internal static class CornerPath
{
    /// <summary>Change of the winding from the corner at (x0, y0) to the one at (x, y), which lies neither left of nor below it.</summary>
    public static int Change(ListPart<EdgeBlock> blocks, PointStore points, long x0, long y0, long x, long y)
    {
        int change = 0;
        Span<int> room = stackalloc int[PointStore.OffsetRoom];
        foreach (ref readonly EdgeBlock block in blocks)
            change += Change(block, points, room, x0, y0, x, y);
        return change;
    }

    private static int Change(in EdgeBlock block, PointStore points, Span<int> room, long x0, long y0, long x, long y)
    {
        long minX = block.OriginX + block.MinX,
            maxX = block.OriginX + block.MaxX,
            minY = block.OriginY + block.MinY,
            maxY = block.OriginY + block.MaxY;
        bool up = minX < x0 && maxX >= x0 && maxY >= y0 && minY < y;
        bool right = minY < y && maxY >= y && maxX >= x0 && minX < x;
        if (!up && !right)
            return 0;
        // Both corners' local coordinates fit 32 bits once they are moved next to the block: beyond its box nothing changes.
        ReadOnlySpan<int> offsets = points.Read(block, room);
        int fromX = Near(x0 - block.OriginX, block.MinX, block.MaxX), toX = Near(x - block.OriginX, block.MinX, block.MaxX);
        int fromY = Near(y0 - block.OriginY, block.MinY, block.MaxY), toY = Near(y - block.OriginY, block.MinY, block.MaxY);
        int change = 0;
        for (int edge = 0; edge < block.EdgeCount; edge++)
        {
            int ax = offsets[2 * edge], ay = offsets[(2 * edge) + 1], bx = offsets[(2 * edge) + 2], by = offsets[(2 * edge) + 3];
            if (up && ax >= fromX != bx >= fromX)
                change += Crossed(ax, ay, bx, by, fromX, fromY, fromX, toY);
            if (right && ay >= toY != by >= toY)
                change += Crossed(ax, ay, bx, by, fromX, toY, toX, toY);
        }

        return change;
    }

    private static int Crossed(int ax, int ay, int bx, int by, int fromX, int fromY, int toX, int toY)
    {
        bool endsLeft = Perturbation.IsCornerLeft(ax, ay, bx, by, toX, toY);
        return endsLeft == Perturbation.IsCornerLeft(ax, ay, bx, by, fromX, fromY) ? 0 : endsLeft ? 1 : -1;
    }

    private static int Near(long at, int min, int max) => (int)Math.Clamp(at, (long)min - 1, (long)max + 2);
}

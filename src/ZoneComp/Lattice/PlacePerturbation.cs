namespace ZoneComp.Lattice;

/// <summary>Sides of points and lines that are asked for, against the edges of the overlay.</summary>
/// <remarks>
/// All points and line vertices move alike and before every vertex of the overlay, as the corners of cells do in
/// <see cref="Perturbation"/>:
/// by (e^(1/2), e^(1/4)). So a point on a border that two regions share lies in exactly one of them, and a river digitised along
/// such a border lies wholly on one side: nothing is counted twice or not at all.
/// </remarks>
internal static class PlacePerturbation
{
    /// <summary>Whether point p, moved, lies left of the edge a to b.</summary>
    public static bool IsPointLeft(LatticePoint a, LatticePoint b, LatticePoint p)
    {
        long side = Determinant(a, b, p);
        return side != 0 ? side > 0 : b.X != a.X ? b.X > a.X : b.Y < a.Y;
    }

    /// <summary>Whether vertex v of the overlay lies left of the line's edge from p to q, both moved.</summary>
    public static bool IsVertexLeft(LatticePoint p, LatticePoint q, LatticePoint v)
    {
        long side = Determinant(p, q, v);
        return side != 0 ? side > 0 : q.X != p.X ? q.X < p.X : q.Y > p.Y;
    }

    /// <summary>Exact in 64 bits while one of the two differences is an edge of at most 2^20 and the other below 2^42.</summary>
    public static long Determinant(LatticePoint a, LatticePoint b, LatticePoint c) =>
        ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
}

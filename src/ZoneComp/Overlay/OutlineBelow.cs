namespace ZoneComp.Overlay;

/// <summary>Finds the edge just below a corner, among edges that meet in ends only.</summary>
internal sealed class OutlineBelow
{
    private readonly LatticePoint[] corners;
    private readonly IReadOnlyList<(int From, int To)> edges;
    private readonly long lowX;
    private readonly long width; // of a column: about as wide as edges are
    private readonly int[] starts; // by column the place of the first of its edges
    private readonly int[] inColumn;

    /// <param name="corners">By x, then y.</param>
    /// <param name="edges">At least one, as pairs of numbers of corners.</param>
    public OutlineBelow(LatticePoint[] corners, IReadOnlyList<(int From, int To)> edges)
    {
        (this.corners, this.edges) = (corners, edges);
        lowX = corners[0].X;
        long extent = corners[^1].X - lowX + 1;
        width = 1 + (Math.Max(extent, edges.Sum(edge => Math.Abs(corners[edge.To].X - corners[edge.From].X))) / edges.Count);
        starts = new int[(extent / width) + 2];
        for (int edge = 0; edge < edges.Count; edge++)
        {
            for (long column = FirstColumn(edge); column <= LastColumn(edge); column++)
                starts[column + 1]++;
        }

        for (int column = 1; column < starts.Length; column++)
            starts[column] += starts[column - 1];
        inColumn = new int[starts[^1]];
        int[] filled = [.. starts];
        for (int edge = 0; edge < edges.Count; edge++)
        {
            for (long column = FirstColumn(edge); column <= LastColumn(edge); column++)
                inColumn[filled[column]++] = edge;
        }
    }

    /// <returns>The first edge met on the way down, just right of the corner, or -1.</returns>
    public int Find(int corner)
    {
        LatticePoint point = corners[corner];
        int nearest = -1;
        long column = (point.X - lowX) / width;
        for (int place = starts[column]; place < starts[column + 1]; place++)
        {
            (LatticePoint left, LatticePoint right) = LeftToRight(inColumn[place]);
            if (left.X <= point.X && point.X < right.X && OutlineRings.Turn(left, right, point) > 0
                && (nearest < 0 || IsAbove(left, right, nearest, point.X)))
            {
                nearest = inColumn[place];
            }
        }

        return nearest;
    }

    /// <summary>Just right of x, where both edges are.</summary>
    private bool IsAbove(LatticePoint left, LatticePoint right, int other, long x)
    {
        (LatticePoint otherLeft, LatticePoint otherRight) = LeftToRight(other);
        // Heights as fractions; where both are the same the edges begin there, and the steeper is above.
        Int128 run = right.X - left.X, rise = right.Y - left.Y;
        Int128 otherRun = otherRight.X - otherLeft.X, otherRise = otherRight.Y - otherLeft.Y;
        Int128 higher = ((left.Y - otherLeft.Y) * run * otherRun) + ((x - left.X) * rise * otherRun)
            - ((x - otherLeft.X) * otherRise * run);
        return higher != 0 ? higher > 0 : rise * otherRun > otherRise * run;
    }

    private (LatticePoint Left, LatticePoint Right) LeftToRight(int edge)
    {
        (int from, int to) = edges[edge];
        return (corners[Math.Min(from, to)], corners[Math.Max(from, to)]);
    }

    private long FirstColumn(int edge) => (LeftToRight(edge).Left.X - lowX) / width;

    private long LastColumn(int edge) => (LeftToRight(edge).Right.X - lowX) / width;
}

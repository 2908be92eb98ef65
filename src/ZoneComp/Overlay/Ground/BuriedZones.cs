using System.Runtime.InteropServices;

namespace ZoneComp.Overlay.Ground;

/// <summary>Finds zones that lie, with all their border, inside ground that at least two others of their class cover.</summary>
/// <remarks>
/// Such a zone bounds neither the ground that its class covers nor the ground that it covers twice: crossings of its edges with those of
/// other zones matter to no sum, and need not be sought. Many features of one class over one another, buffers round wells and roads, are
/// mostly buried.
/// <para>
/// A grid of cells counts how many zones cover each cell whole; a zone is buried where all cells that it touches are covered by two others
/// that are not buried themselves. What the grid is too coarse to tell stays: it only costs time. Only simple zones are counted or buried.
/// </para>
/// </remarks>
internal sealed class BuriedZones
{
    /// <summary>So many others at least cover a buried zone.</summary>
    public const int Cover = 2;

    /// <summary>Cells across the box of a usual zone.</summary>
    private const int CellsAcross = 24;

    /// <summary>A zone of more cells is left as it is.</summary>
    private const int MostCells = 1 << 18;

    /// <summary>So many times over must a place be covered, by a rough count, before it is looked at.</summary>
    private const float Deep = 8;

    private readonly OverlayInput input;
    private readonly bool[] buried;
    private readonly CoverCounts counts = new();
    private long cell = 1;
    private int columns, rows; // of the zone looked at
    private long lowX, lowY; // its first cell
    private byte[] states = []; // by cell of the zone's box: what lies there of it
    private int[] turns = []; // by cell: by how much the winding changes on the middle of the row

    private BuriedZones(OverlayInput input) => (this.input, buried) = (input, new bool[input.FeatureCount]);

    private enum CellState : byte
    {
        Outside,
        Border,
        Inside,
    }

    /// <summary>By feature; null where none is buried.</summary>
    public static bool[]? Find(OverlayInput input)
    {
        // Classes that tell ground apart need every crossing for the repeats on either side.
        if (input.VisibleClasses < input.ClassCount)
            return null;
        var found = new BuriedZones(input);
        bool any = false;
        foreach (List<Candidate> zones in found.Candidates())
            any |= found.Bury(zones);
        return any ? found.buried : null;
    }

    /// <summary>By class the simple zones, here whole, that lie where their class is deep.</summary>
    private IEnumerable<List<Candidate>> Candidates()
    {
        var byClass = new List<Candidate>?[input.ClassCount];
        for (int feature = 0; feature < input.FeatureCount; feature++)
        {
            FeatureEntry entry = input.Feature(feature);
            if (entry.IsSimple && !entry.IsRegion && input.Part?.CornerWindings.ContainsKey(feature) != true)
                (byClass[entry.Group] ??= []).Add(new Candidate(feature, input.BoxOf(feature)));
        }

        foreach (List<Candidate>? zones in byClass)
        {
            if (zones is not null && zones.Count > Deep && DeepOnes(zones) is { Count: > Cover } deep)
                yield return deep;
        }
    }

    /// <summary>Those with so many others near their middle that the place must be covered several times.</summary>
    private static List<Candidate> DeepOnes(List<Candidate> zones)
    {
        long side = 1 + (long)zones.Average(zone => (double)zone.Side);
        // Places share entries now and then, which looks deeper than it is.
        var covers = new float[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)zones.Count * 2)];
        foreach (Candidate zone in zones)
            covers[Place(zone)] += (float)Math.Min(1, zone.Cells / 2 / ((double)side * side));
        return zones.FindAll(zone => covers[Place(zone)] >= Deep);

        int Place(Candidate zone)
        {
            unchecked
            {
                ulong x = (ulong)((zone.Box.MinX + zone.Box.MaxX) / 2 / side), y = (ulong)((zone.Box.MinY + zone.Box.MaxY) / 2 / side);
                return (int)(((x * 0x9E3779B97F4A7C15) ^ (y * 0xC2B2AE3D27D4EB4F)) >> 33) & (covers.Length - 1);
            }
        }
    }

    private bool Bury(List<Candidate> zones)
    {
        cell = 8 + (long)(Math.Sqrt(zones.Average(zone => zone.Cells)) / CellsAcross);
        counts.Clear();
        zones.RemoveAll(zone => !Fits(zone));
        foreach (Candidate zone in zones)
        {
            Draw(zone);
            Count(+1);
        }

        bool any = false;
        // Small ones first: large ones then stay and cover more.
        zones.Sort(static (left, right) => left.Cells != right.Cells
            ? left.Cells.CompareTo(right.Cells)
            : left.Feature.CompareTo(right.Feature));
        foreach (Candidate zone in zones)
        {
            Draw(zone);
            if (!IsCoveredByOthers())
                continue;
            Count(-1);
            any = buried[zone.Feature] = true;
        }

        return any;
    }

    private bool Fits(Candidate zone) =>
        ((zone.Box.MaxX - zone.Box.MinX) / (double)cell + 4) * ((zone.Box.MaxY - zone.Box.MinY) / (double)cell + 4) <= MostCells;

    /// <summary>Finds which cells the zone touches and which it covers whole.</summary>
    private void Draw(Candidate zone)
    {
        (lowX, lowY) = (Floor(zone.Box.MinX - 1), Floor(zone.Box.MinY - 1));
        (columns, rows) = ((int)(Floor(zone.Box.MaxX + 1) - lowX) + 1, (int)(Floor(zone.Box.MaxY + 1) - lowY) + 1);
        int all = columns * rows;
        if (states.Length < all)
            (states, turns) = (new byte[2 * all], new int[2 * all]);
        states.AsSpan(0, all).Clear();
        turns.AsSpan(0, all).Clear();
        foreach (LatticePoint[] points in input.FeatureRings(zone.Feature))
        {
            LatticePoint before = points[^1];
            foreach (LatticePoint point in points)
            {
                Draw(before.X - (lowX * cell), before.Y - (lowY * cell), point.X - (lowX * cell), point.Y - (lowY * cell));
                before = point;
            }
        }

        for (int row = 0; row < rows; row++)
        {
            int winding = 0;
            for (int at = row * columns; at < (row + 1) * columns; at++)
            {
                if (states[at] == (byte)CellState.Outside && winding > 0)
                    states[at] = (byte)CellState.Inside;
                winding += turns[at];
            }
        }
    }

    /// <summary>Marks all cells that an edge comes within a unit of, and the cells where it passes the middle of a row.</summary>
    private void Draw(long x0, long y0, long x1, long y1)
    {
        int firstRow = (int)((Math.Min(y0, y1) - 1) / cell), lastRow = (int)((Math.Max(y0, y1) + 1) / cell);
        double slope = y0 == y1 ? 0 : (double)(x1 - x0) / (y1 - y0);
        for (int row = firstRow; row <= lastRow; row++)
        {
            double from = Math.Max(Math.Min(y0, y1), (row * cell) - 1), to = Math.Min(Math.Max(y0, y1), ((row + 1) * cell) + 1);
            double left = y0 == y1 ? Math.Min(x0, x1) : Math.Min(At(from), At(to)), right = y0 == y1
                ? Math.Max(x0, x1)
                : Math.Max(At(from), At(to));
            int first = Math.Max(0, (int)((left - 2) / cell)), last = Math.Min(columns - 1, (int)((right + 2) / cell));
            states.AsSpan((row * columns) + first, last - first + 1).Fill((byte)CellState.Border);
            double middle = (row * cell) + (cell / 2) + 0.5;
            if (y0 < middle != y1 < middle)
                turns[(row * columns) + Math.Clamp((int)(At(middle) / cell), first, last)] += y0 > y1 ? 1 : -1;
        }

        double At(double y) => x0 + ((y - y0) * slope);
    }

    private void Count(int by)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns;)
            {
                Span<int> there = counts.Row(lowX + column, lowY + row);
                int length = Math.Min(there.Length, columns - column);
                ReadOnlySpan<byte> mine = states.AsSpan((row * columns) + column, length);
                for (int at = 0; at < mine.Length; at++)
                    there[at] += mine[at] == (byte)CellState.Inside ? by : 0;
                column += length;
            }
        }
    }

    private bool IsCoveredByOthers()
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns;)
            {
                ReadOnlySpan<int> there = counts.Row(lowX + column, lowY + row);
                int length = Math.Min(there.Length, columns - column);
                ReadOnlySpan<byte> mine = states.AsSpan((row * columns) + column, length);
                for (int at = 0; at < mine.Length; at++)
                {
                    if (mine[at] != (byte)CellState.Outside && there[at] < Cover + (mine[at] == (byte)CellState.Inside ? 1 : 0))
                        return false;
                }

                column += length;
            }
        }

        return true;
    }

    private long Floor(long at) => (at / cell) - (at % cell < 0 ? 1 : 0);

    private readonly record struct Candidate(int Feature, LatticeBox Box)
    {
        public long Side => Math.Max(Box.MaxX - Box.MinX, Box.MaxY - Box.MinY);

        /// <summary>Ground of the box.</summary>
        public double Cells => (double)(Box.MaxX - Box.MinX) * (Box.MaxY - Box.MinY);
    }

    /// <summary>Counts by cell, kept where there are any, in squares of cells.</summary>
    private sealed class CoverCounts
    {
        private const int Across = 64;

        private readonly Dictionary<(long Column, long Row), int[]> squares = [];

        public void Clear() => squares.Clear();

        /// <summary>The counts from a cell to the end of its row in its square.</summary>
        public Span<int> Row(long column, long row)
        {
            (long, long) key = (column >> 6, row >> 6);
            ref int[]? square = ref CollectionsMarshal.GetValueRefOrAddDefault(squares, key, out _);
            square ??= new int[Across * Across];
            int first = (int)(column & (Across - 1));
            return square.AsSpan((int)((row & (Across - 1)) * Across) + first, Across - first);
        }
    }
}

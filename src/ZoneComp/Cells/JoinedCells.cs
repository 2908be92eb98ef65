namespace ZoneComp.Cells;

/// <summary>The cells of several sortings put together: as small as the smallest that any has there, and cut further while they are too
/// large over all.</summary>
/// <remarks>A cell that is cut here keeps the segments of the larger one; who loads it takes its part out of them.</remarks>
/// <param name="edges">By cell of any width.</param>
internal sealed class JoinedCells(long maxCellEdges, IReadOnlyDictionary<CellKey, long> edges)
{
    private readonly Dictionary<CellKey, List<Segment>> sorted = [];
    private readonly HashSet<CellKey> cut = [];

    public void Add(IEnumerable<StoredCell> cells, Func<Segment, Segment> joined)
    {
        foreach (StoredCell cell in cells)
        {
            if (!sorted.TryGetValue(cell.Key, out List<Segment>? segments))
                sorted.Add(cell.Key, segments = []);
            segments.AddRange(cell.Segments.Select(joined));
            for (CellKey key = cell.Key; key.Shift < CellKey.LargestShift;)
                cut.Add(key = new CellKey(key.Shift + 1, key.Column >> 1, key.Row >> 1));
        }
    }

    /// <summary>Cells by key.</summary>
    /// <param name="coarse">Segments that were sorted for a larger cell than the one that has them: whole zones of several cells may be in
    /// them.</param>
    public IReadOnlyList<StoredCell> Joined(out IReadOnlyCollection<Segment> coarse)
    {
        var cells = new List<StoredCell>();
        var larger = new List<Segment>();
        foreach (CellKey key in sorted.Keys.Concat(cut).Where(key => key.Shift == CellKey.LargestShift).Distinct())
            Visit(key, []);
        coarse = [.. larger.Distinct().OrderBy(segment => (segment.Source, segment.FirstNumber))];
        return [.. cells.OrderBy(cell => cell.Key)];

        void Visit(CellKey key, IReadOnlyList<Segment> inherited)
        {
            Segment[] segments = [.. inherited, .. sorted.GetValueOrDefault(key, [])];
            long its = edges.GetValueOrDefault(key);
            if (cut.Contains(key) || (its > maxCellEdges && key.Shift > CellKey.SmallestShift))
            {
                foreach (CellKey quarter in key.Quarters())
                    Visit(quarter, segments);
            }
            else if (segments.Length > 0)
            {
                larger.AddRange(segments.Where(segment => segment.Shift > key.Shift));
                cells.Add(new StoredCell(key, its, [.. segments.OrderBy(segment => (segment.Source, segment.FirstNumber))]));
            }
        }
    }
}

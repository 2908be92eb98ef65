namespace ZoneComp.Cells;

/// <summary>A cell while it is sorted into.</summary>
internal sealed class SortedCell
{
    private readonly List<Segment> segments = [];

    /// <summary>Of the cell and of its parts, where it is cut.</summary>
    public long Edges { get; set; }

    /// <summary>Whether it was too large, so that what comes goes to its quarters.</summary>
    public bool IsCut { get; private set; }

    /// <param name="maxEdges">With more the cell is cut.</param>
    public void Add(Segment segment, long maxEdges)
    {
        segments.Add(segment);
        Edges += segment.Edges;
        IsCut |= Edges > maxEdges;
    }

    /// <summary>What is still to be cut; asked for once.</summary>
    public Segment[] TakeSegments()
    {
        Segment[] taken = [.. segments];
        segments.Clear();
        return taken;
    }

    /// <summary>With its segments in the order of the features' numbers.</summary>
    public StoredCell Stored(CellKey key) => new(key, Edges, [.. segments.OrderBy(segment => (segment.Source, segment.FirstNumber))]);
}

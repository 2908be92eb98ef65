namespace ZoneComp.Cells;

/// <summary>What fits the memory that a run may use.</summary>
/// <param name="HeldVertices">Vertices of zones held while reading before they go to disk; two such batches may be in memory, each sorted
/// once more.</param>
/// <param name="CellEdges">Edges of a cell above which it is cut in four.</param>
internal sealed record MemoryPlan(int HeldVertices, long CellEdges)
{
    public const long DefaultBytes = 4L << 30;

    /// <summary>Program, runtime, regions and tables, about.</summary>
    private const long FixedBytes = 400L << 20;

    /// <summary>A batch's vertex costs some 11 bytes as read and as sorted, twice over; the same again until the collector comes.</summary>
    private const int BytesPerHeldVertex = 100;

    /// <summary>A cell's edge costs some 70 bytes while it is loaded, indexed and walked, and again until the collector comes.</summary>
    private const int BytesPerCellEdge = 150;

    private const int MaxHeldVertices = 4_000_000;
    private const long MaxCellEdges = 1_000_000;
    private const int LeastVertices = 100_000;

    /// <summary>What is left for zones that stay in memory, bytes; without limit where none was given.</summary>
    public long KeptBytes { get; private init; } = long.MaxValue;

    /// <summary>Threads that may measure cells while others read and sort; none where there is no room for that, or the room is for zones
    /// that stay in memory.</summary>
    public int ThreadsWhileReading { get; private init; }

    /// <summary>As given; null without limit.</summary>
    public long? MemoryBytes { get; private init; }

    /// <summary>For what no plan foresees, such as results of many combinations.</summary>
    public static UserErrorException TooLittle(long memoryBytes, OutOfMemoryException error) => new(
        $"--memory: {memoryBytes >> 20} MiB are not enough for this run: give more memory or fewer threads (--threads)",
        $"--memory：{memoryBytes >> 20} MiB 不足以完成本次运行：请增大内存或减少线程（--threads）",
        error);

    /// <param name="keepsZones">Whether zones stay in memory besides, for which half is left.</param>
    /// <exception cref="UserErrorException">Too little to work with.</exception>
    public static MemoryPlan For(long? memoryBytes, int threads, bool keepsZones = false)
    {
        long free = ((memoryBytes ?? DefaultBytes) - FixedBytes) / (keepsZones ? 2 : 1);
        long held = free / BytesPerHeldVertex, cell = free / (BytesPerCellEdge * (long)threads);
        if (held < LeastVertices || cell < LeastVertices)
        {
            long needed = FixedBytes + (LeastVertices * (long)BytesPerCellEdge * threads * (keepsZones ? 2 : 1));
            throw new UserErrorException(
                $"--memory: {threads} thread(s) need {(needed >> 20) + 1} MiB at least; give more memory or fewer threads",
                $"--memory：{threads} 个线程至少需要 {(needed >> 20) + 1} MiB；请增大内存或减少线程");
        }

        var plan = new MemoryPlan((int)Math.Min(held, MaxHeldVertices), Math.Min(cell, MaxCellEdges));
        long reading = plan.HeldVertices * (long)BytesPerHeldVertex, measuring = plan.CellEdges * BytesPerCellEdge;
        int meanwhile = keepsZones ? 0 : (int)Math.Clamp((free - reading) / measuring, 0, threads - 1);
        long used = Math.Max(reading + (measuring * meanwhile), measuring * threads);
        plan = plan with { ThreadsWhileReading = meanwhile };
        return memoryBytes is { } bytes ? plan with { MemoryBytes = bytes, KeptBytes = bytes - FixedBytes - used } : plan;
    }

    /// <summary>For shards: cells must be cut alike on every machine, whatever its memory.</summary>
    /// <exception cref="UserErrorException">Too little memory for the threads.</exception>
    public static MemoryPlan ForShards(long? memoryBytes, int threads)
    {
        long needed = FixedBytes + (MaxCellEdges * BytesPerCellEdge * threads);
        if (memoryBytes < needed)
        {
            throw new UserErrorException(
                $"--memory: a shard with {threads} thread(s) needs {(needed >> 20) + 1} MiB; give more memory or fewer threads",
                $"--memory：{threads} 个线程的分片需要 {(needed >> 20) + 1} MiB；请增大内存或减少线程");
        }

        MemoryPlan plan = For(memoryBytes ?? Math.Max(DefaultBytes, needed), threads);
        return memoryBytes is null ? plan with { MemoryBytes = null, KeptBytes = long.MaxValue } : plan;
    }
}

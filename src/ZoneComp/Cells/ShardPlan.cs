namespace ZoneComp.Cells;

/// <summary>Which shard measures which cells: the same on every machine, balanced by edges.</summary>
internal static class ShardPlan
{
    /// <summary>The largest cell first, each to the shard with the least so far.</summary>
    /// <param name="shard">1 to <paramref name="of"/>.</param>
    public static IReadOnlyList<StoredCell> CellsOf(GroundManifest manifest, int shard, int of)
    {
        var loads = new PriorityQueue<int, (long Edges, int Shard)>();
        for (int number = 1; number <= of; number++)
            loads.Enqueue(number, (0, number));
        var own = new List<StoredCell>();
        foreach (StoredCell cell in manifest.Cells.OrderByDescending(cell => cell.Edges).ThenBy(cell => cell.Key))
        {
            _ = loads.TryDequeue(out int number, out (long Edges, int Shard) load);
            loads.Enqueue(number, (load.Edges + cell.Edges, number));
            if (number == shard)
                own.Add(cell);
        }

        return own;
    }
}

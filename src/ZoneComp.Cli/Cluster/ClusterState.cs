namespace ZoneComp.Cli.Cluster;

/// <summary>How far a run is, by its files and their checksums; the scheduler's word counts for nothing.</summary>
/// <param name="Unsorted">Pieces of the layers that are still to be sorted.</param>
/// <param name="IsPrepared">Whether the ground that all shards read is there.</param>
/// <param name="Done">Shards whose part is there, whole.</param>
/// <param name="Missing">The others.</param>
/// <param name="Damaged">Those of the missing ones whose part is there, but not whole or of another run.</param>
/// <param name="IsMerged">Whether the results are there.</param>
internal sealed record ClusterState(
    IReadOnlyList<int> Unsorted, bool IsPrepared, IReadOnlyList<int> Done, IReadOnlyList<int> Missing, IReadOnlyList<int> Damaged,
    bool IsMerged)
{
    public static ClusterState Of(ClusterPlan plan, ClusterFolder folder)
    {
        PartsState parts = Cells.Parts.Look(folder.Parts, plan.Sorts, plan.Shards);
        bool merged = parts.Missing.Count == 0 && File.Exists(Path.Combine(folder.Results, "run.json"));
        return new ClusterState(parts.Unsorted, parts.HasGround, parts.Done, parts.Missing, parts.Damaged, merged);
    }
}

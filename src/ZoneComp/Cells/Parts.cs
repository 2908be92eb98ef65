namespace ZoneComp.Cells;

/// <summary>What a folder of parts says of its run.</summary>
public static class Parts
{
    /// <summary>The policy that the parts were made from, where it lay then.</summary>
    /// <exception cref="UserErrorException">The parts are not complete, or the policy is not there.</exception>
    public static string PolicyOf(string folder)
    {
        string policy = PartSet.Open(folder).Policy;
        return File.Exists(policy) ? policy : throw new UserErrorException(
            $"{policy}, from which the parts were made, is not there: say where it lies (--policy)",
            $"生成分片所用的测算方案 {policy} 不存在：请用 --policy 指明位置");
    }

    /// <summary>Which parts of a run are there; for one that may still be going on.</summary>
    /// <param name="pieces">Pieces that the layers are sorted in.</param>
    public static PartsState Look(string folder, int pieces, int shards)
    {
        List<int> sorted =
        [
            .. Enumerable.Range(1, pieces)
                .Where(piece => SortPiece.HashOf(Path.Combine(folder, SortPiece.NameOf(piece, pieces))) is not null),
        ];
        string? ground = GroundFolder.HashIn(folder);
        List<int> done = [], missing = [], damaged = [];
        for (int shard = 1; shard <= shards; shard++)
        {
            string path = Path.Combine(folder, PartFile.NameOf(shard, shards));
            PartHeader? header = PartFile.TryReadHeader(path);
            bool whole = header is not null && header.Ground == ground;
            (whole ? done : missing).Add(shard);
            if (!whole && File.Exists(path))
                damaged.Add(shard);
        }

        return new PartsState(
            ground is not null ? [] : [.. Enumerable.Range(1, pieces).Except(sorted)],
            ground is not null,
            done,
            missing,
            damaged);
    }
}

/// <param name="Unsorted">Pieces of the layers that are not sorted yet, or not whole.</param>
/// <param name="HasGround">Whether what all shards read is there.</param>
/// <param name="Done">Shards whose part is there, whole.</param>
/// <param name="Missing">The others.</param>
/// <param name="Damaged">Those of the missing ones whose part is there, but damaged or of another run.</param>
public sealed record PartsState(
    IReadOnlyList<int> Unsorted, bool HasGround, IReadOnlyList<int> Done, IReadOnlyList<int> Missing, IReadOnlyList<int> Damaged);

namespace ZoneComp.Cells;

/// <summary>The parts of all shards of one run, each whole, none missing.</summary>
internal sealed class PartSet
{
    private readonly IReadOnlyList<(string Path, PartHeader Header)> parts;

    private PartSet(string folder, IReadOnlyList<(string Path, PartHeader Header)> parts)
    {
        Folder = folder;
        this.parts = parts;
    }

    public string Folder { get; }

    /// <summary>The policy of all parts, as a full path on the machine that made the first.</summary>
    public string Policy => parts[0].Header.Policy;

    /// <summary>Pieces that the layers were sorted in.</summary>
    public int SortPieces => parts[0].Header.SortPieces;

    /// <exception cref="UserErrorException">No part, a damaged one, parts of different runs, a shard missing.</exception>
    public static PartSet Open(string folder, bool trace)
    {
        PartSet set = Open(folder);
        return trace && set.parts.Any(part => !part.Header.Trace)
            ? throw Refused(
                folder,
                "the parts were made without --pieces, and this run needs the areas by feature",
                "分片未带 --pieces 生成，而本次运行需要按图斑的面积")
            : set;
    }

    /// <exception cref="UserErrorException">No part, a damaged one, parts of different runs, a shard missing.</exception>
    public static PartSet Open(string folder)
    {
        if (!Directory.Exists(folder))
            throw Refused(folder, "there is no such folder", "目录不存在");
        var parts = new List<(string Path, PartHeader Header)>();
        foreach (string path in Directory.EnumerateFiles(folder, "*" + PartFile.Extension).Order(StringComparer.Ordinal))
        {
            if (PartFile.TryReadHeader(path) is not { } header)
                throw Refused(
                    folder,
                    $"{Path.GetFileName(path)} is damaged: delete it and run its shard again",
                    $"{Path.GetFileName(path)} 已损坏：请删除后重新运行该分片");
            parts.Add((path, header));
        }

        if (parts.Count == 0)
            throw Refused(folder, "there is no part in it", "其中没有分片文件");
        PartHeader first = parts[0].Header;
        foreach ((string path, PartHeader header) in parts)
        {
            if (header.Of != first.Of || header.Ground != first.Ground || header.Trace != first.Trace)
            {
                throw Refused(
                    folder,
                    $"{Path.GetFileName(path)} is of another run than {Path.GetFileName(parts[0].Path)}: other inputs, policy, options, "
                        + $"program or number of shards",
                    $"{Path.GetFileName(path)} 与 {Path.GetFileName(parts[0].Path)} 不属于同一次运行：数据、测算方案、选项、程序或分片数不同");
            }
        }

        int[] missing = [.. Enumerable.Range(1, first.Of).Except(parts.Select(part => part.Header.Shard))];
        if (missing.Length > 0)
        {
            string which = string.Join(", ", missing);
            throw Refused(folder, $"of {first.Of} shards these are missing: {which}", $"{first.Of} 个分片中缺少：{which}");
        }

        if (parts.Count > first.Of)
            throw Refused(folder, "a shard is there twice", "有分片重复");
        return new PartSet(folder, parts);
    }

    /// <summary>Makes sure that the parts were measured on this ground, every cell once.</summary>
    public void RequireGround(string hash, GroundManifest manifest)
    {
        if (parts[0].Header.Ground != hash)
        {
            throw Refused(
                Folder,
                "the inputs, the policy or the program have changed since the parts were made: run all shards again",
                "分片生成之后数据、测算方案或程序已改动：请重新运行全部分片");
        }

        if (parts.Sum(part => part.Header.Cells) != manifest.Cells.Count)
            throw new InvalidOperationException(
                $"The parts have {parts.Sum(part => part.Header.Cells)} cells, the ground {manifest.Cells.Count}.");
    }

    public IEnumerable<(CellKey Key, byte[] Sums)> Sums() => parts.SelectMany(part => PartFile.Read(part.Path));

    private static UserErrorException Refused(string folder, string en, string zh) =>
        new($"cannot merge {folder}: {en}", $"无法合并 {folder}：{zh}");
}

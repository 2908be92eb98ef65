namespace ZoneComp.Cells;

/// <summary>All pieces of one run's sorting, each whole, none missing.</summary>
internal sealed class PieceSet
{
    private PieceSet(IReadOnlyList<string> paths, IReadOnlyList<SortPiece> pieces, IReadOnlyList<string> hashes)
    {
        Paths = paths;
        Pieces = pieces;
        Hashes = hashes;
    }

    public IReadOnlyList<string> Paths { get; }

    public IReadOnlyList<SortPiece> Pieces { get; }

    public IReadOnlyList<string> Hashes { get; }

    /// <summary>By piece, one after another: the stretches of all sources, in the policy's order.</summary>
    public IEnumerable<StoredStretch> Stretches => Pieces.SelectMany(piece => piece.Stretches);

    /// <summary>The pieces in a folder; null where there is none.</summary>
    /// <exception cref="UserErrorException">A damaged one, pieces of different runs, a piece missing, files that differ between the
    /// machines.</exception>
    public static PieceSet? TryOpen(string folder, PolicyFile policy)
    {
        string[] paths = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*" + SortPiece.Extension).Order(StringComparer.Ordinal)]
            : [];
        if (paths.Length == 0)
            return null;
        double from = InputPreparation.PlaneOf(policy).FromLongitudeDeg;
        var pieces = new List<SortPiece>();
        var hashes = new List<string>();
        foreach (string path in paths)
        {
            string name = Path.GetFileName(path);
            if (SortPiece.TryRead(path) is not { } read)
                throw Refused(folder, $"{name} is damaged: delete it and sort its piece again", $"{name} 已损坏：请删除后重新排序该块");
            if (read.Piece.Program != GroundFolder.ProgramId)
                throw Refused(folder, $"{name} was made by another version of the program", $"{name} 由其他版本的程序生成");
            if (read.Piece.PolicySha256 != policy.Sha256)
                throw Refused(folder, $"{name} was made from another policy, or the policy has changed", $"{name} 由其他测算方案生成，或测算方案已改动");
            if (read.Piece.FromLongitudeDeg != from)
                throw Refused(folder, $"{name} was made with regions on the other side of 180 degrees", $"生成 {name} 时区域位于 180 度经线的另一侧");
            if (pieces.Count > 0 && read.Piece.Of != pieces[0].Of)
                throw Refused(
                    folder,
                    $"{name} is one of {read.Piece.Of} pieces, {Path.GetFileName(paths[0])} one of {pieces[0].Of}: delete those that are "
                        + $"not wanted",
                    $"{name} 共 {read.Piece.Of} 块，{Path.GetFileName(paths[0])} 共 {pieces[0].Of} 块：请删除不需要的");
            pieces.Add(read.Piece);
            hashes.Add(read.Hash);
        }

        int[] missing = [.. Enumerable.Range(1, pieces[0].Of).Except(pieces.Select(piece => piece.Piece))];
        if (missing.Length > 0)
        {
            string which = string.Join(", ", missing);
            throw Refused(
                folder,
                $"of {pieces[0].Of} pieces of the sorting these are missing: {which}",
                $"排序的 {pieces[0].Of} 块中缺少：{which}");
        }

        if (pieces.Count > pieces[0].Of)
            throw Refused(folder, "a piece of the sorting is there twice", "排序有块重复");
        var set = new PieceSet(paths, pieces, hashes);
        set.RequireSameFiles(folder);
        set.RequireWholeSources(folder);
        return set;
    }

    /// <summary>The inputs as they were when the pieces were made, with digests; by path each once.</summary>
    public IReadOnlyList<FileStamp> Inputs =>
        [.. Stretches.Where(stretch => stretch.IsFirst).SelectMany(stretch => stretch.Files).DistinctBy(stamp => stamp.Path)];

    /// <summary>Pieces of one file must have read the same file: its digest was made by one of them only.</summary>
    private void RequireSameFiles(string folder)
    {
        var known = new Dictionary<string, (FileStamp Stamp, int Piece)>(StringComparer.Ordinal);
        foreach ((FileStamp stamp, int piece) in Pieces.SelectMany(piece =>
            piece.Stretches.SelectMany(stretch => stretch.Files).Select(stamp => (stamp, piece.Piece))))
        {
            (FileStamp first, int where) = known.TryGetValue(stamp.Path, out (FileStamp, int) there)
                ? there
                : known[stamp.Path] = (stamp, piece);
            if (first.Size == stamp.Size && first.WrittenTicks == stamp.WrittenTicks)
                continue;
            throw Refused(
                folder,
                $"{stamp.Path} was not the same file for piece {where} and piece {piece} (size or time of writing): give every machine "
                    + $"the same file, with its time kept (cp -p), and sort one of them again",
                $"第 {where} 块与第 {piece} 块读取的 {stamp.Path} 不是同一文件（大小或修改时间不同）：请保证各机器文件一致并保留修改时间（cp -p），再重新排序其中一块");
        }
    }

    private void RequireWholeSources(string folder)
    {
        foreach (IGrouping<int, StoredStretch> source in Stretches.GroupBy(stretch => stretch.Source))
        {
            StoredStretch[] own = [.. source];
            bool whole = own[0] is { IsFirst: true, From: 0 } && own[^1].To == own[^1].Records;
            for (int index = 1; index < own.Length; index++)
                whole &= own[index].From == own[index - 1].To && !own[index].IsFirst;
            if (!whole)
                throw Refused(
                    folder,
                    $"the pieces do not make up all of {own[0].File}: it has changed between them",
                    $"各块未能组成完整的 {own[0].File}：其间文件已改动");
        }
    }

    private static UserErrorException Refused(string folder, string en, string zh) =>
        new($"cannot use {folder}: {en}", $"不能使用 {folder}：{zh}");
}

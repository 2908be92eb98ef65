namespace ZoneComp.Cells;

/// <summary>Which piece of the sorting reads which stretches of which sources: the same on every machine, balanced by bytes.</summary>
/// <remarks>
/// Pieces follow one another through the layers in the policy's order. A shapefile of polygons is divided wherever a piece ends, by its
/// records; other formats, and layers with
/// a buffer, are read as one.
/// </remarks>
internal static class SortPlan
{
    /// <summary>What a byte costs to be read, projected and sorted, and what to be hashed: measured, 6 and 0.6 ns of CPU.</summary>
    private const long ReadWeight = 1000, DigestWeight = 100;

    /// <param name="piece">1 to <paramref name="of"/>.</param>
    /// <exception cref="UserErrorException">A pattern that matches no file.</exception>
    public static IReadOnlyList<SourceStretch> StretchesOf(PolicyFile policy, int piece, int of)
    {
        (ZoneFile File, long Bytes)[] sources =
        [
            .. ZoneFile.Of(policy).Where(file => file.Source >= 0).Select(file => (file, Math.Max(1, BytesOf(file.Path)))),
        ];
        Int128 total = sources.Sum(source => source.Bytes) * (Int128)(ReadWeight + DigestWeight);
        Int128 begin = total * (piece - 1) / of, end = total * piece / of;
        var stretches = new List<SourceStretch>();
        Int128 start = 0;
        foreach ((ZoneFile file, long bytes) in sources)
        {
            long from = CutAt(file, bytes, begin - start), to = CutAt(file, bytes, end - start);
            if (from < to)
                stretches.Add(new SourceStretch(file, from, to == bytes ? null : to, from == 0, from > 0 || to < bytes));
            start += bytes * (Int128)(ReadWeight + DigestWeight);
        }

        return stretches;
    }

    /// <summary>Byte of the file at which what lies before a place in its weight ends; the digests are made at its beginning.</summary>
    private static long CutAt(ZoneFile file, long bytes, Int128 weight)
    {
        if (!IsDividable(file))
            return weight * 2 > bytes * (Int128)(ReadWeight + DigestWeight) ? bytes : 0;
        return (long)Int128.Clamp((weight - (bytes * (Int128)DigestWeight)) / ReadWeight, 0, bytes);
    }

    private static bool IsDividable(ZoneFile file) =>
        !file.Layer.IsShaped && Path.GetExtension(file.Path).Equals(".shp", StringComparison.OrdinalIgnoreCase);

    private static long BytesOf(string path) =>
        File.Exists(path) ? new FileInfo(path).Length
        : Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
        : 0;
}

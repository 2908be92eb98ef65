namespace ZoneComp.Files;

/// <summary>Holds results that something is computed from against the digests that their run recorded: an exchanged table must not become
/// a number.</summary>
internal static class UntouchedResults
{
    /// <summary>Whether a run's record lies in the folder.</summary>
    public static bool HasRecord(string folder) => File.Exists(Path.Combine(folder, ManifestJson.FileName));

    /// <summary>Holds run.json against SHA256SUMS, and every table that run.json lists against its digest there.</summary>
    /// <param name="withPieces">Whether pieces.parquet is taken too.</param>
    /// <exception cref="UserErrorException">A file is not as the run wrote it; it is named.</exception>
    public static void Require(string folder, bool withPieces = false)
    {
        RunManifest manifest = RunFolder.Manifest(folder);
        RequireRecord(folder);
        foreach (FileRecord table in manifest.Outputs ?? [])
        {
            string path = Path.Combine(folder, table.Path);
            if (!table.Path.EndsWith(".parquet", StringComparison.Ordinal) || (!withPieces && table.Path == "pieces.parquet"))
                continue;
            if (!File.Exists(path))
                throw Touched(path, new LocalText("is gone", "已缺失"));
            if (ChecksumFile.Digest(path) != table.Sha256)
                throw Touched(
                    path,
                    new LocalText("is not as the run wrote it (its digest is not the one in run.json)", "与运行写出时不同（摘要与 run.json 所记不符）"));
        }
    }

    /// <summary>Holds run.json alone against SHA256SUMS.</summary>
    /// <exception cref="UserErrorException">It is not as the run wrote it, or nothing tells.</exception>
    public static void RequireRecord(string folder)
    {
        string sums = Path.Combine(folder, ChecksumFile.FileName), record = Path.Combine(folder, ManifestJson.FileName);
        if (!PlainFile.Is(sums) || ChecksumFile.Read(File.ReadAllText(sums)) is not { } said)
            throw Touched(sums, new LocalText("is gone or does not read", "缺失或无法读取"));
        if (said.GetValueOrDefault(ManifestJson.FileName) != ChecksumFile.Digest(record))
            throw Touched(
                record,
                new LocalText("is not as the run wrote it (its digest is not the one in SHA256SUMS)", "与运行写出时不同（摘要与 SHA256SUMS 所记不符）"));
    }

    private static UserErrorException Touched(string path, LocalText what) => new(
        $"{path}: {what.En}, so nothing was computed from it. Bring the file back or make the run again (zonecomp verify tells all; "
            + $"allocate --accept-touched computes all the same)",
        $"{path}：{what.Zh}，未据此计算。请恢复该文件或重新运行（zonecomp verify 可列出全部改动；allocate --accept-touched 可仍然计算）");
}

namespace ZoneComp.Provenance;

/// <summary>How one file of a repeated run compares with the one that run.json records.</summary>
public enum RepeatedFile
{
    /// <summary>The same bytes.</summary>
    Same,

    /// <summary>A table with the same values in every column and row; only what it says of its making differs (another version of the
    /// program).</summary>
    SameValues,

    Different,

    /// <summary>The first run wrote it, the second did not.</summary>
    Missing,

    /// <summary>The second run wrote it, the first did not.</summary>
    New,
}

/// <param name="Tool">Version and commit of the program that made the first run, and of this one, where they are not the same; null where
/// they are.</param>
/// <param name="Files">By path, ordinal; without run.json and SHA256SUMS, which tell times and machine.</param>
public sealed record RepeatReport(string WrittenTo, LocalText? Tool, IReadOnlyList<(string Path, RepeatedFile Comparison)> Files)
{
    public bool IsIdentical => Files.All(file => file.Comparison == RepeatedFile.Same);
}

/// <summary>Repeats a run from its run.json: the policy as it kept it, the inputs where they were and as they were.</summary>
public static class RunRepeat
{
    /// <summary>The settings that repeat the run.</summary>
    /// <param name="output">Folder of the second run.</param>
    /// <param name="policyFolder">Where policy and inputs stand now; null for where they stood.</param>
    /// <exception cref="UserErrorException">The folder holds no run, or an input changed or is gone.</exception>
    public static RunSettings SettingsFor(string results, string output, string? policyFolder)
    {
        RunManifest manifest = RunFolder.Manifest(results);
        UntouchedResults.RequireRecord(results);
        string folder = RecordedInputs.FolderOf(manifest, results, policyFolder);
        if (Path.GetFullPath(output) == Path.GetFullPath(results))
        {
            throw new UserErrorException(
                $"{output}: is the run that shall be repeated; name another folder with -o",
                $"{output}：正是要重复的结果；请用 -o 指定其他目录");
        }

        bool isFromEarlier = Setting(manifest, "areas_from") == "earlier run";
        RecordedInputs.RequireUnchanged(manifest, folder, input => !isFromEarlier || !RunFolder.IsMap(input));
        string policyPath = Path.Combine(folder, manifest.Policy.Path);
        bool isThere = File.Exists(policyPath) && ChecksumFile.Digest(policyPath) == manifest.Policy.Sha256;
        return new RunSettings
        {
            PolicyPath = policyPath,
            PolicyText = isThere ? null : RunFolder.PolicyText(manifest),
            OutputPath = output,
            WithPieces = Setting(manifest, "pieces") == "true",
            OverlayOnly = Setting(manifest, "overlay_only") == "true",
            Language = Setting(manifest, "language") == "en" ? Language.English : Language.Chinese,
            CombinationsFrom = isFromEarlier ? manifest.Call?.CombinationsFrom : null,
        };
    }

    /// <summary>File by file, the second run against what run.json of the first one records.</summary>
    public static RepeatReport Compare(string results, string repeated)
    {
        RunManifest first = RunFolder.Manifest(results), second = RunFolder.Manifest(repeated);
        Dictionary<string, FileRecord> recorded = first.Outputs!.ToDictionary(file => file.Path, StringComparer.Ordinal);
        Dictionary<string, FileRecord> written = second.Outputs!.ToDictionary(file => file.Path, StringComparer.Ordinal);
        string was = $"{first.Tool.Version} {first.Tool.Commit}".TrimEnd(), now = $"{second.Tool.Version} {second.Tool.Commit}".TrimEnd();
        return new RepeatReport(
            repeated,
            was == now ? null : new LocalText($"the first run was made by version {was}, this one by {now}", $"原运行由版本 {was} 生成，本次为 {now}"),
            [.. recorded.Keys.Union(written.Keys).Order(StringComparer.Ordinal).Select(path => (path, Compared(path)))]);

        RepeatedFile Compared(string path)
        {
            if (!written.TryGetValue(path, out FileRecord? again))
                return RepeatedFile.Missing;
            if (!recorded.TryGetValue(path, out FileRecord? before))
                return RepeatedFile.New;
            if (before.Sha256 == again.Sha256)
                return RepeatedFile.Same;
            return path.EndsWith(".parquet", StringComparison.Ordinal)
                && HaveSameValues(Path.Combine(results, path), Path.Combine(repeated, path))
                ? RepeatedFile.SameValues
                : RepeatedFile.Different;
        }
    }

    private static bool HaveSameValues(string one, string other)
    {
        if (!File.Exists(one))
            return false;
        try
        {
            using ParquetFile first = ParquetFile.Open(one), second = ParquetFile.Open(other);
            return first.RowCount == second.RowCount
                && first.Columns.Select(column => (column.Name, column.Type))
                    .SequenceEqual(second.Columns.Select(column => (column.Name, column.Type)))
                && first.Columns.All(column =>
                    first.Column(column.Name).Values().SequenceEqual(second.Column(column.Name).Values(), SameValue.Comparer));
        }
        catch (ParquetException)
        {
            return false;
        }
    }

    private static string? Setting(RunManifest manifest, string name) =>
        manifest.Settings.FirstOrDefault(setting => setting.Name == name)?.Value;

    private sealed class SameValue : IEqualityComparer<object?>
    {
        public static readonly SameValue Comparer = new();

        public new bool Equals(object? one, object? other) => (one, other) switch
        {
            (byte[] bytes, byte[] others) => bytes.AsSpan().SequenceEqual(others),
            _ => object.Equals(one, other),
        };

        public int GetHashCode(object? value) => 0; // only compared, never looked up
    }
}

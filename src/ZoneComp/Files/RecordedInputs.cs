namespace ZoneComp.Files;

/// <summary>The inputs that run.json names, looked for where they were.</summary>
internal static class RecordedInputs
{
    /// <summary>Folder that the recorded paths start from: the stated one, else the policy's folder as run.json tells it.</summary>
    /// <exception cref="UserErrorException">run.json does not tell, and none was stated.</exception>
    public static string FolderOf(RunManifest manifest, string results, string? stated) =>
        stated ?? manifest.Call?.PolicyFolder ?? throw new UserErrorException(
            $"{results}: run.json does not tell in which folder the policy stood; name it with --policy-folder",
            $"{results}：run.json 未记录测算方案所在目录；请用 --policy-folder 指定");

    /// <summary>Those that are not there, or not as they were.</summary>
    public static IReadOnlyList<TouchedFile> Changed(RunManifest manifest, string folder, Predicate<InputRecord>? which = null)
    {
        List<TouchedFile> changed = [];
        foreach (FileRecord file in manifest.Inputs.Where(input => which is null || which(input))
            .SelectMany(input => input.Files)
            .DistinctBy(file => file.Path))
        {
            string path = Path.GetFullPath(Path.Combine(folder, file.Path));
            if (!File.Exists(path))
                changed.Add(new TouchedFile(path, new LocalText("not there", "不存在")));
            else if (new FileInfo(path).Length != file.Size || ChecksumFile.Digest(path) != file.Sha256)
                changed.Add(new TouchedFile(path, new LocalText("changed since the run", "运行之后已改变")));
        }

        return changed;
    }

    /// <exception cref="UserErrorException">An input changed or is gone; it names them.</exception>
    public static void RequireUnchanged(RunManifest manifest, string folder, Predicate<InputRecord>? which = null)
    {
        IReadOnlyList<TouchedFile> changed = Changed(manifest, folder, which);
        if (changed.Count == 0)
            return;
        string en = string.Join("; ", changed.Take(10).Select(file => $"{file.Path}: {file.What.En}")),
            zh = string.Join("；", changed.Take(10).Select(file => $"{file.Path}：{file.What.Zh}"));
        throw new UserErrorException(
            $"{changed.Count} input file(s) are not as they were: {en}. Bring them back, or name the folder where they are with "
                + $"--policy-folder",
            $"有 {changed.Count} 个输入文件与运行时不同：{zh}。请恢复这些文件，或用 --policy-folder 指定其所在目录");
    }
}

/// <param name="What">What is wrong with it: "changed", "gone", "not of this run".</param>
public sealed record TouchedFile(string Path, LocalText What);

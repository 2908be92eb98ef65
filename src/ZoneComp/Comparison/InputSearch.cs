namespace ZoneComp.Comparison;

/// <summary>Finds the folder that a finished run's input paths start from, and holds every file against its hash.</summary>
internal static class InputSearch
{
    /// <summary>More folders than this beside a result are not looked into.</summary>
    private const int MostFolders = 200;

    /// <param name="stated">As the user says; null to look where the policy was, in the results' parent folder, in the working folder, and
    /// in the folders in these two.</param>
    /// <returns>The folder with the fewest problems, the first of equals, and its problems.</returns>
    public static (string Folder, IReadOnlyList<LocalText> Problems) Find(string results, RunManifest manifest, string? stated)
    {
        (string Folder, IReadOnlyList<LocalText> Problems)? best = null;
        foreach (string folder in stated is null ? Candidates(results, manifest) : [Path.GetFullPath(stated)])
        {
            IReadOnlyList<LocalText> problems = Problems(folder, manifest);
            if (best is null || problems.Count < best.Value.Problems.Count)
                best = (folder, problems);
            if (problems.Count == 0)
                break;
        }

        return best!.Value;
    }

    /// <summary>Whether all of these files are below the folder as they were.</summary>
    public static bool AreThere(string folder, IEnumerable<FileRecord> files) =>
        files.All(file => File.Exists(Path.Combine(folder, file.Path)) && Differs(Path.Combine(folder, file.Path), file) is null);

    private static IEnumerable<string> Candidates(string results, RunManifest manifest)
    {
        string beside = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(results))) ?? Path.GetFullPath(results);
        string[] starts = [.. new[] { beside, Path.GetFullPath(".") }.Distinct(StringComparer.Ordinal)];
        return starts.Prepend(manifest.Call?.PolicyFolder ?? beside)
            .Concat(starts.SelectMany(start =>
                Directory.EnumerateDirectories(start, "*", new EnumerationOptions { IgnoreInaccessible = true })
            .Order(StringComparer.Ordinal).Take(MostFolders)));
    }

    private static List<LocalText> Problems(string folder, RunManifest manifest)
    {
        List<LocalText> problems = [];
        foreach (FileRecord file in manifest.Inputs.SelectMany(input => input.Files).DistinctBy(file => file.Path, StringComparer.Ordinal))
        {
            string path = Path.Combine(folder, file.Path);
            if (!File.Exists(path))
                problems.Add(new LocalText($"{file.Path} is not there", $"{file.Path} 不存在"));
            else if (Differs(path, file) is { } problem)
                problems.Add(problem);
        }

        return problems;
    }

    private static LocalText? Differs(string path, FileRecord file)
    {
        try
        {
            return new FileInfo(path).Length == file.Size && FolderContents.Describe(path, file.Path).Sha256 == file.Sha256
                ? null
                : new LocalText($"{file.Path} changed", $"{file.Path} 已改变");
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return new LocalText($"{file.Path} cannot be read ({unread.Message})", $"{file.Path} 无法读取（{unread.Message}）");
        }
    }
}

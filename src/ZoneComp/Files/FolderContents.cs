using System.Text.Json;

namespace ZoneComp.Files;

/// <summary>What lies in a results folder: hashes of what was written, and whether an old one may be replaced.</summary>
public static class FolderContents
{
    /// <summary>Path, hash and size of every file below the folder except run.json and SHA256SUMS; by path, ordinal.</summary>
    public static IReadOnlyList<FileRecord> Describe(string folder) =>
        [.. RelativeFiles(folder)
            .Where(path => path is not (ManifestJson.FileName or ChecksumFile.FileName))
            .Select(path => Describe(Path.Combine(folder, path), path))];

    /// <param name="name">The path that the record shall carry.</param>
    public static FileRecord Describe(string path, string name)
    {
        (string sha256, long length) = FileDigest.Of(path);
        return new FileRecord(name, sha256, length);
    }

    /// <summary>Throws a user error unless the folder is missing, empty, or holds nothing but what a run of ZoneComp wrote.</summary>
    internal static void RequireReplaceable(string folder)
    {
        if (File.Exists(folder))
            throw OutputErrors.IsAFile(folder);
        if (!Directory.Exists(folder))
            return;
        IReadOnlyList<string> there = Entries(folder);
        if (there.Count == 0)
            return;
        if (WrittenFiles(folder) is not { } written)
            throw OutputErrors.NotOurs(folder, there[0]);
        if (there.FirstOrDefault(path => !written.ContainsKey(path) && !IsSideFile(path)) is { } foreign)
            throw OutputErrors.ForeignFile(folder, foreign);
    }

    /// <summary>Files of the folder that another program holds open so that they cannot be replaced (Windows).</summary>
    internal static IReadOnlyList<string> HeldOpen(string folder) => [.. RelativeFiles(folder).Where(path => IsHeldOpen(Path.Combine(folder,
        path)))];

    private static bool IsHeldOpen(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Paths of all files below the folder, links among them, forward slashes, ordinal. Links to folders are not walked
    /// into.</summary>
    internal static IReadOnlyList<string> RelativeFiles(string folder) => [.. Entries(folder).Where(path => !path.EndsWith('/'))];

    /// <summary>As <see cref="RelativeFiles"/>, with folders that hold nothing, a slash behind their names.</summary>
    internal static IReadOnlyList<string> Entries(string folder) => [.. Below(folder, "").Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Below(string folder, string prefix)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            string path = prefix + entry.Name;
            if (entry is not DirectoryInfo { LinkTarget: null })
            {
                yield return path;
                continue;
            }

            bool isEmpty = true;
            foreach (string inner in Below(entry.FullName, path + "/"))
            {
                isEmpty = false;
                yield return inner;
            }

            if (isEmpty)
                yield return path + "/";
        }
    }

    /// <summary>Digest of each file that a run of ours wrote into the folder; "" where nothing there tells it. Null when the folder has no
    /// manifest of ours.</summary>
    internal static IReadOnlyDictionary<string, string>? WrittenFiles(string folder)
    {
        string record = Path.Combine(folder, ManifestJson.FileName), sums = Path.Combine(folder, ChecksumFile.FileName);
        try
        {
            if (!PlainFile.Is(record)
                || ManifestJson.Read(File.ReadAllText(record)) is not { Tool.Name: RunManifest.ToolName, Outputs: { } outputs })
                return null;
            Dictionary<string, string> written = outputs.ToDictionary(file => file.Path, file => file.Sha256, StringComparer.Ordinal);
            written[ManifestJson.FileName] = "";
            string text = PlainFile.Is(sums) ? File.ReadAllText(sums) : "";
            IReadOnlyDictionary<string, string> said = ChecksumFile.Read(text) ?? new Dictionary<string, string>();
            foreach (string path in written.Keys.Where(said.ContainsKey).ToArray())
                written[path] = said[path];
            written[ChecksumFile.FileName] = text == ChecksumFile.Text(written) ? "" : "not as it was written";
            return written;
        }
        catch (Exception error) when (error is JsonException or FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What QGIS, Excel, LibreOffice and file managers leave beside a file that was looked at.</summary>
    internal static bool IsSideFile(string path)
    {
        string name = Path.GetFileName(path);
        return name is ".DS_Store" or "Thumbs.db" or "desktop.ini"
            || name.EndsWith("-wal", StringComparison.Ordinal) || name.EndsWith("-shm", StringComparison.Ordinal)
            || name.EndsWith("-journal", StringComparison.Ordinal) || name.EndsWith(".aux.xml", StringComparison.Ordinal)
            || name.EndsWith(".qgz~", StringComparison.Ordinal) || name.EndsWith(".qgd", StringComparison.Ordinal)
            || name.StartsWith(".~lock.", StringComparison.Ordinal) || name.StartsWith("~$", StringComparison.Ordinal);
    }
}

using System.Text.Json;
using ZoneComp.Model;
using ZoneComp.Provenance;

namespace ZoneComp.Outputs.Files;

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
        IReadOnlyList<string> files = RelativeFiles(folder);
        if (files.Count == 0)
            return;
        HashSet<string>? written = WrittenFiles(Path.Combine(folder, ManifestJson.FileName));
        if (written is null)
            throw OutputErrors.NotOurs(folder, files[0]);
        if (files.FirstOrDefault(path => !written.Contains(path) && !IsSideFile(path)) is { } foreign)
            throw OutputErrors.ForeignFile(folder, foreign);
    }

    /// <summary>Files of the folder that another program holds open so that they cannot be replaced (Windows).</summary>
    internal static IReadOnlyList<string> HeldOpen(string folder) => [.. RelativeFiles(folder).Where(path => IsHeldOpen(Path.Combine(folder, path)))];

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

    /// <summary>Paths of all files below the folder, forward slashes, ordinal.</summary>
    internal static IReadOnlyList<string> RelativeFiles(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    /// <summary>Null when there is no manifest of ours.</summary>
    private static HashSet<string>? WrittenFiles(string manifestPath)
    {
        try
        {
            RunManifest manifest = ManifestJson.Read(File.ReadAllText(manifestPath));
            if (manifest.Tool.Name != RunManifest.ToolName || manifest.Outputs is null)
                return null;
            return [ManifestJson.FileName, ChecksumFile.FileName, .. manifest.Outputs.Select(file => file.Path)];
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

using System.Globalization;

namespace ZoneComp.Files;

/// <summary>What lay in earlier results otherwise than their run wrote it, and where it was kept.</summary>
/// <param name="Folder">Full path, beside the results: <c>OUT.kept-1</c>.</param>
/// <param name="Files">Paths as they were in the results; a folder has a slash behind its name.</param>
public sealed record KeptFiles(string Folder, IReadOnlyList<string> Files);

/// <summary>Takes old results away: files that are as their run wrote them, by their digests, are deleted; all else is kept
/// beside.</summary>
internal static class OldResults
{
    /// <param name="old">The folder, out of its place already.</param>
    /// <param name="target">The place of the results, beside which things are kept.</param>
    /// <returns>Null when nothing was anybody's.</returns>
    public static KeptFiles? Retire(string old, string target)
    {
        IReadOnlyList<string> there = FolderContents.Entries(old);
        if (there.Count == 0)
            RemoveEmpty(old);
        if (there.Count == 0 || FolderContents.WrittenFiles(old) is not { } written)
            return null; // nothing, or no results of ours and so not ours to touch
        string[] others = [.. there.Where(path => !IsAsWritten(Path.Combine(old, path), written.GetValueOrDefault(path)))];
        KeptFiles? kept = others.Length == 0 ? null : new KeptFiles(FreePlace(target), others);
        foreach (string path in others)
        {
            string from = Path.Combine(old, path), to = Path.Combine(kept!.Folder, path);
            _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(to))!);
            if (path.EndsWith('/')
                || new FileInfo(from) is { LinkTarget: not null, Attributes: var kind } && kind.HasFlag(FileAttributes.Directory))
                Directory.Move(Path.TrimEndingDirectorySeparator(from), Path.TrimEndingDirectorySeparator(to));
            else
                File.Move(from, to);
        }

        // What tells the rest apart goes last, so that a crash between leaves nothing untold.
        foreach (string path in there.Except(others)
            .OrderBy(path => path switch { ManifestJson.FileName => 2, ChecksumFile.FileName => 1, _ => 0 }))
            File.Delete(Path.Combine(old, path));
        RemoveEmpty(old);
        return kept;
    }

    private static bool IsAsWritten(string path, string? digest) =>
        digest is not null && PlainFile.Is(path) && (digest.Length == 0 || FileDigest.Of(path).Sha256 == digest);

    private static string FreePlace(string target)
    {
        for (int number = 1; ; number++)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"{target}.kept-{number}");
            if (!Path.Exists(place) && new FileInfo(place).LinkTarget is null)
                return place;
        }
    }

    /// <summary>Removes the folder, where nothing is left in it but folders of nothing.</summary>
    private static void RemoveEmpty(string folder)
    {
        foreach (string inner in Directory.EnumerateDirectories(folder))
            RemoveEmpty(inner);
        Directory.Delete(folder);
    }
}

namespace ZoneComp.Files;

/// <summary>Puts a new folder in the place of an old one by two renames, and cleans up after a swap that was interrupted.</summary>
/// <remarks>
/// Beside OUT lie, for a while, <c>.OUT.zonecomp-new-ID</c> (being written) and <c>.OUT.zonecomp-old-ID</c> (the last
/// good run on its way out). The old one is renamed away only once the new one is whole and checked, so wherever a crash
/// fell, the names tell what to do: with an old one and no OUT the swap is finished (or undone where the new one is
/// gone); a new one beside OUT, or without an old one, is unfinished work and removed where the lock that a killed run left names it.
/// </remarks>
internal static class FolderSwap
{
    public static string NewPath(string target, string id) => Beside(target, "new-" + id);

    public static string LockPath(string target) => Beside(target, "lock");

    /// <summary>Call only while holding the lock.</summary>
    /// <param name="id">The lock's: the number of the run that was killed, where one was.</param>
    /// <returns>What was kept of old results.</returns>
    public static IReadOnlyList<KeptFiles> Recover(string target, string id)
    {
        List<KeptFiles> kept = [];
        foreach (string old in Leftovers(target, "old-"))
        {
            string whole = NewPath(target, Id(old, target));
            if (!Directory.Exists(target) && FolderContents.WrittenFiles(old) is not null)
                Directory.Move(FolderContents.WrittenFiles(whole) is not null ? whole : old, target);
            // Old results go only where results are in their place: beside somebody else's folder they may be all that is left.
            if (Directory.Exists(old) && FolderContents.WrittenFiles(target) is not null && OldResults.Retire(old, target) is { } found)
                kept.Add(found);
        }

        // Only what the lock names is known to be unfinished work of ours.
        if (new DirectoryInfo(NewPath(target, id)) is { Exists: true, LinkTarget: null } unfinished)
            unfinished.Delete(recursive: true);
        return kept;
    }

    /// <summary>Renames the old one away and the new one in; where the second rename fails, the old one comes back.</summary>
    /// <returns>What was kept of the old one; null for nothing.</returns>
    public static KeptFiles? Swap(string target, string id)
    {
        string parent = Path.GetDirectoryName(target)!;
        string old = Beside(target, "old-" + id);
        if (!Directory.Exists(target))
        {
            Directory.Move(NewPath(target, id), target);
            DirectorySync.FlushEntries(parent);
            return null;
        }

        Directory.Move(target, old);
        try
        {
            DirectorySync.FlushEntries(parent);
            Directory.Move(NewPath(target, id), target);
        }
        catch
        {
            Directory.Move(old, target);
            throw;
        }

        DirectorySync.FlushEntries(parent);
        try
        {
            return OldResults.Retire(old, target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // The new results are in place; what could not be taken away now, the next start takes.
        }
    }

    private static string Beside(string target, string role) =>
        Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.zonecomp-{role}");

    private static string[] Leftovers(string target, string role)
    {
        string prefix = Path.GetFileName(Beside(target, role));
        return [.. Directory.EnumerateDirectories(Path.GetDirectoryName(target)!)
            .Where(path =>
                Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal) && new DirectoryInfo(path).LinkTarget is null)
            .Order(StringComparer.Ordinal)];
    }

    private static string Id(string old, string target) => Path.GetFileName(old)[Path.GetFileName(Beside(target, "old-")).Length..];
}

namespace ZoneComp.WhatIf;

/// <summary>Results in the policy's folder that a workbench may start from.</summary>
internal static class FittingResults
{
    /// <summary>The newest whose areas are those that the policy asks for; null where there are none.</summary>
    public static string? Newest(PolicyFile policy)
    {
        // Where single features count the maps are overlaid, and no results are wanted.
        return Opened.NeedsMaps(policy) ? null : All(policy.Directory).FirstOrDefault(folder => Fits(folder, policy));
    }

    /// <summary>Every run's folder beside the policy, the newest first.</summary>
    public static IEnumerable<string> All(string folder) => Directory.EnumerateDirectories(folder)
        .Where(UntouchedResults.HasRecord)
        .Where(results => !RunFolder.Manifest(results).Settings.Contains(ComparisonManifest.Mark))
        .OrderByDescending(results => File.GetLastWriteTimeUtc(Path.Combine(results, ManifestJson.FileName)));

    private static bool Fits(string folder, PolicyFile policy)
    {
        try
        {
            _ = EarlierRun.Read(folder, policy, ExpressionScope.Check(policy));
            return true;
        }
        catch (UserErrorException)
        {
            return false;
        }
    }
}

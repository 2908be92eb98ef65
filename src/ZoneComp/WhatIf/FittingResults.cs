namespace ZoneComp.WhatIf;

/// <summary>Results in the policy's folder that a workbench may start from.</summary>
public static class FittingResults
{
    /// <summary>The newest whose areas are those that the policy asks for; null where there are none.</summary>
    public static string? Newest(string policyPath)
    {
        PolicyFile policy = PolicyFile.Load(policyPath);
        return Directory.EnumerateDirectories(policy.Directory)
            .Where(UntouchedResults.HasRecord)
            .OrderByDescending(folder => File.GetLastWriteTimeUtc(Path.Combine(folder, ManifestJson.FileName)))
            .FirstOrDefault(folder => Fits(folder, policy));
    }

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

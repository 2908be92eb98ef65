namespace ZoneComp.Outputs.Maps;

/// <summary>What every printed map says at its foot.</summary>
internal static class MapNotes
{
    /// <summary>Which data and which policy the map comes from, and what made it.</summary>
    public static string Source(RunResults results, Language language)
    {
        RunManifest manifest = results.Manifest;
        string sources = string.Join(
            language == Language.Chinese ? "、" : ", ",
            manifest.Inputs.Select(input => System.IO.Path.GetFileName(input.Path)).Distinct(StringComparer.Ordinal).Take(8));
        string policy = $"{manifest.Policy.Path} (SHA-256 {manifest.Policy.Sha256[..Math.Min(12, manifest.Policy.Sha256.Length)]})";
        string tool = $"{manifest.Tool.Name} {manifest.Tool.Version}";
        return language == Language.Chinese
            ? $"数据来源：{sources}。测算方案：{policy}。制图：{tool}。"
            : $"Sources: {sources}. Policy: {policy}. Made by {tool}.";
    }

    /// <summary>The largest of 1, 2, 5 times a power of ten that is not above the length.</summary>
    public static double RoundLength(double lengthM)
    {
        if (lengthM <= 0)
            return 1;
        double power = Math.Pow(10, Math.Floor(Math.Log10(lengthM)));
        double times = lengthM / power;
        return power * (times >= 5 ? 5 : times >= 2 ? 2 : 1);
    }
}

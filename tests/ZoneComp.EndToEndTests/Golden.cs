namespace ZoneComp.EndToEndTests;

/// <summary>Compares text with a file beside the test; ZONECOMP_ACCEPT=1 writes the file instead, for a person to read in the
/// diff.</summary>
internal static class Golden
{
    public static void Compare(string name, string text)
    {
        string path = Path.Combine(SharedMaterial.RepositoryRoot, "tests", "ZoneComp.EndToEndTests", name);
        string normal = string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
        if (Environment.GetEnvironmentVariable("ZONECOMP_ACCEPT") == "1")
            File.WriteAllText(path, normal);
        Assert.Equal(File.ReadAllText(path), normal);
    }
}

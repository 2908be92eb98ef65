namespace ZoneComp.Tests.Provenance;

/// <summary>Records that fit a folder's files as they are now: what somebody leaves who changes results and all that tells of
/// them.</summary>
internal static class Sealed
{
    public static void Write(string folder)
    {
        string path = Path.Combine(folder, ManifestJson.FileName);
        RunManifest manifest = File.Exists(path) ? ManifestJson.Read(File.ReadAllText(path)) : SampleRun.Manifest();
        File.WriteAllText(path, ManifestJson.Full(manifest with { Outputs = FolderContents.Describe(folder) }));
        ChecksumFile.Write(folder);
    }
}

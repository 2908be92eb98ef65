namespace ZoneComp.Shapefile.Tests;

/// <summary>A folder for one test's files, removed afterwards.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zonecomp-shapefile-");

    public string this[string name] => Path.Combine(folder.FullName, name);

    /// <summary>Changes bytes of a file in place.</summary>
    public void Patch(string name, int offset, params ReadOnlySpan<byte> bytes)
    {
        using var file = File.OpenWrite(this[name]);
        file.Position = offset;
        file.Write(bytes);
    }

    public void Truncate(string name, long length)
    {
        using var file = File.OpenWrite(this[name]);
        file.SetLength(length);
    }

    public void Dispose() => folder.Delete(recursive: true);
}

using System.IO.Compression;
using System.Text;

namespace ZoneComp.Outputs.Files;

/// <summary>Zip archives whose bytes depend on their content alone: order as given, every time 1980-01-01.</summary>
internal static class FixedZip
{
    private static readonly DateTimeOffset FixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(string path, IEnumerable<(string Name, byte[] Content)> entries)
    {
        using FileStream stream = new(path, FileMode.CreateNew, FileAccess.ReadWrite);
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: false, Encoding.UTF8);
        foreach ((string name, byte[] content) in entries)
        {
            ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = FixedTime;
            using Stream target = entry.Open();
            target.Write(content);
        }
    }

    /// <summary>One entry of an archive.</summary>
    /// <exception cref="InvalidDataException">No archive, or no such entry.</exception>
    public static byte[] Read(string path, string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        ZipArchiveEntry entry = archive.GetEntry(name) ?? throw new InvalidDataException($"{path}: holds no {name}.");
        using Stream source = entry.Open();
        using MemoryStream content = new();
        source.CopyTo(content);
        return content.ToArray();
    }
}

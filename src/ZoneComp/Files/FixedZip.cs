using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ZoneComp.Files;

/// <summary>Zip archives whose bytes depend on their content alone, not on the clock nor the system: order as given, every time
/// 1980-01-01, made by "Unix" with mode 644.</summary>
internal static class FixedZip
{
    private static readonly DateTimeOffset FixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int RegularFile644 = 0x81A4;

    public static void Write(string path, IEnumerable<(string Name, byte[] Content)> entries)
    {
        using FileStream stream = new(path, FileMode.CreateNew, FileAccess.ReadWrite);
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach ((string name, byte[] content) in entries)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = FixedTime;
                entry.ExternalAttributes = RegularFile644 << 16;
                using Stream target = entry.Open();
                target.Write(content);
            }
        }

        NameUnixAsMaker(stream);
    }

    /// <summary>The library names the system it runs on as maker of each entry: high byte of "version made by" in the central directory
    /// (APPNOTE.TXT 4.3.12).</summary>
    private static void NameUnixAsMaker(FileStream archive)
    {
        const int endLength = 22, headerLength = 46;
        const byte unix = 3;
        Span<byte> end = stackalloc byte[endLength];
        archive.Position = archive.Length - endLength;
        archive.ReadExactly(end);
        int entries = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long header = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        Span<byte> fields = stackalloc byte[headerLength];
        for (int entry = 0; entry < entries; entry++)
        {
            archive.Position = header;
            archive.ReadExactly(fields);
            archive.Position = header + 5;
            archive.WriteByte(unix);
            header += headerLength
                + BinaryPrimitives.ReadUInt16LittleEndian(fields[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(fields[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(fields[32..]);
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

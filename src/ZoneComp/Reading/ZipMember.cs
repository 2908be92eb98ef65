using System.IO.Compression;

namespace ZoneComp.Reading;

/// <summary>What in an archive opens as a layer or a container of layers, with the entries that belong to it.</summary>
/// <param name="Stem">Its name without ending; with its path where the archive has several of that name.</param>
/// <param name="FileName">What it is called once it is unpacked: "红线.shp", "三调.gdb".</param>
internal sealed record ZipMember(string Stem, string FileName, IReadOnlyList<ZipArchiveEntry> Entries)
{
    private const long LargestRatio = 250;
    private const long AlwaysAllowed = 64L << 20;
    private const string Geodatabase = ".gdb";

    private static readonly string[] SideEndings = ["-wal", "-journal"];

    private static readonly string[] MainEndings = [".shp", ".gpkg", ".geojson", ".json", ".geojsonl", ".geojsons", ".csv", ".parquet"];

    /// <summary>Read through GDAL; they count where the archive holds no other layer, beside which they mostly are its copy.</summary>
    private static readonly string[] GdalEndings = [".kml", ".kmz", ".gml", ".fgb", ".tab", ".mif", ".dxf", ".gpx"];

    private static readonly string[] ContainerEndings = [Geodatabase, ".gpkg", ".kml", ".kmz", ".gml", ".dxf", ".gpx"];

    /// <summary>Whether it may hold several layers.</summary>
    public bool IsContainer => ContainerEndings.Contains(Path.GetExtension(FileName), StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<ZipMember> In(ZipArchive archive)
    {
        ZipArchiveEntry[] entries = [.. archive.Entries.Where(entry => entry.Name.Length > 0 && !IsOfAMac(entry))];
        List<ZipMember> members = [];
        AddFiles(MainEndings, entries, members);
        AddGeodatabases(entries, members);
        if (members.Count == 0)
            AddFiles(GdalEndings, entries, members);
        return members;
    }

    private static bool IsOfAMac(ZipArchiveEntry entry)
    {
        if (entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal))
            return true;
        if (!AppleDouble.IsNamed(entry.Name))
            return false;
        try
        {
            using Stream content = entry.Open();
            return AppleDouble.Begins(content);
        }
        catch (InvalidDataException)
        {
            return false; // unpacking it tells
        }
    }

    private static void AddFiles(string[] endings, ZipArchiveEntry[] entries, List<ZipMember> members)
    {
        bool Ends(ZipArchiveEntry entry) => endings.Contains(Path.GetExtension(entry.Name), StringComparer.OrdinalIgnoreCase);
        foreach (ZipArchiveEntry main in entries.Where(entry => GeodatabaseOf(entry) is null && Ends(entry)))
        {
            // A shapefile brings its parts along: same folder, same name, other ending.
            string beside = main.FullName[..^Path.GetExtension(main.Name).Length];
            string name = SafeName(main.FullName);
            bool isOnly = entries.Count(entry => GeodatabaseOf(entry) is null && Ends(entry) && StemOf(entry) == StemOf(main)) == 1;
            string stem = isOnly ? StemOf(main) : main.FullName.Replace('\\', '/'); // in two folders, or of two formats
            members.Add(new ZipMember(
                stem,
                name,
                [.. entries.Where(entry => entry == main || IsPart(entry, beside) || IsSide(entry, main.FullName))]));
        }
    }

    private static void AddGeodatabases(ZipArchiveEntry[] entries, List<ZipMember> members)
    {
        foreach (IGrouping<string, ZipArchiveEntry> folder in entries.Where(entry => GeodatabaseOf(entry) is not null)
            .GroupBy(entry => GeodatabaseOf(entry)!))
        {
            string name = SafeName(folder.Key);
            members.Add(new ZipMember(Path.GetFileNameWithoutExtension(name), name, [.. folder]));
        }
    }

    /// <summary>Unpacks it into a folder; gives back the path to open.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public string Unpack(string folder, string archivePath)
    {
        string main = Path.Combine(folder, FileName), into = folder;
        if (FileName.EndsWith(Geodatabase, StringComparison.OrdinalIgnoreCase))
            into = Directory.CreateDirectory(main).FullName;
        long budget = AlwaysAllowed + (LargestRatio * new FileInfo(archivePath).Length);
        foreach (ZipArchiveEntry part in Entries)
        {
            // SQLite finds them by the very name of the package.
            string name = SideEndings.FirstOrDefault(ending => part.FullName.EndsWith(
                FileName + ending,
                StringComparison.OrdinalIgnoreCase)) is { } side
                ? FileName + side
                : SafeName(part.FullName);
            budget -= Unpack(part, Path.Combine(into, name), budget, archivePath);
        }

        return main;
    }

    private static long Unpack(ZipArchiveEntry entry, string to, long budget, string path)
    {
        using var from = entry.Open();
        using var file = new FileStream(to, FileMode.Create);
        var buffer = new byte[1 << 16];
        long written = 0;
        uint crc = ZipChecksum.Start;
        int read;
        while ((read = from.Read(buffer)) > 0)
        {
            written += read;
            if (written > budget)
            {
                throw new UserErrorException(
                    $"{path}: {entry.FullName} unpacks to more than {LargestRatio} times the archive's size; if the file is honest, "
                        + $"unpack it by hand and name the unpacked file",
                    $"{path}：{entry.FullName} 解压后超过压缩包大小的 {LargestRatio} 倍；如文件可信，请手工解压后使用解压出的文件");
            }

            file.Write(buffer, 0, read);
            crc = ZipChecksum.Next(crc, buffer.AsSpan(0, read));
        }

        ZipChecksum.Require(entry, crc);
        return written;
    }

    private static bool IsPart(ZipArchiveEntry entry, string beside) =>
        entry.FullName.Length == beside.Length + 4 && entry.FullName.StartsWith(beside + ".", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a writer of a GeoPackage keeps beside it: its log or journal.</summary>
    private static bool IsSide(ZipArchiveEntry entry, string main) =>
        SideEndings.Any(ending => entry.FullName.Equals(main + ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Path of the geodatabase folder that an entry lies in; null for others.</summary>
    private static string? GeodatabaseOf(ZipArchiveEntry entry)
    {
        string path = entry.FullName.Replace('\\', '/');
        int end = path.IndexOf(Geodatabase + "/", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? null : path[..(end + Geodatabase.Length)];
    }

    private static string StemOf(ZipArchiveEntry entry) => Path.GetFileNameWithoutExtension(SafeName(entry.FullName));

    /// <summary>The last part of the name, whichever slash it was written with, without what a file system takes for a path.</summary>
    private static string SafeName(string name)
    {
        string last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return string.Concat(last.Select(c => c < ' ' || c is ':' or '*' or '?' or '"' or '<' or '>' or '|' ? '_' : c));
    }
}

using System.IO.Compression;
using ZoneComp.Diagnostics;
using ZoneComp.Shapefile;

namespace ZoneComp.Reading;

/// <summary>A layer inside a .zip: its files are unpacked into a folder of their own, which goes when the layer is closed.</summary>
/// <remarks>
/// Names in the archive never become paths: each file is written under its own last name, so that nothing can land outside the folder.
/// What is unpacked is bounded by the archive's size: more than 250 times it (and 64 MB) is taken for an attack.
/// </remarks>
public sealed class ZipSource : IFeatureSource
{
    private const long LargestRatio = 250;
    private const long AlwaysAllowed = 64L << 20;

    private static readonly string[] MainEndings = [".shp", ".gpkg", ".geojson", ".json", ".geojsonl", ".geojsons", ".csv", ".parquet"];

    private readonly DirectoryInfo folder;
    private readonly IFeatureSource inner;

    private ZipSource(DirectoryInfo folder, IFeatureSource inner, string path)
    {
        this.folder = folder;
        this.inner = inner;
        Info = inner.Info with { Path = path, Files = [path] };
    }

    public LayerInfo Info { get; }

    /// <param name="request">Its layer is the last name without ending of a file in the archive.</param>
    public static ZipSource Open(SourceRequest request, DiagnosticLog log)
    {
        using var archive = OpenArchive(request.Path);
        var mains = Mains(archive);
        string layer = LayerChoice.Pick(request, [.. mains.Select(Stem)], mains.Count);
        ZipArchiveEntry main = mains.First(entry => Stem(entry) == layer);
        var folder = Directory.CreateTempSubdirectory("zonecomp-zip-");
        try
        {
            // A shapefile brings its parts along: same folder, same name, other ending.
            string beside = main.FullName[..^Path.GetExtension(main.Name).Length];
            long budget = AlwaysAllowed + (LargestRatio * new FileInfo(request.Path).Length);
            foreach (ZipArchiveEntry part in archive.Entries.Where(entry => entry == main || IsPart(entry, beside)))
                budget -= Unpack(part, Path.Combine(folder.FullName, SafeName(part)), budget, request.Path);
            // A GeoPackage may hold several layers; the request's layer then named the file.
            var source = FeatureSources.Open(request with { Path = Path.Combine(folder.FullName, SafeName(main)), Layer = null }, log);
            return new ZipSource(folder, source, request.Path);
        }
        catch (InvalidDataException exception)
        {
            folder.Delete(recursive: true);
            throw Damaged(request.Path, exception);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    public static IReadOnlyList<string> Layers(string path)
    {
        using var archive = OpenArchive(path);
        return [.. Mains(archive).Select(Stem)];
    }

    public IFeatureCursor Read(IReadOnlyList<string> fields) => inner.Read(fields);

    public void Dispose()
    {
        inner.Dispose();
        folder.Delete(recursive: true);
    }

    private static ZipArchive OpenArchive(string path)
    {
        try
        {
            var archive = ZipFile.OpenRead(path);
            if (!archive.Entries.Any(entry => entry.FullName.Contains('\uFFFD', StringComparison.Ordinal)))
                return archive;
            archive.Dispose();
            return ZipFile.Open(path, ZipArchiveMode.Read, CodePages.Gbk); // names without the UTF-8 mark, as Windows in China writes them
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(path, exception);
        }
    }

    private static List<ZipArchiveEntry> Mains(ZipArchive archive) =>
        [.. archive.Entries.Where(entry => MainEndings.Contains(Path.GetExtension(entry.Name), StringComparer.OrdinalIgnoreCase) && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal))];

    private static bool IsPart(ZipArchiveEntry entry, string beside) =>
        entry.Name.Length > 0 && entry.FullName.Length == beside.Length + 4 && entry.FullName.StartsWith(beside + ".", StringComparison.OrdinalIgnoreCase);

    private static string Stem(ZipArchiveEntry entry) => Path.GetFileNameWithoutExtension(SafeName(entry));

    /// <summary>The last part of the name, whichever slash it was written with, without what a file system takes for a path.</summary>
    private static string SafeName(ZipArchiveEntry entry)
    {
        string last = entry.FullName[(entry.FullName.LastIndexOfAny(['/', '\\']) + 1)..];
        return string.Concat(last.Select(c => c < ' ' || c is ':' or '*' or '?' or '"' or '<' or '>' or '|' ? '_' : c));
    }

    private static long Unpack(ZipArchiveEntry entry, string to, long budget, string path)
    {
        using var from = entry.Open();
        using var file = new FileStream(to, FileMode.CreateNew);
        var buffer = new byte[1 << 16];
        long written = 0;
        int read;
        while ((read = from.Read(buffer)) > 0)
        {
            written += read;
            if (written > budget)
            {
                throw new UserErrorException(
                    $"{path}: {entry.FullName} unpacks to more than {LargestRatio} times the archive's size; if the file is honest, unpack it by hand and name the unpacked file",
                    $"{path}：{entry.FullName} 解压后超过压缩包大小的 {LargestRatio} 倍；如文件可信，请手工解压后使用解压出的文件");
            }

            file.Write(buffer, 0, read);
        }

        return written;
    }

    private static UserErrorException Damaged(string path, InvalidDataException exception) => new(
        $"{path}: cannot be read as a .zip: {exception.Message}",
        $"{path}：无法作为 .zip 读取：{exception.Message}",
        exception);
}

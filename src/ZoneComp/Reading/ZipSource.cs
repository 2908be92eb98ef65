using System.IO.Compression;

namespace ZoneComp.Reading;

/// <summary>A layer inside a .zip: its files are unpacked into a folder of their own, which goes when the layer is closed.</summary>
/// <remarks>
/// Names in the archive never become paths: each file is written under its own last name, so that nothing can land outside the folder.
/// What is unpacked is bounded by the archive's size: more than 250 times it (and 64 MB) is taken for an attack.
/// </remarks>
public sealed class ZipSource : IFeatureSource
{
    private readonly DirectoryInfo folder;
    private readonly IFeatureSource inner;

    private ZipSource(DirectoryInfo folder, IFeatureSource inner, string path)
    {
        this.folder = folder;
        this.inner = inner;
        Info = inner.Info with { Path = path, Files = [path] };
    }

    public LayerInfo Info { get; }

    /// <summary>The layer's own files, unpacked, until it is closed.</summary>
    internal IReadOnlyList<string> Unpacked => inner.Info.Files;

    /// <param name="request">Its layer is the name without ending of a file in the archive; of a container with several layers FILE/LAYER,
    /// or LAYER where only one has it.</param>
    public static ZipSource Open(SourceRequest request, DiagnosticLog log)
    {
        using var archive = OpenArchive(request.Path, out string? doubtful, out bool isGbk);
        if (doubtful is not null)
            log.Add(ReadingFindings.NamesGuessed(Path.GetFileName(request.Path), doubtful, isGbk));
        var layers = LayersOf(archive, request.Path);
        string[] names = [.. layers.Select(layer => layer.Name)];
        if (request.Layer is { } wanted
            && !names.Contains(wanted, StringComparer.OrdinalIgnoreCase)
            && layers.Where(layer => layer.Inner == wanted).ToList() is [var only])
            request = request with { Layer = only.Name };
        ZipLayer chosen = layers[Array.IndexOf(names, LayerChoice.Pick(request, names, names.Length))];
        return Unpack(
            request.Path,
            chosen.Member,
            (folder, path) =>
                new ZipSource(folder, FeatureSources.Open(request with { Path = path, Layer = chosen.Inner }, log), request.Path));
    }

    public static IReadOnlyList<string> Layers(string path)
    {
        using var archive = OpenArchive(path, out _, out _);
        return [.. LayersOf(archive, path).Select(layer => layer.Name)];
    }

    /// <summary>One layer for a file; a container with several has one for each, named FILE/LAYER.</summary>
    private static List<ZipLayer> LayersOf(ZipArchive archive, string path)
    {
        List<ZipLayer> layers = [];
        foreach (ZipMember member in ZipMember.In(archive))
        {
            RequireEachOnce(member, path);
            IReadOnlyList<string> inner = member.IsContainer ? InnerLayers(member, path) : [];
            if (inner.Count <= 1)
                layers.Add(new ZipLayer(member.Stem, member, inner.Count == 1 ? inner[0] : null));
            else
                layers.AddRange(inner.Select(name => new ZipLayer($"{member.Stem}/{name}", member, name)));
        }

        if (layers.Count == 0)
            throw Empty(archive, path);
        return layers;
    }

    /// <summary>An archive may hold one name twice; programs differ in which of the two they unpack.</summary>
    private static void RequireEachOnce(ZipMember member, string path)
    {
        var byName = member.Entries.GroupBy(entry => entry.FullName.Replace('\\', '/'), StringComparer.Ordinal);
        if (byName.FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
        {
            throw new UserErrorException(
                $"{path}: holds {twice.Key} more than once, and which one is meant it does not say: unpack it, look at both, and "
                    + "pack it anew with one",
                $"{path}：含多个同名文件 {twice.Key}，无法判断应使用哪一个：请解压核对后只保留一个，重新打包");
        }
    }

    private static UserErrorException Empty(ZipArchive archive, string path)
    {
        string[] names = [.. archive.Entries.Select(entry => entry.Name).Where(name => name.Length > 0)];
        string found = names.Length == 0 ? "nothing" : string.Join(", ", names.Take(10)) + (names.Length > 10 ? ", ..." : "");
        string foundZh = names.Length == 0 ? "空" : found;
        bool nested = names.Any(name => name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase));
        return new UserErrorException(
            $"{path}: holds no layer (found: "
                + $"{found}){(nested ? "; an archive inside the archive is not looked into: unpack the outer one and name the inner" : "")}",
            $"{path}：不含任何图层（内容：{foundZh}）{(nested ? "；不读取压缩包中的压缩包：请先解压外层，再指定内层" : "")}");
    }

    private static IReadOnlyList<string> InnerLayers(ZipMember member, string path)
    {
        return Unpack(path, member, (folder, unpacked) =>
        {
            IReadOnlyList<string> names = FeatureSources.Layers(unpacked);
            folder.Delete(recursive: true);
            return names;
        });
    }

    /// <summary>Unpacks a member into a folder of its own, which goes again when <paramref name="use"/> fails.</summary>
    private static T Unpack<T>(string path, ZipMember member, Func<DirectoryInfo, string, T> use)
    {
        var folder = Directory.CreateTempSubdirectory("zonecomp-zip-");
        try
        {
            return use(folder, member.Unpack(folder.FullName, path));
        }
        catch (InvalidDataException exception)
        {
            folder.Delete(recursive: true);
            throw Damaged(path, exception);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    public IFeatureCursor Read(IReadOnlyList<string> fields) => inner.Read(fields);

    public void Dispose()
    {
        inner.Dispose();
        folder.Delete(recursive: true);
    }

    private static ZipArchive OpenArchive(string path, out string? doubtful, out bool isGbk)
    {
        try
        {
            var archive = ZipFile.OpenRead(path);
            isGbk = ZipNames.AreGbk(archive, path, out doubtful);
            if (!isGbk)
                return archive;
            archive.Dispose();
            return ZipFile.Open(path, ZipArchiveMode.Read, CodePages.Gbk); // names without the UTF-8 mark, as Windows in China writes them
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(path, exception);
        }
    }

    private static UserErrorException Damaged(string path, InvalidDataException exception) => new(
        $"{path}: cannot be read as a .zip: {exception.Message}",
        $"{path}：无法作为 .zip 读取：{exception.Message}",
        exception);

    /// <param name="Inner">Layer in the member; null for a file of one layer.</param>
    private sealed record ZipLayer(string Name, ZipMember Member, string? Inner);
}

namespace ZoneComp.Features;

/// <summary>Why a path cannot be read as a layer at all, told with what is there instead.</summary>
internal static class SourceRefusals
{
    public static UserErrorException NotThere(string path)
    {
        if (path.Contains('\uFFFD', StringComparison.Ordinal))
            return NameUnreadable(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!, name = Path.GetFileName(path);
        string? other = Directory.Exists(folder)
            ? Directory.EnumerateFileSystemEntries(folder)
                .Select(Path.GetFileName)
                .Where(entry => string.Equals(entry, name, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .FirstOrDefault()
            : null;
        return other is null
            ? new UserErrorException($"{path}: there is no such file", $"{path}：文件不存在")
            : new UserErrorException(
                $"{path}: there is no such file, but {other}: write the name in the same case",
                $"{path}：文件不存在，但有 {other}：请按相同的大小写书写");
    }

    /// <summary>Names that were unpacked or copied under another encoding: the system's are bytes, and these are no UTF-8.</summary>
    public static UserErrorException NameUnreadable(string path) => new(
        $"{path}: cannot be opened: its name, or that of a folder above, is not in UTF-8 (unpacked from a .zip of a Chinese Windows, "
            + $"mostly). Rename it",
        $"{path}：无法打开：文件名或上级目录名不是 UTF-8 编码（多为解压中文 Windows 的 .zip 所致）。请重命名");

    /// <summary>A folder where a file is expected.</summary>
    public static UserErrorException Folder(string path) => new(
        $"{path}: is a folder; expected a file. If the layer lies in it, name the file",
        $"{path}：是目录，应为文件。如图层在其中，请写明文件名");

    /// <summary>A shapefile named by one of its smaller parts; null for other files.</summary>
    public static UserErrorException? PartOfShapefile(string path)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".shx" or ".prj" or ".cpg" or ".sbn" or ".sbx"))
            return null;
        string main = Path.ChangeExtension(Path.GetFileName(path), ".shp");
        return new UserErrorException(
            $"{path}: is a part of a shapefile; name its .shp ({main}), which all parts lie beside",
            $"{path}：是 Shapefile 的组成文件；请写 .shp（{main}），各组成文件应与其放在一起");
    }

    /// <summary>What the system says when a file cannot be opened.</summary>
    public static UserErrorException Unreadable(string path, Exception exception) => new(
        $"{path}: cannot be opened: {exception.Message}",
        $"{path}：无法打开：{exception.Message}",
        exception);

    /// <summary>Said where fields are asked for and a shapefile has none, its .dbf being missing or unreadable; null for other
    /// layers.</summary>
    public static LocalText? WithoutTable(LayerInfo layer)
    {
        string file = Path.GetFileName(layer.Path);
        return layer.Fields.Count > 0 || layer.Format != "ESRI Shapefile" ? null : new LocalText(
            $"{file} has no fields: its .dbf is missing or cannot be read, and with it all codes, names and classes; get "
                + $"{Path.ChangeExtension(file, ".dbf")} from whoever gave the layer and put it beside the .shp",
            $"{file} 没有任何字段：缺少 .dbf 或其无法读取，代码、名称和类别都在其中；请向提供单位索取 {Path.ChangeExtension(file, ".dbf")}，与 .shp 放在一起");
    }
}

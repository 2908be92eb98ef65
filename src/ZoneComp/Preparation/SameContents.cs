namespace ZoneComp.Preparation;

/// <summary>Files of one layer that are the same, byte for byte: a copy that came along ("r - 副本.shp"), whose features would count
/// twice.</summary>
internal static class SameContents
{
    /// <summary>Files beside a shapefile that say nothing of its features.</summary>
    private static readonly string[] Beside = [".prj", ".cpg", ".shx", ".sbn", ".sbx", ".qix", ".qpj", ".qmd", ".xml"];

    /// <param name="folder">That the inputs' paths are relative to.</param>
    public static void Look(IReadOnlyList<InputRecord> inputs, string folder, DiagnosticLog log)
    {
        foreach (IGrouping<string, InputRecord> role in inputs.GroupBy(input => input.Role, StringComparer.Ordinal))
        {
            InputRecord[] read = [.. role.Where(input => input.Rows > 0)];
            if (read.Length < 2)
                continue;
            var seen = new Dictionary<string, List<InputRecord>>(StringComparer.Ordinal);
            // A copy's name is the longer one.
            foreach (InputRecord input in read.OrderBy(input => input.Path.Length).ThenBy(input => input.Path, StringComparer.Ordinal))
            {
                string content = string.Join(' ', FilesOf(input, folder).Where(IsOfFeatures).Select(file => file.Sha256));
                if (!seen.TryGetValue(content, out List<InputRecord>? alike))
                    seen.Add(content, alike = []);
                if (alike.Find(other => AreOneLayer(other, input)) is { } first)
                    log.Add(Twins(first, input));
                else
                    alike.Add(input);
            }
        }
    }

    /// <summary>One file under two names: whoever adds both layers counts every feature twice.</summary>
    public static void LookAcross(
        IReadOnlyList<ZoneFile> files,
        IReadOnlyList<InputRecord> inputs,
        SourceOpening opening,
        DiagnosticLog log)
    {
        Dictionary<(string Role, string Path), InputRecord> read = [];
        foreach (InputRecord input in inputs.Where(input => input.Rows > 0))
            read[(input.Role, input.Path)] = input;
        var seen = new Dictionary<string, LayerSettings>(StringComparer.Ordinal);
        foreach (ZoneFile file in files)
        {
            if (!read.TryGetValue(($"layer {file.Layer.Name}", opening.RelativePath(file.Path)), out InputRecord? input))
                continue;
            string features = $"{Content(input)}|{file.Settings.Layer}|{Taken(file)}";
            if (!seen.TryAdd(features, file.Layer) && seen[features].Name != file.Layer.Name)
                log.Add(TwoNames(seen[features], file.Layer, input));
        }
    }

    /// <summary>What the features are: without what says nothing of them.</summary>
    private static string Content(InputRecord input)
    {
        string content = string.Join(' ', input.Files.Where(IsOfFeatures).Select(file => file.Sha256));
        // The layer of a shapefile bears the file's name.
        return BearsItsName(input) ? content : content + input.Layer;
    }

    /// <summary>Which of a file's features its layer takes, and as what.</summary>
    private static string Taken(ZoneFile file)
    {
        LayerSettings layer = file.Layer;
        string classes = string.Join(';', layer.Classes.Select(each => $"{string.Join(',', each.Values)}?{each.Where?.Text}"));
        return $"{layer.Geometry}|{layer.BufferM}|{layer.SliversM}|{layer.JoinsSlivers}|{layer.NearestWithinM}|{layer.Where?.Text}|"
            + $"{file.Settings.Where?.Text}|{layer.ClassField}|{classes}";
    }

    private static Diagnostic TwoNames(LayerSettings first, LayerSettings second, InputRecord input) => new(
        "ZC289",
        Severity.Warning,
        input.Path,
        new LocalText(
            $"layers '{first.Name}' and '{second.Name}' take the same {input.Rows} features: a sum over both counts them twice; name "
                + $"another file or filter, or use one layer",
            $"图层“{first.Name}”与“{second.Name}”取自同样的 {input.Rows} 个要素：二者相加将重复计算；请改用其他文件或筛选条件，或只用一个图层"))
    { Layer = second.Name, Weight = FindingWeight.Features(input.Rows) };

    private static bool IsOfFeatures(FileRecord file) => !Beside.Contains(Path.GetExtension(file.Path).ToLowerInvariant());

    /// <summary>Of equal files: whether the same layer was read of both. Read twice from one place, it was for other features.</summary>
    private static bool AreOneLayer(InputRecord one, InputRecord other) =>
        !(one.Path == other.Path && one.Layer == other.Layer)
        && (!HasLayers(one) || one.Layer == other.Layer || (BearsItsName(one) && BearsItsName(other)));

    private static bool HasLayers(InputRecord input) =>
        input.Format == "GeoPackage" || input.Format.Contains("(GDAL", StringComparison.Ordinal);

    private static bool BearsItsName(InputRecord input) => Path.GetFileNameWithoutExtension(input.Path) == input.Layer;

    /// <summary>What was read: of an archive the files in it, so that the layer beside it is found.</summary>
    private static IReadOnlyList<FileRecord> FilesOf(InputRecord input, string folder)
    {
        string path = Path.Combine(folder, input.Path);
        try
        {
            if (SourceFormats.Of(path) != SourceFormat.Zip)
                return input.Files;
            using IFeatureSource source = FeatureSources.Open(new SourceRequest(path, input.Layer), new DiagnosticLog());
            return source is ZipSource zip ? [.. zip.Unpacked.Select(file => FolderContents.Describe(file, file))] : input.Files;
        }
        catch (UserErrorException)
        {
            return input.Files; // a name that several layers of the archive have
        }
    }

    private static Diagnostic Twins(InputRecord first, InputRecord second) => new(
        "ZC287",
        Severity.Error,
        second.Path,
        new LocalText(
            $"is the same as {first.Path}, byte for byte, and both are read as '{second.Role}': its {second.Rows} features would count "
                + $"twice; take the copy away",
            $"与 {first.Path} 逐字节相同，且二者同属“{second.Role}”：其 {second.Rows} 个要素将重复计算；请移除副本"))
    {
        Layer = second.Role.StartsWith("layer ", StringComparison.Ordinal) ? second.Role["layer ".Length..] : SourceOpening.Regions,
        Weight = FindingWeight.Features(second.Rows),
    };
}

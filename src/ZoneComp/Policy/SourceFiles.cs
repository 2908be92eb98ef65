namespace ZoneComp.Policy;

/// <summary>The files of a layer, each once, whatever patterns, spellings and links name it.</summary>
internal static class SourceFiles
{
    /// <summary>In the policy's order, without files named again for the same features and what a pattern finds that is no layer.</summary>
    /// <param name="told">Gets what is left out; null where that was told.</param>
    /// <param name="layer">What findings name as their layer.</param>
    public static IReadOnlyList<(SourceSettings Source, string File)> Of(
        IReadOnlyList<SourceSettings> sources, DiagnosticLog? told = null, string? layer = null)
    {
        var seen = new Dictionary<string, List<SourceSettings>>(StringComparer.Ordinal);
        var files = new List<(SourceSettings, string)>();
        foreach (SourceSettings source in sources)
        {
            IReadOnlyList<string> found = source.Files();
            string[] ofAMac = [.. source.Pattern.AsSpan().ContainsAny('*', '?') ? found.Where(AppleDouble.Is) : []];
            RequireOthers(source, found, ofAMac);
            foreach (string file in ofAMac)
                told?.Add(OfAMac(source, file) with { Layer = layer });
            foreach (string file in found.Except(ofAMac, StringComparer.Ordinal))
            {
                if (!seen.TryGetValue(Identity(file), out List<SourceSettings>? named))
                    seen.Add(Identity(file), named = []);
                if (named.Exists(other => other.Where?.Text == source.Where?.Text && AreOneLayer(file, other.Layer, source.Layer)))
                {
                    told?.Add(NamedAgain(source, file) with { Layer = layer });
                    continue;
                }

                named.Add(source);
                files.Add((source, file));
            }
        }

        return files;
    }

    /// <summary>The one file of a table.</summary>
    /// <exception cref="PolicyException">A pattern that matches several.</exception>
    public static string Only(SourceSettings source)
    {
        IReadOnlyList<(SourceSettings Source, string File)> files = Of([source]);
        if (files.Count == 1)
            return files[0].File;
        PolicyErrors errors = new();
        string names = string.Join(", ", files.Take(3).Select(file => Path.GetFileName(file.File)));
        errors.Add(
            source.Node,
            $"a table is one file, and {files.Count} match '{source.Pattern}' ({names}, ...): name one",
            $"一张表只能是一个文件，而符合“{source.Pattern}”的有 {files.Count} 个（{names} 等）：请指明一个");
        errors.ThrowIfAny();
        return files[0].File;
    }

    private static void RequireOthers(SourceSettings source, IReadOnlyList<string> found, string[] ofAMac)
    {
        PolicyErrors errors = new();
        if (ofAMac.Length == found.Count)
        {
            errors.Add(
                source.Node,
                $"'{source.Pattern}' finds nothing but what a Mac keeps beside files (AppleDouble)",
                $"“{source.Pattern}”只匹配到 Mac 的附属文件（AppleDouble）");
        }

        errors.ThrowIfAny();
    }

    /// <summary>Links lead to one file; so do the names of a file that has several, where the table beside it has as many.</summary>
    private static string Identity(string file)
    {
        string real = AllowedFolders.RealPath(file), table = Path.ChangeExtension(file, ".dbf");
        if (PlainFile.NumberOf(file) is { } number && (!File.Exists(table) || PlainFile.NumberOf(table) is not null))
            return $"{number} with {PlainFile.NumberOf(table)}";
        return OperatingSystem.IsLinux() ? real : real.ToUpperInvariant();
    }

    /// <summary>Whether two namings of a file mean one layer of it; a file with one layer needs no name for it.</summary>
    private static bool AreOneLayer(string file, string? one, string? other)
    {
        if (one == other)
            return true;
        string[] named = [.. LayersOf(file).Where(layer => layer.Equals(one ?? other, StringComparison.OrdinalIgnoreCase))];
        return named.Length == 1
            && (one is null || other is null ? LayersOf(file).Count == 1 : one.Equals(other, StringComparison.OrdinalIgnoreCase));
    }

    private static IReadOnlyList<string> LayersOf(string file)
    {
        try
        {
            return FeatureSources.Layers(file);
        }
        catch (UserErrorException)
        {
            return []; // reading it will tell
        }
    }

    private static Diagnostic NamedAgain(SourceSettings source, string file) => new(
        "ZC286",
        Severity.Note,
        Path.GetFileName(file),
        new LocalText(
            $"'{source.Pattern}' names a file that the policy names for this layer already; it is read once",
            $"“{source.Pattern}”所指文件在该图层中已经列出；只读取一次"));

    private static Diagnostic OfAMac(SourceSettings source, string file) => new(
        "ZC278",
        Severity.Note,
        Path.GetFileName(file),
        new LocalText(
            $"'{source.Pattern}' finds it, but it is what a Mac keeps beside a file (AppleDouble), no layer; it is passed over",
            $"“{source.Pattern}”匹配到该文件，但它是 Mac 的附属文件（AppleDouble），不是图层；已跳过"));
}

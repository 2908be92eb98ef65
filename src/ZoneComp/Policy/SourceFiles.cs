using ZoneComp.Diagnostics;

namespace ZoneComp.Policy;

/// <summary>The files of a layer, each once, whatever patterns, spellings and links name it.</summary>
internal static class SourceFiles
{
    /// <summary>In the policy's order; a file that is named again for the same features is left out.</summary>
    /// <param name="again">Gets each of these.</param>
    public static IReadOnlyList<(SourceSettings Source, string File)> Of(IReadOnlyList<SourceSettings> sources, Action<SourceSettings, string>? again = null)
    {
        var seen = new HashSet<(string File, string? Layer, string? Where)>();
        var files = new List<(SourceSettings, string)>();
        foreach (SourceSettings source in sources)
        {
            foreach (string file in source.Files())
            {
                if (seen.Add((Identity(file), source.Layer, source.Where?.Text)))
                    files.Add((source, file));
                else
                    again?.Invoke(source, file);
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
        errors.Add(source.Node, $"a table is one file, and {files.Count} match '{source.Pattern}' ({names}, ...): name one", $"一张表只能是一个文件，而符合“{source.Pattern}”的有 {files.Count} 个（{names} 等）：请指明一个");
        errors.ThrowIfAny();
        return files[0].File;
    }

    private static string Identity(string file)
    {
        string real = AllowedFolders.RealPath(file);
        return OperatingSystem.IsLinux() ? real : real.ToUpperInvariant();
    }

    /// <summary>For a log: the policy names a file twice.</summary>
    public static Action<SourceSettings, string> Telling(DiagnosticLog log, string layer) => (source, file) => log.Add(new Diagnostic(
        "ZC286",
        Severity.Note,
        Path.GetFileName(file),
        new LocalText($"'{source.Pattern}' names a file that the policy names for this layer already; it is read once", $"“{source.Pattern}”所指文件在该图层中已经列出；只读取一次"))
    { Layer = layer });
}

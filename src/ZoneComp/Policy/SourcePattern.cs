using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace ZoneComp.Policy;

/// <summary>Finds the files that a pattern means.</summary>
internal static partial class SourcePattern
{
    /// <summary>More files than this for one source are a slip of the pattern.</summary>
    private const int Most = 100_000;


    public static IReadOnlyList<string> Files(SourceSettings source)
    {
        string start = source.Node.Document.Directory;
        if (!source.Pattern.AsSpan().ContainsAny('*', '?'))
        {
            string only = Path.GetFullPath(Path.Combine(start, source.Pattern));
            source.Node.Document.Folders.Require(source.Node, only);
            return [only];
        }

        string[] steps = source.Pattern.Replace('\\', '/').Split('/');
        int plain = Array.FindIndex(steps, step => step.AsSpan().ContainsAny('*', '?'));
        string root = Path.GetFullPath(Path.Combine([start, .. Rooted(steps[..plain])]));
        List<string> found = [];
        source.Node.Document.Folders.Require(source.Node, root);
        if (Directory.Exists(root))
            Walk(root, steps.AsSpan(plain), found);
        if (found.Count is 0 or > Most)
        {
            PolicyErrors errors = new();
            errors.Add(
                source.Node,
                found.Count == 0 ? $"no file matches '{source.Pattern}' below {root}" : $"more than {Most} files match '{source.Pattern}'",
                found.Count == 0 ? $"在 {root} 下没有文件符合“{source.Pattern}”" : $"符合“{source.Pattern}”的文件超过 {Most} 个");
            errors.ThrowIfAny();
        }

        foreach (string file in found)
            source.Node.Document.Folders.Require(source.Node, file);
        RefuseResults(source, root, found);
        found.Sort(StringComparer.Ordinal);
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Results of an earlier run, which a wide pattern would take for maps the next time. Who means them names them.</summary>
    private static void RefuseResults(SourceSettings source, string root, List<string> found)
    {
        string? own = found.Find(file => FindingsBeside().IsMatch(file))
            ?? found.Select(file => Path.GetDirectoryName(file)!)
                .Distinct(StringComparer.Ordinal)
                .Select(folder => ResultsAround(folder, root))
                .FirstOrDefault(folder => folder is not null);
        if (own is null)
            return;
        PolicyErrors errors = new();
        string shown = Path.GetRelativePath(source.Node.Document.Directory, own);
        errors.Add(
            source.Node,
            $"'{source.Pattern}' matches files that a run of zonecomp wrote ({shown}): write the pattern narrower, keep results "
                + $"elsewhere, or name the file without a pattern",
            $"“{source.Pattern}”匹配到了 zonecomp 运行写出的文件（{shown}）：请缩小通配范围、把结果放到别处，或直接写出文件名");
        errors.ThrowIfAny();
    }

    /// <summary>The results' folder that a folder is or lies in; null for none up to <paramref name="root"/>.</summary>
    private static string? ResultsAround(string folder, string root)
    {
        for (string? at = folder; at is not null && at.Length >= root.Length; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, ManifestJson.FileName)) && File.Exists(Path.Combine(at, ChecksumFile.FileName)))
                return at;
        }

        return null;
    }

    /// <summary>Findings that a stopped run leaves beside the results' folder.</summary>
    [GeneratedRegex(@"\.findings(-\d+)?\.gpkg$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FindingsBeside();

    // "/data/x" splits into "", "data", "x": the empty first step is the root folder.
    private static string[] Rooted(string[] steps) =>
        steps.Length > 0 && steps[0].Length == 0 ? ["/", .. steps[1..]] : steps;

    private static void Walk(string folder, ReadOnlySpan<string> steps, List<string> found)
    {
        if (found.Count > Most || folder.Contains('\uFFFD', StringComparison.Ordinal))
        {
            if (found.Count <= Most)
                found.Add(folder); // a name that is no UTF-8: told when it is opened
            return;
        }

        if (steps[0] == "**")
        {
            if (steps.Length > 1)
                Walk(folder, steps[1..], found);
            // links might lead in circles
            foreach (string below in Directory.EnumerateDirectories(folder).Where(each => new FileInfo(each).LinkTarget is null))
                Walk(below, steps, found);
            return;
        }

        if (steps.Length == 1)
        {
            foreach (string file in Directory.EnumerateFiles(folder))
            {
                if (FileSystemName.MatchesSimpleExpression(steps[0], Path.GetFileName(file)))
                    found.Add(file);
            }

            return;
        }

        foreach (string below in Directory.EnumerateDirectories(folder))
        {
            if (FileSystemName.MatchesSimpleExpression(steps[0], Path.GetFileName(below)))
                Walk(below, steps[1..], found);
        }
    }
}

using ZoneComp.Diagnostics;
using ZoneComp.Model;

namespace ZoneComp.Preparation;

/// <summary>Files of one layer that are the same, byte for byte: a copy that came along ("r - 副本.shp"), whose features would count twice.</summary>
internal static class SameContents
{
    /// <summary>Files beside a shapefile that say nothing of its features.</summary>
    private static readonly string[] Beside = [".prj", ".cpg", ".shx", ".sbn", ".sbx", ".qix", ".qpj", ".qmd", ".xml"];

    public static void Look(IReadOnlyList<InputRecord> inputs, DiagnosticLog log)
    {
        foreach (IGrouping<string, InputRecord> role in inputs.GroupBy(input => input.Role, StringComparer.Ordinal))
        {
            var seen = new Dictionary<string, InputRecord>(StringComparer.Ordinal);
            foreach (InputRecord input in role.Where(input => input.Rows > 0).OrderBy(input => input.Path.Length).ThenBy(input => input.Path, StringComparer.Ordinal)) // a copy's name is the longer one
            {
                string content = string.Join(' ', input.Files.Where(file => !Beside.Contains(Path.GetExtension(file.Path).ToLowerInvariant())).Select(file => file.Sha256)) + input.Layer;
                // The layer of a shapefile bears the file's name.
                if (Path.GetFileNameWithoutExtension(input.Path) == input.Layer)
                    content = content[..^input.Layer.Length];
                if (!seen.TryAdd(content, input) && seen[content].Path != input.Path)
                    log.Add(Twins(seen[content], input));
            }
        }
    }

    private static Diagnostic Twins(InputRecord first, InputRecord second) => new(
        "ZC287",
        Severity.Error,
        second.Path,
        new LocalText(
            $"is the same as {first.Path}, byte for byte, and both are read as '{second.Role}': its {second.Rows} features would count twice; take the copy away",
            $"与 {first.Path} 逐字节相同，且二者同属“{second.Role}”：其 {second.Rows} 个要素将重复计算；请移除副本"))
    {
        Layer = second.Role.StartsWith("layer ", StringComparison.Ordinal) ? second.Role["layer ".Length..] : SourceOpening.Regions,
        Weight = FindingWeight.Features(second.Rows),
    };
}

using NetTopologySuite.Geometries;

namespace ZoneComp.Outputs.GeoPackage;

/// <summary>Findings as a layer of points: a part of zonecomp.gpkg, and OUT.findings.gpkg beside OUT where a run failed.</summary>
public static class FindingsGeoPackage
{
    public const string TableName = "findings";

    internal static IReadOnlyList<GeoPackageColumn> Columns { get; } =
    [
        new("severity", "严重程度", GeoPackageType.Text),
        new("code", "代码", GeoPackageType.Text),
        new("layer", "图层", GeoPackageType.Text),
        new("subject", "对象", GeoPackageType.Text),
        new("message_zh", "说明", GeoPackageType.Text),
        new("message_en", "说明（英文）", GeoPackageType.Text),
        new("accepted_because", "接受理由", GeoPackageType.Text),
        new("weight", "涉及数量", GeoPackageType.Real),
        new("weight_unit", "数量单位", GeoPackageType.Text),
        new("count", "条数", GeoPackageType.Integer),
    ];

    /// <summary>Where the findings of a failed run go: beside the results' folder, which stays as it was; under a number where somebody's
    /// own file has the name.</summary>
    public static string PathBeside(string resultsFolder) =>
        NamesBeside(resultsFolder).First(path => !IsThere(path) || FindingsSeal.IsWhole(path));

    /// <summary>Removes what a failed run wrote beside the results' folder.</summary>
    /// <returns>Those that somebody worked in or made, which stay.</returns>
    public static IReadOnlyList<string> RemoveBeside(string resultsFolder)
    {
        List<string> left = [];
        foreach (string path in NamesBeside(resultsFolder).TakeWhile(IsThere))
        {
            if (FindingsSeal.IsWhole(path))
                File.Delete(path);
            else
                left.Add(path);
        }

        return left;
    }

    /// <summary>Writes the findings as a package of their own, replacing an earlier one whole.</summary>
    /// <exception cref="UserErrorException">The place cannot be written, or holds something that is no such package, or one that was
    /// edited.</exception>
    public static void Write(string path, IReadOnlyList<Diagnostic> findings, MapCrs crs)
    {
        string fresh = FormattableString.Invariant($"{path}.{Guid.NewGuid():N}.new");
        RequireOurs(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var content = new GeoPackageContent { Crs = crs, Tables = [Table(findings)] };
            GeoPackageWriter.Write(fresh, content);
            string seal = FindingsSeal.Of(fresh);
            File.Delete(fresh);
            GeoPackageWriter.Write(fresh, content with { ManifestJson = seal });
            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception error) when (DiskErrors.AsUserError(error, path) is { } known)
        {
            File.Delete(fresh);
            throw known;
        }
    }

    /// <summary>A slip of the path must not cost anyone a layer, nor the notes that somebody made in one: only findings as they were
    /// written are replaced.</summary>
    private static void RequireOurs(string path)
    {
        if (!IsThere(path) || FindingsSeal.IsWhole(path))
            return;
        throw new UserErrorException(
            $"{path}: is there already and is no GeoPackage of findings as zonecomp wrote it; it was left as it is: name another file",
            $"{path}：已存在，且不是 zonecomp 写出后未经改动的检查发现 GeoPackage，未作改动：请指定其他文件");
    }

    /// <summary>Links that lead nowhere are there too.</summary>
    private static bool IsThere(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    private static IEnumerable<string> NamesBeside(string resultsFolder)
    {
        string start = Path.TrimEndingDirectorySeparator(Path.GetFullPath(resultsFolder)) + ".findings";
        yield return start + ".gpkg";
        for (int number = 2; ; number++)
            yield return FormattableString.Invariant($"{start}-{number}.gpkg");
    }

    internal static GeoPackageTable Table(IReadOnlyList<Diagnostic> findings) => new(
        TableName, "检查发现", "findings", "POINT",
        Columns,
        findings.Select(finding => new GeoPackageRow(
            finding.Place is { } place ? new Point(place.X, place.Y) : null,
            [
                finding.Severity.ToString().ToLowerInvariant(), finding.Code, finding.Layer, finding.Named.Zh, finding.Message.Zh,
                finding.Message.En,
                finding.AcceptedBecause, (double?)finding.Weight?.Amount, finding.Weight?.Unit, finding.Count,
            ])));
}

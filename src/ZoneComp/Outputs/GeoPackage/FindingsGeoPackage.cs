using NetTopologySuite.Geometries;
using ZoneComp.Diagnostics;
using ZoneComp.Model;

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
    ];

    /// <summary>Where the findings of a failed run go: beside the results' folder, which stays as it was.</summary>
    public static string PathBeside(string resultsFolder) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(resultsFolder)) + ".findings.gpkg";

    /// <summary>Writes the findings as a package of their own, replacing an earlier one whole.</summary>
    /// <exception cref="UserErrorException">The place cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<Diagnostic> findings, MapCrs crs, string? manifestJson = null)
    {
        string fresh = path + ".new";
        RequireOurs(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.Delete(fresh);
            GeoPackageWriter.Write(fresh, new GeoPackageContent { Crs = crs, Tables = [Table(findings)], ManifestJson = manifestJson });
            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception error) when (Files.DiskErrors.AsUserError(error, path) is { } known)
        {
            File.Delete(fresh);
            throw known;
        }
    }

    /// <summary>A slip of the path must not cost anyone a layer: only a package of findings alone is replaced.</summary>
    private static void RequireOurs(string path)
    {
        if (!Path.Exists(path) || (File.Exists(path) && IsOurs(path)))
            return;
        throw new UserErrorException(
            $"{path}: is there already and is no GeoPackage of findings; it was left as it is: name another file",
            $"{path}：已存在，且不是检查发现的 GeoPackage，未作改动：请指定其他文件");
    }

    private static bool IsOurs(string path)
    {
        try
        {
            return Reading.GeoPackageSource.Layers(path) is [TableName];
        }
        catch (UserErrorException)
        {
            return false; // no GeoPackage at all
        }
    }

    internal static GeoPackageTable Table(IReadOnlyList<Diagnostic> findings) => new(
        TableName, "检查发现", "findings", "POINT",
        Columns,
        findings.Select(finding => new GeoPackageRow(
            finding.Place is { } place ? new Point(place.X, place.Y) : null,
            [finding.Severity.ToString().ToLowerInvariant(), finding.Code, finding.Layer, finding.Subject, finding.Message.Zh, finding.Message.En, finding.AcceptedBecause])));
}

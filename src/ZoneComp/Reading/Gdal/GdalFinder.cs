using System.Runtime.InteropServices;

namespace ZoneComp.Reading.Gdal;

/// <summary>Looks for libgdal: where the user says, beside the program, where the system keeps it, in QGIS and OSGeo4W.</summary>
public static class GdalFinder
{
    /// <summary>Environment variable with the library's full path; it is then the only place looked at.</summary>
    public const string Variable = "ZONECOMP_GDAL";

    private const int OldestVersion = 3_000_000;
    private const int NewestMajor = 50; // of libgdal.so.N: 32 is GDAL 3.6, one more a release

    private static readonly Lazy<GdalLibrary?> Found = new(Find);

    /// <summary>Version and path of the library in use: "3.6.2 (libgdal.so.32)"; null when there is none.</summary>
    public static string? Description => Found.Value is GdalLibrary gdal ? $"{gdal.VersionName} ({gdal.Path})" : null;

    /// <param name="path">The file that needs it, for the message.</param>
    /// <exception cref="UserErrorException">There is none, or it is too old.</exception>
    internal static GdalLibrary Require(string path)
    {
        if (Found.Value is not GdalLibrary gdal)
            throw Missing(path);

        if (gdal.Version < OldestVersion)
        {
            throw new UserErrorException(
                $"{path}: GDAL {gdal.VersionName} ({gdal.Path}) is too old; expected 3.0 or later",
                $"{path}：GDAL {gdal.VersionName}（{gdal.Path}）版本过低；应为 3.0 或更高");
        }

        return gdal;
    }

    internal static UserErrorException Missing(string path) => new(
        $"{path}: this format is not one that ZoneComp reads itself; it is read through GDAL, which was not found. Debian and Ubuntu: "
            + $"apt install gdal-bin; Windows: install QGIS or OSGeo4W; elsewhere set {Variable} to the path of the library. Or export "
                + $"the layer to GeoPackage in QGIS or ArcGIS",
        $"{path}：ZoneComp 不直接读取该格式，需通过 GDAL 读取，但未找到 GDAL。Debian/Ubuntu：apt install gdal-bin；Windows：安装 QGIS 或 OSGeo4W；其他情况请将 {Variable} "
            + $"设为该库的路径。也可在 QGIS 或 ArcGIS 中导出为 GeoPackage");

    private static GdalLibrary? Find() => Candidates().Select(GdalLibrary.TryLoad).FirstOrDefault(library => library is not null);

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } stated)
            return [stated];
        IEnumerable<string> beside =
        [
            .. Files(AppContext.BaseDirectory),
            .. Files(Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native")),
        ];
        if (OperatingSystem.IsWindows())
            return [.. beside, "gdal.dll", .. Installed()];
        if (OperatingSystem.IsMacOS())
            return [.. beside, "libgdal.dylib", "/opt/homebrew/lib/libgdal.dylib", "/usr/local/lib/libgdal.dylib"];
        return [
            .. beside,
            .. Enumerable.Range(0, 25).Select(step => FormattableString.Invariant($"libgdal.so.{NewestMajor - step}")),
            "libgdal.so",
        ];
    }

    /// <summary>The library in a folder; names with a later version first.</summary>
    private static IEnumerable<string> Files(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        string pattern = OperatingSystem.IsWindows() ? "gdal*.dll" : OperatingSystem.IsMacOS() ? "libgdal*.dylib" : "libgdal.so*";
        return Directory.EnumerateFiles(folder, pattern).OrderDescending(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Installed()
    {
        string programs = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
        IEnumerable<string> qgis = Directory.Exists(programs)
            ? Directory.EnumerateDirectories(programs, "QGIS*").OrderDescending(StringComparer.Ordinal)
            : [];
        return qgis.Append(@"C:\OSGeo4W").Append(@"C:\OSGeo4W64").SelectMany(root => Files(Path.Combine(root, "bin")));
    }
}

using System.Diagnostics;

namespace ZoneComp.Tests.Outputs;

/// <summary>Other programs' word on our GeoPackages.</summary>
public sealed class GeoPackageValidityTests
{
    [SkippableFact]
    public void Gdal_finds_nothing_wrong_with_it()
    {
        // Debian's python3-gdal sees only the system's own Python.
        Skip.IfNot(File.Exists("/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py"), "python3-gdal is not installed");
        using TemporaryFolder place = new();
        string path = place.File("a.gpkg");
        RegionGeoPackage.Write(
            path,
            SampleRun.Make(),
            [new GeoPackageStyle(RegionGeoPackage.RegionTable, "x", "", "<qgis/>", IsDefault: true)]);

        (int exit, string said) = Run("/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", path);

        Assert.Equal("", said);
        Assert.Equal(0, exit);
    }

    private static (int Exit, string Said) Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}

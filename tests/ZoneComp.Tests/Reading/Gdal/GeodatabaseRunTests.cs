using System.Buffers.Binary;
using System.Diagnostics;

namespace ZoneComp.Tests.Reading.Gdal;

/// <summary>One country's worth of layers as shapefiles and as a File Geodatabase through libgdal: the same areas to the bit.</summary>
public sealed class GeodatabaseRunTests : IDisposable
{
    private readonly InputRun run = new();

    public void Dispose() => run.Dispose();

    [SkippableFact]
    public void A_geodatabase_and_its_shapefiles_give_the_same_combinations_parquet()
    {
        Skip.If(GdalFinder.Description is null, "libgdal is not installed");
        string sample = Path.Combine(SharedMaterial.RepositoryRoot, "sample-data");
        string gdb = run.Folder["all.gdb"];
        foreach (string layer in new[] { "counties", "redline", "forest" })
        {
            // Through the geodatabase first: it keeps coordinates on a grid of its own, and the shapefile shall hold the same ones.
            Ogr2Ogr([
                .. Directory.Exists(gdb) ? (string[])["-update"] : [], "-f", "OpenFileGDB", gdb, Path.Combine(sample, layer + ".shp"),
                "-nln", layer, "-nlt", "MULTIPOLYGON",
            ]);
            Ogr2Ogr("-f", "ESRI Shapefile", run.Folder[layer + ".shp"], gdb, layer, "-lco", "ENCODING=UTF-8");
        }

        byte[] fromShapefiles = Combinations("shp", layer => layer + ".shp");
        byte[] fromGeodatabase = Combinations("gdb", layer => $"{{path: all.gdb, layer: {layer}}}");

        // Everything but the footer, which carries the provenance: names and hashes of other files.
        Assert.True(Data(fromShapefiles).Length > 1000);
        Assert.Equal(Data(fromShapefiles), Data(fromGeodatabase));
    }

    private byte[] Combinations(string name, Func<string, string> source)
    {
        run.Regions = $"{{source: {source("counties")}, code: XZQDM, name: XZQMC}}";
        run.Layers = $"{{redline: {{source: {source("redline")}}}, forest: {{source: {source("forest")}, class: GJGYL_BHDJ, classes: "
            + $"{{I: '1', II: '2'}}}}}}";
        string output = run.Folder["out-" + name];
        Assert.NotNull(run.Run(output: output).Results);
        return File.ReadAllBytes(Path.Combine(output, "combinations.parquet"));
    }

    /// <summary>A Parquet file ends in its footer, four bytes of the footer's length, and PAR1.</summary>
    private static byte[] Data(byte[] file) => file[..^(8 + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - 8)))];

    private static void Ogr2Ogr(params string[] arguments)
    {
        using Process? process = Start(arguments);
        Skip.If(process is null, "ogr2ogr (Debian gdal-bin) is not installed");
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Skip.If(
            said.Contains("OpenFileGDB", StringComparison.Ordinal)
                && said.Contains("does not support data source creation", StringComparison.Ordinal),
            "this GDAL does not write File Geodatabases: " + said);
        Assert.True(process.ExitCode == 0, said);
    }

    private static Process? Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("ogr2ogr", arguments) { RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

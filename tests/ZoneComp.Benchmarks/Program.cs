using System.Globalization;
using ZoneComp.Benchmarks;

switch (args)
{
    case ["overlay-shapefiles", string folder, string threads, string csv]:
        OverlayShapefiles.Run(folder, int.Parse(threads, CultureInfo.InvariantCulture), csv, repeats: 1);
        return 0;
    case ["overlay-shapefiles", string folder, string threads, string csv, string repeats]:
        OverlayShapefiles.Run(
            folder,
            int.Parse(threads, CultureInfo.InvariantCulture),
            csv,
            int.Parse(repeats, CultureInfo.InvariantCulture));
        return 0;
    case ["expressions", string regions, string expressions]:
        ExpressionTiming.Run(int.Parse(regions, CultureInfo.InvariantCulture), int.Parse(expressions, CultureInfo.InvariantCulture));
        return 0;
    case ["read", string file, string layer, string field]:
        ReadingTime.Run(file, layer, field);
        return 0;
    case ["make-layer", string file, string features, string vertices]:
        MadeLayer.Write(file, int.Parse(features, CultureInfo.InvariantCulture), int.Parse(vertices, CultureInfo.InvariantCulture));
        return 0;
    case ["bandwidth", string threads]:
        MemoryBandwidth.Run(int.Parse(threads, CultureInfo.InvariantCulture));
        return 0;
    case ["maps", string policy, string earlier, string rounds]:
        MapTiming.Run(policy, earlier, int.Parse(rounds, CultureInfo.InvariantCulture));
        return 0;
    case ["tile-steps"]:
        _ = BenchmarkDotNet.Running.BenchmarkRunner.Run<TileSteps>();
        return 0;
    default:
        Console.Error.WriteLine(
            "overlay-shapefiles FOLDER THREADS OUT.csv [REPEATS] | expressions REGIONS EXPRESSIONS | read FILE LAYER FIELD | make-layer "
                + "FILE.shp FEATURES VERTICES | bandwidth THREADS | maps POLICY RESULTS ROUNDS | tile-steps");
        return 2;
}

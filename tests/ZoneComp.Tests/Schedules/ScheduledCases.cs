namespace ZoneComp.Tests.Schedules;

/// <summary>Small runs with errors, warnings and notes of every stage, and a city of the sample, through all ways by which ground is read
/// and measured.</summary>
internal sealed class ScheduledCases : IDisposable
{
    /// <summary>Counties of 10 x 10 km, eight in two rows; a gap 100 m wide between the two of the second column.</summary>
    private static readonly (object?[] Values, double[] Km)[] Counties =
    [
        .. Enumerable.Range(0, 8)
            .Select(at =>
                (
                    new object?[] { $"61010{at + 1}", $"县{at + 1}" },
                    Box(at % 4 * 10, at / 4 * 10, (at % 4 * 10) + 10, (at / 4 * 10) + (at == 1 ? 9.9 : 10)))),
    ];

    private readonly List<MapFolder> folders = [];
    private readonly List<IDisposable> further = [];

    public ScheduledCases() => All =
    [
        FarOff(), WithoutCrs(), Overlapping(), OneKind(), WrongCodes(), Raised(), Places(), InCells(), Cached(), InShards(), OtherFormats(),
        OfTwoYears(), CityOfTheSample(), Sample(),
    ];

    public IReadOnlyList<ScheduledCase> All { get; }

    public void Dispose()
    {
        foreach (IDisposable folder in folders.Concat(further))
            folder.Dispose();
    }

    /// <summary>Of two files of one layer one lies far from the regions: ZC243, whichever of the threads is late.</summary>
    private ScheduledCase FarOff()
    {
        MapFolder maps = NewFolder();
        maps.Boxes("counties.shp", ["code", "name"], Counties);
        maps.Boxes("far.shp", ["id"], (["1"], Box(160, 0, 170, 10)));
        maps.Boxes("good.shp", ["id"], (["1"], Box(3, 3, 12, 8)));
        return ScheduledCase.OfPolicy("one file far off", maps, Head() + "layers:\n  z: {source: [far.shp, good.shp]}\n");
    }

    /// <summary>A layer without a CRS between two others: an error of the layers' thread, with gaps of the regions' beside it.</summary>
    private ScheduledCase WithoutCrs()
    {
        MapFolder maps = NewFolder();
        maps.Boxes("counties.shp", ["code", "name"], Counties);
        foreach (string name in (string[])["a", "b", "c"])
            maps.Boxes(name + ".shp", ["id"], [.. Enumerable.Range(0, 30).Select(at => (new object?[] { at }, Box(at, 1, at + 0.5, 2)))]);
        File.Delete(Path.Combine(maps.Path, "b.prj"));
        return ScheduledCase.OfPolicy(
            "a layer without CRS",
            maps,
            Head() + "layers:\n  a: {source: a.shp}\n  b: {source: b.shp}\n  c: {source: c.shp, class: id, classes: {x: ['1']}}\n");
    }

    /// <summary>Regions over one another, gaps, and more than 20 findings of several kinds in several layers and files.</summary>
    private ScheduledCase Overlapping()
    {
        MapFolder maps = NewFolder();
        Mistakes(maps);
        return ScheduledCase.OfPolicy("overlaps and broken rings", maps, Head() + Mistaken);
    }

    /// <summary>One kind of finding from the regions, from three layers and from every batch of them, more than are printed: which are
    /// kept, and in what order.</summary>
    private ScheduledCase OneKind()
    {
        MapFolder maps = NewFolder();
        maps.Rings(
            "counties.shp",
            ["code", "name"],
            [.. Counties.Select(county => (county.Values, Hourglass(county.Km[0], county.Km[1], 10)))]);
        foreach (string name in (string[])["a1", "a2", "b", "c"])
            maps.Rings(
                name + ".shp",
                ["id"],
                [.. Enumerable.Range(0, 40).Select(at => (new object?[] { at }, Hourglass(at * 0.9, name[0] - 'a', 0.8)))]);
        return ScheduledCase.OfPolicy(
            "one kind of finding everywhere",
            maps,
            Head() + "layers:\n  a: {source: 'a*.shp'}\n  b: {source: b.shp}\n  c: {source: c.shp, buffer: 50 m}\n");

        static double[] Hourglass(double x, double y, double size)
        {
            double middleX = x + (size / 2), middleY = y + (size / 2);
            return [x, y, middleX, middleY, x, y + size, x + size, y + size, middleX, middleY, x + size, y, x, y];
        }
    }

    /// <summary>Codes twice, codes with what spreadsheets add, parents missing.</summary>
    private ScheduledCase WrongCodes()
    {
        MapFolder maps = NewFolder();
        maps.Boxes(
            "counties.shp",
            ["code", "name", "city"],
            [
                .. Counties.Select((county, at) =>
                    (
                        new object?[]
                        {
                            at == 2 ? "610101" : at < 4 ? county.Values[0] + ".0" : "9" + at,
                            county.Values[1],
                            at % 2 == 0 ? null : "6101",
                        },
                        county.Km)),
            ]);
        maps.Boxes("z.shp", ["id"], (["1"], Box(3, 3, 12, 8)));
        maps.File("t.csv", "code,people\n" + string.Concat(Enumerable.Range(0, 30).Select(at => $"7{at:00000},x{at}\n")));
        return ScheduledCase.OfPolicy(
            "wrong codes",
            maps,
            Head(", parents: {city: city}")
                + "layers:\n  z: {source: z.shp}\ntables:\n  t: {source: t.csv, key: code, columns: {people: number}}\n");
    }

    /// <summary>Gaps made errors, and a set of regions that is empty: whether that is told too must not depend on which was seen
    /// first.</summary>
    private ScheduledCase Raised()
    {
        MapFolder maps = NewFolder();
        maps.Boxes("counties.shp", ["code", "name"], Counties);
        maps.Boxes("sea.shp", ["code", "kind"], (["01", "x"], Box(0, -5, 40, 0)));
        maps.Boxes("z.shp", ["id"], [.. Enumerable.Range(0, 30).Select(at => (new object?[] { at }, Box(at, 1, at + 0.5, 2)))]);
        return ScheduledCase.OfPolicy(
            "a warning made an error",
            maps,
            "severity: [{code: ZC315, as: error, reason: no gaps}]\n"
                + Head()
                + "region_sets:\n  sea: {source: {path: sea.shp, where: 'kind == \"y\"'}, code: code}\nlayers:\n  z: {source: z.shp}\n");
    }

    /// <summary>Buffers, lines and points, drawn ground, amounts: everything that is written.</summary>
    private ScheduledCase Places()
    {
        MapFolder maps = NewFolder();
        maps.Boxes("counties.shp", ["code", "name"], Counties);
        maps.Boxes(
            "z.shp",
            ["id", "kind"],
            [.. Enumerable.Range(0, 40).Select(at => (new object?[] { at, at % 3 }, Box(at, at % 7, at + 1.5, (at % 7) + 3)))]);
        maps.Lines(
            "river.shp",
            ["id"],
            [.. Enumerable.Range(0, 25).Select(at => (new object?[] { at }, new double[] { at, -1, at + 1, 9, at + 3, 21 }))]);
        maps.Points(
            "well.shp",
            ["id"],
            [.. Enumerable.Range(0, 30).Select(at => (new object?[] { at }, new double[] { at * 1.4, at * 0.7 }))]);
        return ScheduledCase.OfPolicy("buffers, lines and points", maps, Head() + """
            layers:
              z: {source: z.shp, class: kind, classes: {a: ['0'], b: ['1', '2']}}
              bank: {source: river.shp, geometry: lines, buffer: 500 m}
              river: {source: river.shp, geometry: lines}
              well: {source: well.shp, geometry: points}
            indicators:
              wells: {expr: 'count(well & z) + count(z, min: 20 ha) + length(river - z) / km'}
              ground: {expr: 'area(z | bank, km2)'}
            schemes:
              pool: {kind: pool, fund: 1000000 yuan, share: ground / km2 + wells}
            outputs:
              zones: clipped
              ground: {both: {set: z & bank}}

            """) with { Every = 25 };
    }

    private ScheduledCase InCells()
    {
        MapFolder maps = NewFolder();
        Mistakes(maps);
        return ScheduledCase.OfPolicy(
            "in bounded memory",
            maps,
            Head() + Usable,
            overlayOnly: true,
            cells: results => new CellSettings { WorkFolder = Path.Combine(results, "cells") }) with
        { Every = 10 };
    }

    private ScheduledCase Cached()
    {
        MapFolder maps = NewFolder();
        Mistakes(maps);
        ScheduledCase once = ScheduledCase.OfPolicy(
            "from the cache",
            maps,
            Head() + Usable,
            overlayOnly: true,
            cells: results => new CellSettings { CacheFolder = Path.Combine(results, "cells") });
        // The second run finds the sums of the first.
        return once with
        {
            Every = 10,
            Run = (threads, results) =>
            {
                _ = once.Run(threads, results);
                return once.Run(threads, results);
            },
        };
    }

    private ScheduledCase InShards()
    {
        MapFolder maps = NewFolder();
        Mistakes(maps);
        ScheduledCase merged = ScheduledCase.OfPolicy(
            "shards merged",
            maps,
            Head() + Usable,
            overlayOnly: true,
            cells: results =>
                new CellSettings { PartsFolder = Path.Combine(results, "cells"), WorkFolder = Path.Combine(results, "cells-work") });
        return merged with
        {
            Every = 10,
            Run = (threads, results) =>
            {
                for (int shard = 1; shard <= 2; shard++)
                {
                    _ = ShardRun.Run(
                        new ShardSettings
                        {
                            PolicyPath = Path.Combine(maps.Path, "policy.yaml"),
                            PartsFolder = Path.Combine(results, "cells"),
                            Shard = shard,
                            Of = 2,
                            Threads = threads,
                        },
                        TimeProvider.System,
                        new Progress<StageProgress>(),
                        CancellationToken.None);
                }

                return merged.Run(threads, results);
            },
        };
    }

    /// <summary>A run's GeoPackage and GeoParquet as inputs, GeoJSON, CSV, and what GDAL reads where it is there.</summary>
    private ScheduledCase OtherFormats()
    {
        MapFolder maps = NewFolder();
        maps.Boxes("counties.shp", ["code", "name"], Counties);
        maps.Boxes("z.shp", ["id"], [.. Enumerable.Range(0, 30).Select(at => (new object?[] { at }, Box(at, 1, at + 1.5, 3)))]);
        Assert.Equal("", MapFolder.Errors(maps.Run(Head() + "layers:\n  z: {source: z.shp}\noutputs: {zones: as_used}\n", output: "made")));
        string Triangle(int at) =>
            FormattableString.Invariant(
                $"[[{111 + (at * 0.01)},37.1],[{111.02 + (at * 0.01)},37.1],[{111.01 + (at * 0.01)},37.12],[{111 + (at * 0.01)},37.1]]");
        string Feature(int at) =>
            $$$"""{"type":"Feature","properties":{"k":{{{at % 3}}}},"geometry":{"type":"Polygon","coordinates":[{{{Triangle(at)}}}]}}""";
        maps.File(
            "g.geojson",
            $$"""{"type":"FeatureCollection","features":[{{string.Join(",", Enumerable.Range(0, 30).Select(Feature))}}]}""");
        maps.File(
            "w.csv",
            "wkt,k\n"
                + string.Concat(Enumerable.Range(0, 30)
                    .Select(at => FormattableString.Invariant($"\"SRID=4490;POINT({111 + (at * 0.01)} 37.1)\",{at}\n"))));
        maps.File(
            "k.kml",
            "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark><name>k</name><Polygon><outerBoundaryIs><LinearRing><coordinates>111,37.05 111.3,37.05 111.3,37.2 111,37.05</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>");
        return ScheduledCase.OfPolicy("other formats", maps, """
            zonecomp: 1
            title: t
            year: 2025
            regions: {source: made/coverage.geo.parquet, code: region_code, name: region_name, overlaps: first_by_code}
            layers:
              p: {source: {path: made/zonecomp.gpkg, layer: zones}}
              g: {source: g.geojson, class: k, classes: {a: ['0'], b: ['1', '2']}}
              w: {source: w.csv, geometry: points}
              k: {source: k.kml}

            """) with { Every = 5 };
    }

    /// <summary>Two years held against each other, with causes whose mixes are computed side by side and draw on a joint overlay.</summary>
    private ScheduledCase OfTwoYears()
    {
        var years = new TwoYears();
        further.Add(years);
        years.Make("a", new Year());
        years.Make(
            "b",
            new Year
            {
                Number = 2025,
                Redline = [[0, 0, 5, 10]],
                Wetland = [[9, 0, 12, 10]],
                People = [("610101", 250), ("610102", 150)],
                Fund = "700 yuan",
                Score = "area(redline, km2) + 2 * area(wetland, km2)",
            });
        MapFolder maps = NewFolder();
        return new ScheduledCase("two years compared", maps, (threads, results) =>
        {
            ComparisonResults compared = RunComparison.Run(
                new ComparisonSettings
                {
                    OldPath = years["out-a"],
                    NewPath = years["out-b"],
                    OutputPath = Path.Combine(results, "out"),
                    Threads = threads,
                },
                ScheduledCase.Facts,
                new StoppedClock(),
                new Progress<StageProgress>(),
                CancellationToken.None).Results;
            return new RunOutcome { Findings = compared.Findings };
        })
        { Every = 10 };
    }

    /// <summary>The counties of Nyingchi with all layers of the shipped sample.</summary>
    private ScheduledCase CityOfTheSample() => OfSample(
        "a city of the sample",
        policy => policy.Replace(
            "source: counties.shp",
            "source: {path: counties.shp, where: \"SHIDM == '540400'\"}",
            StringComparison.Ordinal),
        overlayOnly: true) with
    { Every = 10 };

    /// <summary>The whole sample with all that is written of it, where somebody asks for many schedules.</summary>
    private ScheduledCase Sample() => OfSample("the sample", policy => policy, overlayOnly: false) with { Every = 20, IsLarge = true };

    private ScheduledCase OfSample(string name, Func<string, string> change, bool overlayOnly)
    {
        MapFolder maps = NewFolder();
        string sample = Path.Combine(SharedMaterial.RepositoryRoot, "sample-data");
        foreach (string file in Directory.EnumerateFiles(sample))
            File.Copy(file, Path.Combine(maps.Path, Path.GetFileName(file)));
        return ScheduledCase.OfPolicy(name, maps, change(File.ReadAllText(Path.Combine(sample, "policy.yaml"))), overlayOnly);
    }

    /// <summary>The value '2' of a is in no class, which is an error.</summary>
    private const string Mistaken =
        "layers:\n  a: {source: ['a*.shp'], class: kind, classes: {x: ['0'], y: ['1']}}\n  b: {source: b.shp}\n";

    private const string Usable =
        "layers:\n  a: {source: ['a*.shp'], class: kind, classes: {x: ['0'], y: ['1', '2']}}\n  b: {source: b.shp}\n";

    /// <summary>Counties over one another, and layers in which every third polygon crosses itself, lies outside, or has no class.</summary>
    private static void Mistakes(MapFolder maps)
    {
        maps.Boxes(
            "counties.shp",
            ["code", "name"],
            [
                .. Counties.Select((county, at) =>
                    (county.Values, Box(county.Km[0], county.Km[1], county.Km[2] + (at % 4 == 0 ? 0.05 : 0), county.Km[3]))),
            ]);
        foreach (string name in (string[])["a1", "a2", "b"])
        {
            maps.Rings(
                name + ".shp",
                ["id", "kind"],
                [.. Enumerable.Range(0, 60).Select(at => (new object?[] { at, at % 3 }, Ring(at, name == "b" ? 4 : 0)))]);
        }

        static double[] Ring(int at, double y)
        {
            double x = at * 0.7;
            return (at % 3) switch
            {
                0 => [x, y, x + 1, y + 1, x + 1, y, x, y + 1, x, y], // crosses itself
                1 => [x, y, x, y + 1, x + 1, y + 1, x + 1, y, x, y],
                _ => [x, y, x, y + 1, x + 1, y + 1, x + 1, y + 0.5],
            };
        }
    }

    private static string Head(string regions = "") =>
        $"zonecomp: 1\ntitle: t\nyear: 2025\nregions: {{source: counties.shp, code: code, name: name, overlaps: first_by_code{regions}}}\n";

    private static double[] Box(double west, double south, double east, double north) => [west, south, east, north];

    private MapFolder NewFolder()
    {
        var maps = new MapFolder();
        folders.Add(maps);
        return maps;
    }
}

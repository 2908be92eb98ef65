using System.Globalization;
using NetTopologySuite.Geometries;

namespace ZoneComp.Tests.Outputs;

/// <summary>A made-up but coherent run: counties with winding shared borders, four zone classes, a fund that adds up to the fen.</summary>
internal static class SampleRun
{
    public const decimal FundYuan = 123_456_789.01m;

    /// <summary>A grid of counties about 0.4° wide; every second one in a row of its own city.</summary>
    /// <param name="hostileName">Takes the place of the first county's name.</param>
    /// <param name="pointsPerBorder">Points on each of a county's four borders.</param>
    public static RunResults Make(int across = 5, int up = 4, string? hostileName = null, int pointsPerBorder = 12)
    {
        int count = across * up;
        List<Region> regions = [];
        List<Geometry?> shapes = [];
        for (int index = 0; index < count; index++)
        {
            string code = (632000 + index).ToString(CultureInfo.InvariantCulture);
            string name = index == 0 && hostileName is not null ? hostileName : CountyName(index);
            regions.Add(new Region(code, name, new Dictionary<string, string> { ["city"] = code[..4] + "00" }));
            shapes.Add(County(index % across, index / across, pointsPerBorder));
        }

        ZoneClass[] classes =
        [
            new("redline", "redline", "生态保护红线"), new("forest.I", "forest", "国家级公益林一级"),
            new("forest.II", "forest", "国家级公益林二级"), new("wetland", "wetland", "重要湿地"),
        ];
        List<CombinationRow> rows = [];
        decimal[] redline = new decimal[count], forest = new decimal[count], area = new decimal[count];
        for (int index = 0; index < count; index++)
        {
            area[index] = 1_500_000_000m + (index * 7_000_003.5m);
            redline[index] = decimal.Round(area[index] * ((index * 37 % 100) / 100m), 1);
            forest[index] = decimal.Round(redline[index] * ((index * 13 % 7) / 10m), 1);
            Add(index, new ClassSet(0), area[index] - redline[index] - 5_000_000m);
            Add(index, ClassSet.Of(0), redline[index] - forest[index]);
            Add(index, ClassSet.Of(0, 1), forest[index]);
            Add(index, ClassSet.Of(2, 3), 5_000_000m);
        }

        rows.Add(new CombinationRow(CombinationTable.OutsideIndex, ClassSet.Of(3), 12_345.5m));
        object?[] ratios = [.. Enumerable.Range(0, count).Select(index => (object?)(redline[index] / area[index]))];
        object?[] coefficients =
        [
            .. Enumerable.Range(0, count).Select(index => index == 3 ? null : (object?)(0.5m + (redline[index] / area[index]))),
        ];
        return new RunResults
        {
            Title = "生态补偿测算（样例）",
            Year = 2025,
            Combinations = new CombinationTable
            {
                Classes = classes,
                Regions = regions,
                Rows = rows,
                Repeats = [new RepeatRow(1, 1, 2_000m, 2_500m)],
            },
            Indicators = [new Column("redline_share", "红线面积占比", Quantity.Number, "", ratios) { Formula = "ratio(redline)" }],
            Factors = [new Column("eco_factor", "生态系数", Quantity.Number, "", coefficients) { Formula = "band(redline_share)" }],
            Allocation = Allocation(regions),
            Findings =
            [
                new Diagnostic(
                    "ZC301",
                    Severity.Warning,
                    "林地.shp#17",
                    new LocalText("ring crosses itself at (100.5, 36.2)", "环在 (100.5, 36.2) 处自相交"),
                    new FindingPlace(100.5, 36.2)) { Layer = "forest" },
                new Diagnostic("ZC201", Severity.Note, "counties.shp", new LocalText("encoding GBK detected", "检测到编码 GBK")),
            ],
            Shapes = shapes,
            Manifest = Manifest(),
        };

        void Add(int region, ClassSet set, decimal areaM2)
        {
            if (areaM2 > 0)
                rows.Add(new CombinationRow(region, set, areaM2));
        }
    }

    public static RunManifest Manifest() => new()
    {
        Tool = new ToolVersion(RunManifest.ToolName, "0.1.0", null),
        Policy = new PolicyRecord("policy.yaml", "00ff", "title: 样例\n"),
        Settings = [new NamedValue("area_method", "ellipsoidal")],
        Inputs =
        [
            new InputRecord("regions", "data/counties.shp", null, "ESRI Shapefile", 20, "GBK", ".cpg", "EPSG:4490", ".prj", "none",
                [new FileRecord("data/counties.shp", "abcd", 1234)]),
        ],
        Assumptions = [new AssumptionRecord("ZC210", "counties.shp", "两坐标系视为一致")],
        Findings = new FindingCounts(0, 1, 1, 0),
        Machine = new MachineRecord("Debian 12", "X64", ".NET 10.0.1", 2),
        Timings = new TimingRecord("2026-11-22T00:00:00Z", 1.5m, [new StageTime("overlay", 1.25m)]),
        Outputs = [new FileRecord("zonecomp.gpkg", "ef01", 99)],
    };

    private static AllocationTable Allocation(List<Region> regions)
    {
        List<AllocationRow> rows = [];
        decimal left = FundYuan;
        for (int index = 0; index < regions.Count; index++)
        {
            decimal computed = FundYuan / regions.Count * (1 + (((index % 5) - 2) / 10m));
            decimal amount = index == regions.Count - 1 ? left : decimal.Round(computed, 2);
            left -= amount;
            rows.Add(new AllocationRow(regions[index].Code, regions[index].Name, "redline_fund", "", computed, computed, amount,
                index == 2 ? null : amount - 1000m + (index * 100m), index == 4 ? "floor" : "", index == 4 ? "不低于上年" : ""));
        }

        return new AllocationTable
        {
            Schemes = [new SchemeResult("redline_fund", "生态保护红线补助", "pool", FundYuan, 0.01m, FundYuan, 0m)],
            Rows = rows,
        };
    }

    private static string CountyName(int index) =>
        "甲乙丙丁戊己庚辛壬癸"[index % 10] + "" + "山水林田湖草沙冰"[index / 10 % 8] + (index % 3 == 0 ? "区" : "县");

    private static Polygon County(int column, int row, int points)
    {
        List<Coordinate> ring = [];
        Walk(column, row, column + 1, row);
        Walk(column + 1, row, column + 1, row + 1);
        Walk(column + 1, row + 1, column, row + 1);
        Walk(column, row + 1, column, row);
        ring.Add(ring[0].Copy());
        return new Polygon(new LinearRing([.. ring]));

        // The same points whichever of the two neighbours walks along the border.
        void Walk(int fromX, int fromY, int toX, int toY)
        {
            bool forward = fromX < toX || fromY < toY;
            for (int step = 0; step < points; step++)
            {
                int at = forward ? step : points - step;
                (int lowX, int lowY) = forward ? (fromX, fromY) : (toX, toY);
                double along = at / (double)points;
                double bend = at == 0 || at == points ? 0 : 0.06 * Math.Sin((along * 9) + (lowX * 3) + (lowY * 5));
                bool horizontal = fromY == toY;
                double x = lowX + (horizontal ? along : bend), y = lowY + (horizontal ? bend : along);
                ring.Add(new Coordinate(Math.Round(99 + (x * 0.4), 6), Math.Round(35 + (y * 0.33), 6)));
            }
        }
    }
}

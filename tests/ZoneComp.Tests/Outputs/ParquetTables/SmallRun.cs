using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace ZoneComp.Tests.Outputs.ParquetTables;

/// <summary>
/// Three regions and three classes on squared paper. Region 010001 is 10 m x 10 m: 40 m² forest.I alone, 20 m² forest.I with redline,
/// 5 m² forest.I with forest.II, 35 m² in no zone. Region 010002 is 3 m² and half a mm², all redline. Region 010003 has no ground.
/// 7.5 m² of redline lie outside. The official area of 010001 is 104 m², so each of its areas grows by a 25th.
/// </summary>
internal static class SmallRun
{
    public static CombinationTable Combinations { get; } = new()
    {
        Classes = [new("forest.II", "forest", "二级林地"), new("redline", "redline", "红线"), new("forest.I", "forest", "一级林地")],
        Regions =
        [
            new("010001", "甲县", new Dictionary<string, string> { ["city"] = "0100", ["province"] = "01" }),
            new("010002", "乙县", new Dictionary<string, string> { ["city"] = "0100" }),
            new("010003", "丙县", new Dictionary<string, string>()),
        ],
        Rows =
        [
            new(0, new ClassSet(0), 35m) { AdjustedM2 = 36.4m },
            new(0, ClassSet.Of(2), 40m) { AdjustedM2 = 41.6m },
            new(0, ClassSet.Of(0, 2), 5m) { AdjustedM2 = 5.2m },
            new(0, ClassSet.Of(1, 2), 20m) { AdjustedM2 = 20.8m },
            new(1, ClassSet.Of(1), 3.0000005m),
            new(CombinationTable.OutsideIndex, ClassSet.Of(1), 7.5m),
        ],
        Repeats = [new(0, 2, 4m, 6m), new(CombinationTable.OutsideIndex, 1, 0.5m, 0.5m)],
        Levels = [new("city", "市"), new("province", "省")],
        OfficialAreas = [new("", "010001", 104m, 100m)],
        Ground = [new(100m, 0m, 0m), new(5.0000005m, 1.5m, 0.5m), new(0m, 0m, 0m)],
    };

    /// <summary>Region 010001 has 8 m² of sea, 3 of them redline and 1 m² of it twice; the others have none.</summary>
    public static CombinationTable Sea { get; } = new()
    {
        Classes = Combinations.Classes,
        Regions = Combinations.Regions,
        Rows = [new(0, new ClassSet(0), 4.5m), new(0, ClassSet.Of(1), 3m), new(0, ClassSet.Of(0, 2), 0.5m)],
        Repeats = [new(0, 1, 1m, 1m)],
    };

    /// <summary>Both rings the wrong way round for GeoParquet.</summary>
    public const string ClockwiseWithHole =
        "POLYGON ((100 35, 100 36, 101 36, 101 35, 100 35), (100.25 35.25, 100.75 35.25, 100.5 35.5, 100.25 35.25))";

    public static RunResults Results { get; } = new()
    {
        Title = "小样",
        Year = 2025,
        Combinations = Combinations,
        RegionSets = new Dictionary<string, CombinationTable> { ["sea"] = Sea },
        Indicators =
        [
            new Column("forest_mu", "林地面积", Quantity.Area, "mu", [0.0975m, 0m, null]) { Formula = "area(forest, mu)" },
            new Column("YEAR", "与固定列同名", Quantity.Number, "", [1m / 3m, 2m, -0.1234567890123456789m]) { Decimals = 2 },
        ],
        Factors =
        [
            new Column("level", "等级", Quantity.Text, "", ["甲", null, ""]),
            new Column("is_key", "重点", Quantity.Flag, "", [true, false, null]),
        ],
        Allocation = new AllocationTable
        {
            Schemes = [new SchemeResult("fund", "生态资金", "pool", 100.01m, 0.01m, 100.01m, 0m) { ReserveYuan = 5m }],
            Rows =
            [
                new("010001", "甲县", "fund", "中央", 66.673333333333333333m, 60m, 60.00m, 50m, "cap", "封顶"),
                new("010002", "乙县", "fund", "", 33.336666666666666667m, 40.01m, 40.01m, null, "", ""),
            ],
            Ledger = [new("water", "省界断面", "2025-03", "水质", "0100", "0200", -1234567.89m, "达标")],
            Carried = [new("fund", "010001", "next_year", -1m / 3m, "")],
            Overlaps = [new("fund", "010001", "forest", "redline", 20m)],
            RuleComparisons = [new("fund", "010001", OverlapRule.HighestRate, 12.5m, -2m / 3m)],
            UnpaidGround = [new("010002", "redline", 3.0000005m)],
        },
        Quotas = new AllocationTable
        {
            Schemes = [new SchemeResult("rights", "用水权", "pool", 300m, 10m, 300m, 0m) { Measure = "m3" }],
            Rows =
            [
                new("010001", "甲县", "rights", "", 203.33333333333333m, 200m, 200m, 190m, "cap", ""),
                new("010002", "乙县", "rights", "", 96.666666666666667m, 100m, 100m, null, "", ""),
            ],
        },
        Pieces =
        [
            new(0, 2, 1, 17L, ClassSet.Of(1, 2), 20m),
            new(CombinationTable.OutsideIndex, 1, 0, 4_000_000_000L, ClassSet.Of(1), 7.5m),
        ],
        Findings =
        [
            new Diagnostic(
                "ZC301", Severity.Warning, "forest.shp#17", new LocalText("ring crosses itself", "环自相交"), new FindingPlace(100.5, 36.25))
                {
                    Layer = "forest",
                },
            new Diagnostic("ZC201", Severity.Note, "counties.shp", new LocalText("a note", "提示")) { AcceptedBecause = "可以" },
        ],
        Shapes =
        [
            Wkt(ClockwiseWithHole),
            Wkt("MULTIPOLYGON (((102 36, 102.5 36, 102 36.5, 102 36)), ((103 36, 103 37, 104 36, 103 36)))"),
            null,
        ],
        Manifest = SampleRun.Manifest(),
    };

    private static Geometry Wkt(string text) => new WKTReader().Read(text);
}

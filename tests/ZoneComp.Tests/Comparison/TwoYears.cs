using System.Globalization;

namespace ZoneComp.Tests.Comparison;

/// <summary>What one made year is made of; two of them differ in what a test turns.</summary>
internal sealed record Year
{
    public int Number { get; init; } = 2024;

    public string Title { get; init; } = "made";

    /// <summary>Code and box (km: west, south, east, north) of each county.</summary>
    public (string Code, double[] Km)[] Counties { get; init; } = [("610101", [0, 0, 10, 10]), ("610102", [10, 0, 20, 10])];

    public double[][] Redline { get; init; } = [[0, 0, 4, 10]];

    public double[][] Wetland { get; init; } = [[10, 0, 12, 10]];

    /// <summary>People by county code.</summary>
    public (string Code, int People)[] People { get; init; } = [("610101", 300), ("610102", 100)];

    public string Score { get; init; } = "area(redline, km2) + area(wetland, km2)";

    public string Fund { get; init; } = "600 yuan";

    public string FundKey { get; init; } = "fund";

    public string Bounds { get; init; } = "";

    /// <summary>More keys of the red line's layer, behind a comma.</summary>
    public string RedlineKeys { get; init; } = "";

    /// <summary>Official area of the western county in km², to which areas are levelled; null for none.</summary>
    public int? OfficialKm2 { get; init; }
}

/// <summary>Two made years on squared kilometres, run by the whole program's library into folders, and compared.</summary>
internal sealed class TwoYears : IDisposable
{
    private static readonly RunFacts Facts = new(new ToolVersion("ZoneComp", "0", null), [], new MachineRecord("", "", "", 1));
    private readonly MapFolder folder = new();

    public string Path => folder.Path;

    public void Dispose() => folder.Dispose();

    public string this[string name] => System.IO.Path.Combine(folder.Path, name);

    public void Make(string name, Year year)
    {
        Directory.CreateDirectory(this[name]);
        folder.Boxes($"{name}/counties.shp", ["code"], [.. year.Counties.Select(county => (new object?[] { county.Code }, county.Km))]);
        folder.Boxes($"{name}/redline.shp", ["id"], [.. year.Redline.Select((box, index) => (new object?[] { index }, box))]);
        folder.Boxes($"{name}/wetland.shp", ["id"], [.. year.Wetland.Select((box, index) => (new object?[] { index }, box))]);
        folder.File($"{name}/people.csv", "code,people\n" + string.Concat(year.People.Select(each => $"{each.Code},{each.People}\n")));
        if (year.OfficialKm2 is { } official)
            folder.File($"{name}/official.csv", string.Create(CultureInfo.InvariantCulture, $"code,area\n610101,{official}\n610102,100\n"));
        folder.File($"{name}/policy.yaml", Policy(year));
        RunOutcome outcome = Pipeline.Run(
            new RunSettings { PolicyPath = this[$"{name}/policy.yaml"], OutputPath = this[$"out-{name}"], Threads = 1 },
            Facts, TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None);
        Assert.Equal("", MapFolder.Errors(outcome));
    }

    public ComparisonResults Compare(string old, string current, string? output = null, string? codes = null) => RunComparison.Run(
        new ComparisonSettings
        {
            OldPath = this[$"out-{old}"],
            NewPath = this[$"out-{current}"],
            OutputPath = output is null ? null : this[output],
            CodesPath = codes is null ? null : this[codes],
            Threads = 1,
        },
        Facts, TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None).Results;

    public static ComparisonResults Between(Year old, Year current)
    {
        using TwoYears years = new();
        years.Make("a", old);
        years.Make("b", current);
        return years.Compare("a", "b");
    }

    /// <summary>Each payee's parts that are not 0: "610101 fund 25.00".</summary>
    public static string Shown(ComparisonResults results) => string.Join('\n', results.Attribution.Parts.SelectMany(change =>
        change.PartsYuan.Select((part, cause) => (change.Unit.Code, results.Attribution.Causes[cause].Key, Part: part)))
        .Where(each => each.Part != 0)
        .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Code} {each.Key} {each.Part:0.00}")));

    private static string Policy(Year year) => $$"""
        zonecomp: 1
        title: '{{year.Title}}'
        year: {{year.Number}}
        area: {method: planar}
        regions: {source: counties.shp, code: code{{(year.OfficialKm2 is null
            ? ""
            : ", official_area: {table: official.csv, key: code, field: area, unit: km2, tolerance: 0.5, adjust: {method: largest_remainder, unit: 0.01 m2, area: adjusted}}")}} }
        layers:
          redline: {source: redline.shp{{year.RedlineKeys}} }
          wetland: {source: wetland.shp}
        tables:
          census: {source: people.csv, key: code, columns: {people: {type: number, adds: true} } }
        factors:
          score: "{{year.Score}}"
        schemes:
          pool:
            kind: pool
            {{year.FundKey}}: {{year.Fund}}
            share: score
        {{year.Bounds}}

        """;
}

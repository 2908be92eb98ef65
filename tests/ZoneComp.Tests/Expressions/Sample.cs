using System.Globalization;

namespace ZoneComp.Tests.Expressions;

/// <summary>
/// Three counties in two cities, numbers to check in the head. Hectares (1 ha = 15 mu):
/// <code>
///                     A (city 61)  B (city 61)  C (city 62)
/// nothing                 500           80          100
/// redline                 200            0            0
/// forest.I                100           20            0
/// forest.I + redline      150            0            0
/// forest.II                50            0            0
/// whole                  1000          100          100
/// </code>
/// </summary>
internal static class Sample
{
    public static readonly IReadOnlyList<Region> Regions =
    [
        new("6101", "甲县", new Dictionary<string, string> { ["city"] = "61" }),
        new("6102", "乙县", new Dictionary<string, string> { ["city"] = "61" }),
        new("6201", "丙县", new Dictionary<string, string> { ["city"] = "62" }),
    ];

    public static readonly CombinationTable Combinations = new()
    {
        Classes = [new("redline", "redline", "生态保护红线"), new("forest.I", "forest", "一级公益林"), new("forest.II", "forest", "二级公益林")],
        Regions = Regions,
        Rows =
        [
            new(0, ClassSet.Of(), 5_000_000m), new(0, ClassSet.Of(0), 2_000_000m), new(0, ClassSet.Of(1), 1_000_000m), new(
                0,
                ClassSet.Of(0, 1),
                1_500_000m), new(0, ClassSet.Of(2), 500_000m),
            new(1, ClassSet.Of(), 800_000m), new(1, ClassSet.Of(1), 200_000m),
            new(2, ClassSet.Of(), 1_000_000m),
            new(CombinationTable.OutsideIndex, ClassSet.Of(0), 7_000_000m),
        ],
        Repeats = [new(0, 1, 100_000m, 150_000m)],
    };

    /// <summary>Start of a policy file over the sample; blocks of tables, indicators and factors come behind it.</summary>
    public const string Head = """
        zonecomp: 1
        title: 样例
        year: 2025
        regions: {source: counties.shp, code: code, parents: {city: {prefix: 2}}}
        layers:
          redline: {title: 红线, source: redline.shp}
          forest: {title: 公益林, source: forest.shp, class: grade, classes: {I: '1', II: '2'}}

        """;

    /// <summary>Numbers of one value a county: last_year 10, 20, null wan yuan; people 100, 300, 600; name; poor.</summary>
    public const string Tables = """
        tables:
          fiscal:
            source: fiscal.csv
            key: code
            columns: {last_year: {type: money wan_yuan, missing: 'null'}, people: number, kind: text, poor: flag}

        """;

    public static PolicyTable Fiscal(PolicyFile policy) => new()
    {
        Settings = policy.Tables.First(table => table.Name == "fiscal"),
        Keys = ["6101", "6102", "6201"],
        RegionOf = [0, 1, 2],
        Columns =
        [
            new("last_year", "last_year", Quantity.Money, "wan_yuan", [10m, 20m, null]),
            new("people", "people", Quantity.Number, "", [100m, 300m, 600m]),
            new("kind", "kind", Quantity.Text, "", ["mountain", "plain", "mountain"]),
            new("poor", "poor", Quantity.Flag, "", [true, false, true]),
        ],
    };

    public static ExpressionScope Scope(string blocks, out PolicyFile policy)
    {
        policy = PolicyFile.Parse("p.yaml", Head + Tables + blocks.ReplaceLineEndings("\n"));
        return ExpressionScope.Create(policy, new ExpressionInputs { Combinations = Combinations, Tables = [Fiscal(policy)] });
    }

    /// <summary>Explains expressions over the sample, which keeps no trace of polygons.</summary>
    internal static Storyteller Teller() => new(new PolygonTrace(PolicyFile.Parse("p.yaml", Head + Tables), Combinations, null));

    /// <summary>One expression's values for the three counties as text; a finding's text where there is one.</summary>
    public static string Values(string expression)
    {
        ExpressionScope scope = Scope("", out _);
        PolicyErrors errors = new();
        PolicyNode node = Node(expression);
        CompiledExpression? compiled = scope.Compile(node, errors);
        errors.ThrowIfAny();
        DiagnosticLog log = new();
        Column column = compiled!.ToColumn("x", "x", "ZC501", log);
        return log.HasErrors
            ? string.Join("\n", log.Sorted().Select(finding => finding.Message.En))
            : string.Join(" ", column.Values.Select(Text)) + (column.Unit.Length > 0 ? " " + column.Unit : "");
    }

    /// <summary>What is wrong with an expression: column in it and message.</summary>
    public static string Error(string expression)
    {
        PolicyErrors errors = new();
        _ = Scope("", out _).Compile(Node(expression), errors);
        return string.Join("\n", errors.All.Select(error => $"{error.Place.Column - 2}: {error.Message.En}"));
    }

    public static PolicyNode Node(string expression) =>
        YamlTree.Read(PolicyDocument.FromText("p.yaml", $"|-\n  {expression}\n"), new PolicyErrors())!;

    private static string Text(object? value) => value switch
    {
        null => "null",
        decimal number => Math.Round(number, 10).ToString("0.##########", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => (string)value,
    };
}

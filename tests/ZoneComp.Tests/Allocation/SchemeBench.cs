using System.Globalization;

namespace ZoneComp.Tests.Allocation;

/// <summary>
/// Four counties in two cities (codes 11 and 12), to run schemes written as in a policy file. Ground in mu (3 mu = 2,000 m²):
/// <code>
///                   1101   1102   1201   1202
/// nothing             30     60     90     30
/// forest              60     30      0      0
/// wetland             30      0     30      0
/// forest + wetland    30      0      0      0
/// forest + reserve     0     30      0      0
/// reserve              0      0      0     30
/// whole              150    120    120     60
/// </code>
/// </summary>
internal sealed class SchemeBench
{
    private const string Head = """
        zonecomp: 1
        title: test
        year: 2025
        regions: {source: counties.shp, code: code, parents: {city: {prefix: 2}}}
        layers:
          forest: {title: 公益林, source: forest.shp}
          wetland: {title: 湿地, source: wetland.shp}
          reserve: {title: 自然保护区, source: reserve.shp}
        tables:
          data:
            source: data.csv
            key: code
            columns: {score: number, last: {type: money wan_yuan, missing: 'null'}, spend: money wan_yuan, income: money wan_yuan, poor: flag, harm: number, prepaid: money wan_yuan, grade: text}
          titles: {source: titles.csv, key: code, rows: many, columns: {title: text, amount: money wan_yuan}}
          readings: {source: readings.csv, rows: free, columns: {section: text, month: text, factor: text, up: text, down: text, over: number, late: flag}}
          units: {source: units.csv, key: code, rows: many, columns: {unit: text, unit_name: text, part: number}}
          rates: {source: rates.csv, rows: free, key: code, columns: {rate: number}}
          manual: {source: manual.csv, key: code, rows: many, columns: {amount: money wan_yuan, reason: text, funding: text}}

        """;

    private const string Data = """
        code,score,last,spend,income,poor,harm,prepaid,grade
        1101,1,10,100,40,true,0.2,5,A
        1102,2,,50,80,false,0,10,B
        1201,3,40,40,20,true,0.6,20,A
        1202,4,20,60,60,false,0,60,C
        """;

    private readonly Dictionary<string, string> csv = new(StringComparer.Ordinal) { ["data"] = Data };

    public DiagnosticLog Log { get; } = new();

    public static IReadOnlyList<Region> Regions { get; } =
    [
        Region("1101", "甲县"), Region("1102", "乙县"), Region("1201", "丙县"), Region("1202", "丁县"),
    ];

    public static CombinationTable Ground { get; } = new()
    {
        Classes = [new("forest", "forest", "公益林"), new("wetland", "wetland", "湿地"), new("reserve", "reserve", "自然保护区")],
        Regions = Regions,
        Rows =
        [
            Row(0, 30), Row(0, 60, 0), Row(0, 30, 1), Row(0, 30, 0, 1),
            Row(1, 60), Row(1, 30, 0), Row(1, 30, 0, 2),
            Row(2, 90), Row(2, 30, 1),
            Row(3, 30), Row(3, 30, 2),
            Row(CombinationTable.OutsideIndex, 900, 0),
        ],
        Repeats = [],
    };

    /// <summary>Rows of a table as CSV with the headings of its columns.</summary>
    public SchemeBench With(string table, string rows)
    {
        csv[table] = rows;
        return this;
    }

    public AllocationTable Run(string schemes) => Run(schemes, Ground);

    public AllocationTable Run(string schemes, CombinationTable ground)
    {
        PolicyFile policy = Policy(schemes);
        ExpressionScope scope = ExpressionScope.Create(policy, new ExpressionInputs
        {
            Combinations = ground,
            Tables = [.. policy.Tables.Where(table => csv.ContainsKey(table.Name)).Select(table => Table(table, csv[table.Name]))],
        });
        return AllocationStage.Run(policy, scope, ground, Log);
    }

    /// <summary>Amounts of one scheme in wan yuan, by unit code, a blank between.</summary>
    public string Amounts(string schemes)
    {
        AllocationTable table = Run(schemes);
        return string.Join(' ', table.Rows.Where(row => row.Scheme == table.Schemes[^1].Name)
            .Select(row => (row.AmountYuan / 10_000).ToString("0.######", CultureInfo.InvariantCulture)));
    }

    /// <summary>The findings' codes and texts; "" when there are none.</summary>
    public string Findings() => string.Join('\n', Log.Sorted().Select(finding => $"{finding.Code} {finding.Message.En}"));

    /// <summary>What is wrong with the schemes as written: line in the block and message.</summary>
    public static string Errors(string schemes)
    {
        PolicyFile policy = Policy(schemes);
        ExpressionScope scope = ExpressionScope.Check(policy);
        try
        {
            AllocationStage.Check(policy, scope);
            return "";
        }
        catch (PolicyException wrong)
        {
            int before = Head.Count(letter => letter == '\n') + 1;
            return string.Join(
                '\n',
                wrong.Errors.Select(error =>
                    string.Create(CultureInfo.InvariantCulture, $"{error.Place.Line - before}: {error.Message.En}")));
        }
    }

    private static PolicyFile Policy(string schemes) =>
        PolicyFile.Parse(
            "p.yaml",
            Head + "schemes:\n" + string.Join('\n', schemes.ReplaceLineEndings("\n").Split('\n').Select(line => "  " + line)) + "\n");

    private static PolicyTable Table(TableSettings settings, string rows)
    {
        string[] lines = rows.ReplaceLineEndings("\n").Trim().Split('\n');
        string[] headings = lines[0].Split(',');
        string[][] cells = [.. lines[1..].Select(line => line.Split(','))];
        int key = Array.IndexOf(headings, "code");
        string[]? keys = key < 0 ? null : [.. cells.Select(row => row[key])];
        return new PolicyTable
        {
            Settings = settings,
            Keys = keys,
            RegionOf = keys is null ? null : [.. keys.Select(code => Regions.ToList().FindIndex(region => region.Code == code))],
            Columns = [.. settings.Columns.Select(column => new Column(
                column.Name, column.Title, column.Quantity, column.Unit, [.. cells.Select(row => Value(
                    row[Array.IndexOf(headings, column.Field)],
                    column.Quantity))]))],
        };
    }

    private static object? Value(string cell, Quantity quantity) =>
        quantity == Quantity.Text ? cell
        : cell.Length == 0 ? null
        : quantity == Quantity.Flag ? cell == "true"
        : decimal.Parse(cell, CultureInfo.InvariantCulture);

    private static Region Region(string code, string name) => new(code, name, new Dictionary<string, string> { ["city"] = code[..2] });

    private static CombinationRow Row(int region, int mu, params int[] classes) => new(region, ClassSet.Of(classes), mu / 3 * 2000m);
}

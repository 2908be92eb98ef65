using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Policies;

/// <summary>What a bureau reads in Chinese holds no word of the policy's author's own, and none of the program's: titles stand for
/// names.</summary>
public sealed partial class ChineseOutputsTests
{
    public static TheoryData<string> Library => [.. Directory.EnumerateDirectories(GridRun.Folder)
        .Where(folder => File.Exists(Path.Combine(folder, "policy.yaml"))).Select(folder => Path.GetFileName(folder)!)
        .Where(name => name != "tocantins")]; // its titles are Portuguese

    [Theory]
    [MemberData(nameof(Library))]
    public void Heads_of_tables_and_aliases_are_chinese(string name)
    {
        RunResults run = LibraryRun.Of(name).Results!;
        IEnumerable<string> heads = PeopleTables.Of(run).SelectMany(table => table.Columns.Select(column => column.Title.Zh)
                .Append(table.Title.Zh).Append(table.UnitLine.Zh))
            .Concat(RegionGeoPackage.RegionColumns(run).Select(column => column.Title))
            .Concat(RegionFigures.Of(run).Select(figure => ShownUnit.Of(figure).Title(figure, Language.Chinese)));

        Assert.Empty(heads.Where(head => Foreign().Matches(head).Any(word => !Usual.Contains(word.Value))).Distinct());
    }

    [Theory]
    [MemberData(nameof(Library))]
    public void Findings_name_their_objects_by_title(string name)
    {
        RunOutcome outcome = LibraryRun.Of(name);
        HashSet<string> names = Names(PolicyFile.Load(Path.Combine(GridRun.Folder, name, "policy.yaml")));

        Assert.Empty(outcome.Findings.Select(finding => finding.Named.Zh)
            .Where(subject => names.Contains(subject.Split('（', '：', ' ', '#')[0])).Distinct());
        Assert.All(outcome.Findings, finding => Assert.Equal(finding.Subject, finding.Named.En));
    }

    /// <summary>A number of five digits without a comma is misread; areas in messages are written by one rule.</summary>
    [Theory]
    [MemberData(nameof(Library))]
    public void Areas_and_money_in_messages_have_thousands(string name) => Assert.DoesNotContain(
        LibraryRun.Of(name).Findings.Select(finding => finding.Message.Zh), text => Bare().IsMatch(text));

    [Fact]
    public void No_message_writes_an_area_without_thousands() => Assert.Empty(
        from file in Directory.EnumerateFiles(
            Path.Combine(SharedMaterial.RepositoryRoot, "src", "ZoneComp"), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from line in File.ReadAllLines(file)
        where FixedArea().IsMatch(line)
        select $"{Path.GetFileName(file)}: {line.Trim()}");

    [Fact]
    public void A_finding_is_called_by_the_title_of_what_it_is_about()
    {
        SubjectTitles titles = new(PolicyFile.Parse("p.yaml", """
            zonecomp: 1
            title: 试
            year: 2025
            regions: {source: county.shp, code: CODE}
            layers:
              forest: {title: 公益林, source: f.shp, class: DJ, classes: {I: {title: 一级, values: ['1']}}}
            tables:
              data: {title: 人口表, source: data.csv, key: code, columns: {people: number}}
            schemes:
              pay: {title: 公益林补偿, kind: rate, items: {a: {ground: forest, rate: 15 yuan / mu}}}
            """));

        Assert.Equal("公益林", titles.Of("forest")!.Zh);
        Assert.Equal("公益林 一级", titles.Of("forest.I")!.Zh);
        Assert.Equal("区域 610101", titles.Of("regions#610101")!.Zh);
        Assert.Equal("人口表（data.csv）", titles.Of("data (data.csv)")!.Zh);
        Assert.Equal("公益林补偿：610101 甲县", titles.Of("pay: 610101 甲县")!.Zh);
        Assert.Equal("pay: 610101 甲县", titles.Of("pay: 610101 甲县")!.En);
        Assert.Null(titles.Of("county.shp#3"));
    }

    /// <summary>Names whose things have another title.</summary>
    private static HashSet<string> Names(PolicyFile policy) =>
    [
        .. policy.Layers.Where(layer => layer.Title != layer.Name).Select(layer => layer.Name),
        .. policy.Layers.SelectMany(layer => layer.Classes.Where(one => one.Title != one.Name).Select(one => $"{layer.Name}.{one.Name}")),
        .. policy.Indicators.Concat(policy.Factors).Where(column => column.Title != column.Name).Select(column => column.Name),
        .. policy.Tables.Where(table => table.Title != table.Name).Select(table => table.Name),
        .. (policy.Schemes?.Entries ?? []).Where(entry => entry.Value["title"] is not null).Select(entry => entry.Key.Text),
        "regions", "outputs", "layers", "tables", "schemes",
    ];

    /// <summary>Letters that Chinese papers use too.</summary>
    private static readonly HashSet<string> Usual = ["PM", "COD", "GEP", "GDP", "SHA", "CGCS", "zonecomp", "explain"];

    [GeneratedRegex("[A-Za-z_]{2,}")]
    private static partial Regex Foreign();

    [GeneratedRegex(@"(?<![\d.,])\d{5,}(\.\d+)? ?(平方米|公顷|平方公里|亩|元|万元)")]
    private static partial Regex Bare();

    [GeneratedRegex(@":F\d\} ?(m²|平方米|km²|平方公里|ha\b|公顷)")]
    private static partial Regex FixedArea();
}

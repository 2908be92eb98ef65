namespace ZoneComp.Tests.Policy;

/// <summary>Names that would hide a word of the language, and what Chinese keyboards type: each refused at its own place, in words that
/// say what to write.</summary>
public class NamesAndSignsTests
{
    private const string Head = "zonecomp: 1\ntitle: t\nyear: 2025\nregions: {source: r.shp, code: code, parents: {city: {prefix: 4}}}\n";

    [Theory]
    [InlineData("indicators: {mu: region_area}", "5:14: 'mu' is a unit and")]
    [InlineData("factors: {yuan: '1'}", "5:11: 'yuan' is a unit and")]
    [InlineData("layers: {paid: {source: z.shp}}", "5:10: 'paid' is a built-in value and")]
    [InlineData("layers: {z: {source: z.shp, class: f, classes: {share: [a]}}}", "5:49: 'share' is a function and")]
    [InlineData("tables: {year: {source: t.csv, key: k, columns: {a: number}}}", "5:10: 'year' is a built-in value and")]
    [InlineData("tables: {t: {source: t.csv, key: k, columns: {round: number}}}", "5:47: 'round' is a function and")]
    [InlineData("region_sets: {area: {source: s.shp, code: c}}", "5:15: 'area' is a function and")]
    [InlineData("indicators: {when: region_area}", "5:14: 'when' is a word kept for a later version and")]
    [InlineData("indicators: {else: region_area}", "5:14: 'else' is a word of the expression language and")]
    [InlineData("indicators: {city: region_area}", "5:14: 'city' is a level of the regions' 'parents' and")]
    [InlineData("tables: {t: {source: t.csv, key: k, columns: {city: number}}}", "5:47: 'city' is a level of the regions' 'parents' and")]
    [InlineData("tables: {city: {source: t.csv, key: k, columns: {a: number}}}", "5:10: 'city' is a level of the regions' 'parents' and")]
    [InlineData("indicators: {面积: region_area}", "5:14: '面积' is a function and")]
    [InlineData("indicators: {公顷: region_area}", "5:14: '公顷' is a unit and")]
    [InlineData("layers: {且: {source: z.shp}}", "5:10: '且' is a word of the expression language and")]
    [InlineData("layers: {已付: {source: z.shp}}", "5:10: '已付' is a built-in value and")]
    [InlineData("layers: {红线①: {source: z.shp}}", "5:10: '红线①' is not a name: a letter, a Chinese character or '_'")]
    [InlineData("layers: {林\uF9F4: {source: z.shp}}", "5:10: '林\uF9F4' is not a name")]
    [InlineData("layers: {z: {数居: z.shp}}", "5:14: the key 'source' is missing")]
    [InlineData("图层: {z: {数据: z.shp, source: y.shp}}", "5:21: 'source' and another word of this block are one key, 'source'; write it once")]
    [InlineData("图层: {z: {数据: z.shp, 表提: y}}", "5:21: unknown key '表提'; known: 标题, ")]
    [InlineData("schemes：\n  p: {kind: pool}", "5:8: '：' is a full-width sign; write ':' and a blank")]
    [InlineData("schemes:\n  p: {kind: pool，fund: 1}", "6:17: '，' is a full-width sign; write ',' and a blank")]
    [InlineData("area: {method：planar}", "5:14: unknown key 'method：planar'; '：' is full-width, write ':'")]
    [InlineData("layers:\n\tz: {source: z.shp}", "6:1: a tab stands before the text of this line; indent with blanks")]
    public void A_name_or_sign_is_refused_at_its_own_place(string blocks, string expected)
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() => PolicyFile.Parse("p.yaml", Head + blocks + "\n"));

        Assert.StartsWith($"p.yaml:{expected}", wrong.Errors[0].Full.En, StringComparison.Ordinal);
    }

    // CRSs are codes or definitions: a name is refused where it stands, with what can be written.
    [Theory]
    [InlineData("CGCS2000 三度带 37 带")]
    [InlineData("国家大地坐标系")]
    [InlineData("EPSG:99999")]
    public void A_CRS_that_does_not_read_is_refused_with_its_line_and_what_is_possible(string crs)
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() => PolicyFile.Parse("p.yaml", $$"""
            zonecomp: 1
            标题: 试算
            年度: 2025
            区域: {数据: r.shp, 代码: code}
            图层:
              红线:
                数据: z.shp
                坐标系: '{{crs}}'

            """));

        PolicyError error = wrong.Errors[0];
        Assert.Equal(8, error.Place.Line);
        Assert.Contains(crs, error.Message.Zh, StringComparison.Ordinal);
        Assert.Contains("EPSG:4513 至 4533（三度带 25 至 45 带）", error.Message.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_may_be_called_as_the_level_whose_rows_it_holds() =>
        Assert.Single(
            PolicyFile.Parse("p.yaml", Head + "tables: {city: {source: t.csv, key: k, level: city, columns: {a: number}}}\n").Tables);

    [Fact]
    public void Every_function_that_is_bound_is_reserved_and_no_other() => Assert.Equal(
        FunctionBinder.Names.Concat(RegionFunctions.Names).Order(StringComparer.Ordinal),
        ReservedNames.Groups.Single(group => group.Kind.En == "a function").Names);

    [Fact]
    public void The_reference_lists_every_word()
    {
        string page = File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "policy.md"));
        string list = page[page.IndexOf("### Words that cannot be names", StringComparison.Ordinal)..];
        list = list[..list.IndexOf("### The sample", StringComparison.Ordinal)];

        Assert.All(
            ReservedNames.Groups.SelectMany(group => group.Names, (group, name) => (group.Kind.En, name)),
            word =>
                Assert.Contains(
                    word.En == "a function" ? $"{word.name}(" : $"`{word.name}`",
                    word.En == "a function" ? page : list,
                    StringComparison.Ordinal));
    }
}

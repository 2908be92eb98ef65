namespace ZoneComp.Tests.Allocation;

public sealed class FamilyAndBasisTests
{
    private const string Schemes = """
        forest: {kind: rate, family: 分类补偿, basis: {document: 公益林办法, article: 第五条, date: 2022-12-31}, items: {forest: {ground: forest, rate: 15 元/亩, basis: 省林〔2023〕2号}}}
        transfer: {kind: pool, family: 综合补偿, fund: 100 万元, share: data.score, unit: 元}
        more: {kind: pool, family: 综合补偿, basis: [甲文, {document: 乙文, date: 2024}], fund: 10 万元, share: data.score}
        other: {kind: points, points: data.score, value: 1 元}
        """;

    [Fact]
    public void Units_have_totals_by_family_those_without_one_apart()
    {
        PeopleTable families = FamilyTable.Of(new SchemeBench().Run(Schemes))!;

        Assert.Equal(["总额", "分类补偿", "综合补偿", "未写类别"], families.Columns.Skip(2).Select(column => column.Title.Zh));
        // 90 mu x 15; 100 + 10 wan yuan by 1 of 10; 1 yuan. 60 mu x 15; by 2 of 10; 2 yuan.
        Assert.Equal(["1101", "甲县", 111_351m, 1_350m, 110_000m, 1m], families.Rows[0]);
        Assert.Equal(["1102", "乙县", 220_902m, 900m, 220_000m, 2m], families.Rows[1]);
    }

    [Fact]
    public void Without_families_there_is_no_such_table() =>
        Assert.Null(FamilyTable.Of(new SchemeBench().Run("p: {kind: points, points: data.score, value: 1 元}")));

    [Fact]
    public void What_schemes_and_items_rest_on_goes_with_them()
    {
        AllocationTable table = new SchemeBench().Run(Schemes);

        Assert.Equal(["公益林办法 第五条（2022-12-31）", null, "甲文；乙文（2024）", null], table.Schemes.Select(scheme => scheme.Basis));
        Assert.All(table.PaidItems, item => Assert.Equal("省林〔2023〕2号", item.Legal));
    }

    [Theory]
    [InlineData("p: {kind: pool, family: 分类补尝, fund: 1 万元, share: data.score}", "'分类补尝' is no family of compensation; did you mean "
        + "'分类补偿'?; a policy's own stand under 'families' at the top")]
    [InlineData("p: {kind: pool, basis: {document: 甲, date: 2022-13-01}, fund: 1 万元, share: data.score}", "'date' is '2022-13-01'; expected a day, month or year such as 2022-12-31")]
    [InlineData("p: {kind: pool, basis: {article: 第五条}, fund: 1 万元, share: data.score}", "the key 'document' is missing in this block")]
    [InlineData("p: {kind: pool, basis: {document: 甲, artikel: 五}, fund: 1 万元, share: data.score}", "unknown key 'artikel'; did you mean 'article'?")]
    public void A_slip_is_named(string scheme, string message) =>
        Assert.Contains(message, SchemeBench.Errors(scheme), StringComparison.Ordinal);

    [Fact]
    public void An_explanation_says_what_a_figure_rests_on_and_an_own_family_is_declared_once()
    {
        PolicyFile policy = PolicyFile.Parse("p.yaml", """
            zonecomp: 1
            title: t
            year: 2025
            families: [流域补偿]
            regions: {source: c.shp, code: code}
            layers: {forest: {source: f.shp}}
            indicators: {land: {expr: "area(forest, mu)", basis: 甲文}}
            factors: {more: {expr: land * 2, basis: 乙文}}
            schemes:
              p: {kind: rate, family: 流域补偿, basis: 丙文, items: {all: {ground: forest, rate: 1 元/亩, basis: 丁文}}}
            examples:
              e: {given: {regions: {'1': {ground: {forest: 3 mu}}}}, expect: {'1': {more: 0 mu, p: 0 yuan}}}
            """.ReplaceLineEndings("\n"));

        string told = string.Join(
            '\n',
            Assert.Single(ExampleRun.Of(policy, ExpressionScope.Check(policy))).Differ.SelectMany(figure => figure.Steps)
            .Select(step => new ExplanationText(Language.English, Full: true).Of(step)));

        Assert.Contains("(basis: 甲文)", told, StringComparison.Ordinal);
        Assert.Contains("(basis: 乙文)", told, StringComparison.Ordinal);
        Assert.Contains("(family: 流域补偿)", told, StringComparison.Ordinal);
        Assert.Contains("(basis: 丙文)", told, StringComparison.Ordinal);
        Assert.Contains("(basis: 丁文)", told, StringComparison.Ordinal);
    }
}

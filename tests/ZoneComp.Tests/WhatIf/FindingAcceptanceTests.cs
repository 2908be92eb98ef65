namespace ZoneComp.Tests.WhatIf;

/// <summary>An acceptance goes into the policy as its author would have written it.</summary>
public class FindingAcceptanceTests
{
    private const string Head = "zonecomp: 1\ntitle: 试算\nyear: 2025\n";

    private const string Rest = "regions: {source: a.shp, code: code}\nlayers:\n  wet: {source: w.shp}\n";

    [Fact]
    public void A_policy_without_acceptances_gets_a_block_before_its_regions() => Assert.Equal(
        Head + "accept:\n  - {code: ZC243, layer: 'wet', reason: 'the neighbour''s inventory'}\n\n" + Rest,
        Insert(Head + Rest, "ZC243", "wet", " the neighbour's inventory "));

    [Fact]
    public void A_block_gets_a_line_behind_its_last_entry_whatever_stands_behind_that() => Assert.Equal(
        Head + "accept:\n    - code: ZC201\n      reason: known # by all\n    - {code: ZC243, reason: '已核实'}\n\n# next\n" + Rest,
        Insert(Head + "accept:\n    - code: ZC201\n      reason: known # by all\n\n# next\n" + Rest, "ZC243", "", "已核实"));

    [Fact]
    public void A_list_in_brackets_gets_one_more() => Assert.Equal(
        Head + "accept: [{code: ZC201, reason: known}, {code: ZC243, reason: 'so'}]\n" + Rest,
        Insert(Head + "accept: [{code: ZC201, reason: known}]\n" + Rest, "ZC243", "", "so"));

    [Theory]
    [InlineData("{code: ZC243, layer: wet, reason: known}", "wet", true)]
    [InlineData("{code: ZC243, reason: known}", "wet", true)] // of all layers
    [InlineData("{code: ZC243, layer: wet, reason: known}", "", false)]
    [InlineData("{code: ZC201, reason: known}", "", false)]
    public void What_is_accepted_already_is_not_accepted_again_for_another_reason(string entry, string layer, bool isRefused)
    {
        Exception? refused = Record.Exception(() => Insert($"{Head}accept: [{entry}]\n{Rest}", "ZC243", layer, "so"));

        Assert.Equal(isRefused, refused is UserErrorException { Text.En: "ZC243 is accepted already, in line 4: known" });
    }

    [Fact]
    public void Line_ends_of_windows_stay() => Assert.Equal(
        (Head + "accept:\n  - {code: ZC201, reason: known}\n  - {code: ZC243, reason: 'so'}\n" + Rest).Replace("\n", "\r\n"),
        Insert((Head + "accept:\n  - {code: ZC201, reason: known}\n" + Rest).Replace("\n", "\r\n"), "ZC243", "", "so"));

    [Fact]
    public void In_a_policy_with_Chinese_keys_the_words_are_Chinese() => Assert.Equal(
        "zonecomp: 1\n标题: 试算\n年度: 2025\n接受:\n  - {代码: ZC243, 图层名: 'wet', 理由: '已核实'}\n\n"
            + "区域: {数据: a.shp, 代码: code}\n图层:\n  wet: {数据: w.shp}\n",
        Insert("zonecomp: 1\n标题: 试算\n年度: 2025\n区域: {数据: a.shp, 代码: code}\n图层:\n  wet: {数据: w.shp}\n", "ZC243", "wet", "已核实"));

    [Theory]
    [InlineData("ZC243", "", "")]
    [InlineData("ZC243", "", "two\nlines")]
    [InlineData("ZC243", "nothing", "no such layer")]
    [InlineData("ZC2", "", "no code")]
    [InlineData("ZC243, reason: x}, {code: ZC999", "", "injected")]
    public void What_would_not_read_is_refused(string code, string layer, string reason) =>
        Assert.ThrowsAny<UserErrorException>(() => Insert(Head + Rest, code, layer, reason));

    private static string Insert(string text, string code, string layer, string reason) =>
        FindingAcceptance.Insert(PolicyFile.Parse("policy.yaml", text), code, layer, reason);
}

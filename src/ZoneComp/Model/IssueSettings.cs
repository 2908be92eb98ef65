namespace ZoneComp.Model;

/// <summary>The table that a bureau signs and issues: its title, unit and signatures, and for which offices it is also written
/// apart.</summary>
/// <param name="Title">Null: year, title of the policy, and "资金下达表".</param>
/// <param name="YuanPerUnit">Yuan in one of the unit that amounts are shown in.</param>
/// <param name="Decimals">That amounts are shown with, rounded half away from zero; the detail has them to the fen.</param>
/// <param name="PreparedBy">编制单位; "" leaves room to write.</param>
/// <param name="ReviewedBy">审核.</param>
/// <param name="Date">日期; null leaves room to write.</param>
/// <param name="Notes">Printed below the table, each on its own.</param>
/// <param name="Per">Names of levels, or <see cref="EachRegion"/>: every office of them gets a workbook without the others'
/// figures.</param>
public sealed record IssueSettings(
    string? Title, decimal YuanPerUnit, int Decimals, string PreparedBy, string ReviewedBy, DateOnly? Date, IReadOnlyList<string> Notes,
    IReadOnlyList<string> Per)
{
    public const string EachRegion = "region";

    public static IssueSettings Default { get; } = new(null, 10_000m, 2, "", "", null, [], []);
}

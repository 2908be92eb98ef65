namespace ZoneComp.Allocation.Parts;

/// <summary>Finds keys that every scheme may state but that have no effect on this one: what their author believes to hold would
/// not.</summary>
internal static class UnusedKeys
{
    private static readonly string[] OfPayments = ["eligible", "bounds", "payers", "last_year", "note"];

    // What is said already beside the kinds' own keys is not said twice.
    private static readonly Dictionary<string, string[]> ByKind = new(StringComparer.Ordinal)
    {
        ["agreement"] = OfPayments,
        ["ledger"] = ["last_year", "note"],
        ["adjustment"] = ["eligible", "payers", "last_year", "note"],
    };

    public static void Check(string kind, MapReader map)
    {
        foreach (PolicyNode node in ByKind.GetValueOrDefault(kind, []).Select(map.Optional).OfType<PolicyNode>())
            map.Errors.Add(node, $"this key has no effect on a scheme of kind '{kind}'", $"此键对 kind: {kind} 不起作用");
        PolicyNode? fund = kind == "agreement" ? null : map.Optional("fund");
        if (fund is { Kind: PolicyNodeKind.Map } && map.Optional("payers") is PolicyNode payers)
            map.Errors.Add(
                payers,
                "the fund's named sources pay already; state either sources or 'payers'",
                "fund 已写明资金来源；来源与 payers 只能写一种");
        if (map.Optional("reserve") is PolicyNode reserve && map.Optional("over_run")?.Meaning != "reserve")
            map.Errors.Add(reserve, "a reserve is drawn on with 'over_run: reserve' only", "reserve 只在 over_run: reserve 时动用");
        if (fund is not null)
            return;
        foreach (PolicyNode node in new[] { map.Optional("over_run"), map.Optional("rest") }.OfType<PolicyNode>()
            .Where(node => node.Meaning is "rescale" or "reserve"))
            map.Errors.Add(
                node,
                "this scheme has no fund that its amounts could be brought to: bounds move each amount by itself",
                "本项目没有资金总额可供调整：上下限只逐个调整各单位金额");
    }
}

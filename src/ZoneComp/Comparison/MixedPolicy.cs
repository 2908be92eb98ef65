namespace ZoneComp.Comparison;

/// <summary>The policy of a mix of two years: each block from the year that its switch stands on.</summary>
/// <remarks>
/// What formulas may name stays defined whichever year it is taken from: a layer, class, table or column that only one year has is
/// there in the mix, without ground or with that year's values. A scheme is there where the policy's year has it; its fund and bounds
/// follow their own switches where both years have the scheme, of one kind.
/// </remarks>
internal static class MixedPolicy
{
    private static readonly string[] FundKeys = ["fund"];
    private static readonly string[] BoundKeys = ["bounds", "last_year", "over_run", "rest", "reserve", "unit"];

    public static PolicyFile Of(PolicyFile old, PolicyFile current, Mix mix)
    {
        bool newPolicy = mix.IsNew(SwitchKind.Policy);
        PolicyFile basis = newPolicy ? current : old;
        return basis with
        {
            Regions = (mix.IsNew(SwitchKind.Boundary) ? current : old).Regions,
            RegionSets = (mix.IsNew(SwitchKind.Boundary) ? current : old).RegionSets,
            Layers = [.. Names(old.Layers, current.Layers, layer => layer.Name).Select(name => Layer(old, current, name, mix))],
            Tables = [.. Names(old.Tables, current.Tables, table => table.Name).Select(name => Table(old, current, name, mix))],
            Schemes = Schemes(old, current, mix),
            Accept = [.. old.Accept, .. current.Accept],
            Severities = [.. old.Severities, .. current.Severities],
        };
    }

    /// <summary>Names in either year, the new year's first.</summary>
    public static IEnumerable<string> Names<T>(IEnumerable<T> old, IEnumerable<T> current, Func<T, string> nameOf) =>
        current.Select(nameOf).Union(old.Select(nameOf), StringComparer.Ordinal);

    /// <summary>What the policy switch turns, as text: equal where nothing of it changed.</summary>
    public static string TextOf(PolicyFile policy, SwitchKind kind)
    {
        if (kind == SwitchKind.Policy)
        {
            return string.Join('\n', policy.Year, policy.Block("indicators"), policy.Block("factors"),
                policy.Schemes is null
                    ? ""
                    : string.Join(
                        '\n',
                        policy.Schemes.Entries.Select(scheme =>
                            $"{scheme.Key}: {Without(scheme.Value, [.. FundKeys, .. BoundKeys, "title", "basis", "family"])}")));
        }

        string[] keys = kind == SwitchKind.Fund ? FundKeys : BoundKeys;
        return policy.Schemes is null
            ? ""
            : string.Join('\n', policy.Schemes.Entries.OrderBy(scheme => scheme.Key.Text, StringComparer.Ordinal)
            .Select(scheme => $"{scheme.Key}: {string.Join(", ", keys.Select(key => scheme.Value[key]?.ToString() ?? ""))}"));
    }

    private static LayerSettings Layer(PolicyFile old, PolicyFile current, string name, Mix mix)
    {
        LayerSettings? first = old.Layers.FirstOrDefault(layer => layer.Name == name),
            second = current.Layers.FirstOrDefault(layer => layer.Name == name);
        LayerSettings chosen = (mix.IsNew(SwitchKind.Layer, name) ? second ?? first : first ?? second)!;
        LayerSettings other = (ReferenceEquals(chosen, first) ? second : first) ?? chosen;
        return chosen with
        {
            Classes = [.. chosen.Classes, .. other.Classes.ExceptBy(chosen.Classes.Select(one => one.Name), one => one.Name)],
        };
    }

    private static TableSettings Table(PolicyFile old, PolicyFile current, string name, Mix mix)
    {
        TableSettings? first = old.Tables.FirstOrDefault(table => table.Name == name),
            second = current.Tables.FirstOrDefault(table => table.Name == name);
        TableSettings chosen = (mix.IsNew(SwitchKind.Table, name) ? second ?? first : first ?? second)!;
        TableSettings other = (ReferenceEquals(chosen, first) ? second : first) ?? chosen;
        return chosen with
        {
            Columns = [.. chosen.Columns, .. other.Columns.ExceptBy(chosen.Columns.Select(one => one.Name), one => one.Name)],
        };
    }

    private static PolicyNode? Schemes(PolicyFile old, PolicyFile current, Mix mix)
    {
        PolicyFile basis = mix.IsNew(SwitchKind.Policy) ? current : old, other = ReferenceEquals(basis, current) ? old : current;
        if (basis.Schemes is not PolicyNode block || other.Schemes is not PolicyNode others)
            return basis.Schemes;
        string[] exchanged =
        [
            .. mix.IsNew(SwitchKind.Fund) == mix.IsNew(SwitchKind.Policy) ? [] : FundKeys,
            .. mix.IsNew(SwitchKind.Bounds) == mix.IsNew(SwitchKind.Policy) ? [] : BoundKeys,
        ];
        return block.With([.. block.Entries.Select(scheme => KeyValuePair.Create(
            scheme.Key,
            others.Own(scheme.Key.Text) is PolicyNode theirs && theirs["kind"]?.Meaning == scheme.Value["kind"]?.Meaning
                ? scheme.Value.With([
                    .. scheme.Value.Entries.Where(entry => !exchanged.Contains(entry.Key.Meaning)),
                    .. theirs.Entries.Where(entry => exchanged.Contains(entry.Key.Meaning)),
                ])
                : scheme.Value))]);
    }

    private static string Without(PolicyNode scheme, string[] keys) =>
        string.Join(
            ", ",
            scheme.Entries.Where(entry => !keys.Contains(entry.Key.Meaning))
                .OrderBy(entry => entry.Key.Meaning, StringComparer.Ordinal)
                .Select(entry => $"{entry.Key}: {entry.Value}"));
}

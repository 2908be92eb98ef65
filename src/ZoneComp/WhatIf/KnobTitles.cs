using System.Text.RegularExpressions;

namespace ZoneComp.WhatIf;

/// <summary>What people call a number of the policy: titles in the place of names.</summary>
internal sealed partial class KnobTitles
{
    private static readonly Dictionary<string, LocalText> Keys = new(StringComparer.Ordinal)
    {
        ["fund"] = new("fund", "资金总额"),
        ["reserve"] = new("reserve", "预备资金"),
        ["rate"] = new("rate", "标准"),
        ["coefficient"] = new("coefficient", "系数"),
        ["portion"] = new("portion of the fund", "占资金比例"),
        ["floor"] = new("floor", "下限"),
        ["cap"] = new("cap", "上限"),
        ["minimum"] = new("minimum", "最低额"),
        ["hold_harmless"] = new("not below last year times", "不低于上年的"),
        ["exit_share"] = new("share kept on leaving", "退出保留比例"),
        ["low"] = new("not below last year times", "不低于上年的"),
        ["high"] = new("not above last year times", "不高于上年的"),
        ["share"] = new("share", "分配依据"),
        ["amount"] = new("amount", "金额"),
        ["ratio"] = new("ratio", "比例"),
        ["payers"] = new("portion of payer", "出资比例"),
        ["weights"] = new("weight of", "权重"),
        ["instalments"] = new("instalment of year", "分期标准，年次"),
        ["eligible"] = new("condition", "适用条件"),
        ["when"] = new("condition", "适用条件"),
    };

    private readonly PolicyFile policy;
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    public KnobTitles(PolicyFile policy)
    {
        this.policy = policy;
        foreach (LayerSettings layer in policy.Layers)
        {
            names[layer.Name] = layer.Title;
            foreach (ZoneClass each in ExpressionScope.ZoneClasses(policy).Where(one => one.Layer == layer.Name && one.Name != layer.Name))
                names[each.Name] = each.Title;
        }

        foreach (TableSettings table in policy.Tables)
        {
            foreach (TableColumn column in table.Columns)
                names[$"{table.Name}.{column.Name}"] = column.Title;
        }

        foreach (NamedExpression named in policy.Indicators.Concat(policy.Factors))
            names[named.Name] = named.Title;
    }

    /// <summary>Title of the scheme, factor or indicator.</summary>
    public string Owner(IReadOnlyList<string> path) =>
        policy.Root[path[0]]?[path[1]] is { Kind: PolicyNodeKind.Map } owner && owner["title"] is { Kind: PolicyNodeKind.Scalar } title
            ? title.Text
            : path[1];

    public LocalText Of(Around around, NumberSyntax number, KnobRole role)
    {
        if (around.Leading == number)
        {
            string rest = around.TextOf(around.Term!)[(number.End - number.Start)..].TrimStart(' ', '*');
            return ShareOf(new LocalText("weight of", "权重："), rest);
        }

        LocalText place = PlaceOf(around.Path);
        LocalText? inside = Inside(around, number);
        if (inside is null)
            return place;
        // In a factor the formula says it all; in a scheme the key too.
        return around.Path[0] != "schemes" ? inside : new LocalText($"{place.En}: {inside.En}", $"{place.Zh}：{inside.Zh}");
    }

    /// <summary>Names of layers, classes, indicators, factors and columns by their titles.</summary>
    public string Titled(string expression)
    {
        string text = Name().Replace(expression, match => names.GetValueOrDefault(match.Value, match.Value));
        return text.Length > 60 ? text[..60] + "..." : text;
    }

    // share(x), which most weights weigh, in words.
    private LocalText ShareOf(LocalText what, string term)
    {
        const string Share = "share(";
        int open = 0;
        bool isShare = term.StartsWith(Share, StringComparison.Ordinal) && term.EndsWith(')')
            && !term[..^1].Any(sign => (open += sign == '(' ? 1 : sign == ')' ? -1 : 0) == 0 && sign == ')');
        if (!isShare)
            return Named(what, Titled(term));
        string of = Titled(term[Share.Length..^1]);
        bool isName = of.All(sign => char.IsLetterOrDigit(sign) || sign is '_' or '.' or '（' or '）');
        LocalText zh = Named(what, isName ? $"{of}占比" : $"（{of}）占比");
        return new LocalText(Named(what, $"the share of {of}").En, zh.Zh);
    }

    private LocalText PlaceOf(IReadOnlyList<string> path)
    {
        if (path[0] != "schemes")
            return path is [_, _, "weights", string term] ? ShareOf(Keys["weights"], term) : new LocalText("number", "数值");
        string last = path[^1];
        if (path is [_, _, "items", string item, ..])
        {
            PolicyNode? ground = policy.Root["schemes"]?[path[1]]?["items"]?[item]?["ground"];
            string what = ground is { Kind: PolicyNodeKind.Scalar } ? Titled(Storyteller.OneLine(ground.Text)) : item;
            LocalText key = path is [_, _, _, _, "instalments", string year]
                ? new($"{Keys["instalments"].En} {year}", $"{Keys["instalments"].Zh} {year}")
                : Keys.GetValueOrDefault(last, new LocalText(last, last));
            return Named(key, what);
        }

        if (path is [_, _, "payers" or "fund", string payer])
            return Named(Keys[path[2]], payer);
        if (path is [_, _, "parts", string part, ..])
            return Named(Keys.GetValueOrDefault(last, new LocalText(last, last)), part);
        if (path is [_, _, "bounds", string at, ..] && BoundName(path[1], at) is string own)
            return new(
                $"{own}: {Keys.GetValueOrDefault(last, new LocalText(last, last)).En}",
                $"{own}：{Keys.GetValueOrDefault(last, new LocalText(last, last)).Zh}");
        return Keys.GetValueOrDefault(last, new LocalText(string.Join('.', path.Skip(2)), string.Join('.', path.Skip(2))));
    }

    private string? BoundName(string scheme, string at) =>
        policy.Root["schemes"]?[scheme]?["bounds"]?.Items.ElementAtOrDefault(
            int.Parse(at, System.Globalization.CultureInfo.InvariantCulture) - 1)?["name"]?.Text;

    private LocalText? Inside(Around around, NumberSyntax number)
    {
        if (around.Parent is not { } parent)
            return null;
        string sibling = around.Sibling is { } other ? Titled(around.TextOf(other)) : "";
        return parent switch
        {
            PairsSyntax when around.IsPairsValue => Band(around, new($"band from {sibling}", $"自 {sibling} 起的档值")),
            PairsSyntax => Band(around, new($"beginning of the band of {sibling}", $"档值 {sibling} 的起点")),
            CallSyntax { Function: "clamp" } clamp => clamp.Arguments.Count == 3 && clamp.Arguments[1] == around.Argument
                ? Named(new("least of", "最小值："), Titled(around.TextOf(clamp.Arguments[0].Value)))
                : Named(new("most of", "最大值："), Titled(around.TextOf(clamp.Arguments[0].Value))),
            CallSyntax { Function: "if" } choice => choice.Arguments.Count > 1 && choice.Arguments[1] == around.Argument
                ? Named(new("where", "若"), Titled(around.TextOf(choice.Arguments[0].Value)))
                : Named(new("unless", "若非"), Titled(around.TextOf(choice.Arguments[0].Value))),
            CallSyntax call => around.Argument is { Name: { } name }
                ? new($"{name}: {Titled(around.TextOf(call))}", $"{Argument(name)}：{Titled(around.TextOf(call))}")
                : Named(new("in", "用于"), Titled(around.TextOf(call))),
            BinarySyntax { Operator: "/" } ratio when ratio.Left == around.Sibling => Named(new("divisor of", "除数："), sibling),
            // The unit behind a rate says nothing more.
            BinarySyntax { Operator: "/", Right: NameSyntax per } when Unit.Find(per.Name) is not null => null,
            BinarySyntax { Operator: "*" } => Named(new("times", "乘"), sibling),
            BinarySyntax { Operator: var sign } when KnobReader.IsComparison(sign) => Named(new("compared with", "比较："), sibling),
            _ => new LocalText(Titled(around.TextOf(parent)), Titled(around.TextOf(parent))),
        };
    }

    private LocalText Band(Around around, LocalText what) =>
        around.Call is { Arguments: [var first, ..] } call && first.Value is not PairsSyntax ? new(
            $"{Titled(around.TextOf(first.Value))}: {what.En}", $"{Titled(around.TextOf(first.Value))}：{what.Zh}")
        : around.Call is { } other ? new($"{other.Function}: {what.En}", $"{other.Function}：{what.Zh}") : what;

    private static string Argument(string name) => name switch { "min" => "至少", "max" => "至多", "below" => "低于首档时", _ => name };

    private static LocalText Named(LocalText what, string name) =>
        new($"{what.En} {name}", what.Zh[^1] is '：' or '乘' or '若' or '非' or '于' ? what.Zh + name : $"{what.Zh}：{name}");

    [GeneratedRegex(@"[\p{L}_][\w]*(\.[\p{L}_][\w]*)*(?!\w*\()")]
    private static partial Regex Name();
}

using System.Globalization;

namespace ZoneComp.WhatIf;

/// <summary>The knobs of a policy: every number that stands in its indicators, factors and schemes, with a place to write another one
/// at.</summary>
/// <remarks>Ground (regions, layers, area) is no knob: its numbers ask for another overlay.</remarks>
internal sealed class KnobReader
{
    // Texts, names and choices; years are no amounts.
    private static readonly HashSet<string> NoNumbers =
    [
        "title", "basis", "family", "note", "name", "kind", "unit", "decimals", "started", "year", "regions", "overlap", "over_run", "rest",
        "members", "to",
        "within", "table", "key", "period", "section", "total",
    ];

    private static readonly HashSet<string> Comparisons = ["=", "<>", "<", "<=", ">", ">="];

    private readonly PolicyFile policy;
    private readonly KnobTitles titles;
    private readonly List<Knob> knobs = [];
    private readonly List<KnobGroup> groups = [];

    private KnobReader(PolicyFile policy)
    {
        this.policy = policy;
        titles = new KnobTitles(policy);
    }

    public static (IReadOnlyList<Knob> Knobs, IReadOnlyList<KnobGroup> Groups) Read(PolicyFile policy)
    {
        KnobReader reader = new(policy);
        foreach (string block in (string[])["schemes", "factors", "indicators"])
        {
            foreach ((PolicyNode key, PolicyNode value) in policy.Root[block]?.Entries ?? [])
                reader.Visit(value, [block, key.Text]);
        }

        return ([.. reader.knobs.OrderBy(knob => knob.Start)], reader.groups);
    }

    private void Visit(PolicyNode node, string[] path)
    {
        if (node.Kind == PolicyNodeKind.Scalar)
        {
            Scalar(node, path);
            return;
        }

        int before = knobs.Count;
        // Keys may be written in Chinese; names that the policy gave stay as they are.
        bool holdsNames = path is [_, _, "items" or "parts" or "weights" or "payers" or "fund" or "columns"];
        foreach ((PolicyNode key, PolicyNode value) in node.Entries)
        {
            string step = holdsNames ? key.Text : key.Meaning;
            if (holdsNames || !NoNumbers.Contains(step))
                Visit(value, [.. path, step]);
        }

        for (int item = 0; item < node.Items.Count; item++)
            Visit(node.Items[item], [.. path, (item + 1).ToString(CultureInfo.InvariantCulture)]);
        if (path is [_, _, "payers"] or [_, _, "weights"])
            Require(knobs[before..]);
        else if (path is [_, _, "parts"])
            Require([.. knobs.Skip(before).Where(knob => knob.Path[^1] == "portion")]);
    }

    // Sums that the policy's reader insists on.
    private void Require(IReadOnlyList<Knob> together)
    {
        if (together.Count > 1)
            groups.Add(new KnobGroup(together.Sum(knob => knob.Value), IsRequired: true, [.. together.Select(knob => knob.Id)]));
    }

    private void Scalar(PolicyNode node, string[] path)
    {
        // A number in quotes alone is a code.
        bool isCode = node.IsQuoted && node.Text.Length > 0 && node.Text.All(char.IsAsciiDigit);
        if (node.IsNothing || isCode || node.Document != policy.Root.Document || Parser.Read(node, new PolicyErrors()) is not Syntax syntax)
            return;
        Walk(syntax, new Around(node, path, knobs.Count, null, null, null));
    }

    private void Walk(Syntax syntax, Around around)
    {
        switch (syntax)
        {
            case NumberSyntax number:
                Add(number, around, number.Start, isNegated: false);
                break;
            case UnarySyntax { Operator: "-", Operand: NumberSyntax number } negated:
                Add(number, around, negated.Start, isNegated: true);
                break;
            case UnarySyntax unary:
                Walk(unary.Operand, around);
                break;
            case BinarySyntax { Operator: "+" } sum:
                Sum(sum, around);
                break;
            case BinarySyntax binary:
                Walk(binary.Left, around.Within(binary, binary.Right));
                Walk(binary.Right, around.Within(binary, binary.Left));
                break;
            case IsNullSyntax isNull:
                Walk(isNull.Operand, around);
                break;
            case CallSyntax call:
                foreach (ArgumentSyntax argument in call.Arguments)
                    Walk(argument.Value, around.Within(call, null) with { Argument = argument });
                break;
            case PairsSyntax pairs:
                foreach ((Syntax key, Syntax value) in pairs.Pairs)
                {
                    Walk(key, around.Within(pairs, value));
                    Walk(value, around.Within(pairs, key) with { IsPairsValue = true });
                }

                break;
        }
    }

    /// <summary>Terms of a sum, each with a leading number: weights where the numbers add up to 1 or 100.</summary>
    private void Sum(BinarySyntax sum, Around around)
    {
        List<Syntax> terms = [];
        Flatten(sum, isWhole: true, terms);
        NumberSyntax?[] leading = [.. terms.Select(Leading)];
        decimal total = leading.Sum(number => number?.Value ?? 0m);
        bool areWeights = total is 1m or 100m && Array.TrueForAll(leading, number => number is { Unit: null });
        List<string> together = [];
        for (int at = 0; at < terms.Count; at++)
        {
            Around term = around.Within(sum, null) with { Term = areWeights ? terms[at] : null, Leading = areWeights ? leading[at] : null };
            Walk(terms[at], term with { Together = together });
        }

        if (areWeights)
            groups.Add(new KnobGroup(total, IsRequired: false, together));
    }

    private static void Flatten(Syntax syntax, bool isWhole, List<Syntax> terms)
    {
        // What stands in brackets of its own is one term.
        if (syntax is BinarySyntax { Operator: "+" } sum && (isWhole || sum.Left.Start == sum.Start))
        {
            Flatten(sum.Left, isWhole: false, terms);
            Flatten(sum.Right, isWhole: false, terms);
        }
        else
        {
            terms.Add(syntax);
        }
    }

    private static NumberSyntax? Leading(Syntax term)
    {
        while (term is BinarySyntax { Operator: "*" or "/" } product)
            term = product.Left;
        return term as NumberSyntax;
    }

    private void Add(NumberSyntax number, Around around, int start, bool isNegated)
    {
        PolicyNode node = around.Node;
        string text = node.Text;
        // Brackets around a number count as its own.
        int from = start;
        while (from < number.End && !(char.IsAsciiDigit(text[from]) || text[from] == '.' || (isNegated && text[from] == '-')))
            from++;
        int to = from + (isNegated && text[from] == '-' ? 1 : 0);
        while (to < text.Length && char.IsWhiteSpace(text[to]))
            to++;
        while (to < text.Length
            && (char.IsAsciiDigit(text[to]) || (text[to] == '.' && to + 1 < text.Length && char.IsAsciiDigit(text[to + 1]))))
            to++;
        string written = text[from..to];
        int at = IndexOf(node, from);
        string document = policy.Text;
        if (at + written.Length > document.Length || document.AsSpan(at, written.Length).CompareTo(written, StringComparison.Ordinal) != 0)
            return; // written with escapes: nothing to splice
        string digits = string.Concat(written.Where(sign => !char.IsWhiteSpace(sign)));
        decimal value = decimal.Parse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        bool isPercent = number.Unit is null && text[..number.End].TrimEnd(')', ' ').EndsWith('%');
        KnobRole role = RoleOf(around, number);
        (decimal least, decimal most, decimal step) = KnobRange.Of(role, around.Path, value, digits, isPercent, around.Leading == number);
        int ordinal = knobs.Count - around.First + 1;
        string id = string.Create(CultureInfo.InvariantCulture, $"{string.Join('.', around.Path)}#{ordinal}");
        if (around.Leading == number)
            around.Together!.Add(id);
        knobs.Add(new Knob
        {
            Id = id,
            Role = role,
            Owner = titles.Owner(around.Path),
            Title = titles.Of(around, number, role),
            Context = ContextOf(around, number),
            Unit = UnitOf(number, around, isPercent),
            Written = written,
            Value = value,
            Least = least,
            Most = most,
            Step = step,
            Start = at,
            Place = node.At(from, written.Length),
            Path = around.Path,
        });
    }

    private static string ContextOf(Around around, NumberSyntax number)
    {
        const int Longest = 120;
        string text = around.Node.Text;
        if (around.Parent is { } parent && parent.End - parent.Start < Longest)
            return around.TextOf(parent);
        return text.Length < Longest ? Storyteller.OneLine(text) : around.TextOf(number);
    }

    private static int IndexOf(PolicyNode node, int offset)
    {
        PolicyPlace place = node.At(offset);
        return node.Document.IndexOf(place.Line, place.Column);
    }

    private static KnobRole RoleOf(Around around, NumberSyntax number)
    {
        if (around.Leading == number)
            return KnobRole.Weight;
        if (around.Argument is { Name: "min" } && around.Parent is CallSyntax)
            return KnobRole.Membership;
        if (around.Parent is PairsSyntax)
            return KnobRole.Band;
        if (around.Parent is CallSyntax { Function: "clamp" or "min" or "max" })
            return KnobRole.Bound;
        return around.Path switch
        {
            [_, _, "fund", ..] or [_, _, "reserve"] => KnobRole.Fund,
            [_, _, "weights", _] or [_, _, "payers", _] or [_, _, "parts", _, "portion"] => KnobRole.Weight,
            [_, _, "items", _, "rate"] or [_, _, "items", _, "instalments", ..] => KnobRole.Rate,
            [_, _, "bounds", ..] or [_, _, "parts", _, "cap"] => KnobRole.Bound,
            _ when number.Unit is not null && Unit.Find(number.Unit) is { } unit
                && (unit.Quantity == Quantity.Money || Unit.IsQuota(unit.Quantity)) => KnobRole.Rate,
            _ when around.Parent is BinarySyntax { Operator: "*" } => KnobRole.Coefficient,
            _ when around.Parent is CallSyntax { Function: "if" } => KnobRole.Coefficient,
            _ => around.Parent is null ? KnobRole.Coefficient : KnobRole.Other,
        };
    }

    private static LocalText UnitOf(NumberSyntax number, Around around, bool isPercent)
    {
        if (isPercent)
            return new LocalText("%", "%");
        if (number.Unit is null || Unit.Find(number.Unit) is not Unit unit)
            return new LocalText("", "");
        LocalText name = FigureText.Unit(unit.Name);
        if (around.Parent is BinarySyntax { Operator: "/", Right: NameSyntax per } && Unit.Find(per.Name) is Unit area)
            return new LocalText($"{name.En}/{FigureText.Unit(area.Name).En}", $"{name.Zh}/{FigureText.Unit(area.Name).Zh}");
        return name;
    }

    public static bool IsComparison(string sign) => Comparisons.Contains(sign);
}

/// <summary>What stands around a number.</summary>
/// <param name="First">Knobs before those of this text.</param>
/// <param name="Parent">The innermost operation; null where the number is all there is.</param>
/// <param name="Sibling">The other side of it.</param>
/// <param name="Argument">Of a call, the argument that holds the number.</param>
internal sealed record Around(PolicyNode Node, string[] Path, int First, Syntax? Parent, Syntax? Sibling, ArgumentSyntax? Argument)
{
    /// <summary>Whether it is what a band gives, and not where one begins.</summary>
    public bool IsPairsValue { get; init; }

    /// <summary>The term of a weighted sum.</summary>
    public Syntax? Term { get; init; }

    /// <summary>The term's weight.</summary>
    public NumberSyntax? Leading { get; init; }

    /// <summary>Weights that are found with it.</summary>
    public List<string>? Together { get; init; }

    /// <summary>The call that a table of values belongs to.</summary>
    public CallSyntax? Call { get; init; }

    public Around Within(Syntax parent, Syntax? sibling) => this with
    {
        Parent = parent,
        Sibling = sibling,
        Argument = null,
        IsPairsValue = false,
        Call = parent as CallSyntax ?? Call,
    };

    public string TextOf(Syntax syntax) => Storyteller.OneLine(Node.Text[syntax.Start..syntax.End]);
}

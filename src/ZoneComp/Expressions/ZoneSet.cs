namespace ZoneComp.Expressions;

/// <summary>A set of ground by set algebra over zone classes: whether a combination lies in it.</summary>
/// <param name="Text">Canonical form; equal texts mean equal sets.</param>
/// <param name="Classes">Classes that are named in it, ascending.</param>
internal sealed record ZoneSet(string Text, Predicate<ClassSet> Holds, IReadOnlyList<int> Classes);

/// <summary>Syntax in the place of a set to a <see cref="ZoneSet"/>: names of layers and classes, <c>| &amp; - !</c>, and
/// <c>everywhere</c>.</summary>
internal sealed class ZoneSetBinder(IReadOnlyList<ZoneClass> classes, PolicyNode source, PolicyErrors errors)
{
    /// <summary>The whole region.</summary>
    public const string Everywhere = "everywhere";

    /// <summary>The set; null after an error was added.</summary>
    public ZoneSet? Bind(Syntax syntax)
    {
        switch (syntax)
        {
            case NameSyntax name:
                return Named(name);
            case UnarySyntax { Operator: "!" } not:
                return Bind(not.Operand) is ZoneSet inside
                    ? new ZoneSet($"!({inside.Text})", ground => !inside.Holds(ground), inside.Classes)
                    : null;
            case BinarySyntax { Operator: "|" or "&" or "-" } both:
                ZoneSet? left = Bind(both.Left), right = Bind(both.Right);
                return left is null || right is null ? null : Join(both.Operator, left, right);
            case BinarySyntax { Operator: "and" or "or" or "+" } slip:
                string meant = slip.Operator == "and" ? "&" : "|";
                errors.Add(
                    source.At(slip.OperatorStart, slip.OperatorEnd - slip.OperatorStart),
                    $"'{slip.Operator}' between sets; expected {meant}",
                    $"集合之间写了“{slip.Operator}”；应为 {meant}");
                return null;
            case UnarySyntax { Operator: "not" } word:
                errors.Add(source.At(word.Start, 3), "'not' before a set; expected !", "集合前写了 not；应为 !");
                return null;
            default:
                errors.Add(
                    source.At(syntax.Start, syntax.End - syntax.Start),
                    $"found {source.Text[syntax.Start..syntax.End]}; expected a set of layers and classes, such as forest.I & redline",
                    $"这里是 {source.Text[syntax.Start..syntax.End]}；应为图层与类的集合，如 forest.I & redline");
                return null;
        }
    }

    private static ZoneSet Join(string sign, ZoneSet left, ZoneSet right)
    {
        Predicate<ClassSet> holds = sign switch
        {
            "|" => ground => left.Holds(ground) || right.Holds(ground),
            "&" => ground => left.Holds(ground) && right.Holds(ground),
            _ => ground => left.Holds(ground) && !right.Holds(ground),
        };
        return new ZoneSet($"({left.Text} {sign} {right.Text})", holds, [.. left.Classes.Union(right.Classes).Order()]);
    }

    private ZoneSet? Named(NameSyntax name)
    {
        if (PolicyWords.Meaning(name.Name) == Everywhere)
        {
            source.Mark(name.Start, name.Name.Length);
            return new ZoneSet(Everywhere, _ => true, []);
        }

        int[] named =
        [
            .. Enumerable.Range(0, classes.Count).Where(index => classes[index].Name == name.Name || classes[index].Layer == name.Name),
        ];
        if (named.Length == 0)
        {
            if (source.Document.PlaceLayers.Contains(name.Name))
            {
                errors.Add(
                    source.At(name.Start, name.End - name.Start),
                    $"'{name.Name}' holds lines or points, which cover no ground: length({name.Name}), count({name.Name}) and "
                        + $"attribute() measure them, with the layer first: {name.Name} & redline",
                    $"“{name.Name}”是线或点图层，不占面积：请用 length({name.Name})、count({name.Name}) 或 attribute()，并把该图层写在前面：{name.Name} & redline");
                return null;
            }

            List<string> known =
            [
                .. classes.Select(one => one.Layer).Concat(classes.Select(one => one.Name)).Append(Everywhere).Distinct(),
            ];
            LocalText hint = NearestName.Hint(name.Name, known);
            errors.Add(
                source.At(name.Start, name.End - name.Start),
                $"'{name.Name}' is no layer or class{hint.En}",
                $"没有名为“{name.Name}”的图层或类{hint.Zh}");
            return null;
        }

        if (named.Length == 1)
            return new ZoneSet(name.Name, ground => ground.Contains(named[0]), named);
        bool[] marked = new bool[classes.Count];
        foreach (int index in named)
            marked[index] = true;
        return new ZoneSet(name.Name, ground => ground.ContainsAny(marked), named);
    }
}

namespace ZoneComp.Reading.Filters;

/// <summary>A condition: true, false, or null where an empty value leaves it open.</summary>
internal abstract record FilterNode
{
    public abstract bool? Test(Func<int, object?> value);
}

internal sealed record BothNode(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool? Test(Func<int, object?> value)
    {
        bool? left = Left.Test(value);
        return left == false ? false : left & Right.Test(value);
    }
}

internal sealed record EitherNode(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool? Test(Func<int, object?> value)
    {
        bool? left = Left.Test(value);
        return left == true ? true : left | Right.Test(value);
    }
}

internal sealed record NotNode(FilterNode Inner) : FilterNode
{
    public override bool? Test(Func<int, object?> value) => !Inner.Test(value);
}

internal sealed record NullNode(FilterOperand Operand) : FilterNode
{
    public override bool? Test(Func<int, object?> value) => Operand.Value(value) is null;
}

internal sealed record CompareNode(FilterOperand Left, string Sign, FilterOperand Right) : FilterNode
{
    public override bool? Test(Func<int, object?> value)
    {
        object? left = Left.Value(value), right = Right.Value(value);
        if (left is null || right is null)
            return null;
        int order = FilterOrder.Compare(left, right);
        return Sign switch
        {
            "=" => order == 0,
            "<>" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }
}

internal sealed record InNode(FilterOperand Operand, IReadOnlyList<FilterOperand> Members) : FilterNode
{
    public override bool? Test(Func<int, object?> value)
    {
        if (Operand.Value(value) is not object wanted)
            return null;
        bool open = false;
        foreach (FilterOperand member in Members)
        {
            if (member.Value(value) is not object one)
                open = true;
            else if (FilterOrder.Compare(wanted, one) == 0)
                return true;
        }

        return open ? null : false;
    }
}

internal sealed record LikeNode(FilterOperand Operand, string Pattern) : FilterNode
{
    public override bool? Test(Func<int, object?> value) =>
        Operand.Value(value) is object found ? Like(FilterOrder.Text(found), Pattern) : null;

    /// <summary>% for any text, _ for one character; goes back only to the last %, so that no pattern takes long.</summary>
    private static bool Like(string text, string pattern)
    {
        int at = 0, p = 0, star = -1, mark = 0;
        while (at < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '%')
            {
                star = p++;
                mark = at;
            }
            else if (p < pattern.Length && (pattern[p] == '_' || pattern[p] == text[at]))
            {
                p++;
                at++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                at = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '%')
            p++;
        return p == pattern.Length;
    }
}

/// <summary>A field, by its index, or a constant.</summary>
internal readonly record struct FilterOperand(int FieldIndex, object? Constant)
{
    public static FilterOperand Field(int index) => new(index, null);

    public static FilterOperand Of(object constant) => new(-1, constant);

    public object? Value(Func<int, object?> value) => FieldIndex >= 0 ? value(FieldIndex) : Constant;
}

namespace ZoneComp.Expressions.Formulas;

/// <summary>How two texts compare: dates as dates, in whatever spelling; others sign by sign. Where that is not what a reader means, there
/// is no answer.</summary>
internal static class TextOrder
{
    /// <summary>Whether texts are one date or one text.</summary>
    public static bool Same(string one, string other) =>
        one == other || (Dates(one, other) is (WrittenDate first, WrittenDate second) && first.Text == second.Text);

    /// <summary>Why equality of the two says nothing; null where it does: a day beside a whole year, a date beside a number.</summary>
    public static LocalText? Unlike(Cell one, Cell other)
    {
        if (one.Text is string text && other.Text is string otherText)
            return text == otherText || Dates(text, otherText) is not (WrittenDate first, WrittenDate second) || !first.Overlaps(second)
                ? null
                : Within(text, otherText);
        if (!one.IsValue || !other.IsValue || one.Text is null == other.Text is null)
            return null;
        string written = one.Text ?? other.Text!;
        return WrittenDate.MayBeMarked(written) && WrittenDate.Read(written) is { IsMarked: true }
            ? new LocalText(
                $"'{written}' is a date and {(one.Text is null ? one : other).AsText} is a number; write the date in quotes",
                $"“{written}”是日期，而 {(one.Text is null ? one : other).AsText} 是数；请将日期写在引号中")
            : null;
    }

    /// <summary>Below, at or above zero; null, with the reason, where the texts have no order that is meant.</summary>
    public static int? Compare(string one, string other, out LocalText? reason)
    {
        reason = null;
        bool mayBeDates = WrittenDate.MayBeMarked(one) || WrittenDate.MayBeMarked(other);
        WrittenDate? first = mayBeDates ? WrittenDate.Read(one) : null, second = mayBeDates ? WrittenDate.Read(other) : null;
        if (first is { IsMarked: true } || second is { IsMarked: true })
        {
            if (first is null || second is null)
                reason = new LocalText(
                    $"'{(first is null ? one : other)}' is no date, and '{(first is null ? other : one)}' is; a date is written 2025-03-01",
                    $"“{(first is null ? one : other)}”不是日期，而“{(first is null ? other : one)}”是；日期请写作 2025-03-01");
            else if (first.Overlaps(second))
                reason = Within(one, other);
            return reason is null ? string.CompareOrdinal(first!.Text, second!.Text) : null;
        }

        int order = string.CompareOrdinal(one, other);
        if (Cell.NumberOf(one) is decimal number
            && Cell.NumberOf(other) is decimal otherNumber
            && Math.Sign(order) != number.CompareTo(otherNumber))
            reason = new LocalText(
                $"'{one}' and '{other}' are texts, and as numbers they stand in another order; compare with a number without quotes, or "
                    + $"make them equally long",
                $"“{one}”与“{other}”是文本，按数比较时次序不同；请与不带引号的数比较，或写成同样长度");
        return reason is null ? order : null;
    }

    private static (WrittenDate, WrittenDate)? Dates(string one, string other) =>
        (WrittenDate.MayBeMarked(one) || WrittenDate.MayBeMarked(other))
            && WrittenDate.Read(one) is WrittenDate first
            && WrittenDate.Read(other) is WrittenDate second
            && (first.IsMarked || second.IsMarked)
            ? (first, second)
            : null;

    private static LocalText Within(string one, string other) => new(
        $"of '{one}' and '{other}' one lies within the other; write both to the day, such as 2024-12-31, or compare with the next day",
        $"“{one}”与“{other}”中一个包含另一个；请都写到日，如 2024-12-31，或与次日比较");
}

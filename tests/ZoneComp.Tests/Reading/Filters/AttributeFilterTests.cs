using ZoneComp.Reading.Filters;

namespace ZoneComp.Tests.Reading.Filters;

public class AttributeFilterTests
{
    private static readonly Dictionary<string, object?> Feature = new(StringComparer.Ordinal)
    {
        ["LZ"] = "防护林",
        ["代码"] = "010",
        ["grade"] = "1",
        ["n"] = 5L,
        ["area"] = 12.50m,
        ["real"] = 0.1,
        ["old"] = true,
        ["day"] = new DateOnly(2025, 3, 1),
        ["empty"] = null,
        ["it's"] = "O'Hara",
    };

    [Theory]
    [InlineData("LZ = '防护林'", true)]
    [InlineData("lz = '防护林'", false, "lz")] // names are taken as they are written
    [InlineData("代码 = '010'", true)]
    [InlineData("代码 = 10", true)] // a number asks as a number
    [InlineData("代码 = '10'", false)] // a text asks as a text
    [InlineData("grade IN ('1', '10')", true)]
    [InlineData("grade not in ('2', '3')", true)]
    [InlineData("n > 4.5 AND n <= 5", true)]
    [InlineData("area = 12.5", true)]
    [InlineData("real = 0.1", true)]
    [InlineData("n = '5'", true)]
    [InlineData("n <> 5", false)]
    [InlineData("n != 6", true)]
    [InlineData("n between 1 and 5", true)]
    [InlineData("n NOT BETWEEN 1 AND 4", true)]
    [InlineData("area between -1e1 and +20", true)]
    [InlineData("LZ LIKE '防%'", true)]
    [InlineData("LZ LIKE '_护_'", true)]
    [InlineData("LZ LIKE '护%'", false)]
    [InlineData("LZ LIKE '%%%护%林'", true)]
    [InlineData("LZ NOT LIKE '%林'", false)]
    [InlineData("n like '5'", true)]
    [InlineData("old = TRUE", true)]
    [InlineData("old = 'F'", false)]
    [InlineData("day >= '2025-01-01'", true)]
    [InlineData("day < '2025/03/01'", false)]
    [InlineData("empty IS NULL", true)]
    [InlineData("empty IS NOT NULL", false)]
    [InlineData("empty = 1", false)]
    [InlineData("NOT empty = 1", false)] // neither true nor false
    [InlineData("empty = 1 OR n = 5", true)]
    [InlineData("NOT (empty = 1 AND n = 4)", true)]
    [InlineData("empty IN (1) OR 5 IN (n, 1)", true)]
    [InlineData("n IN (1, empty)", false)]
    [InlineData("\"it's\" = 'O''Hara'", true)]
    [InlineData("n = 1 OR n = 5 AND LZ = 'x'", false)] // AND binds closer
    [InlineData("(n = 1 OR n = 5) AND grade = '1'", true)]
    public void Conditions_are_judged(string text, bool expected, string? unknown = null)
    {
        var filter = AttributeFilter.Parse(text);

        Assert.Equal(expected, filter.Matches(name => name == unknown ? null : Feature[name]));
        object?[] values = [.. filter.Fields.Select(name => name == unknown ? null : Feature[name])];
        Assert.Equal(expected, filter.MatchesAt(index => values[index]));
    }

    [Fact]
    public void Fields_are_listed_once_in_their_order()
    {
        Assert.Equal(["b", "林种", "a b"], AttributeFilter.Parse("b = 1 AND (林种 IN ('x') OR \"a b\" IS NULL) AND b < 3").Fields);
    }

    [Theory]
    [InlineData("LZ =", 5, "expected a field name, a number or a text in single quotes, found the end")]
    [InlineData("LZ = 'x", 6, "the quote ' is not closed")]
    [InlineData("LZ 'x'", 4, "expected a comparison: = <> < <= > >= IN LIKE BETWEEN IS, found the text 'x'")]
    [InlineData("n IN (1, 2", 11, "expected ), found the end")]
    [InlineData("n BETWEEN 1 OR 2", 13, "expected AND and the upper bound, found OR")]
    [InlineData("n IS 5", 6, "expected NULL or NOT NULL, found 5")]
    [InlineData("n NOT 5", 7, "expected IN, LIKE or BETWEEN after NOT, found 5")]
    [InlineData("n LIKE 5", 8, "expected a pattern in single quotes, such as 'I%', found 5")]
    [InlineData("n = 1 n = 2", 7, "expected AND, OR or the end, found n")]
    [InlineData("n = 12ab", 5, "12ab is not a number; text stands in single quotes")]
    [InlineData("n = 5 ; DROP", 7, "';' is not understood")]
    [InlineData("n = （1）", 5, "'（' is not understood; it is a full-width sign, use the half-width one")]
    [InlineData("", 1, "expected a field name, a number or a text in single quotes, found the end")]
    public void Errors_say_where_and_what_was_expected(string text, int column, string expected)
    {
        var thrown = Assert.Throws<AttributeFilterException>(() => AttributeFilter.Parse(text));

        Assert.Equal(column, thrown.Column);
        Assert.Equal(expected, thrown.What.En);
    }

    [Fact]
    public void The_caret_stands_under_the_place_behind_wide_characters()
    {
        var thrown = Assert.Throws<AttributeFilterException>(() => AttributeFilter.Parse("林种 = = 'x'"));

        Assert.Equal("column 6: expected a field name, a number or a text in single quotes, found =\n林种 = = 'x'\n       ^", thrown.Message);
        Assert.Equal("第 6 列：此处应为 字段名、数或单引号中的文本，实为 =\n林种 = = 'x'\n       ^", thrown.Text.Zh);
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        Assert.Throws<AttributeFilterException>(() => AttributeFilter.Parse(new string('(', 1_000_000)));
        Assert.Throws<AttributeFilterException>(() => AttributeFilter.Parse(string.Concat(Enumerable.Repeat("NOT ", 100_000)) + "n = 1"));
    }
}

namespace ZoneComp.Reading.Filters;

internal enum FilterTokenKind
{
    End,

    /// <summary>A bare word: keyword or field name.</summary>
    Word,

    /// <summary>A name in double quotes.</summary>
    Name,
    Text,
    Number,

    /// <summary>An operator, a parenthesis or a comma.</summary>
    Sign,
}

/// <param name="Text">Content without quotes.</param>
/// <param name="Column">From 1.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, int Column)
{
    public bool IsSign(string sign) => Kind == FilterTokenKind.Sign && Text == sign;

    public bool IsWord(string word) => Kind == FilterTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>As an error message names it.</summary>
    public string Shown => Kind switch
    {
        FilterTokenKind.End => "the end",
        FilterTokenKind.Text => $"the text '{Text}'",
        FilterTokenKind.Name => $"\"{Text}\"",
        _ => Text,
    };

    public string ShownZh => Kind switch
    {
        FilterTokenKind.End => "结尾",
        FilterTokenKind.Text => $"文本 '{Text}'",
        _ => Shown,
    };
}

using ZoneComp.Diagnostics;
using static System.FormattableString;

namespace ZoneComp.Reading.Filters;

/// <summary>A filter does not parse.</summary>
/// <param name="column">Where, from 1.</param>
/// <param name="what">What was found and what was expected, without the place.</param>
public sealed class AttributeFilterException(string filter, int column, LocalText what) : Exception(Invariant($"column {column}: {what.En}\n{Marked(filter, column)}"))
{
    public string Filter { get; } = filter;

    public int Column { get; } = column;

    public LocalText What { get; } = what;

    /// <summary>The filter, and under it a caret at the place; a Chinese character counts as two columns wide.</summary>
    public string Caret => Marked(Filter, Column);

    /// <summary>The whole message in both languages.</summary>
    public LocalText Text => new(Message, Invariant($"第 {Column} 列：{What.Zh}\n{Caret}"));

    private static string Marked(string filter, int column)
    {
        string line = filter.ReplaceLineEndings(" ");
        int width = line.Take(column - 1).Sum(c => c >= 0x1100 ? 2 : 1);
        return $"{line}\n{new string(' ', width)}^";
    }
}

using System.Globalization;

namespace ZoneComp.Expressions.Formulas;

/// <summary>What <c>by</c> and <c>each</c> group rows by: a level of the regions, or a text column: of a table, an indicator or a
/// factor.</summary>
/// <param name="Name">As the policy writes it.</param>
/// <param name="Column">Null for a level.</param>
internal sealed record GroupedBy(string Name, Formula? Column)
{
    private readonly Lock gate = new();
    private Grouping? groups;

    public Grouping Groups(Frame frame)
    {
        if (Column is null)
            return frame.Groups(Name);
        lock (gate)
            return groups ??= frame.Group(row => Column.Value(row) is { IsValue: true } key ? key.Text : null);
    }

    /// <summary>Why a row is in no group.</summary>
    public LocalText Ungrouped(int row)
    {
        if (Column is null)
            return new($"no code at the level '{Name}'", $"在级别“{Name}”上没有代码");
        Cell cell = Column.Value(row);
        return cell.Failure?.What
            ?? cell.Absence?.What ?? new(string.Create(CultureInfo.InvariantCulture, $"{Name} has no text"), $"{Name} 没有文本");
    }
}

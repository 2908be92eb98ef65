namespace ZoneComp.Outputs.Tables;

/// <summary>A table as finance staff read it: one sheet of the workbook, and one CSV file beside it.</summary>
/// <param name="Name">ASCII: the CSV file's name.</param>
/// <param name="UnitLine">What the ministry prints at the top right: "单位：元".</param>
/// <param name="KeyColumns">Columns at the left that stay in sight.</param>
/// <param name="Rows">One value per column: null, <see cref="string"/>, <see cref="LocalText"/>, <see cref="decimal"/> or
/// <see cref="bool"/>.</param>
public sealed record PeopleTable(
    string Name,
    LocalText Title,
    LocalText UnitLine,
    int KeyColumns,
    IReadOnlyList<PeopleColumn> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>What each row is called by formulas of other sheets, in the workbook behind the last column; empty where the first column
    /// does.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Whether a sheet has a row of totals.</summary>
    public bool HasTotal => Columns.Any(column => column.Total != TotalKind.None);

    /// <summary>The total of one column: null where it has none.</summary>
    public decimal? Total(int column) => Columns[column].Total switch
    {
        TotalKind.Sum => Sum(column),
        TotalKind.Ratio when Sum(Columns[column].RatioOf.Whole) is > 0 and { } whole => Sum(Columns[column].RatioOf.Part) / whole,
        _ => null,
    };

    private decimal Sum(int column) => Rows.Sum(row => row[column] as decimal? ?? 0);
}

public enum PeopleFormat
{
    Text,
    Number,

    /// <summary>A share from 0 to 1, shown as percent with a bar.</summary>
    Share,
    Flag,
}

public enum TotalKind
{
    None,
    Sum,

    /// <summary>Sum of one column over the sum of another.</summary>
    Ratio,
}

/// <param name="Name">Column name, ASCII.</param>
public sealed record PeopleColumn(string Name, LocalText Title, PeopleFormat Format, int Decimals = 2, TotalKind Total = TotalKind.None)
{
    /// <summary>For <see cref="TotalKind.Ratio"/>: indices of the columns whose sums are divided.</summary>
    public (int Part, int Whole) RatioOf { get; init; }

    /// <summary>A number without a unit: CSV shows six digits, and more where <see cref="Decimals"/> are more.</summary>
    public bool IsScore { get; init; }

    /// <summary>Where set, each cell is the first column less the second, as a live formula.</summary>
    public (int From, int Less)? Difference { get; init; }
}

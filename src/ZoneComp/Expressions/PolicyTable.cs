namespace ZoneComp.Expressions;

/// <summary>A table of the policy, read, typed and joined.</summary>
public sealed record PolicyTable
{
    public required TableSettings Settings { get; init; }

    /// <summary>Key of each row; for a table with a row for each region the regions' codes. Null for free rows without a key.</summary>
    public required IReadOnlyList<string>? Keys { get; init; }

    /// <summary>Index of the region that each row belongs to; null for free rows and parameters.</summary>
    public required IReadOnlyList<int>? RegionOf { get; init; }

    /// <summary>One value a row. For a table with a row for each region: one a region, in their order.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>Full path of the file.</summary>
    public string Path { get; init; } = "";

    /// <summary>The file as it was when it was opened; null for tables that come from no file.</summary>
    internal InputStamps? Stamps { get; init; }

    /// <summary>How the file's text was decoded, and how that was decided: "GB18030 (detected)"; null for workbooks.</summary>
    public string? Encoding { get; init; }

    /// <summary>Row in the file (from 1) behind each of this table's rows; 0 where there is none.</summary>
    public IReadOnlyList<int> FileRows { get; init; } = [];

    /// <summary>By row in the file, since when it holds; empty where the policy names no field of dates.</summary>
    public IReadOnlyDictionary<int, LocalText> Since { get; init; } = new Dictionary<int, LocalText>();

    public string Name => Settings.Name;

    public int RowCount => Columns.Count == 0 ? 0 : Columns[0].Values.Count;
}

namespace ZoneComp.Policy;

/// <summary>A table of numbers that no map holds.</summary>
/// <param name="Rows">What a row stands for.</param>
/// <param name="Key">Field of the region's code, of the row's own key, or of the parameter's name; null only for free rows without
/// one.</param>
/// <param name="Level">Level whose codes the key holds, "" for the regions themselves.</param>
/// <param name="HeaderRow">Row of the field names, from 1: workbooks often carry titles above it.</param>
/// <param name="Where">Filter on rows, an expression over the table's own fields; null for all.</param>
/// <param name="Codes">How old codes become this year's; null when they are this year's.</param>
public sealed record TableSettings(
    string Name,
    string Title,
    SourceSettings Source,
    TableRows Rows,
    string? Key,
    string Level,
    int HeaderRow,
    PolicyNode? Where,
    CodeChanges? Codes,
    IReadOnlyList<TableColumn> Columns,
    PolicyNode Node)
{
    /// <summary>Fields that make the key together, as <see cref="RegionSettings.CodeFields"/>; one or none for most tables.</summary>
    public IReadOnlyList<string> KeyFields { get; init; } = [];

    /// <summary>Field of the day from which a row holds; null where every row does.</summary>
    public string? From { get; init; }

    /// <summary>Day whose rows count, "2025-07-01"; null for those of the whole year.</summary>
    public string? At { get; init; }

    /// <summary>What is read in the place of the file, which need not be there; null for the file.</summary>
    internal byte[]? Instead { get; init; }

    /// <summary>What is read of merged cells of a workbook.</summary>
    public MergedRule Merged { get; init; }
}

public enum MergedRule
{
    /// <summary>Merged cells where values are read are an error.</summary>
    Error,

    /// <summary>Each of them has the value.</summary>
    Fill,

    /// <summary>The first has the value, the others are empty.</summary>
    First,
}

public enum TableRows
{
    /// <summary>One row for each region.</summary>
    Regions,

    /// <summary>Any number of rows for a region: projects, sections, titles.</summary>
    Many,

    /// <summary>Rows that belong to no region: agreements, readings, rates by class.</summary>
    Free,

    /// <summary>A name and a value in each row.</summary>
    Parameters,
}

/// <param name="Field">Heading in the file.</param>
/// <param name="Unit">Unit of the numbers in the file: "", "m2", "ha", "mu", "km2", "m", "km", "yuan", "wan_yuan", "yi_yuan".</param>
/// <param name="Adds">Whether numbers of merged regions add up (people do, rates do not); money, areas and lengths always do.</param>
public sealed record TableColumn(
    string Name, string Title, string Field, Quantity Quantity, string Unit, MissingRule Missing, bool Adds, PolicyNode Node)
{
    /// <summary>Whether the numbers must lie from 0 to 1, so that a percentage without its sign is found.</summary>
    public bool IsRatio { get; init; }
}

/// <summary>What an empty cell, or a region without a row, means.</summary>
public enum MissingRule
{
    Error,
    Zero,
    Null,
}

/// <param name="Old">Field of the code as the table has it.</param>
/// <param name="New">Field of this year's code.</param>
/// <param name="Share">Field of the part (0 to 1) of the old region that went to the new one; null when every old code has one new
/// one.</param>
public sealed record CodeChanges(SourceSettings Source, string Old, string New, string? Share, PolicyNode Node);

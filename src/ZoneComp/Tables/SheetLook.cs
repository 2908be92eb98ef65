using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ZoneComp.Tables;

/// <summary>Cells merged into one, of which a workbook holds only the first; all indices from 1, both ends included.</summary>
/// <param name="Reference">"A3:A8".</param>
internal sealed record MergedCells(string Reference, int FirstRow, int LastRow, int FirstColumn, int LastColumn);

/// <summary>How a sheet looks to a person: what is merged, and what nobody sees.</summary>
/// <param name="HiddenRows">Numbers from 1, also of rows that a filter leaves out.</param>
/// <param name="HiddenColumns">Indices from 0.</param>
/// <param name="HasFilter">Whether the sheet has a filter on its headings.</param>
internal sealed record SheetLook(
    IReadOnlyList<MergedCells> Merged, IReadOnlySet<int> HiddenRows, IReadOnlySet<int> HiddenColumns, bool IsHidden, bool HasFilter)
{
    /// <summary>Units that number formats show.</summary>
    public IReadOnlyList<CellUnit> Units { get; init; } = [];

    /// <summary>Cells that are crossed out: number of the row from 1, index of the column from 0.</summary>
    public IReadOnlySet<(int Row, int Column)> Struck { get; init; } = new HashSet<(int, int)>();

    private const int MostColumns = 16_384;

    public static readonly SheetLook Plain = new([], new HashSet<int>(), new HashSet<int>(), false, false);

    /// <summary>With what an element of the sheet, met while it is read, says of its looks.</summary>
    public SheetLook With(OpenXmlElement element) => element switch
    {
        MergeCell cell when Read(cell.Reference?.Value ?? "") is { } merged => this with { Merged = [.. Merged, merged] },
        DocumentFormat.OpenXml.Spreadsheet.Column { Hidden.Value: true } column =>
            this with { HiddenColumns = HiddenColumns.Concat(Indices(column)).ToHashSet() },
        AutoFilter => this with { HasFilter = true },
        _ => this,
    };

    private static IEnumerable<int> Indices(DocumentFormat.OpenXml.Spreadsheet.Column column)
    {
        int first = (int)Math.Min(column.Min?.Value ?? 1, MostColumns), last = (int)Math.Min(column.Max?.Value ?? 1, MostColumns);
        return Enumerable.Range(first - 1, Math.Max(0, last - first + 1));
    }

    private static MergedCells? Read(string reference)
    {
        string[] corners = reference.Split(':');
        if (corners.Length != 2)
            return null;
        int[] rows =
        [
            .. corners.Select(corner =>
                int.TryParse(
                    corner.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out int row)
                    ? row
                    : 0),
        ];
        return new MergedCells(reference, rows[0], rows[1], WorkbookTable.ColumnOf(corners[0]) + 1, WorkbookTable.ColumnOf(corners[1]) + 1);
    }
}

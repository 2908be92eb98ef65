using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace ZoneComp.Outputs.Workbook;

/// <summary>Cells by kind: text as text, numbers as numbers, formulas with the value that they had when written.</summary>
internal sealed class SheetCells(WorkbookStyles styles)
{
    /// <summary>Longest text of a cell, Excel's own limit.</summary>
    private const int MostCharacters = 32_767;

    public Cell Text(int column, int row, string text, CellLook look)
    {
        string clean = XmlText.Clean(text);
        if (clean.Length > MostCharacters)
            clean = clean[..(MostCharacters - 1)] + "…";
        CellLook guarded = FormulaGuard.LooksLikeFormula(clean) ? look with { QuotePrefix = true } : look;
        return new Cell(new InlineString(new Text(clean) { Space = DocumentFormat.OpenXml.SpaceProcessingModeValues.Preserve }))
        {
            CellReference = WorkbookStyles.Address(column, row),
            StyleIndex = styles.Index(guarded),
            DataType = CellValues.InlineString,
        };
    }

    public Cell Number(int column, int row, decimal value, CellLook look, string? formula = null)
    {
        Cell cell = new() { CellReference = WorkbookStyles.Address(column, row), StyleIndex = styles.Index(look) };
        if (formula is not null)
            cell.Append(new CellFormula(formula));
        cell.Append(new CellValue(((double)value).ToString("R", CultureInfo.InvariantCulture)));
        return cell;
    }

    public Cell Flag(int column, int row, bool value, CellLook look) => new(new CellValue(value ? "1" : "0"))
    {
        CellReference = WorkbookStyles.Address(column, row),
        StyleIndex = styles.Index(look),
        DataType = CellValues.Boolean,
    };

    public Cell Blank(int column, int row, CellLook look) =>
        new() { CellReference = WorkbookStyles.Address(column, row), StyleIndex = styles.Index(look) };
}

using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace ZoneComp.Outputs.Workbook;

/// <summary>One table as a sheet: title, unit line at the right, frozen head, borders, total row, bars for shares, A4 across.</summary>
/// <remarks>The total stands below the rows and outside the filter's range, so that neither sorting nor filtering takes it for one of
/// them; it follows the filter.</remarks>
internal static class TableSheet
{
    private const int TitleRow = 1, UnitRow = 2, HeadRow = 3;

    /// <summary>Points of a line of text, and the most that a row can be high.</summary>
    private const double LineHeight = 16.5, HighestRow = 409;

    /// <summary>Characters across one printed page: A4 across at two thirds of the size, below which nobody likes to read it.</summary>
    private const double PageCharacters = 190;

    private const double KeyWidth = 14;

    /// <summary>Row of the sheet that a table's first row stands in.</summary>
    public const int FirstDataRow = HeadRow + 1;

    /// <summary>What the filter's buttons stand on and work on: head and rows, all columns, keys too.</summary>
    public static string FilterRange(PeopleTable table, bool absolute = false)
    {
        (string column, string fix) = (WorkbookStyles.Column(LastColumn(table)), absolute ? "$" : "");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{fix}A{fix}{HeadRow}:{fix}{column}{fix}{LastDataRow(table)}");
    }

    private static int LastDataRow(PeopleTable table) => HeadRow + table.Rows.Count;

    private static int LastRow(PeopleTable table) => LastDataRow(table) + (table.HasTotal ? 1 : 0);

    private static int LastColumn(PeopleTable table) => table.Columns.Count - (table.Keys.Count > 0 ? 0 : 1);

    /// <param name="live">Formulas by row and column of the table; null for none.</param>
    /// <param name="locked">Why the sheet's numbers are not to be typed over; null where they may be.</param>
    public static Worksheet Write(
        PeopleTable table, string title, Language language, WorkbookStyles styles,
        IReadOnlyDictionary<(int Row, int Column), string>? live = null, LocalText? locked = null)
    {
        SheetCells cells = new(styles);
        int lastData = LastDataRow(table);
        SheetData data = new();
        int last = table.Columns.Count - 1;
        uint pages = Pages(table, language);
        double[] widths = [.. table.Columns.Select((_, index) => Width(table, index, language))];
        // Where the sheet goes over several pages across, each repeats the columns of the keys, which hold title and unit whole.
        int lastOfTitle = pages == 1 ? last : table.KeyColumns - 1;
        string align = pages == 1 ? "center" : "left";
        data.Append(
            Above(TitleRow, title, new CellLook(Bold: true, Size: 16, Align: align, Wrap: true), 16),
            Above(UnitRow, table.UnitLine.In(language), new CellLook(Align: pages == 1 ? "right" : "left", Wrap: true), 11),
            Head(table, language, cells));
        for (int row = 0; row < table.Rows.Count; row++)
            data.Append(DataRow(table, row, FirstDataRow + row, language, cells, live, widths));
        if (table.HasTotal)
            data.Append(Total(table, language, cells));

        Worksheet sheet = new(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetDimension { Reference = $"A1:{WorkbookStyles.Address(LastColumn(table), LastRow(table))}" },
            View(table),
            new SheetFormatProperties { DefaultRowHeight = 16.5 },
            new Columns(widths.Concat(table.Keys.Count > 0 ? [KeyWidth] : []).Select((width, index) =>
                new DocumentFormat.OpenXml.Spreadsheet.Column
                {
                    Min = (uint)index + 1,
                    Max = (uint)index + 1,
                    Width = width,
                    CustomWidth = true,
                })),
            data);
        if (table.Rows.Count > 0)
            sheet.Append(new AutoFilter { Reference = FilterRange(table) });
        if (lastOfTitle > 0)
            sheet.Append(new MergeCells(
                new[] { TitleRow, UnitRow }.Select(row =>
                    new MergeCell { Reference = $"{WorkbookStyles.Address(0, row)}:{WorkbookStyles.Address(lastOfTitle, row)}" }))
            { Count = 2 });
        int priority = 1;
        foreach ((PeopleColumn column, int index) in table.Columns.Select((column, index) => (column, index)))
        {
            if (column.Format == PeopleFormat.Share && table.Rows.Count > 0)
                sheet.Append(Bars(index, lastData, priority++));
        }

        if (locked is not null && table.Rows.Count > 0)
            sheet.Append(Locked(table, lastData, locked.In(language)));
        sheet.Append(
            new PrintOptions { HorizontalCentered = true },
            new PageMargins { Left = 0.5, Right = 0.5, Top = 0.6, Bottom = 0.6, Header = 0.3, Footer = 0.3 },
            new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = pages, FitToHeight = 0 },
            new HeaderFooter(new OddFooter("&L&A&C&P / &N")));
        return sheet;

        // A height is written, since nobody finds one for merged cells.
        Row Above(int row, string text, CellLook look, int size)
        {
            int lines = TextWidth.WrappedLines(text, Math.Max(2, (int)((widths.Take(lastOfTitle + 1).Sum() * 11 / size) - 2)));
            double line = size * LineHeight / 11;
            return new Row(cells.Text(0, row, text, look))
            {
                RowIndex = (uint)row,
                Height = Math.Round(Math.Min(HighestRow, (lines * line) + (size > 11 ? 6 : 0)), 2),
                CustomHeight = true,
            };
        }
    }

    /// <summary>Columns and rows that every printed page repeats: not the total, which would look like the page's own.</summary>
    public static string PrintTitles(string sheetName, PeopleTable table) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"'{sheetName}'!$A:${WorkbookStyles.Column(table.KeyColumns - 1)},'{sheetName}'!${HeadRow}:${HeadRow}");

    /// <summary>What is printed: all but the keys.</summary>
    public static string PrintArea(string sheetName, PeopleTable table) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"'{sheetName}'!$A$1:${WorkbookStyles.Column(table.Columns.Count - 1)}${LastRow(table)}");

    private static uint Pages(PeopleTable table, Language language)
    {
        double keys = Enumerable.Range(0, table.KeyColumns).Sum(column => Width(table, column, language));
        double others = Enumerable.Range(table.KeyColumns, table.Columns.Count - table.KeyColumns)
            .Sum(column => Width(table, column, language));
        return (uint)Math.Max(1, Math.Ceiling(others / Math.Max(PageCharacters - keys, PageCharacters / 3)));
    }

    private static Row Head(PeopleTable table, Language language, SheetCells cells)
    {
        CellLook look = new(Bold: true, Boxed: true, Shaded: true, Align: "center", Wrap: true);
        int lines = table.Columns.Select((column, index) =>
            (int)Math.Ceiling((TextWidth.Of(column.Title.In(language)) + 1) / (Width(table, index, language) - 1)))
            .Max();
        const int row = HeadRow;
        return new Row(
            [
                .. table.Columns.Select((column, index) => cells.Text(index, row, column.Title.In(language), look)),
                .. table.Keys.Count > 0
                    ? [cells.Text(table.Columns.Count, row, language == Language.Chinese ? "公式用键" : "Key of formulas", look)]
                    : (Cell[])[],
            ])
        { RowIndex = row, Height = 6 + (LineHeight * Math.Max(1, lines)), CustomHeight = true };
    }

    private static Row Total(PeopleTable table, Language language, SheetCells cells)
    {
        int lastData = LastDataRow(table), row = LastRow(table);
        int label =
            table.Columns.Select((column, index) => (column, index)).Last(pair => pair.index < table.KeyColumns
                && pair.column.Format == PeopleFormat.Text).index;
        return new Row(table.Columns.Select((column, index) =>
        {
            CellLook look = Look(column) with { Bold = true };
            if (index == label)
                return cells.Text(index, row, language == Language.Chinese ? "合计" : "Total", look);
            if (table.Total(index) is not { } total)
                return cells.Blank(index, row, look);
            string formula = column.Total == TotalKind.Ratio
                ? $"IF({WorkbookStyles.Address(column.RatioOf.Whole, row)}=0,\"\",{WorkbookStyles.Address(column.RatioOf.Part, row)}/{WorkbookStyles.Address(column.RatioOf.Whole, row)})"
                : $"SUBTOTAL(109,{WorkbookStyles.Address(index, FirstDataRow)}:{WorkbookStyles.Address(index, Math.Max(FirstDataRow, lastData))})";
            return cells.Number(index, row, total, look, formula);
        }))
        { RowIndex = (uint)row };
    }

    private static Row DataRow(
        PeopleTable table, int index, int row, Language language, SheetCells cells,
        IReadOnlyDictionary<(int Row, int Column), string>? live, double[] widths)
    {
        int lines = 1;
        Row line = new(table.Columns.Select((column, at) => table.Rows[index][at] switch
        {
            decimal number => cells.Number(at, row, number, Look(column),
                column.Difference is { } difference
                    ? $"{WorkbookStyles.Address(difference.From, row)}-{WorkbookStyles.Address(difference.Less, row)}"
                    : live?.GetValueOrDefault((index, at))),
            bool flag => cells.Flag(at, row, flag, Look(column)),
            null => cells.Blank(at, row, Look(column)),
            LocalText text => Text(at, text.In(language), column),
            object text => Text(at, Convert.ToString(text, CultureInfo.InvariantCulture) ?? "", column),
        }))
        { RowIndex = (uint)row };
        if (table.Keys.Count > 0)
            line.Append(cells.Text(table.Columns.Count, row, table.Keys[index], new CellLook("@", Align: "left")));
        // WPS shows one line of a wrapped text where no height is written.
        if (lines > 1)
            (line.Height, line.CustomHeight) = (Math.Min(HighestRow, 4 + (LineHeight * lines)), true);
        return line;

        Cell Text(int at, string text, PeopleColumn column)
        {
            lines = Math.Max(lines, TextWidth.WrappedLines(text, (int)widths[at] - 2));
            return cells.Text(at, row, text, Look(column));
        }
    }

    private static CellLook Look(PeopleColumn column) => column.Format switch
    {
        PeopleFormat.Number => new CellLook(WorkbookStyles.Decimals(column.Decimals), Boxed: true, Align: "right"),
        PeopleFormat.Share => new CellLook("0.00%", Boxed: true, Align: "right"),
        PeopleFormat.Flag => new CellLook(Boxed: true, Align: "center"),
        _ => new CellLook("@", Boxed: true, Align: "left", Wrap: true),
    };

    /// <summary>Wide enough for the values, and for the head on up to three lines; in characters, a Chinese one counting two.</summary>
    private static double Width(PeopleTable table, int index, Language language)
    {
        PeopleColumn column = table.Columns[index];
        int head = Math.Min(TextWidth.Of(column.Title.In(language)), Math.Max(10, (TextWidth.Of(column.Title.In(language)) / 3) + 2));
        int values = table.Rows.Select(row => row[index] switch
        {
            decimal number => FigureText.Number(number, column.Format == PeopleFormat.Share ? 2 : column.Decimals).Length + 1,
            string text => TextWidth.Of(text),
            LocalText text => TextWidth.Of(text.In(language)),
            _ => 0,
        }).DefaultIfEmpty(0).Max();
        if (table.Total(index) is { } total)
            values = Math.Max(values, FigureText.Number(total, column.Decimals).Length + 2);
        return Math.Clamp(Math.Max(head, values) + 2, 9, 44);
    }

    private static SheetViews View(PeopleTable table) => new(new SheetView(
        new Pane
        {
            HorizontalSplit = table.KeyColumns,
            VerticalSplit = HeadRow,
            TopLeftCell = WorkbookStyles.Address(table.KeyColumns, FirstDataRow),
            ActivePane = PaneValues.BottomRight,
            State = PaneStateValues.Frozen,
        },
        new Selection
        {
            Pane = PaneValues.BottomRight,
            ActiveCell = WorkbookStyles.Address(table.KeyColumns, FirstDataRow),
            SequenceOfReferences = new ListValue<StringValue> { InnerText = WorkbookStyles.Address(table.KeyColumns, FirstDataRow) },
        })
    { WorkbookViewId = 0, ShowGridLines = false });

    /// <summary>Typing over a result is refused with the reason; the rule is the same in every row, so that sorting leaves it
    /// true.</summary>
    private static DataValidations Locked(PeopleTable table, int lastData, string reason) => new(
        new DataValidation(new Formula1("FALSE"))
        {
            Type = DataValidationValues.Custom,
            ErrorStyle = DataValidationErrorStyleValues.Stop,
            ShowErrorMessage = true,
            AllowBlank = false,
            ErrorTitle = "ZoneComp",
            Error = reason,
            SequenceOfReferences = new ListValue<StringValue>
            {
                InnerText = $"A{FirstDataRow}:{WorkbookStyles.Address(LastColumn(table), lastData)}",
            },
        })
    { Count = 1 };

    private static ConditionalFormatting Bars(int column, int lastData, int priority) => new(
        new ConditionalFormattingRule(
            new DataBar(
                new ConditionalFormatValueObject { Type = ConditionalFormatValueObjectValues.Number, Val = "0" },
                new ConditionalFormatValueObject { Type = ConditionalFormatValueObjectValues.Number, Val = "1" },
                new Color { Rgb = "FF9BCFA0" }))
        { Type = ConditionalFormatValues.DataBar, Priority = priority })
    {
        SequenceOfReferences = new ListValue<StringValue>
        {
            InnerText = $"{WorkbookStyles.Address(column, FirstDataRow)}:{WorkbookStyles.Address(column, lastData)}",
        },
    };
}

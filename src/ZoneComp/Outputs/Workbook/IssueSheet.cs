using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace ZoneComp.Outputs.Workbook;

/// <summary>The sheet that is signed and issued: title, unit at the right, 合计, then each city with its sum and its counties; notes and
/// signatures; A4 upright, 40 rows a page.</summary>
/// <remarks>
/// Amounts are formulas by code into the table of amounts, so nothing here depends on a row's place. Behind the table, not printed, stand
/// keys, and
/// hidden behind them the payees' amounts once more: an office sums those, since a SUMIFS over its own column is a circular reference to
/// Excel.
/// </remarks>
internal sealed class IssueSheet
{
    private const int TitleRow = 1,
        UnitRow = 2,
        HeadRow = 3,
        FirstRow = 4,
        RowsOnPage = 40,
        NameColumn = 1,
        CodeColumn = 2,
        FirstAmount = 3;

    /// <summary>Half widths across, and points down, of A4 at full size within the margins, upright and lying.</summary>
    private const double UprightWidth = 68, LyingWidth = 104, UprightHeight = 735, LyingHeight = 490;

    /// <summary>Below it an upright page would be too small to read.</summary>
    private const double SmallestUpright = 0.55;

    private readonly RunResults results;
    private readonly PeopleTable amounts;
    private readonly Language language;
    private readonly bool chinese;
    private readonly SheetCells cells;
    private readonly IReadOnlyList<IssueRow> rows;
    private readonly int[] columns;
    private readonly int levels;
    private readonly double[] widths;
    private readonly double scale, rowHeight;
    private readonly bool upright;

    private IssueSheet(RunResults results, PeopleTable amounts, Language language, WorkbookStyles styles)
    {
        (this.results, this.amounts, this.language) = (results, amounts, language);
        chinese = language == Language.Chinese;
        cells = new SheetCells(styles);
        rows = IssueRows.Of(results, amounts);
        // One scheme alone is its own total.
        columns = amounts.Columns.Count == 4 ? [3] : [.. Enumerable.Range(2, amounts.Columns.Count - 2)];
        levels = rows.Select(row => row.IsPayee ? row.Keys.Count : 0).DefaultIfEmpty(0).Max();
        widths =
        [
            8, Math.Clamp(rows.Select(row => TextWidth.Of(NameOf(row)) + (2 * row.Depth)).DefaultIfEmpty(0).Max() + 3, 14, 32),
            Math.Clamp(rows.Select(row => row.Code.Length).DefaultIfEmpty(0).Max() + 3, 9, 20),
            .. columns.Select(column => (double)Math.Clamp(Math.Max(
                Math.Min(HeadWidth(column), Math.Max(12, (HeadWidth(column) / 3) + 3)), FigureText.Number(
                    (amounts.Total(column) ?? 0) / results.Issue.YuanPerUnit,
                    results.Issue.Decimals).Length
                    + 3), 13, 24)),
        ];
        double wide = widths.Sum();
        upright = UprightWidth / wide >= SmallestUpright;
        scale = Math.Clamp((upright ? UprightWidth : LyingWidth) / wide, 0.4, 1);
        rowHeight = upright ? Math.Clamp(((UprightHeight / scale) - HeadHeight - TitleHeight - 18) / RowsOnPage, 14, 24) : 18;
    }

    private int LastColumn => FirstAmount + columns.Length - 1;

    private int AgainColumn(int index) => LastColumn + 1 + levels + index;

    private int LastRow => FirstRow + rows.Count;

    private string Title =>
        results.Issue.Title
        ?? (chinese ? $"{results.Year}年{results.Title}资金下达表" : $"{results.Title} {results.Year}: table of amounts issued");

    /// <summary>Whether one page across holds all columns. Else each page repeats number, name and code, and the title stands over
    /// them.</summary>
    private bool IsOnePageAcross => widths.Sum() * scale <= (upright ? UprightWidth : LyingWidth) + 0.01;

    private int LastOfTitle => IsOnePageAcross ? LastColumn : CodeColumn;

    private double TitleHeight => 8 + (24 * Lines(Title, widths.Take(LastOfTitle + 1).Sum() * 11 / 16));

    private double HeadHeight =>
        6
        + (16.5 * columns.Select((column, index) => Lines(amounts.Columns[column].Title.In(language), widths[FirstAmount + index] - 2))
            .Max());

    public static string Name(Language language) => language == Language.Chinese ? "资金下达表" : "Issue";

    /// <param name="amounts">The table "allocation" of the same workbook.</param>
    public static Worksheet Write(RunResults results, PeopleTable amounts, Language language, WorkbookStyles styles) =>
        new IssueSheet(results, amounts, language, styles).Write();

    /// <summary>Head on every page; keys behind the table are not printed.</summary>
    public static IEnumerable<(string Name, string Range)> Names(RunResults results, PeopleTable amounts, Language language)
    {
        IssueSheet sheet = new(results, amounts, language, new WorkbookStyles());
        yield return (
            "_xlnm.Print_Area",
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{Name(language)}'!$A$1:${WorkbookStyles.Column(sheet.LastColumn)}${sheet.LastRow + sheet.Notes().Count + 1}"));
        string columns = sheet.IsOnePageAcross ? "" : $"'{Name(language)}'!$A:${WorkbookStyles.Column(CodeColumn)},";
        yield return ("_xlnm.Print_Titles", $"{columns}'{Name(language)}'!$1:${HeadRow}");
    }

    private Worksheet Write()
    {
        SheetData data = new();
        data.Append(
            Row(TitleRow, TitleHeight, cells.Text(0, TitleRow, Title, new CellLook(Bold: true, Size: 16, Align: "center", Wrap: true))),
            Row(UnitRow, 18, cells.Text(LastOfTitle, UnitRow, Unit(), new CellLook(Align: "right"))),
            Head(), Total());
        HashSet<string> plain = KeyedRanges.Plain(amounts.Rows.Select(row => (string)row[0]!)),
            offices = KeyedRanges.Plain(rows.Where(row => !row.IsPayee).Select(row => row.Keys[0]));
        double[] heights = [rowHeight, .. rows.Select(row => rowHeight * Lines(NameOf(row), widths[NameColumn] - 1 - (2 * row.Depth)))];
        for (int index = 0; index < rows.Count; index++)
            data.Append(Line(rows[index], FirstRow + 1 + index, heights[index + 1], plain, offices));
        List<(string Text, double Height)> tail =
        [
            .. Notes().Select(note => (note, 4 + (16.5 * Lines(note, widths.Sum() - 2)))),
            (Signatures(), 30),
        ];
        for (int index = 0; index < tail.Count; index++)
            data.Append(Row(
                LastRow + 1 + index,
                tail[index].Height,
                cells.Text(0, LastRow + 1 + index, tail[index].Text, new CellLook(Align: "left", Wrap: true))));
        int[] breaks = [.. Breaks(heights, tail.Sum(row => row.Height))];
        Worksheet sheet = new(
            new SheetViews(new SheetView(new Pane
            {
                VerticalSplit = HeadRow,
                TopLeftCell = $"A{FirstRow}",
                ActivePane = PaneValues.BottomLeft,
                State = PaneStateValues.Frozen,
            })
            { WorkbookViewId = 0, ShowGridLines = false }),
            new SheetFormatProperties { DefaultRowHeight = 16.5 },
            new Columns(widths.Concat(Enumerable.Repeat(12.0, levels + columns.Length))
                .Select((width, index) => new DocumentFormat.OpenXml.Spreadsheet.Column
                {
                    Min = (uint)index + 1,
                    Max = (uint)index + 1,
                    Width = width,
                    CustomWidth = true,
                    Hidden = index >= widths.Length + levels,
                })),
            data,
            Merged(tail.Count),
            new PrintOptions { HorizontalCentered = true },
            new PageMargins { Left = 0.5, Right = 0.5, Top = 0.6, Bottom = 0.6, Header = 0.3, Footer = 0.3 },
            new PageSetup
            {
                PaperSize = 9,
                Orientation = upright ? OrientationValues.Portrait : OrientationValues.Landscape,
                Scale = (uint)Math.Floor(scale * 100),
            },
            new HeaderFooter(new OddFooter("&C&P / &N")));
        if (breaks.Length > 0)
            sheet.Append(new RowBreaks(breaks.Select(row => new Break { Id = (uint)row, Max = 16383, ManualPageBreak = true }))
            {
                Count = (uint)breaks.Length,
                ManualBreakCount = (uint)breaks.Length,
            });
        return sheet;
    }

    private Row Head()
    {
        CellLook look = new(Bold: true, Boxed: true, Shaded: true, Align: "center", Wrap: true);
        string[] titles =
        [
            chinese ? "序号" : "No.",
            chinese ? "地区" : "Region",
            chinese ? "代码" : "Code",
            .. columns.Select(column => amounts.Columns[column].Title.In(language)),
        ];
        return Row(HeadRow, HeadHeight, [.. titles.Select((title, column) => cells.Text(column, HeadRow, title, look))]);
    }

    private Row Total()
    {
        CellLook text = new(Bold: true, Boxed: true, Align: "center");
        return Row(FirstRow, rowHeight,
        [
            cells.Blank(0, FirstRow, text), cells.Text(NameColumn, FirstRow, chinese ? "合计" : "Total", text),
            cells.Blank(CodeColumn, FirstRow, text),
            .. columns.Select((column, index) =>
                cells.Number(FirstAmount + index, FirstRow, (amounts.Total(column) ?? 0) / results.Issue.YuanPerUnit, Number(bold: true),
                $"SUM({KeyedRanges.Column(amounts, column, language)}){PerUnit}")),
        ]);
    }

    private Row Line(IssueRow row, int at, double height, HashSet<string> plain, HashSet<string> offices)
    {
        bool bold = !row.IsPayee;
        CellLook text = new("@", Bold: bold, Boxed: true, Align: "left", Wrap: true), middle = text with { Align = "center", Wrap = false };
        List<Cell> line =
        [
            cells.Text(0, at, row.Number, middle),
            cells.Text(NameColumn, at, NameOf(row), text with { Indent = row.Depth }),
            cells.Text(CodeColumn, at, row.Code, middle),
        ];
        for (int index = 0; index < columns.Length; index++)
        {
            int column = FirstAmount + index;
            line.Add(row.Amounts[columns[index] - 2] is { } amount
                ? cells.Number(
                    column,
                    at,
                    amount / results.Issue.YuanPerUnit,
                    Number(bold),
                    row.IsPayee ? OfPayee(row, columns[index], at, plain) : OfOffice(row, index, offices))
                : cells.Blank(column, at, Number(bold)));
        }

        if (row.IsPayee)
        {
            line.AddRange(row.Keys.Select((key, level) => cells.Text(LastColumn + 1 + level, at, key, new CellLook("@"))));
            for (int index = 0; index < columns.Length; index++)
            {
                if (row.Amounts[columns[index] - 2] is { } amount)
                    line.Add(cells.Number(
                        AgainColumn(index),
                        at,
                        amount / results.Issue.YuanPerUnit,
                        Number(bold: false),
                        string.Create(CultureInfo.InvariantCulture, $"{WorkbookStyles.Column(FirstAmount + index)}{at}")));
            }
        }

        return Row(at, height, [.. line]);
    }

    private string? OfPayee(IssueRow row, int column, int at, HashSet<string> plain) => plain.Contains(row.Code)
        ? KeyedRanges.Find(
            KeyedRanges.Column(amounts, column, language),
            KeyedRanges.Column(amounts, 0, language),
            string.Create(CultureInfo.InvariantCulture, $"$C{at}"))
            + PerUnit
        : null;

    private string? OfOffice(IssueRow row, int index, HashSet<string> offices)
    {
        string letters = WorkbookStyles.Column(AgainColumn(index)), keys = WorkbookStyles.Column(LastColumn + 1 + row.Depth);
        return offices.Contains(row.Keys[0])
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"SUMIFS(${letters}${FirstRow + 1}:${letters}${LastRow},${keys}${FirstRow + 1}:${keys}${LastRow},{KeyedRanges.Quoted(row.Keys[0])})")
            : null;
    }

    /// <summary>Rows behind which a page ends: 40 at most, an office never last, notes and signatures together with the last
    /// rows.</summary>
    private IEnumerable<int> Breaks(double[] heights, double tail)
    {
        double page = upright ? RowsOnPage * rowHeight : (LyingHeight / scale) - HeadHeight - TitleHeight - 18, used = 0;
        const int kept = 3;
        int count = 0;
        for (int index = 0; index < heights.Length; index++)
        {
            bool office = index > 0 && !rows[index - 1].IsPayee;
            double needed = heights[index]
                + (office && index + 1 < heights.Length ? heights[index + 1] : 0)
                + (index == heights.Length - kept ? heights.Skip(index + 1).Sum() + tail : 0);
            if (count > 0 && (used + needed > page + 0.01 || count == RowsOnPage || (office && count == RowsOnPage - 1)))
            {
                yield return FirstRow + index - 1;
                (used, count) = (0, 0);
            }

            used += heights[index];
            count++;
        }
    }

    private List<string> Notes()
    {
        decimal step = results.Issue.YuanPerUnit / (decimal)Math.Pow(10, results.Issue.Decimals);
        List<string> notes = [];
        if (amounts.Rows.SelectMany(row => row.Skip(2).OfType<decimal>()).Any(amount => amount % step != 0))
        {
            string shown = FigureText.Number(step / results.Issue.YuanPerUnit, results.Issue.Decimals);
            notes.Add(chinese
                ? $"注：表中金额四舍五入至 {shown} {UnitName()}，各项相加与合计可能相差末位；精确到分的金额见“资金分配明细表”。"
                : $"Amounts are rounded to {shown} of the unit, so rows may differ from their sum in the last digit; the amounts to the "
                    + $"fen are in the sheet Allocation by scheme and source.");
        }

        if (results.Quotas is not null)
            notes.Add(chinese ? "配额另见“配额分配表”。" : "Quotas are no money and stand in the sheet Quotas.");
        return [.. notes, .. results.Issue.Notes];
    }

    private string Signatures()
    {
        IssueSettings issue = results.Issue;
        const string room = "　　　　　　";
        string date = issue.Date is { } day
            ? day.ToString(chinese ? "yyyy年M月d日" : "yyyy-MM-dd", CultureInfo.InvariantCulture) : room;
        return chinese
            ? $"编制单位：{Or(issue.PreparedBy)}　　审核：{Or(issue.ReviewedBy)}　　日期：{date}"
            : $"Prepared by: {Or(issue.PreparedBy)}   Reviewed by: {Or(issue.ReviewedBy)}   Date: {date}";

        static string Or(string text) => text.Length > 0 ? text : room;
    }

    private string Unit() => chinese ? $"单位：{UnitName()}" : $"Unit: {UnitName()}";

    private string UnitName() => results.Issue.YuanPerUnit switch
    {
        1m => chinese ? "元" : "yuan",
        10_000m => chinese ? "万元" : "10,000 yuan",
        _ => chinese ? "亿元" : "100 million yuan",
    };

    private string NameOf(IssueRow row) => row.Name ?? (chinese ? "（未命名）" : "(no name)");

    private string PerUnit => results.Issue.YuanPerUnit == 1 ? "" : "/" + results.Issue.YuanPerUnit.ToString(CultureInfo.InvariantCulture);

    /// <summary>Nothing is an empty cell, as in the ministry's tables; what rounds to nothing is 0.00.</summary>
    private CellLook Number(bool bold)
    {
        string digits = WorkbookStyles.Decimals(results.Issue.Decimals);
        return new($"{digits};-{digits};", Bold: bold, Boxed: true, Align: "right");
    }

    private int HeadWidth(int column) => TextWidth.Of(amounts.Columns[column].Title.In(language));

    private static int Lines(string text, double width) => TextWidth.WrappedLines(text, Math.Max(2, (int)width));

    /// <param name="below">Rows of notes and signatures.</param>
    private MergeCells Merged(int below)
    {
        (int Row, int Last)[] lines = [(TitleRow, LastOfTitle), .. Enumerable.Range(LastRow + 1, below).Select(row => (row, LastColumn))];
        return new MergeCells(lines.Select(line => new MergeCell
        {
            Reference = string.Create(CultureInfo.InvariantCulture, $"A{line.Row}:{WorkbookStyles.Column(line.Last)}{line.Row}"),
        }))
        { Count = (uint)lines.Length };
    }

    private static Row Row(int index, double height, params Cell[] cells) =>
        new(cells) { RowIndex = (uint)index, Height = Math.Round(Math.Min(409, height), 2), CustomHeight = true };
}

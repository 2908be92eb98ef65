using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ZoneComp.Outputs.Workbook;

/// <summary>The first sheet: what this is, which funds, from which data and policy, and what the checks found.</summary>
internal static class CoverSheet
{
    private static readonly double[] Widths = [24, 46, 22, 20, 18, 68];

    private const double LineHeight = 16.5;

    public static Worksheet Write(RunResults results, Language language, WorkbookStyles styles, LiveAmounts live)
    {
        SheetCells cells = new(styles);
        bool chinese = language == Language.Chinese;
        RunManifest manifest = results.Manifest;
        SheetData data = new();
        List<string> merged = [];
        int row = 0;
        Add([(results.Title, new CellLook(Bold: true, Size: 20))], 36);
        Add([], null);
        Pair(chinese ? "年度" : "Year", results.Year.ToString(CultureInfo.InvariantCulture));
        Pair(chinese ? "地区数" : "Regions", results.Combinations.Regions.Count.ToString(CultureInfo.InvariantCulture));
        Pair(chinese ? "测算方案" : "Policy", manifest.Policy.Path);
        Pair(chinese ? "方案 SHA-256" : "Policy SHA-256", manifest.Policy.Sha256);
        Pair(chinese ? "程序" : "Program", $"{manifest.Tool.Name} {manifest.Tool.Version}");
        Pair(chinese ? "检查结果" : "Checks", chinese
            ? $"错误 {Count(Severity.Error)}（已接受 {manifest.Findings.Accepted}），警告 {Count(Severity.Warning)}，提示 {Count(Severity.Note)}"
            : $"{Count(Severity.Error)} errors ({manifest.Findings.Accepted} accepted), {Count(Severity.Warning)} warnings, "
                + $"{Count(Severity.Note)} notes");
        if (results.Allocation is { } allocation)
        {
            Section(chinese ? "资金（单位：元）" : "Funds (yuan)");
            Header(chinese ? ["资金", "资金总额", "分配合计", "未分配", "最小单位"] : ["Scheme", "Fund", "Allocated", "Left", "Unit"]);
            foreach (SchemeResult scheme in allocation.Schemes)
            {
                Values(
                    scheme.Title,
                    Live(scheme, scheme.FundYuan, FundTable.FundColumn),
                    Live(scheme, scheme.TotalYuan, FundTable.PaidColumn),
                    Live(scheme, scheme.FundYuan is null ? null : scheme.UnallocatedYuan, FundTable.LeftColumn),
                    scheme.UnitYuan);
            }

            foreach (SchemeResult scheme in allocation.Schemes)
            {
                if (LedgerSummary.Of(scheme, allocation, results.Combinations.Regions) is { } payments)
                    Add([(scheme.Title + (chinese ? "：" : ": ") + payments.In(language), new CellLook())], null);
            }
        }

        if (results.Quotas is { } quotas)
        {
            Section(chinese ? "配额" : "Quotas");
            Header(chinese ? ["项目", "总量", "分配合计", "未分配", "最小单位", "计量单位"]
                : ["Scheme", "Fund", "Allocated", "Left", "Unit", "Counted in"]);
            foreach (SchemeResult scheme in quotas.Schemes)
                Values(
                    scheme.Title, scheme.FundYuan, scheme.TotalYuan, scheme.FundYuan is null ? null : scheme.UnallocatedYuan,
                    scheme.UnitYuan, FigureText.Unit(scheme.Measure).In(language));
        }

        Section(chinese ? "输入数据" : "Inputs");
        Header(chinese ? ["用途", "文件", "记录数", "坐标系", "编码", "SHA-256"] : ["Role", "File", "Rows", "CRS", "Encoding", "SHA-256"]);
        foreach (InputRecord input in manifest.Inputs)
            Values(
                NamedThings.Role(results, input).In(language),
                input.Path + (input.Layer is null ? "" : " | " + input.Layer),
                (decimal)input.Rows,
                input.Crs ?? "",
                input.Encoding ?? "",
                input.Files.Count > 0 ? input.Files[0].Sha256 : "");
        if (manifest.Assumptions.Count > 0)
        {
            Section(chinese ? "已接受的假定" : "Assumptions accepted");
            Header(chinese ? ["代码", "对象", "理由", "", "", ""] : ["Code", "Subject", "Because", "", "", ""]);
            merged.Add(LastColumns(2));
            foreach (AssumptionRecord assumption in manifest.Assumptions)
                Reason(
                    [assumption.Code, NamedThings.Subject(results, assumption).In(language), assumption.Because]);
        }

        Worksheet sheet = new(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(new SheetView { WorkbookViewId = 0, ShowGridLines = false, TabSelected = true }),
            new SheetFormatProperties { DefaultRowHeight = 16.5 },
            new Columns(Widths.Select((width, index) =>
                new DocumentFormat.OpenXml.Spreadsheet.Column
                {
                    Min = (uint)index + 1,
                    Max = (uint)index + 1,
                    Width = width,
                    CustomWidth = true,
                })),
            data,
            new PageMargins { Left = 0.5, Right = 0.5, Top = 0.6, Bottom = 0.6, Header = 0.3, Footer = 0.3 },
            new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        if (merged.Count > 0)
            sheet.InsertAfter(new MergeCells(merged.Select(range => new MergeCell { Reference = range })), data);
        return sheet;

        long Count(Severity severity) => results.Findings.Where(finding => finding.Severity == severity).Sum(finding => finding.Count);

        (decimal, string)? Live(SchemeResult scheme, decimal? value, int column) =>
            value is { } number ? (number, live.OfScheme(scheme.Name, column)) : null;

        void Pair(string name, string value) => Add([(name, new CellLook(Bold: true)), (value, new CellLook())], null);

        void Section(string title)
        {
            Add([], null);
            Add([(title, new CellLook(Bold: true, Size: 13))], 22);
        }

        void Header(string[] titles) =>
            Add([.. titles.Select(title => ((object?)title, new CellLook(Bold: true, Boxed: true, Shaded: true, Align: "center")))], null);

        void Values(params object?[] values) => Add([.. values.Select(value => (value, value is (decimal, string)
            ? new CellLook("#,##0.00", Boxed: true, Align: "right")
            : value is decimal number
            ? new CellLook(number == decimal.Truncate(number) && values.Length == 6 ? "#,##0" : "#,##0.00", Boxed: true, Align: "right")
            : new CellLook("@", Boxed: true, Align: "left", Wrap: true)))], null);

        // The reason is long, so it takes the room of the columns behind it; a height is written, since LibreOffice and WPS show one line
        // of a wrapped text in merged cells.
        void Reason(string[] texts)
        {
            CellLook look = new("@", Boxed: true, Align: "left", Wrap: true);
            int lines = TextWidth.WrappedLines(texts[^1], (int)Widths[(texts.Length - 1)..].Sum() - 2);
            Add([.. texts.Select(text => ((object?)text, look)), .. Widths[texts.Length..].Select(_ => ((object?)null, look))],
                4 + (LineHeight * Math.Max(1, lines)));
            merged.Add(LastColumns(texts.Length - 1));
        }

        string LastColumns(int first) => $"{WorkbookStyles.Address(first, row)}:{WorkbookStyles.Address(Widths.Length - 1, row)}";

        void Add((object? Value, CellLook Look)[] values, double? height)
        {
            row++;
            Row line = new() { RowIndex = (uint)row };
            if (height is { } points)
                (line.Height, line.CustomHeight) = (points, true);
            for (int column = 0; column < values.Length; column++)
            {
                line.Append(values[column].Value switch
                {
                    (decimal number, string formula) => cells.Number(column, row, number, values[column].Look, formula),
                    decimal number => cells.Number(column, row, number, values[column].Look),
                    string text => cells.Text(column, row, text, values[column].Look),
                    _ => cells.Blank(column, row, values[column].Look),
                });
            }

            data.Append(line);
        }
    }
}

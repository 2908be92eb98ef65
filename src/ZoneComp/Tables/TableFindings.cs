using static System.FormattableString;

namespace ZoneComp.Tables;

/// <summary>Findings about the policy's tables, ZC141, ZC277, ZC411 to ZC435, ZC451, ZC452, ZC454, ZC456, ZC650, ZC651 and ZC720.</summary>
internal static class TableFindings
{
    private const int Shown = 12;

    public static Diagnostic RowsWithoutRegion(string table, string path, IReadOnlyList<(string Code, int Row)> rows, string level) =>
        Error(
        "ZC411", table, path,
        Invariant(
            $"{rows.Count} rows whose code is no {Level(level)}: {List(rows.Select(row => Invariant($"'{row.Code}' (row {row.Row})")))}; ")
                + Invariant($"correct the codes, filter with 'where', or give a code-change table ('codes')"),
        Invariant(
            $"{rows.Count} 行的代码在{LevelZh(level)}中找不到：{List(rows.Select(row => Invariant($"“{row.Code}”（第 {row.Row} 行）")))}；请改正代码、用 where ")
                + Invariant($"筛选或提供代码变更表（codes）"));

    public static Diagnostic RegionsWithoutRow(string table, string path, IReadOnlyList<string> regions, bool isError) => Error(
        "ZC412", table, path,
        Invariant($"{regions.Count} regions have no row: {List(regions)}")
            + (isError ? "; add them, or say 'missing: zero' or 'missing: null'" : ""),
        Invariant($"{regions.Count} 个区域没有对应的行：{List(regions)}") + (isError ? "；请补充，或写 missing: zero、missing: null" : "")) with
    { Severity = isError ? Severity.Error : Severity.Note };

    public static Diagnostic KeyTwice(string table, string path, string key, int first, int second) => Error(
        "ZC413", table, path,
        Invariant($"key '{key}' in row {first} and again in row {second}; a table with rows: regions has one row for each"),
        Invariant($"键“{key}”在第 {first} 行与第 {second} 行重复；rows: regions 的表每个区域只能有一行"));

    public static Diagnostic NoKey(string table, string path, IReadOnlyList<int> rows) => Error(
        "ZC414", table, path,
        Invariant(
            $"{rows.Count} rows without a key: {List(rows.Select(row => Invariant($"row {row}")))}; a total row is left out with 'where'"),
        Invariant($"{rows.Count} 行没有键值：{List(rows.Select(row => Invariant($"第 {row} 行")))}；合计行可用 where 排除"));

    public static Diagnostic Unreadable(
        string table, string path, string field, string found, int row, string expected, string expectedZh) => Error(
        "ZC415", table, path,
        Invariant($"row {row}, {field}: '{found}' is no {expected}"),
        Invariant($"第 {row} 行 {field}：“{found}”不是{expectedZh}"));

    public static Diagnostic Missing(string table, string path, string field, IReadOnlyList<string> rows) => Error(
        "ZC416", table, path,
        Invariant($"{field} is empty for {rows.Count}: {List(rows)}; fill it in, or say 'missing: zero' or 'missing: null'"),
        Invariant($"{field} 有 {rows.Count} 处为空：{List(rows)}；请补充，或写 missing: zero、missing: null"));

    public static Diagnostic ChangesDoNotAdd(string table, string path, string old, decimal sum) => Error(
        "ZC417", table, path,
        Invariant($"the parts of old code '{old}' add up to {sum}, not 1"),
        Invariant($"旧代码“{old}”的各部分合计为 {sum}，不等于 1"));

    public static Diagnostic CannotJoin(string table, string path, string field, string code) => Error(
        "ZC418", table, path,
        Invariant(
            $"{field} cannot be split or added up for the changed code '{code}': only money, areas, lengths, and numbers with 'adds: ")
                + Invariant($"true' can"),
        Invariant($"代码“{code}”有变更，{field} 不能拆分或合并：只有金额、面积、长度和写明 adds: true 的数可以"));

    public static Diagnostic FilterUndecided(string table, string path, int row, LocalText reason) => Error(
        "ZC419", table, path,
        Invariant($"row {row}: 'where' cannot be decided: {reason.En}"),
        Invariant($"第 {row} 行：where 无法判定：{reason.Zh}"));

    public static Diagnostic RowTooLong(string path, int row, int headings, int cells) => Error(
        "ZC420", path, path,
        Invariant($"row {row} holds {cells} cells under {headings} headings; a comma inside a cell needs quotes around it"),
        Invariant($"第 {row} 行有 {cells} 个单元格，而表头只有 {headings} 列；单元格内的逗号须加引号"));

    public static Diagnostic RowTooShort(string path, int row, int cells, IReadOnlyList<string> headings) => Warning(
        "ZC141", path, path,
        Invariant($"row {row} ends after {cells} of {headings.Count} cells: there is none under {List(headings.Skip(cells))}; they are ")
                + Invariant($"read as empty. See that no delimiter is lost before them, and that the row is whole"),
        Invariant($"第 {row} 行只有 {cells} 个单元格，而表头有 {headings.Count} 列：{List(headings.Skip(cells))} 下没有单元格，按空值读取。请核对该行是否完整、其前是否缺少分隔符"));

    public static Diagnostic BadQuotes(string path, int row) => Error(
        "ZC421", path, path,
        Invariant($"row {row}: a quote stands inside a cell that is not quoted as a whole; write it twice inside quotes"),
        Invariant($"第 {row} 行：未加引号的单元格中出现引号；请给整个单元格加引号并将内部引号写两次"));

    public static Diagnostic FormulaWithoutValue(string path, string cell) => Error(
        "ZC422", path, path,
        Invariant($"cell {cell} holds a formula without a saved value; open and save the workbook once in Excel or WPS"),
        Invariant($"单元格 {cell} 的公式没有保存过的结果；请在 Excel 或 WPS 中打开并保存一次"));

    public static Diagnostic CellError(string path, string cell, string error) => Error(
        "ZC423", path, path,
        Invariant($"cell {cell} holds the error {error}"),
        Invariant($"单元格 {cell} 是错误值 {error}"));

    public static Diagnostic DigitsLost(string path, string cell, string number) => Warning(
        "ZC277", path, path,
        Invariant($"cell {cell} holds {number} as a number; Excel keeps 15 digits and puts zeros for the rest, so its last digits may be ")
                + Invariant($"others than were typed. Write it as text"),
        Invariant($"单元格 {cell} 以数值保存 {number}；Excel 只保留 15 位，其余变为 0，末尾数字可能与录入不同。请按文本录入"));

    public static Diagnostic Read(string table, string path, int rows, string encoding) => new(
        "ZC424", Severity.Note, Subject(table, path),
        new LocalText(Invariant($"{rows} rows read as {encoding}"), Invariant($"按 {encoding} 读取 {rows} 行")))
    { Layer = table };

    public static Diagnostic NoRows(string table, string path, int inFile) => Error(
        "ZC425", table, path,
        Invariant($"none of its {inFile} rows is used") + (inFile > 0 ? ": check 'where'" : ": the file holds headings only"),
        Invariant($"文件的 {inFile} 行均未采用") + (inFile > 0 ? "：请检查 where" : "：文件只有表头"));

    public static Diagnostic RowsAlike(string table, string path, int first, int second) => new(
        "ZC426", Severity.Warning, Subject(table, path),
        new LocalText(
            Invariant(
                $"row {second} is the same as row {first} in everything that the policy reads; if it was pasted twice it counts twice"),
            Invariant($"第 {second} 行与第 {first} 行在测算方案所读各列上完全相同；如系重复粘贴，将重复计入")))
    { Layer = table };

    public static Diagnostic OtherYear(string table, string path, string heading, int count, RawRow first, int column, int year) => new(
        "ZC427", Severity.Warning, Subject(table, path),
        new LocalText(
            Invariant(
                $"{heading} is '{first.Cells[column]}' in row {first.Number} ({count} rows not of {year}); take this year's rows with ")
                    + Invariant($"where: {heading} = year"),
            Invariant($"第 {first.Number} 行的{heading}为“{first.Cells[column]}”（共 {count} 行不是 {year} 年）；如只取本年，请写 where: {heading} = year")))
    { Layer = table };

    public static Diagnostic MixedPercent(
        string table, string path, string field, (int Row, string Text) percent, (int Row, string Text) plain) => Error(
        "ZC428", table, path,
        Invariant(
            $"{field} is '{percent.Text}' in row {percent.Row} and '{plain.Text}' in row {plain.Row}: with and without the percent sign, ")
                + Invariant($"a hundredfold apart; write all alike"),
        Invariant($"{field} 在第 {percent.Row} 行为“{percent.Text}”，在第 {plain.Row} 行为“{plain.Text}”：有的带百分号有的不带，相差一百倍；请统一写法"));

    public static Diagnostic PreviousWithoutRecord(string folder) => new(
        "ZC720", Severity.Warning, folder, new LocalText(
            "'previous' has no run.json, so nothing tells whether its tables are as their run wrote them; name the whole folder that "
                + "zonecomp wrote",
            "previous 中没有 run.json，无法判断其中的表是否与写出时一致；请指定 zonecomp 写出的完整目录"));

    public static Diagnostic PreviousYear(string folder, int found, int year) => new(
        "ZC429", Severity.Warning, folder, new LocalText(
            Invariant($"'previous' is a run of {found}, not of {year - 1}: bounds on last year compare with {found}"),
            Invariant($"previous 是 {found} 年的结果，而不是 {year - 1} 年：与上年比较的限制将以 {found} 年为准")));

    public static Diagnostic PreviousStuck(string column, int year, bool adds, IReadOnlyList<string> codes) => new(
        "ZC650", Severity.Error, $"previous({column})", adds
            ? new LocalText(
                Invariant($"not every region behind a changed code has a value in the run of {year} (marked ?), so {codes.Count} of this ")
                        + Invariant($"year's have none: {List(codes)}; say with 'else' what holds, and accept this finding"),
                Invariant($"代码有变更，而 {year} 年结果中并非每个原区域都有值（无值的标 ?），因此本年 {codes.Count} 个区域没有值：{List(codes)}；请用 else 写明取值，并接受此项发现"))
            : new LocalText(
                Invariant(
                    $"a value of the run of {year} that neither adds up nor splits, and codes changed: {codes.Count} of this year's have ")
                        + Invariant(
                            $"none: {List(codes)}; only money, areas and lengths can be brought over; say with 'else' what holds, and ")
                                + Invariant($"accept this finding"),
                Invariant($"{year} 年结果中的这一列不能相加或拆分，而代码有变更：本年 {codes.Count} 个区域没有值：{List(codes)}；只有金额、面积和长度可以换算；请用 else 写明取值，并接受此项发现")));

    public static Diagnostic PreviousGone(string column, int year, IReadOnlyList<string> codes) => new(
        "ZC651", Severity.Error, $"previous({column})", new LocalText(
            Invariant($"{codes.Count} codes of the run of {year} are no region and no unit above of this year, so nothing takes up their ")
                    + Invariant(
                        $"values: {List(codes)}; say what became of them (previous: {{run: FOLDER, codes: {{source: changes.csv, old: ")
                            + Invariant($"old, new: new}}}})"),
            Invariant($"{year} 年结果中的 {codes.Count} 个代码不是本年的区域或其上级，其数值无处对应：{List(codes)}；请写明代码变更（previous: {{run: 目录, codes: {{source: ")
                    + Invariant($"changes.csv, old: old, new: new}}}}）")));

    public static Diagnostic CodesCleaned(string table, string path, int count, string first, string code) => Error(
        "ZC434", table, path,
        Invariant($"{count} codes read without what programs added to them: '{first}' is {code}"),
        Invariant($"{count} 个代码去掉了软件附加的内容：“{first}”读作 {code}")) with
    { Severity = Severity.Note };

    public static Diagnostic Merged(string table, string path, string cells) => Error(
        "ZC430", table, path,
        Invariant(
            $"the cells {cells} are merged, and a workbook holds their value in the first only: the others are empty; unmerge them, or ")
                + Invariant($"say 'merged: fill' (each has the value) or 'merged: first' (the others are empty indeed)"),
        Invariant($"单元格 {cells} 是合并单元格，工作簿只在第一格存有取值，其余为空；请取消合并，或写 merged: fill（每格都取该值）或 merged: first（其余确为空）"));

    public static Diagnostic HeadingUnit(string table, string path, string field, string stated, string unit) => Error(
        "ZC435", table, path,
        Invariant($"the heading '{field}' says {stated} and the column is read as {unit}; write the unit of the file in the column's type"),
        Invariant($"表头“{field}”写明单位为 {stated}，而该列按 {unit} 读取；请在列类型中写明文件所用的单位"));

    public static Diagnostic UnitAbove(string table, string path, string stated, string field, string unit) => Error(
        "ZC435", table, path,
        $"a line above the headings says {stated} and column '{field}' is read as {unit}; write the unit of the file in the column's type",
        $"表头上方写明单位为 {stated}，而“{field}”列按 {unit} 读取；请在列类型中写明文件所用的单位");

    public static Diagnostic FormatUnit(string table, string path, string field, int row, string format, string unit) => Error(
        "ZC435", table, path,
        Invariant($"row {row} shows its number in column '{field}' by the format {format}, so the cell holds another unit than {unit}, as ")
            + "which it is read; write the unit of the file in the column's type",
        Invariant($"第 {row} 行“{field}”列的数字格式为 {format}，单元格所存数值的单位并非读取所用的 {unit}；请在列类型中写明文件所用的单位"));

    public static Diagnostic HeadingPercent(string table, string path, string field, string cell, int row) => Error(
        "ZC435", table, path,
        Invariant($"the heading '{field}' says per cent, and '{cell}' in row {row} is read as a ratio, a hundredfold of that; write 30% ")
            + "in the cells, or take the % out of the heading",
        Invariant($"表头“{field}”写明为百分数，而第 {row} 行的“{cell}”按比例读取，相差一百倍；请在单元格中写 30%，或去掉表头中的 %"));

    public static Diagnostic StruckRows(string table, string path, IReadOnlyList<int> rows) => Warning(
        "ZC451", table, path,
        Invariant($"{rows.Count} rows are read though crossed out in the sheet: {List(rows.Select(row => Invariant($"{row}")))}; they ")
            + "count like the others: delete them, or leave them out with 'where'",
        Invariant($"所读各行中有 {rows.Count} 行在工作表中带删除线：{List(rows.Select(row => Invariant($"{row}")))}；它们照样计入：")
            + "请删除，或用 where 排除");

    public static Diagnostic DayOfAnotherYear(string table, string path, string day, int year) => Warning(
        "ZC452", table, path,
        Invariant($"'at: {day}' lies outside the policy's year {year}, so the values of that day count; was it left from another year's ")
            + "policy?",
        Invariant($"at: {day} 不在测算年度 {year} 内，因而按该日的取值计算；是否从别的年度沿用而未改？"));

    public static Diagnostic BelowZero(string table, string path, string field, IReadOnlyList<int> rows) => Warning(
        "ZC456", table, path,
        Invariant($"column '{field}' holds areas or lengths, and {rows.Count} row(s) are below zero: ")
            + $"{List(rows.Select(row => Invariant($"{row}")))}; correct them, unless changes are meant",
        Invariant($"“{field}”列为面积或长度，有 {rows.Count} 行小于零：{List(rows.Select(row => Invariant($"{row}")))}；若非指增减，请更正"));

    public static Diagnostic KeysAlike(string table, string path, IReadOnlyList<string> keys) => Warning(
        "ZC454", table, path,
        $"keys that differ in case, width or blanks alone are different keys: {List(keys)}; write one name one way",
        $"仅大小写、全半角或空格不同的键是不同的键：{List(keys)}；同一名称请统一写法");

    public static Diagnostic HiddenRows(string table, string path, IReadOnlyList<int> rows, bool hasFilter) => Warning(
        "ZC431", table, path,
        Invariant($"{rows.Count} rows are read though hidden in the sheet{(hasFilter ? ", which has a filter on" : "")}: ")
                + Invariant(
                    $"{List(rows.Select(row => Invariant($"{row}")))}; they count like the others: unhide them, delete them, or leave ")
                        + Invariant($"them out with 'where'"),
        Invariant($"所读各行中有 {rows.Count} 行在工作表中被隐藏{(hasFilter ? "（工作表启用了筛选）" : "")}：{List(rows.Select(row => Invariant($"{row}")))}；它们照样计入：")
                + Invariant($"请取消隐藏、删除，或用 where 排除"));

    public static Diagnostic HiddenColumns(string table, string path, IReadOnlyList<string> columns) => Warning(
        "ZC432", table, path,
        Invariant($"columns that are read are hidden in the sheet: {List(columns)}; is an old column meant? unhide them"),
        Invariant($"所读的列在工作表中被隐藏：{List(columns)}；是否误用旧列？请取消隐藏"));

    public static Diagnostic HiddenSheet(string table, string path, string? sheet) => Warning(
        "ZC433", table, path,
        Invariant($"the sheet {sheet} that is read is hidden in the workbook; is another meant? unhide it"),
        Invariant($"所读的工作表 {sheet} 在工作簿中被隐藏；是否应为另一工作表？请取消隐藏"));

    public static Diagnostic NoMap(bool hasAreas) => new("ZC448", Severity.Note, "regions", new LocalText(
        $"the regions come from a table: no map, GeoPackage or QGIS project is written, and "
            + $"{(hasAreas ? "areas are those that the table states" : "there are no areas (0 in the Parquet tables stands for none)")}",
        $"区域来自表格：不写出地图、GeoPackage 和 QGIS 工程；{(hasAreas ? "面积为表中所列" : "没有面积（Parquet 表中的 0 表示没有）")}"));

    public static Diagnostic RegionTwice(string code, IReadOnlyList<string> rows) => new("ZC449", Severity.Error, "regions", new LocalText(
        $"code '{code}' stands in {string.Join(" and ", rows)}; a table of regions has one row for each",
        $"代码“{code}”出现在 {string.Join("、", rows)}；区域表每个区域只能有一行"));

    public static Diagnostic NoAreaAboveZero(string row, string code, string field) => new(
        "ZC236", Severity.Error, "regions", new LocalText(
        $"{row}: region {code} states no official area above zero in '{field}'",
        $"{row}：区域 {code} 的“{field}”中没有大于零的控制面积"))
    { Layer = "regions", CanBeAccepted = false };

    public static Diagnostic CodeTooShort(string row, string code, string level, int length) =>
        new("ZC449", Severity.Error, "regions", new LocalText(
        Invariant($"{row}: the code '{code}' has no {length} characters, of which the code of its {level} is made"),
        Invariant($"{row}：代码“{code}”不足 {length} 位，无法取得其{level}代码")));

    public static Diagnostic NoDate(string table, string path, string field, IReadOnlyList<(int Row, string Text)> rows) => Error(
        "ZC444", table, path,
        Invariant($"{field} says from when a row holds, and {rows.Count} rows have no date there: ")
                + Invariant(
                    $"{List(rows.Select(row => Invariant($"row {row.Row} '{row.Text}'")))}; write a day, month or year, such as 2024-07-01"),
        Invariant($"{field} 为各行施行日期，有 {rows.Count} 行不是日期：{List(rows.Select(row => Invariant($"第 {row.Row} 行“{row.Text}”")))}；请写日、月或年，如 ")
                + Invariant($"2024-07-01"));

    public static Diagnostic ChangesInTheYear(
        string table, string path, string key, int year, string from, int row, (string From, int Row)? before) => Error(
        "ZC445", table, path,
        Invariant($"'{key}' has another value from {from} (row {row}), inside the year {year}; before it ")
                + Invariant(
                    $"{(before is { } old ? $"that of {old.From} (row {old.Row})" : "none")}: say which day counts, 'at: {year}-01-01'"),
        Invariant($"“{key}”自 {from} 起取新值（第 {row} 行），在 {year} 年内；此前{(before is { } held ? $"为 {held.From} 起的值（第 {held.Row} 行）" : "没有取值")}：")
                + Invariant($"请写明以哪一天为准，如 at: {year}-01-01"));

    public static Diagnostic InForce(string table, string path, string when, IReadOnlyList<string> keys) => Error(
        "ZC446", table, path,
        Invariant($"in force in {when}, each with the day from which it holds: {List(keys)}"),
        Invariant($"{when} 执行的各值及其施行日期：{List(keys)}")) with
    { Severity = Severity.Note };

    public static Diagnostic NotYetInForce(string table, string path, string when, IReadOnlyList<string> keys) => Error(
        "ZC447", table, path,
        Invariant($"not yet in force in {when}, and so without a value: {List(keys)}"),
        Invariant($"{when} 尚未施行，因此没有取值：{List(keys)}")) with
    { Severity = Severity.Note };

    private static Diagnostic Warning(string code, string table, string path, string en, string zh) =>
        Error(code, table, path, en, zh) with { Severity = Severity.Warning };

    private static Diagnostic Error(string code, string table, string path, string en, string zh) =>
        new(code, Severity.Error, Subject(table, path), new LocalText(en, zh)) { Layer = table == path ? null : table };

    private static string Subject(string table, string path) =>
        table == path ? Path.GetFileName(path) : $"{table} ({Path.GetFileName(path)})";

    private static string Level(string level) => level.Length == 0 ? "region" : level;

    private static string LevelZh(string level) => level.Length == 0 ? "区域" : $"级别 {level} ";

    private static string List(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? Invariant($" ... ({all.Length - Shown} more)") : "");
    }
}

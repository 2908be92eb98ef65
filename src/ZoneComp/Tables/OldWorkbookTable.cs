namespace ZoneComp.Tables;

/// <summary>One sheet of an .xls workbook (Excel 97 to 2003), through GDAL where it is there: every cell as text.</summary>
internal static class OldWorkbookTable
{
    public static RawTable Read(string path, SourceSettings source, int headerRow, DiagnosticLog log)
    {
        string[] sheets = [.. GdalSource.Layers(path)];
        if (source.Layer is null && sheets.Length > 1)
        {
            throw RawTables.Wrong(
                source,
                $"{path} holds {sheets.Length} sheets; say which by 'sheet': {string.Join(", ", sheets)}",
                $"{path} 有 {sheets.Length} 个工作表；请用 sheet 写明：{string.Join("、", sheets)}");
        }

        using GdalSource sheet = GdalSource.Open(new SourceRequest(path, source.Layer, null, source.Node.Document.Folders.IsConfined), log);
        string[] columns = [.. sheet.Info.Fields.Select(field => field.Name)];
        List<string?> headings = [];
        List<RawRow> rows = [];
        List<string> above = [];
        using IFeatureCursor cursor = sheet.Read(columns);
        while (cursor.MoveNext())
        {
            int number = checked((int)cursor.FeatureId); // rows count from 1
            List<string?> cells = [.. Enumerable.Range(0, columns.Length).Select(column => cursor.Value(column) as string)];
            if (number == headerRow)
                headings = cells;
            else if (number > headerRow)
                rows.Add(new RawRow(number, cells));
            else
                above.AddRange(cells.OfType<string>());
        }

        log.Add(GdalFindings.OldWorkbook(path));
        return RawTables.Shape(path, headings, rows, null, source, log) with { Above = above };
    }
}

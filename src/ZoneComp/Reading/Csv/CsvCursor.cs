namespace ZoneComp.Reading.Csv;

/// <summary>Walks over a CSV file; features are counted from 1, as GDAL does.</summary>
internal sealed class CsvCursor(
    CsvDialect dialect, int geometryColumn, int[] columns, string[] header, ReadingReport report, int? srid = null) : IFeatureCursor
{
    private readonly FeatureShape shape = new();
    private readonly FeatureTally tally = new(report, Path.GetFileName(dialect.Path));
    private readonly CsvRows rows = dialect.Open();
    private bool decoded;
    private string? last;

    public long FeatureId { get; private set; }

    public FeatureShape Shape
    {
        get
        {
            if (!decoded)
                Decode();
            return shape;
        }
    }

    /// <summary>SRID of the current geometry's WKT.</summary>
    public int? Srid => SridOf(Cell(geometryColumn));

    public bool MoveNext()
    {
        decoded = false;
        if (FeatureId == 0)
            dialect.Next(rows); // the header
        if (!dialect.Next(rows))
        {
            tally.Close();
            // A geometry that reads is whole, whatever stands after it.
            if (last is not null && rows.EndsInLine && geometryColumn != header.Length - 1)
                report.Add(ReadingFindings.NoLineEnd(Path.GetFileName(dialect.Path), (int)rows.Line, last));
            return false;
        }

        FeatureId++;
        last = rows.Row[^1];
        int found = rows.Row.Count;
        if (found != header.Length)
            tally.Add("ZC121", FeatureId, Shape.FirstPoint(), subject => ReadingFindings.RowLengthDiffers(subject, found, header));
        return true;
    }

    public object? Value(int index)
    {
        string text = Cell(columns[index]).Trim();
        if (!AttributeText.IsSound(text))
            tally.Add(
                "ZC110",
                FeatureId,
                Shape.FirstPoint(),
                subject => ReadingFindings.TextUndecodable(subject, header[columns[index]], text));
        return text.Length > 0 ? text : null;
    }

    public void Dispose()
    {
        tally.Close();
        rows.Dispose();
    }

    private string Cell(int column) => column < rows.Row.Count ? rows.Row[column] : "";

    private static int? SridOf(string text) => HexOf(text) is { } hex ? Wkb.SridOf(Convert.FromHexString(hex)) : Wkt.SridOf(text, out _);

    /// <summary>WKB in hexadecimal, as PostGIS gives a geometry that nobody asked it to write out; null for others.</summary>
    private static string? HexOf(string text)
    {
        string hex = text.Trim();
        hex = hex.StartsWith("\\x", StringComparison.Ordinal) ? hex[2..] : hex;
        return hex.Length >= 18 && hex.Length % 2 == 0 && hex[0] == '0' && hex[1] is '0' or '1' && hex.All(char.IsAsciiHexDigit)
            ? hex
            : null;
    }

    private void Decode()
    {
        decoded = true;
        shape.Clear();
        string wkt = Cell(geometryColumn);
        if (string.IsNullOrWhiteSpace(wkt))
            return;
        (HexOf(wkt) is { } hex ? Wkb.Read(Convert.FromHexString(hex), shape) : Wkt.Read(wkt, shape)).Settle(shape, FeatureId, tally);
        if (SridOf(wkt) is { } own && own != srid)
            tally.Add("ZC123", FeatureId, shape.FirstPoint(), subject => ReadingFindings.OtherSrid(subject, own, srid, Severity.Error));
    }
}

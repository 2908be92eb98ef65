using System.Text;

namespace ZoneComp.Reading.Csv;

/// <summary>A CSV file with a column of WKT as a layer. All other columns are texts.</summary>
public sealed class CsvSource : IFeatureSource
{
    private const int SampleBytes = 1 << 20;

    private static readonly string[] GeometryNames = ["wkt", "geom", "geometry", "the_geom", "wkb_geometry", "shape", "几何", "图形"];

    private static readonly Encoding[] MarkedEncodings = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];

    private readonly ReadingReport report;
    private readonly CsvDialect dialect;
    private readonly int geometryColumn;
    private readonly int? srid;

    private CsvSource(string path, CsvDialect dialect, string[] header, string encodingOrigin, DiagnosticLog log)
    {
        this.dialect = dialect;
        report = new ReadingReport(log);
        geometryColumn = Array.FindIndex(header, name => GeometryNames.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (geometryColumn < 0)
        {
            throw new UserErrorException(
                $"{path}: no column holds WKT; expected one of the names {string.Join(", ", GeometryNames)}, found "
                    + $"{string.Join(", ", header.Take(20))}. A table without geometry belongs under 'tables:' of the policy; columns of "
                        + $"x and y are not read as points",
                $"{path}：没有 WKT 列，是表而不是图层（现有列：{string.Join("、", header.Take(20))}）。没有图形的表应写在测算方案的“数据表”（tables）下；"
                    + $"如是图层，图形须以 WKT 写在名为 {string.Join("、", GeometryNames)} 之一的列中，x、y 坐标列不作为点读取");
        }

        string[] further = [.. header.Where((name, index) =>
            index != geometryColumn && GeometryNames.Contains(name, StringComparer.OrdinalIgnoreCase))];
        if (further.Length > 0)
            report.Add(ReadingFindings.FurtherGeometries(Path.GetFileName(path), header[geometryColumn], further));
        Header = header = Unique(header, Path.GetFileName(path));
        (GeometryKind kind, srid) = Peek();
        Info = new LayerInfo(
            path, Path.GetFileNameWithoutExtension(path), "CSV with WKT", kind,
            srid is null ? null : FormattableString.Invariant($"EPSG:{srid}"), srid is null ? null : "SRID in the WKT",
            CodePages.NameOf(dialect.Encoding), encodingOrigin,
            [.. header.Where((_, index) => index != geometryColumn).Select(name => new FieldInfo(name, FieldType.Text))],
            null, [path]);
    }

    public LayerInfo Info { get; }

    internal string[] Header { get; }

    public static CsvSource Open(SourceRequest request, DiagnosticLog log)
    {
        var (encoding, origin) = Decide(request, log);
        var dialect = CsvDialect.Of(request.Path, encoding);
        return new CsvSource(request.Path, dialect, dialect.ReadHeader(), origin, log);
    }

    public IFeatureCursor Read(IReadOnlyList<string> fields)
    {
        _ = FieldChoice.Find(Info, fields, report);
        int[] columns = [.. fields.Select(name => Array.IndexOf(Header, name))];
        return new CsvCursor(dialect, geometryColumn, columns, Header, report, srid);
    }

    public void Dispose()
    {
        // The file is open only while a cursor walks over it.
    }

    private string[] Unique(string[] header, string subject)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        string[] names = [.. header];
        for (int index = 0; index < names.Length; index++)
        {
            for (int number = 2; !taken.Add(names[index]); number++)
                names[index] = FormattableString.Invariant($"{header[index]}_{number}");
            if (names[index] != header[index])
                report.Add(ReadingFindings.ColumnRepeated(subject, header[index], names[index]));
        }

        return names;
    }

    private (GeometryKind Kind, int? Srid) Peek()
    {
        using var cursor = new CsvCursor(dialect, geometryColumn, [], Header, ReadingReport.Unheard);
        for (int row = 0; row < 100 && cursor.MoveNext(); row++)
        {
            if (cursor.Shape.Kind != GeometryKind.None)
                return (cursor.Shape.Kind, cursor.Srid);
        }

        return (GeometryKind.None, null);
    }

    private static (Encoding Encoding, string Origin) Decide(SourceRequest request, DiagnosticLog log)
    {
        if (request.Encoding is string name)
            return (SourceEncoding.Named(request.Path, name), "policy");
        using var file = File.OpenRead(request.Path);
        var sample = new byte[Math.Min(SampleBytes, file.Length)];
        file.ReadExactly(sample);
        if (MarkedEncodings.FirstOrDefault(encoding => sample.AsSpan().StartsWith(encoding.Preamble)) is { } marked)
            return (marked, "byte order mark");
        if (TextDetection.Detect(sample, out bool isWellFounded) is not { } found)
            return (CodePages.Utf8, "default");
        if (!isWellFounded)
            log.Add(ReadingFindings.EncodingGuessed(Path.GetFileName(request.Path), CodePages.NameOf(found)));
        return (found, "detected");
    }
}

using System.Text;
using System.Text.Json;

namespace ZoneComp.Reading.GeoJson;

/// <summary>A GeoJSON file (RFC 7946, or the older form with a "crs" member), or a sequence of features (RFC 8142, or one a
/// line).</summary>
/// <remarks>The file is walked once at opening to learn its fields; in memory is never more than its largest feature.</remarks>
public sealed class GeoJsonSource : IFeatureSource
{
    private readonly ReadingReport report;
    private readonly Func<IGeoJsonFeatures> open;

    private GeoJsonSource(
        SourceRequest request, Func<IGeoJsonFeatures> open, GeoJsonSchema schema, string format,
        (string? Definition, string Origin) crs, DiagnosticLog log)
    {
        this.open = open;
        report = new ReadingReport(log);
        Info = new LayerInfo(
            request.Path, Path.GetFileNameWithoutExtension(request.Path), format, schema.Kind,
            crs.Definition, crs.Definition is null ? null : crs.Origin,
            request.Encoding is { } stated ? CodePages.NameOf(SourceEncoding.Named(request.Path, stated)) : null, request.Encoding is null
                ? null
                : "policy", schema.Fields, schema.Count, [request.Path]);
        foreach (Diagnostic odd in schema.Odd(Path.GetFileName(request.Path)))
            report.Add(odd);
        if (Info.Kind == GeometryKind.Other)
            Info = Info with { Kind = KindPeek.Of(new GeoJsonCursor(Info, open(), [], ReadingReport.Unheard)) };
    }

    public LayerInfo Info { get; }

    public static GeoJsonSource Open(SourceRequest request, bool isSequence, DiagnosticLog log)
    {
        try
        {
            byte[]? crs = null;
            var schema = new GeoJsonSchema();
            Encoding? encoding = request.Encoding is { } named ? SourceEncoding.Named(request.Path, named) : null;
            Func<IGeoJsonFeatures> open = isSequence
                ? () => new GeoJsonLines(request.Path, encoding)
                : () => new GeoJsonText(request.Path, encoding: encoding);
            using (IGeoJsonFeatures features = open())
            {
                Learn(schema, features);
                if (features is GeoJsonText text)
                {
                    if (text.Type is null && IsEsri(request.Path, encoding))
                        return OfEsri(request, encoding, text, log);
                    crs = text.Crs;
                    if (!text.HasFeatures)
                        open = Single(request.Path, encoding, text.Type, schema);
                }
            }

            // A "crs" member without a name (null, or a link to some server) says that it is not RFC 7946's: the CRS is then not known.
            (string?, string) ofFile = crs is null ? ("OGC:CRS84", "RFC 7946") : (CrsName(crs), "crs member");
            return new GeoJsonSource(request, open, schema, "GeoJSON", ofFile, log);
        }
        catch (JsonException exception)
        {
            throw NotJson(request.Path, request.Encoding is not null, exception);
        }
    }

    public IFeatureCursor Read(IReadOnlyList<string> fields)
    {
        _ = FieldChoice.Find(Info, fields, report);
        return new GeoJsonCursor(Info, open(), fields, report);
    }

    public void Dispose()
    {
        // The file is open only while a cursor walks over it.
    }

    internal static UserErrorException NotJson(string path, bool isEncodingStated, JsonException exception) =>
        !isEncodingStated && OtherEncoding(path) is { } other
            ? new UserErrorException(
                $"{path}: its text reads as {other}, and GeoJSON is UTF-8 unless the source says otherwise: write 'encoding: "
                    + $"{other}' under its 'source:', or save it as UTF-8",
                $"{path}：文本为 {other} 编码，而 GeoJSON 默认为 UTF-8：请在该 source: 之下写 encoding: {other}，或另存为 UTF-8", exception)
            : new UserErrorException($"{path}: is not JSON: {exception.Message}", $"{path}：不是有效的 JSON：{exception.Message}", exception);

    /// <summary>The encoding that the beginning speaks for when it is not UTF-8; else null.</summary>
    private static string? OtherEncoding(string path)
    {
        using FileStream file = File.OpenRead(path);
        var sample = new byte[Math.Min(1 << 20, file.Length)];
        file.ReadExactly(sample);
        return TextDetection.Detect(sample, out _) is { } found && found != CodePages.Utf8 ? CodePages.NameOf(found) : null;
    }

    private static void Learn(GeoJsonSchema schema, IGeoJsonFeatures features)
    {
        while (features.Next(out ReadOnlySpan<byte> json))
            schema.Learn(json);
    }

    private static Func<IGeoJsonFeatures> Single(string path, Encoding? encoding, string? type, GeoJsonSchema schema)
    {
        if (type is not ("Feature" or "Point" or "MultiPoint" or "LineString" or "MultiLineString" or "Polygon" or "MultiPolygon"
            or "GeometryCollection"))
        {
            throw new UserErrorException(
                $"{path}: is JSON of type {type ?? "(none)"}; expected GeoJSON: a FeatureCollection, a Feature or a geometry",
                $"{path}：JSON 类型为 {type ?? "（无）"}；应为 GeoJSON：FeatureCollection、Feature 或几何");
        }

        using var all = new MemoryStream();
        using (Stream stream = JsonText.Open(path, encoding))
            stream.CopyTo(all);
        byte[] text = all.ToArray();
        using var one = new GeoJsonSingle(text);
        Learn(schema, one);
        return () => new GeoJsonSingle(text);
    }

    /// <param name="seen">The file, read to its end.</param>
    private static GeoJsonSource OfEsri(SourceRequest request, Encoding? encoding, GeoJsonText seen, DiagnosticLog log)
    {
        if (!seen.HasFeatures)
        {
            throw new UserErrorException(
                $"{request.Path}: is JSON of Esri without features: the description of a service, or a server's error; "
                    + "ask for .../query?where=1=1&outFields=*&f=json",
                $"{request.Path}：是 Esri 的 JSON，但没有要素：可能是服务说明或服务器返回的错误；请请求 .../query?where=1=1&outFields=*&f=json");
        }

        var head = EsriHead.Of(request.Path, seen.OfEsri);
        Func<IGeoJsonFeatures> open = () => new EsriFeatures(new GeoJsonText(request.Path, encoding: encoding), head);
        var schema = new GeoJsonSchema();
        using (IGeoJsonFeatures features = open())
            Learn(schema, features);
        if (head.IsCut)
            log.Add(ReadingFindings.AnswerCut(Path.GetFileName(request.Path), schema.Count));
        return new GeoJsonSource(request, open, schema, "Esri JSON", (head.Crs, "spatialReference"), log);
    }

    private static readonly string[] EsriWords = ["\"geometryType\"", "esriGeometry", "\"spatialReference\"", "\"wkid\""];

    private static bool IsEsri(string path, Encoding? encoding)
    {
        using var text = new StreamReader(JsonText.Open(path, encoding));
        var head = new char[64 * 1024];
        string start = new(head, 0, text.ReadBlock(head));
        return EsriWords.Any(word => start.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>Name of a "crs" member: {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}.</summary>
    private static string? CrsName(byte[] crs)
    {
        var reader = new Utf8JsonReader(crs);
        bool inProperties = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            bool isName = inProperties && reader.CurrentDepth == 2 && reader.ValueTextEquals("name"u8);
            inProperties = reader.CurrentDepth == 1 ? reader.ValueTextEquals("properties"u8) : inProperties;
            if (isName && reader.Read() && reader.TokenType == JsonTokenType.String)
                return JsonText.Of(ref reader);
        }

        return null;
    }
}

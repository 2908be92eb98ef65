using System.Globalization;
using System.Text;

namespace ZoneComp.Reading.Shapefiles;

/// <summary>A shapefile, or a .dbf alone, as a layer.</summary>
/// <remarks>
/// Rings are turned round, since a shapefile has the inside of a ring on its right. Where a file's shells and holes are all turned
/// the same way, that shows here as a polygon inside out: the overlay's fault detection finds and mends it, this reader does not guess.
/// </remarks>
public sealed class ShapefileSource : IDividedSource
{
    private readonly ShapefileLayer layer;
    private readonly ReadingReport report;

    private ShapefileSource(ShapefileLayer layer, string path, DiagnosticLog log)
    {
        this.layer = layer;
        report = new ReadingReport(log);
        long deleted = layer.DeletedCount;
        foreach (ShapefileProblem problem in layer.Problems)
            report.Add(ShapefileFindings.Of(problem, record => ShapefileFindings.At(layer.PlaceOf(record))));
        Info = new LayerInfo(
            path,
            Path.GetFileNameWithoutExtension(path),
            "ESRI Shapefile",
            KindOf(layer.Type),
            layer.Projection,
            layer.Projection is null ? null : ".prj",
            layer.Text?.Name,
            layer.Text is null ? null : Origin(layer.Text),
            [.. layer.Fields.Select(field => new FieldInfo(field.Name, TypeOf(field), field.Width, field.Decimals))],
            layer.RecordCount - deleted,
            layer.Files)
        {
            StatedExtent = layer.DeclaredBox is { } box ? LayerInfo.BoxOf(box.MinX, box.MinY, box.MaxX, box.MaxY) : null,
        };
    }

    public LayerInfo Info { get; }

    /// <param name="request">Its path is the .shp or a .dbf.</param>
    public static ShapefileSource Open(SourceRequest request, DiagnosticLog log)
    {
        Encoding? encoding = request.Encoding is string name ? SourceEncoding.Named(request.Path, name) : null;
        try
        {
            return new ShapefileSource(ShapefileLayer.Open(request.Path, encoding), request.Path, log);
        }
        catch (ShapefileException exception)
        {
            throw new UserErrorException(exception.Message, $"{exception.File}：无法读取（{exception.Reason}）", exception);
        }
    }

    public long RecordCount => layer.RecordCount;

    public long RecordAt(long offset) => layer.RecordAt(offset);

    public IFeatureCursor Read(IReadOnlyList<string> fields) => Read(fields, 0, layer.RecordCount);

    public IFeatureCursor Read(IReadOnlyList<string> fields, long from, long to)
    {
        int[] indices = FieldChoice.Find(Info, fields, report);
        return new ShapefileCursor(layer, layer.ReadRange(from, to, indices), report, Path.GetFileName(Info.Path));
    }

    public void Dispose() => layer.Dispose();

    private static string Origin(TextDecision text) => text.Origin switch
    {
        EncodingOrigin.Override => "policy",
        EncodingOrigin.Cpg => ".cpg",
        EncodingOrigin.Ldid => "LDID 0x" + text.Ldid.ToString("X2", CultureInfo.InvariantCulture),
        EncodingOrigin.Detected => "detected",
        _ => "default",
    };

    private static GeometryKind KindOf(ShapeType type) => type.Family() switch
    {
        ShapeFamily.Null => GeometryKind.None,
        ShapeFamily.Point or ShapeFamily.MultiPoint => GeometryKind.Point,
        ShapeFamily.PolyLine => GeometryKind.Line,
        ShapeFamily.Polygon => GeometryKind.Polygon,
        _ => GeometryKind.Other,
    };

    private static FieldType TypeOf(DbfField field) => field.Kind switch
    {
        DbfFieldKind.Text or DbfFieldKind.Timestamp => FieldType.Text,
        DbfFieldKind.Number => field.IsInteger ? FieldType.Integer : FieldType.Real,
        DbfFieldKind.Logical => FieldType.Boolean,
        DbfFieldKind.Date => FieldType.Date,
        _ => FieldType.Other,
    };
}

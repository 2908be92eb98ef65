using System.Globalization;

namespace ZoneComp.Reading.GeoParquet;

/// <summary>Walks over a GeoParquet file, a row group at a time; features are counted from 0.</summary>
internal sealed class GeoParquetCursor(
    ParquetFile file, string path, GeoParquetLayer? layer, LayerInfo info, int[] indices, ReadingReport report) : IFeatureCursor
{
    private static readonly string[] BoxEdges = ["xmin", "ymin", "xmax", "ymax"];

    /// <summary>Dictionaries may repeat one geometry in every row; honest files seldom pack it to less than a tenth.</summary>
    private readonly ReadBudget budget = new(path, 50);
    private readonly FeatureShape shape = new();
    private readonly FeatureTally tally = new(report, Path.GetFileName(path));
    private readonly Lazy<int?> srid = new(() => SridOf(info.CrsDefinition));
    private readonly bool[] areSingle = [.. indices.Select(index =>
        file.Columns.Any(leaf => leaf.Name == info.Fields[index].Name && leaf.IsSingle))];
    private byte[]?[] geometries = [];
    private object?[]?[] columns = [];
    private readonly string[] edgesOfBox = layer?.Covering is { } covering
        && BoxEdges.All(edge => file.Columns.Any(leaf => leaf.Name == $"{covering}.{edge}" && leaf.Type.Kind == ParquetKind.Double))
        ? [.. BoxEdges.Select(edge => $"{covering}.{edge}")] : [];
    private double?[][] boxes = [];
    private int group = -1;
    private long row = -1;
    private long rows;
    private bool decoded;

    public long FeatureId { get; private set; } = -1;

    public FeatureShape Shape
    {
        get
        {
            if (!decoded)
                Decode();
            return shape;
        }
    }

    public bool MoveNext()
    {
        decoded = false;
        while (++row >= rows)
        {
            if (++group >= file.RowGroupCount)
            {
                tally.Close();
                return false;
            }

            Load(); // stands before its first row
        }

        FeatureId++;
        return true;
    }

    public object? Value(int index) => columns[index]?[row] switch
    {
        double real when areSingle[index] && float.IsFinite((float)real) => Single(info.Fields[indices[index]].Name, (float)real),
        double real when TypedNumber.MayBeAnother(real) => Told(info.Fields[indices[index]].Name, real),
        int whole => (long)whole,
        DateTime time =>
            time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? "Z" : ""),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        Int128 large => large.ToString(CultureInfo.InvariantCulture),
        double real when double.IsNaN(real) => null, // for many programs an empty value
        double real when double.IsInfinity(real) => Unusable(info.Fields[indices[index]].Name),
        "" => null,
        string text when !AttributeText.IsSound(text) => Unsound(info.Fields[indices[index]].Name, text),
        var value => value,
    };

    private double Told(string field, double value, bool isSingle = false)
    {
        tally.Add("ZC136", FeatureId, Shape.FirstPoint(), subject => ReadingFindings.WholeBeyondDouble(subject, field, value, isSingle));
        return value;
    }

    /// <summary>What was meant has the digits that a number of single precision keeps: 0.1, not 0.10000000149.</summary>
    private double Single(string field, float value) =>
        TypedNumber.MayBeAnother(value) ? Told(field, value, isSingle: true) : TypedNumber.OfSingle(value);

    private object? Unusable(string field)
    {
        tally.Add("ZC145", FeatureId, Shape.FirstPoint(), subject => ReadingFindings.ValueUnusable(subject, field));
        return null;
    }

    private string Unsound(string field, string text)
    {
        tally.Add("ZC110", FeatureId, Shape.FirstPoint(), subject => ReadingFindings.TextUndecodable(subject, field, text));
        return text;
    }

    private static int? SridOf(string? definition) =>
        definition is null || !Crs.TryParse(definition, out Crs? crs, out _) || crs.Code is not { } code ? null
        : code == "OGC:CRS84" ? 4326
        : code.StartsWith("EPSG:", StringComparison.Ordinal) ? int.Parse(code.AsSpan(5), CultureInfo.InvariantCulture)
        : null;

    public void Dispose()
    {
        tally.Close();
        file.Dispose();
    }

    private void Load()
    {
        try
        {
            geometries = layer is null ? [] : file.Column(layer.Column).Bytes(group);
            boxes = [.. edgesOfBox.Select(edge => file.Column(edge).Doubles(group))];
            columns =
            [
                .. indices.Select(index => info.Fields[index])
                    .Select(field => field.Type == FieldType.Other ? null : file.Column(field.Name).Values(group)),
            ];
        }
        catch (ParquetException exception)
        {
            throw GeoParquetSource.Unreadable(path, exception);
        }

        rows = file.RowCountOf(group);
        row = -1;
    }

    private void Decode()
    {
        decoded = true;
        shape.Clear();
        if (layer is null || geometries[row] is not byte[] wkb)
            return;
        budget.Take(wkb.Length);
        GeometryOutcome outcome = Wkb.Read(wkb, shape, out WkbForm form);
        if (layer.Box is { } box && outcome.Fault == GeometryFault.None && box.Leaves(shape.Coordinates) is { } beyond)
            tally.Add("ZC146", FeatureId, beyond, subject => GeoParquetFindings.BeyondBox(subject, beyond, box));
        if (boxes is [var west, var south, var east, var north]
            && GeoParquetBox.Of([west[row] ?? double.NaN, south[row] ?? double.NaN, east[row] ?? double.NaN, north[row] ?? double.NaN])
                is { } own
            && outcome.Fault == GeometryFault.None
            && own.Leaves(shape.Coordinates) is { } outside)
            tally.Add("ZC146", FeatureId, outside, subject => GeoParquetFindings.BeyondOwnBox(subject, outside, own));
        if (layer.Edges is { } edges && outcome.Fault == GeometryFault.None)
            outcome = edges.Split(shape);
        outcome.Settle(shape, FeatureId, tally);
        if (Wkb.SridOf(wkb) is > 0 and int stated && stated != srid.Value)
            tally.Add(
                "ZC123",
                FeatureId,
                shape.FirstPoint(),
                subject => ReadingFindings.OtherSrid(subject, stated, srid.Value, Severity.Warning));
        if (shape.Kind is not (GeometryKind.None or GeometryKind.Other) && !layer.Takes(shape.Kind))
            tally.Add("ZC128", FeatureId, shape.FirstPoint(), subject => GeoParquetFindings.OtherType(subject, shape.Kind, layer.Types));
        if (!layer.TakesDimensions(shape.Kind, form.Dimensions))
            tally.Add(
                "ZC281",
                FeatureId,
                shape.FirstPoint(),
                subject => GeoParquetFindings.OtherDimensions(subject, form.Dimensions, layer.Types));
        if (layer.IsTurned && form.IsTurned && shape.Kind == GeometryKind.Polygon)
            tally.Add(
                "ZC282",
                FeatureId,
                shape.FirstPoint(),
                subject => GeoParquetFindings.OtherOrientation(subject, layer.Edges is not null));
    }
}

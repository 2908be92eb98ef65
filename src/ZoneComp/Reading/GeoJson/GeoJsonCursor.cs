using System.Text.Json;

namespace ZoneComp.Reading.GeoJson;

/// <summary>Walks over the features of a GeoJSON file.</summary>
internal sealed class GeoJsonCursor : IFeatureCursor
{
    private readonly LayerInfo layer;
    private readonly IGeoJsonFeatures features;
    private readonly Dictionary<string, int> wanted = new(StringComparer.Ordinal);
    private readonly int[] slots;
    private readonly object?[] values;
    private readonly FeatureTally tally;
    private readonly GeoJsonGeometry geometry;
    private readonly HashSet<int> read = [];
    private long row = -1;

    public GeoJsonCursor(LayerInfo layer, IGeoJsonFeatures features, IReadOnlyList<string> fields, ReadingReport report)
    {
        this.layer = layer;
        this.features = features;
        tally = new FeatureTally(report, Path.GetFileName(layer.Path));
        geometry = new GeoJsonGeometry(Shape);
        slots = [.. fields.Select(name => wanted.TryGetValue(name, out int known) ? known : wanted[name] = wanted.Count)];
        values = new object?[wanted.Count];
    }

    public long FeatureId { get; private set; }

    public FeatureShape Shape { get; } = new();

    public bool MoveNext()
    {
        try
        {
            if (features.Next(out ReadOnlySpan<byte> json))
            {
                FeatureId = ++row;
                Read(json);
                return true;
            }
        }
        catch (JsonException exception)
        {
            throw GeoJsonSource.NotJson(layer.Path, layer.Encoding is not null, exception);
        }

        tally.Close();
        return false;
    }

    public object? Value(int index) => values[slots[index]];

    public void Dispose()
    {
        tally.Close();
        features.Dispose();
    }

    private void Read(ReadOnlySpan<byte> json)
    {
        Array.Clear(values);
        Shape.Clear();
        if (!GeoJsonFeature.TryRead(json, out GeoJsonFeature feature))
        {
            GeometryOutcome.Damaged("it is no GeoJSON feature: " + GeoJsonFeature.Show(json)).Settle(Shape, FeatureId, tally);
            return;
        }

        FeatureId = feature.Id ?? row;
        if (feature.Repeated is { } twice)
        {
            GeometryOutcome.Damaged($"{twice} stands twice in the feature").Settle(Shape, FeatureId, tally);
            return;
        }

        if (feature.HasProperties && values.Length > 0)
            ReadProperties(feature.Properties);
        if (feature.HasGeometry)
        {
            Utf8JsonReader reader = feature.Geometry;
            geometry.Read(ref reader).Settle(Shape, FeatureId, tally);
        }

        if (feature.HasPlace)
        {
            Severity severity = Shape.Kind == GeometryKind.None ? Severity.Error : Severity.Warning;
            tally.Add("ZC149", FeatureId, Shape.FirstPoint(), subject => ReadingFindings.PlaceNotRead(subject, severity));
        }

        if (feature.StatesCrs || geometry.StatesCrs)
            tally.Add("ZC144", FeatureId, Shape.FirstPoint(), ReadingFindings.OwnCrs);
    }

    private void ReadProperties(Utf8JsonReader properties)
    {
        read.Clear();
        while (properties.Read() && properties.TokenType == JsonTokenType.PropertyName)
        {
            string name = JsonText.Of(ref properties);
            bool isWanted = wanted.TryGetValue(name, out int slot);
            properties.Read();
            if (isWanted && !read.Add(slot))
                tally.Add("ZC137", FeatureId, LayerPoint.None, subject => ReadingFindings.PropertyRepeated(subject, name));
            if (!isWanted)
            {
                properties.Skip();
                continue;
            }

            bool isNumber = properties.TokenType == JsonTokenType.Number;
            values[slot] = GeoJsonFeature.Value(ref properties);
            if (values[slot] is string text && !AttributeText.IsSound(text))
                tally.Add("ZC110", FeatureId, LayerPoint.None, subject => ReadingFindings.TextUndecodable(subject, name, text));
            if (isNumber && values[slot] is null)
                tally.Add("ZC145", FeatureId, LayerPoint.None, subject => ReadingFindings.ValueUnusable(subject, name));
        }
    }
}

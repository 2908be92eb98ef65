namespace ZoneComp.Tables;

/// <summary>The attributes of a layer as a table: .dbf, GeoPackage and GeoJSON, whether or not its features have a geometry.</summary>
internal static class FeatureTable
{
    public static RawTable Read(string path, SourceSettings source, DiagnosticLog log)
    {
        using IFeatureSource layer = FeatureSources.Open(new SourceRequest(path, source.Layer, source.Encoding), log);
        string[] fields = [.. layer.Info.Fields.Select(field => field.Name)];
        List<RawRow> rows = [];
        using IFeatureCursor cursor = layer.Read(fields);
        while (cursor.MoveNext())
            rows.Add(new RawRow(checked((int)cursor.FeatureId), [.. Enumerable.Range(0, fields.Length).Select(field =>
                AttributeText.Of(cursor.Value(field)))]));
        string? encoding = layer.Info.Encoding is string decided ? $"{decided} ({layer.Info.EncodingOrigin})" : null;
        return RawTables.Shape(path, [.. fields], rows, encoding, source, log);
    }
}

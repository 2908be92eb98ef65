using System.Globalization;

namespace ZoneComp.Indicators;

/// <summary>Reads numeric fields of layers again from their files, for the few expressions that ask for them.</summary>
/// <remarks>Sources count as in the run: the regions' files first, then each layer's in the policy's order.</remarks>
public sealed class LayerFields(PolicyFile policy, DiagnosticLog log) : IFeatureFields
{
    private readonly Dictionary<(string Layer, string Field), IReadOnlyDictionary<(int Source, long Feature), decimal>?> known = [];
    private readonly Dictionary<(string Layer, string Field), IReadOnlyDictionary<(int Source, long Feature), string>?> texts = [];

    public IReadOnlyDictionary<(int Source, long Feature), decimal>? Read(string layer, string field)
    {
        lock (known)
        {
            if (!known.TryGetValue((layer, field), out IReadOnlyDictionary<(int Source, long Feature), decimal>? values))
                known.Add((layer, field), values = ReadLayer<decimal>(layer, field, Number, FieldFindings.NotNumbers));
            return values;
        }
    }

    public IReadOnlyDictionary<(int Source, long Feature), string>? ReadTexts(string layer, string field)
    {
        lock (texts)
        {
            if (!texts.TryGetValue((layer, field), out IReadOnlyDictionary<(int Source, long Feature), string>? values))
                texts.Add(
                    (layer, field),
                    values = ReadLayer<FieldText>(layer, field, Written, FieldFindings.Empty)?.ToDictionary(
                        value => value.Key,
                        value => value.Value.Value));
            return values;
        }
    }

    private delegate Diagnostic Unread(string layer, string file, string field, IReadOnlyList<long> features);

    private Dictionary<(int Source, long Feature), T>? ReadLayer<T>(string name, string field, Func<object?, T?> valueOf, Unread unread)
        where T : struct
    {
        int source = SourceFiles.Of(policy.Regions.Sources).Count;
        foreach (LayerSettings layer in policy.Layers)
        {
            if (layer.Name == name)
                return ReadFiles(layer, field, source, valueOf, unread);
            source += SourceFiles.Of(layer.Sources).Count;
        }

        throw new ArgumentException($"The policy has no layer '{name}'.", nameof(name));
    }

    private Dictionary<(int Source, long Feature), T>? ReadFiles<T>(
        LayerSettings layer, string field, int firstSource, Func<object?, T?> valueOf, Unread report)
        where T : struct
    {
        Dictionary<(int Source, long Feature), T> values = [];
        int source = firstSource;
        foreach ((SourceSettings settings, string file) in SourceFiles.Of(layer.Sources))
        {
            // The findings of reading were made when the layer was read for the overlay.
            using IFeatureSource opened = FeatureSources.Open(
                new SourceRequest(file, settings.Layer, settings.Encoding, settings.Node.Document.Folders.IsConfined),
                new DiagnosticLog());
            if (opened.Info.Fields.FirstOrDefault(each => each.Name == field) is null)
            {
                log.Add(FieldFindings.NoField(layer.Name, file, field, [.. opened.Info.Fields.Select(each => each.Name)]));
                return null;
            }

            using IFeatureCursor cursor = opened.Read([field]);
            List<long> unread = [];
            while (cursor.MoveNext())
            {
                if (valueOf(cursor.Value(0)) is T value)
                    values[(source, cursor.FeatureId)] = value;
                else
                    unread.Add(cursor.FeatureId);
            }

            if (unread.Count > 0)
                log.Add(report(layer.Name, file, field, unread));
            source++;
        }

        return values;
    }

    /// <summary>A value that may be told from others.</summary>
    private readonly record struct FieldText(string Value);

    private static FieldText? Written(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() is { Length: > 0 } text ? new FieldText(text) : null;

    private static decimal? Number(object? value) => value switch
    {
        decimal number => number,
        long number => number,
        double number => TypedNumber.Of(number),
        string text when decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out decimal number) => number,
        _ => null,
    };
}

/// <summary>Findings about fields that indicators use, ZC402, ZC403 and ZC443.</summary>
internal static class FieldFindings
{
    public static Diagnostic NoField(string layer, string file, string field, IReadOnlyList<string> fields)
    {
        LocalText hint = NearestName.Hint(field, fields);
        return new Diagnostic(
            "ZC402",
            Severity.Error,
            Path.GetFileName(file),
            new LocalText($"no field '{field}'{hint.En}", $"没有字段“{field}”{hint.Zh}"))
        { Layer = layer };
    }

    public static Diagnostic Empty(string layer, string file, string field, IReadOnlyList<long> features)
    {
        string list = string.Join(", ", features.Take(8));
        return new Diagnostic(
            "ZC443",
            Severity.Error,
            FormattableString.Invariant($"{Path.GetFileName(file)}#{features[0]}"),
            new LocalText(
                FormattableString.Invariant(
                    $"field {field} is empty in {features.Count} features ({list}); an indicator counts its values, and nobody knows ")
                        + FormattableString.Invariant($"whether these are one"),
                FormattableString.Invariant($"有 {features.Count} 个要素（{list}）的字段 {field} 为空，而指标要统计其不同取值，无法判断它们是否同一个")))
        { Layer = layer };
    }

    public static Diagnostic NotNumbers(string layer, string file, string field, IReadOnlyList<long> features)
    {
        string list = string.Join(", ", features.Take(8));
        return new Diagnostic(
            "ZC403",
            Severity.Error,
            FormattableString.Invariant($"{Path.GetFileName(file)}#{features[0]}"),
            new LocalText(
                FormattableString.Invariant(
                    $"field {field} is empty or no number in {features.Count} features ({list}); an indicator sums it"),
                FormattableString.Invariant($"有 {features.Count} 个要素（{list}）的字段 {field} 为空或不是数，而指标要汇总它")))
        { Layer = layer, Weight = FindingWeight.Features(features.Count) };
    }
}

using System.Globalization;
using ZoneComp.Diagnostics;
using ZoneComp.Policy;
using ZoneComp.Reading;

namespace ZoneComp.Indicators;

/// <summary>Reads numeric fields of layers again from their files, for the few expressions that ask for them.</summary>
/// <remarks>Sources count as in the run: the regions' files first, then each layer's in the policy's order.</remarks>
public sealed class LayerFields(PolicyFile policy, DiagnosticLog log) : IFeatureFields
{
    private readonly Dictionary<(string Layer, string Field), IReadOnlyDictionary<(int Source, long Feature), decimal>?> known = [];

    public IReadOnlyDictionary<(int Source, long Feature), decimal>? Read(string layer, string field)
    {
        lock (known)
        {
            if (!known.TryGetValue((layer, field), out IReadOnlyDictionary<(int Source, long Feature), decimal>? values))
                known.Add((layer, field), values = ReadLayer(layer, field));
            return values;
        }
    }

    private Dictionary<(int Source, long Feature), decimal>? ReadLayer(string name, string field)
    {
        int source = SourceFiles.Of(policy.Regions.Sources).Count;
        foreach (LayerSettings layer in policy.Layers)
        {
            if (layer.Name == name)
                return ReadFiles(layer, field, source);
            source += SourceFiles.Of(layer.Sources).Count;
        }

        throw new ArgumentException($"The policy has no layer '{name}'.", nameof(name));
    }

    private Dictionary<(int Source, long Feature), decimal>? ReadFiles(LayerSettings layer, string field, int firstSource)
    {
        Dictionary<(int Source, long Feature), decimal> values = [];
        int source = firstSource;
        foreach ((SourceSettings settings, string file) in SourceFiles.Of(layer.Sources))
        {
            // The findings of reading were made when the layer was read for the overlay.
            using IFeatureSource opened = FeatureSources.Open(new SourceRequest(file, settings.Layer, settings.Encoding, settings.Node.Document.Folders.IsConfined), new DiagnosticLog());
            if (opened.Info.Fields.FirstOrDefault(each => each.Name == field) is null)
            {
                log.Add(FieldFindings.NoField(layer.Name, file, field, [.. opened.Info.Fields.Select(each => each.Name)]));
                return null;
            }

            using IFeatureCursor cursor = opened.Read([field]);
            List<long> unread = [];
            while (cursor.MoveNext())
            {
                if (Number(cursor.Value(0)) is decimal number)
                    values[(source, cursor.FeatureId)] = number;
                else
                    unread.Add(cursor.FeatureId);
            }

            if (unread.Count > 0)
                log.Add(FieldFindings.NotNumbers(layer.Name, file, field, unread));
            source++;
        }

        return values;
    }

    private static decimal? Number(object? value) => value switch
    {
        decimal number => number,
        long number => number,
        double number when Math.Abs(number) < 7.9e27 => (decimal)number,
        string text when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out decimal number) => number,
        _ => null,
    };
}

/// <summary>Findings about fields that indicators use, ZC402 and ZC403.</summary>
internal static class FieldFindings
{
    public static Diagnostic NoField(string layer, string file, string field, IReadOnlyList<string> fields)
    {
        LocalText hint = NearestName.Hint(field, fields);
        return new Diagnostic("ZC402", Severity.Error, Path.GetFileName(file), new LocalText($"no field '{field}'{hint.En}", $"没有字段“{field}”{hint.Zh}")) { Layer = layer };
    }

    public static Diagnostic NotNumbers(string layer, string file, string field, IReadOnlyList<long> features)
    {
        string list = string.Join(", ", features.Take(8));
        return new Diagnostic(
            "ZC403",
            Severity.Error,
            FormattableString.Invariant($"{Path.GetFileName(file)}#{features[0]}"),
            new LocalText(
                FormattableString.Invariant($"field {field} is empty or no number in {features.Count} features ({list}); an indicator sums it"),
                FormattableString.Invariant($"有 {features.Count} 个要素（{list}）的字段 {field} 为空或不是数，而指标要汇总它")))
        { Layer = layer, Weight = FindingWeight.Features(features.Count) };
    }
}

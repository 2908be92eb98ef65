using System.Globalization;

namespace ZoneComp.Drafting;

/// <summary>What a layer is and which values its fields hold, read once before a policy is drafted from it.</summary>
/// <param name="Crs">Null when the layer states none that reads.</param>
/// <param name="Fields">Those that were asked for and can be read, in the layer's order.</param>
public sealed record LayerSurvey(LayerArgument Argument, LayerInfo Info, Crs? Crs, long Features, IReadOnlyList<FieldSurvey> Fields)
{
    /// <summary>Different values of one field that are kept; what has more is no class field, and no code of regions.</summary>
    private const int MostValues = 100_000;

    /// <summary>Name of the file without ending, or of the layer in it where that was named.</summary>
    public string Stem => Argument.Layer ?? Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Argument.Path));

    public string FileName => Path.GetFileName(Path.TrimEndingDirectorySeparator(Argument.Path));

    /// <param name="wanted">Which fields' values are read.</param>
    public static LayerSurvey Read(LayerArgument layer, Func<LayerInfo, IEnumerable<string>> wanted, CancellationToken cancellation)
    {
        using IFeatureSource source = Open(layer);
        LayerInfo info = source.Info;
        HashSet<string> names = [.. wanted(info)];
        FieldInfo[] fields =
        [
            .. info.Fields.Where(field => field.Type != FieldType.Other && names.Contains(field.Name)).DistinctBy(field => field.Name),
        ];
        var counts = fields.Select(_ => new Dictionary<string, long>(StringComparer.Ordinal)).ToArray();
        long[] empty = new long[fields.Length];
        bool[] whole = [.. fields.Select(_ => true)];
        long features = 0;
        if (fields.Length > 0)
        {
            using IFeatureCursor cursor = source.Read([.. fields.Select(field => field.Name)]);
            for (; cursor.MoveNext(); features++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (int at = 0; at < fields.Length; at++)
                {
                    if (AttributeText.Of(cursor.Value(at)) is not { } value)
                        empty[at]++;
                    else if (counts[at].TryGetValue(value, out long known))
                        counts[at][value] = known + 1;
                    else if (counts[at].Count < MostValues)
                        counts[at].Add(value, 1);
                    else
                        whole[at] = false;
                }
            }
        }

        Crs? crs = info.CrsDefinition is { } definition && Crs.TryParse(definition, out Crs? read, out _) ? read : null;
        return new LayerSurvey(
            layer,
            info,
            crs,
            features,
            [.. fields.Select((field, at) => new FieldSurvey(field.Name, InOrder(counts[at]), empty[at], whole[at]))]);
    }

    private static IFeatureSource Open(LayerArgument layer)
    {
        var request = new SourceRequest(layer.Path, layer.Layer);
        if (layer.Layer is not null || FeatureSources.Layers(layer.Path) is not { Count: > 1 } layers)
            return FeatureSources.Open(request, new DiagnosticLog());
        try
        {
            return FeatureSources.Open(request, new DiagnosticLog());
        }
        catch (UserErrorException several)
        {
            string example = new LayerArgument(layer.Path, layers[0], layer.Field).ToString();
            throw new UserErrorException(
                new LocalText($"{several.Text.En} (such as {example})", $"{several.Text.Zh}（如 {example}）"),
                several);
        }
    }

    /// <summary>Whole numbers by their size, other values as text.</summary>
    private static IReadOnlyList<ValueCount> InOrder(Dictionary<string, long> counts)
    {
        bool numbers = counts.Keys.All(value => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
        IEnumerable<ValueCount> values = counts.Select(pair => new ValueCount(pair.Key, pair.Value));
        return numbers
            ? [
                .. values.OrderBy(each => long.Parse(each.Value, CultureInfo.InvariantCulture))
                    .ThenBy(each => each.Value, StringComparer.Ordinal),
            ]
            : [.. values.OrderBy(each => each.Value, StringComparer.Ordinal)];
    }
}

/// <summary>Values of one field, as codes and classes are compared: without blanks around.</summary>
/// <param name="Empty">Features without a value.</param>
/// <param name="IsWhole">Whether <paramref name="Values"/> holds all of them.</param>
public sealed record FieldSurvey(string Name, IReadOnlyList<ValueCount> Values, long Empty, bool IsWhole)
{
    /// <summary>Whether every feature has a value that no other has.</summary>
    public bool IsKey => IsWhole && Empty == 0 && Values.Count > 0 && Values.All(each => each.Count == 1);

    /// <summary>The name with its first values, for messages.</summary>
    public string WithExamples =>
        Values.Count == 0
            ? Name
            : $"{Name} ({string.Join(", ", Values.Take(2).Select(each => each.Value))}{(Values.Count > 2 ? ", ..." : "")})";
}

public readonly record struct ValueCount(string Value, long Count);

using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ZoneComp.Preparation.Zones;

/// <summary>Features that are there twice, in one file or in several of a layer: the same geometry and the same attributes.</summary>
internal static class RepeatedFeatures
{
    /// <param name="files">The layers' files by their index among the inputs.</param>
    /// <param name="alike">Zone features of one shape by their digests.</param>
    public static void Look(
        IReadOnlyDictionary<int, ZoneFile> files,
        IReadOnlyList<PlaceFeature> places,
        IReadOnlyList<FeatureKey[]> alike,
        SourceOpening opening,
        AreaPlane plane,
        DiagnosticLog log)
    {
        foreach (IGrouping<string, PlaceFeature> layer in places.GroupBy(place => place.Layer, StringComparer.Ordinal))
        {
            PlaceFeature[] features = [.. layer.DistinctBy(place => (place.Source, place.FeatureId))];
            FeatureKey[][] groups = [.. features.GroupBy(place => Shape(place.Parts)).Where(group => group.Skip(1).Any())
                .Select(group => group.Select(Key).ToArray())];
            Report(files, groups, opening, plane, log, Twice);
            FeatureKey[][] near = [.. NearTwins.Pairs(features)
                .Where(pair => Shape(pair.First.Parts) != Shape(pair.Second.Parts))
                .Select(pair => (FeatureKey[])[Key(pair.First), Key(pair.Second)])];
            Report(files, near, opening, plane, log, NearlyTwice, byEdges: false);
        }

        foreach (IGrouping<LayerSettings, FeatureKey[]> layer in alike.GroupBy(group => files[group[0].Source].Layer))
        {
            decimal? MeasuredM2(RepeatedFeature feature) => layer.Key.BufferM is null ? feature.AreaM2 : null;
            Report(
                files,
                [.. layer],
                opening,
                plane,
                log,
                (name, first, second) => TwiceTheGround(name, first, second, MeasuredM2(second)));
        }
    }

    private static FeatureKey Key(PlaceFeature place) => new(place.Source, place.FeatureId);

    private static void Report(
        IReadOnlyDictionary<int, ZoneFile> files,
        FeatureKey[][] groups,
        SourceOpening opening,
        AreaPlane plane,
        DiagnosticLog log,
        Func<string, RepeatedFeature, RepeatedFeature, Diagnostic> finding,
        bool byEdges = true)
    {
        if (groups.Length == 0)
            return;
        var fields = new CommonFields(files, [.. groups.SelectMany(group => group).Select(feature => feature.Source).Distinct().Order()]);
        Dictionary<FeatureKey, RepeatedFeature> read = [];
        foreach (IGrouping<int, FeatureKey> source in groups.SelectMany(group => group).GroupBy(feature => feature.Source))
            fields.Read(
                source.Key, [.. source.Select(feature => feature.FeatureId)], opening, plane, feature => read[feature.Key] = feature);
        var told = new HashSet<FeatureKey>(); // one of two classes was found by each
        foreach (FeatureKey[] group in groups)
        {
            // Points are equal already; that edges join them in one way shows only here.
            foreach (IGrouping<ulong, RepeatedFeature> shape in group.Order().Select(key => read[key]).GroupBy(feature =>
                byEdges ? feature.Edges : 0))
            {
                foreach ((RepeatedFeature first, RepeatedFeature second) in Twins([.. shape], fields))
                {
                    if (told.Add(second.Key))
                        log.Add(finding(files[second.Key.Source].Layer.Name, first, second));
                }
            }
        }
    }

    /// <summary>Each feature that has the attributes of an earlier one, with the first such.</summary>
    /// <remarks>Files are compared by the fields that both have.</remarks>
    private static IEnumerable<(RepeatedFeature First, RepeatedFeature Second)> Twins(RepeatedFeature[] group, CommonFields fields)
    {
        int[] sources = [.. group.Select(feature => feature.Key.Source).Distinct()];
        Dictionary<(int Earlier, int Later, UInt128 Values), int> earliest = [];
        for (int index = 0; index < group.Length; index++)
        {
            int source = group[index].Key.Source, first = index;
            foreach (int other in sources)
            {
                if (earliest.TryGetValue((other, source, fields.Values(group[index], other)), out int found))
                    first = Math.Min(first, found);
            }

            if (first < index)
                yield return (group[first], group[index]);
            foreach (int other in sources)
                earliest.TryAdd((source, other, fields.Values(group[index], other)), index);
        }
    }

    /// <summary>The same for a line drawn from either end, and for parts in any order.</summary>
    private static string Shape(IReadOnlyList<LatticePoint[]> parts)
    {
        string[] each = [.. parts.Select(part =>
        {
            LatticePoint[] points = part;
            if ((part[^1].X, part[^1].Y).CompareTo((part[0].X, part[0].Y)) < 0)
                points = [.. part.Reverse()];
            return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<LatticePoint>(points)).AsSpan(0, 16));
        }).Order(StringComparer.Ordinal)];
        return string.Concat(each);
    }

    private static LocalText Of(RepeatedFeature first) => first.Name.Length == 0
        ? new LocalText($"has the geometry and the attributes of {first.Subject}", $"与 {first.Subject} 的图形和属性相同")
        : new LocalText(
            $"has the geometry and the attributes of {first.Subject} ('{first.Name}')",
            $"与 {first.Subject}（“{first.Name}”）的图形和属性相同");

    private static Diagnostic Twice(string layer, RepeatedFeature first, RepeatedFeature second) => new(
        "ZC288",
        Severity.Warning,
        second.Subject,
        new LocalText(
            $"{Of(first).En}: it counts twice in lengths, numbers and sums; take one of them away",
            $"{Of(first).Zh}：在长度、个数与合计中重复计算；请去掉其中之一"),
        second.Place)
    { Layer = layer };

    private static Diagnostic NearlyTwice(string layer, RepeatedFeature first, RepeatedFeature second) => new(
        "ZC291",
        Severity.Warning,
        second.Subject,
        new LocalText(
            $"lies within 0.1 m of {first.Subject}, ends and length, and has its attributes: the same thing from two files of the layer, it "
                + "seems, and it counts twice in lengths, numbers and sums; take one of the files away",
            $"与 {first.Subject} 的端点和长度相差不到 0.1 米且属性相同：似为同一要素出现在图层的两个文件中，在长度、个数与合计中重复计算；请去掉其中一个文件"),
        second.Place)
    { Layer = layer };

    /// <param name="areaM2">Null where the zone is a buffer round it.</param>
    private static Diagnostic TwiceTheGround(string layer, RepeatedFeature first, RepeatedFeature second, decimal? areaM2)
    {
        FindingWeight weight = areaM2 is { } measured ? FindingWeight.M2(measured) : FindingWeight.Features(1);
        string sum = areaM2 is null ? "" : $", a plain sum of polygons would count {weight.Shown().En} twice";
        string sumZh = areaM2 is null ? "" : $"，若简单相加将重复计算 {weight.Shown().Zh}";
        return new Diagnostic(
            "ZC279",
            Severity.Warning,
            second.Subject,
            new LocalText(
                $"{Of(first).En}: its ground counts once here{sum}; take one of them away",
                $"{Of(first).Zh}：其地面在此只计一次{sumZh}；请去掉其中之一"),
            second.Place)
        { Layer = layer, Weight = weight };
    }

    /// <summary>Where more zones are read than digests are kept of.</summary>
    public static Diagnostic NotAllLookedAt(int kept) => new(
        "ZC280",
        Severity.Note,
        "layers",
        new LocalText(
            string.Create(
                CultureInfo.InvariantCulture,
                $"polygons that are there twice were looked for among the first {kept:N0} alone: more do not fit the memory that the run "
                    + $"may use (--memory, at most 33,554,432)"),
            string.Create(CultureInfo.InvariantCulture, $"仅在前 {kept:N0} 个面要素中查找重复：更多要素超出运行可用内存（--memory，至多 33,554,432 个）")));
}

/// <summary>A feature of the layers, in the order of the inputs.</summary>
/// <param name="Source">Index among the run's inputs.</param>
internal readonly record struct FeatureKey(int Source, long FeatureId) : IComparable<FeatureKey>
{
    public int CompareTo(FeatureKey other) => (Source, FeatureId).CompareTo((other.Source, other.FeatureId));
}

/// <summary>A feature whose shape is there twice, read again with its attributes.</summary>
/// <param name="Values">A digest of the attributes by each set of fields that files have in common.</param>
/// <param name="Name">Of a field that is called so; empty without one.</param>
/// <param name="Edges">Digest of the shape's edges.</param>
/// <param name="AreaM2">As drawn; 0 for lines and points.</param>
internal sealed record RepeatedFeature(
    FeatureKey Key, string Subject, UInt128[] Values, string Name, ulong Edges, decimal AreaM2, FindingPlace? Place);

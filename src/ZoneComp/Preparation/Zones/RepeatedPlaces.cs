using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ZoneComp.Preparation.Zones;

/// <summary>Lines and points that are there twice, in one file or in several of a layer: the same geometry and the same attributes.</summary>
/// <remarks>Of polygons the overlay tells: their ground counts once. Attributes are read again, for features alone whose geometry is there twice.</remarks>
internal static class RepeatedPlaces
{
    /// <summary>Fields that number features or measure them; a copy made by another program has its own.</summary>
    private static readonly HashSet<string> OfThePrograms =
        new(["fid", "ogc_fid", "objectid", "objectid_1", "oid", "oid_", "globalid", "shape_leng", "shape_length", "shape_le_1", "shape_area"], StringComparer.Ordinal);

    public static void Look(IReadOnlyList<ZoneFile> files, IReadOnlyList<PlaceFeature> places, IReadOnlyList<InputRecord> inputs, SourceOpening opening, AreaPlane plane, DiagnosticLog log)
    {
        foreach (IGrouping<string, PlaceFeature> layer in places.GroupBy(place => place.Layer, StringComparer.Ordinal))
        {
            IEnumerable<PlaceFeature> features = layer.DistinctBy(place => (place.Source, place.FeatureId));
            PlaceFeature[][] alike = [.. features.GroupBy(place => Shape(place.Parts)).Where(group => group.Skip(1).Any()).Select(group => group.ToArray())];
            if (alike.Length == 0)
                continue;
            Dictionary<(int, long), Dictionary<string, string>> attributes = [];
            foreach (int source in alike.SelectMany(group => group).Select(place => place.Source).Distinct().Order())
            {
                ZoneFile file = files.First(each => each.Layer.Name == layer.Key && opening.RelativePath(each.Path) == inputs[source].Path);
                Read(file, source, [.. alike.SelectMany(group => group).Where(place => place.Source == source).Select(place => place.FeatureId)], attributes);
            }

            foreach (PlaceFeature[] group in alike)
            {
                foreach ((PlaceFeature first, PlaceFeature second) in Twins(group, attributes))
                    log.Add(Twice(layer.Key, Subject(inputs, first), Subject(inputs, second), plane.Place(second.Parts[0][0])));
            }
        }
    }

    /// <summary>Each feature that has the attributes of an earlier one, with the first such.</summary>
    /// <remarks>Files are compared by the fields that both have.</remarks>
    private static IEnumerable<(PlaceFeature First, PlaceFeature Second)> Twins(
        PlaceFeature[] group, Dictionary<(int, long), Dictionary<string, string>> attributes)
    {
        // The fields are those of the file, so that a look into one list for each pair of files compares all.
        Dictionary<int, IReadOnlyCollection<string>> fields = [];
        foreach (PlaceFeature feature in group)
            fields.TryAdd(feature.Source, attributes[(feature.Source, feature.FeatureId)].Keys);
        Dictionary<(int Earlier, int Later, string Values), int> earliest = [];
        for (int index = 0; index < group.Length; index++)
        {
            int source = group[index].Source, first = index;
            Dictionary<string, string> values = attributes[(source, group[index].FeatureId)];
            foreach (int other in fields.Keys)
            {
                if (earliest.TryGetValue((other, source, Common(values, fields[other])), out int found))
                    first = Math.Min(first, found);
            }

            if (first < index)
                yield return (group[first], group[index]);
            foreach (int other in fields.Keys)
                earliest.TryAdd((source, other, Common(values, fields[other])), index);
        }
    }

    private static string Common(Dictionary<string, string> values, IReadOnlyCollection<string> fields) =>
        string.Concat(fields.Where(values.ContainsKey).Order(StringComparer.Ordinal)
            .Select(name => $"{values[name].Length}:{values[name]}"));

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

    private static void Read(ZoneFile file, int source, HashSet<long> wanted, Dictionary<(int, long), Dictionary<string, string>> attributes)
    {
        using IFeatureSource opened = FeatureSources.Open(new SourceRequest(file.Path, file.Settings.Layer, file.Settings.Encoding), new DiagnosticLog()); // told when it was read
        string[] names = [.. opened.Info.Fields.Select(field => field.Name).Distinct(StringComparer.Ordinal)];
        string[] keys = KeysOf(names);
        using IFeatureCursor cursor = opened.Read(names);
        while (cursor.MoveNext())
        {
            if (!wanted.Contains(cursor.FeatureId))
                continue;
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            for (int field = 0; field < names.Length; field++)
            {
                if (!OfThePrograms.Contains(names[field].ToLowerInvariant()))
                    values[keys[field]] = Plain(AttributeText.Of(cursor.Value(field)) ?? "");
            }

            attributes[(source, cursor.FeatureId)] = values;
        }
    }

    /// <summary>Names as a shapefile cuts them; in full where two would be one.</summary>
    private static string[] KeysOf(string[] names)
    {
        string[] full = [.. names.Select(name => name.ToLowerInvariant())];
        string[] cut = [.. full.Select(name => name[..Math.Min(10, name.Length)])];
        return [.. cut.Select((name, at) => cut.Count(other => other == name) == 1 ? name : full[at])];
    }

    private static string Plain(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : text.Trim();

    private static string Subject(IReadOnlyList<InputRecord> inputs, PlaceFeature place) => string.Create(CultureInfo.InvariantCulture, $"{inputs[place.Source].Path}#{place.FeatureId}");

    private static Diagnostic Twice(string layer, string first, string second, FindingPlace place) => new(
        "ZC288",
        Severity.Warning,
        second,
        new LocalText(
            $"has the geometry and the attributes of {first}: it counts twice in lengths, numbers and sums; take one of them away",
            $"与 {first} 的图形和属性相同：在长度、个数与合计中重复计算；请去掉其中之一"),
        place)
    { Layer = layer };
}

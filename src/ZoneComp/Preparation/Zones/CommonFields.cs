using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZoneComp.Preparation.Zones;

/// <summary>Reads features again of files that are compared by the fields that they have in common.</summary>
internal sealed class CommonFields
{
    /// <summary>Fields that number features or measure them; a copy made by another program has its own.</summary>
    private static readonly HashSet<string> OfThePrograms =
        new(
            [
                "fid", "ogc_fid", "objectid", "objectid_1", "oid", "oid_", "globalid", "shape_leng", "shape_length", "shape_le_1",
                "shape_area",
            ],
            StringComparer.Ordinal);

    private readonly IReadOnlyDictionary<int, ZoneFile> files;
    private readonly Dictionary<int, (string Field, string Key)[]> fields = [];
    private readonly Dictionary<int, List<string[]>> sets = [];
    private readonly Dictionary<(int One, int Other), int> setOf = [];

    /// <param name="files">By their index among the inputs.</param>
    /// <param name="sources">Indices of those to compare.</param>
    public CommonFields(IReadOnlyDictionary<int, ZoneFile> files, IReadOnlyList<int> sources)
    {
        this.files = files;
        foreach (int source in sources)
        {
            using IFeatureSource opened = Open(files[source]);
            string[] names = [.. opened.Info.Fields.Select(field => field.Name).Distinct(StringComparer.Ordinal)];
            fields[source] = [.. names.Zip(KeysOf(names)).Where(pair => !OfThePrograms.Contains(pair.First.ToLowerInvariant()))];
        }

        foreach (int one in sources)
        {
            List<string[]> its = sets[one] = [];
            foreach (int other in sources)
            {
                string[] common =
                [
                    .. fields[one].Select(field => field.Key)
                        .Intersect(fields[other].Select(field => field.Key))
                        .Order(StringComparer.Ordinal),
                ];
                int set = its.FindIndex(known => known.SequenceEqual(common));
                if (set < 0)
                    its.Add(common);
                setOf[(one, other)] = set < 0 ? its.Count - 1 : set;
            }
        }
    }

    /// <summary>A digest of what a feature holds in the fields that another file has too.</summary>
    public UInt128 Values(RepeatedFeature feature, int other) => feature.Values[setOf[(feature.Key.Source, other)]];

    public void Read(int source, HashSet<long> wanted, SourceOpening opening, AreaPlane plane, Action<RepeatedFeature> receive)
    {
        ZoneFile file = files[source];
        using IFeatureSource opened = Open(file);
        LatticeProjector? projector = opening.Projector(file.Settings, file.Path, opened);
        (string Field, string Key)[] own = fields[source];
        int name = Array.FindIndex(own, field => IsName(field.Field));
        using IFeatureCursor cursor = opened.Read([.. own.Select(field => field.Field)]);
        while (cursor.MoveNext())
        {
            if (!wanted.Contains(cursor.FeatureId))
                continue;
            Dictionary<string, string> values = [];
            for (int field = 0; field < own.Length; field++)
                values[own[field].Key] = Plain(AttributeText.Of(cursor.Value(field)) ?? "");
            receive(new RepeatedFeature(
                new FeatureKey(source, cursor.FeatureId),
                string.Create(CultureInfo.InvariantCulture, $"{opening.RelativePath(file.Path)}#{cursor.FeatureId}"),
                [.. sets[source].Select(set => Digest(set.Select(key => values[key])))],
                name < 0 ? "" : AttributeText.Of(cursor.Value(name)) ?? "",
                ShapeDigest.OfEdges(cursor.Shape),
                projector is null || cursor.Shape.Kind != GeometryKind.Polygon ? 0 : AreaM2(cursor.Shape, projector),
                projector is null || !cursor.Shape.FirstPoint().IsThere
                    ? null
                    : SourceOpening.PlaceOn(plane, projector, cursor.Shape.FirstPoint())));
        }
    }

    private static IFeatureSource Open(ZoneFile file) =>
        // told when it was read
        FeatureSources.Open(new SourceRequest(file.Path, file.Settings.Layer, file.Settings.Encoding), new DiagnosticLog());

    private static decimal AreaM2(FeatureShape shape, LatticeProjector projector)
    {
        Int128 sum = 0;
        List<LatticePoint> ring = [];
        projector.BeginFeature();
        for (int part = 0; part < shape.PartCount; part++)
        {
            ring.Clear();
            if (projector.Project(shape.Part(part), ring, part) is null)
                sum += RingGeometry.SignedArea2([.. ring]);
        }

        return AreaUnits.ToM2(Int128.Abs(sum));
    }

    private static bool IsName(string field) =>
        field.Equals("mc", StringComparison.OrdinalIgnoreCase) || field.EndsWith("name", StringComparison.OrdinalIgnoreCase)
        || field.EndsWith("名称", StringComparison.Ordinal) || field.EndsWith("MC", StringComparison.Ordinal);

    private static UInt128 Digest(IEnumerable<string> values) => BitConverter.ToUInt128(
        SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Concat(values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Length}:{value}"))))));

    /// <summary>Names as a shapefile cuts them; in full where two would be one.</summary>
    private static string[] KeysOf(string[] names)
    {
        string[] full = [.. names.Select(name => name.ToLowerInvariant())];
        string[] cut = [.. full.Select(name => name[..Math.Min(10, name.Length)])];
        return [.. cut.Select((name, at) => cut.Count(other => other == name) == 1 ? name : full[at])];
    }

    private static string Plain(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : text.Trim();
}

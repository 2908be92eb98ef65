using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Policies;

/// <summary>
/// Runs a policy of policies/ on the rectangles that its layers were made from, by counting whole square kilometres:
/// no shapefile, no CRS, no overlay, so that the pipeline's own run can be compared with it.
/// </summary>
internal sealed record GridRun(
    PolicyFile Policy, CombinationTable Ground, IReadOnlyList<Column> Columns, AllocationTable Allocation, DiagnosticLog Log)
{
    private const decimal CellM2 = 1_000_000m;

    /// <summary>Schemes and columns that rest on a buffer, on lines or on points, which square kilometres cannot show; the pipeline's run
    /// shows them.</summary>
    public IReadOnlySet<string> OffGrid
    {
        get
        {
            string[] layers = [.. Policy.Layers.Where(layer => !IsOnGrid(layer)).Select(layer => layer.Name)];
            IEnumerable<(string Name, string Text)> written = Policy.Indicators.Concat(Policy.Factors)
                .Select(each => (each.Name, each.Expression?.Text ?? ""))
                .Concat(Policy.Schemes!.Entries.Select(entry => (entry.Key.Text, entry.Value.ToString())));
            return written.Where(each => layers.Any(layer => Regex.IsMatch(each.Text, $@"\b{layer}\b")))
                .Select(each => each.Name)
                .ToHashSet(StringComparer.Ordinal);
        }
    }

    private sealed record Rectangle(IReadOnlyDictionary<string, string> Fields, int West, int South, int East, int North)
    {
        public bool Covers(int x, int y) => x >= West && x < East && y >= South && y < North;
    }

    public static string Folder { get; } = Path.Combine(SharedMaterial.RepositoryRoot, "policies");

    /// <summary>Folders that hold a policy.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateDirectories(Folder)
            .Where(folder => File.Exists(Path.Combine(folder, "policy.yaml")))
            .Select(folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal);

    public static GridRun Of(string name) => In(Folder, name);

    /// <param name="folder">Holds the policy's folder and <c>layers</c>: policies/ or a copy of them.</param>
    public static GridRun In(string folder, string name)
    {
        PolicyFile policy = PolicyFile.Load(Path.Combine(folder, name, "policy.yaml"));
        CombinationTable ground = Overlay(policy, Path.Combine(folder, "layers"), out List<PieceRow> pieces);
        DiagnosticLog log = new(new StatedSeverities(policy).Of);
        IReadOnlyList<PolicyTable> tables = TableStage.ReadAll(policy, ground.Regions, log, []);
        ExpressionScope scope = ExpressionScope.Create(
            policy,
            new ExpressionInputs
            {
                Combinations = ground,
                Tables = tables,
                Pieces = pieces,
                Previous = PreviousRun.Of(policy, ground.Regions, log),
                Features = new NoPlaces(ground, pieces, Read(Path.Combine(folder, "layers"), "zones.csv"))
            });
        IReadOnlyList<Column> columns = [.. IndicatorStage.Evaluate(policy, scope, log), .. FactorStage.Evaluate(policy, scope, log)];
        return new GridRun(policy, ground, columns, AllocationStage.Run(policy, scope, ground, log), log);
    }

    private static bool IsOnGrid(LayerSettings layer) => layer is { Geometry: LayerGeometry.Polygons, BufferM: null };

    private static CombinationTable Overlay(PolicyFile policy, string layers, out List<PieceRow> pieces)
    {
        string set = Path.GetFileNameWithoutExtension(policy.Regions.Sources[0].Files()[0]);
        Rectangle[] regions =
        [
            .. Read(layers, "regions.csv").Where(row => row.Fields["set"] == set)
                .OrderBy(row => row.Fields["code"], StringComparer.Ordinal),
        ];
        Rectangle[] zones = Read(layers, "zones.csv");
        IReadOnlyList<ZoneClass> classes = ExpressionScope.ZoneClasses(policy);
        List<(int Class, int Zone)> members = [.. policy.Layers.Where(IsOnGrid).SelectMany(layer => Members(layer, zones, classes))];

        SortedDictionary<(int Region, ClassSet Set), decimal> areas = [];
        SortedDictionary<(int Region, int Class, int Zone, ClassSet Set), decimal> traced = [];
        for (int x = 0; x < 20; x++)
        {
            for (int y = 0; y < 20; y++)
            {
                int region = Array.FindIndex(regions, each => each.Covers(x, y));
                (int Class, int Zone)[] here = [.. members.Where(member => zones[member.Zone].Covers(x, y))];
                ClassSet covered = ClassSet.Of([.. here.Select(member => member.Class).Distinct()]);
                if (region < 0)
                    continue;
                areas[(region, covered)] = areas.GetValueOrDefault((region, covered)) + CellM2;
                foreach ((int @class, int zone) in here)
                    traced[(region, @class, zone, covered)] = traced.GetValueOrDefault((region, @class, zone, covered)) + CellM2;
            }
        }

        pieces =
        [
            .. traced.Select(entry => new PieceRow(entry.Key.Region, entry.Key.Class, 0, entry.Key.Zone, entry.Key.Set, entry.Value)),
        ];
        return new CombinationTable
        {
            Classes = classes,
            Regions = [.. regions.Select(region => new Region(region.Fields["code"], region.Fields["name"], Parents(policy, region)))],
            Rows = [.. areas.Select(entry => new CombinationRow(entry.Key.Region, entry.Key.Set, entry.Value))],
            Repeats = [],
        };
    }

    private static Dictionary<string, string> Parents(PolicyFile policy, Rectangle region) => policy.Regions.Parents.ToDictionary(
        level => level.Name,
        level => level.PrefixLength is int length ? region.Fields["code"][..length] : region.Fields[level.Field!],
        StringComparer.Ordinal);

    private static IEnumerable<(int Class, int Zone)> Members(LayerSettings layer, Rectangle[] zones, IReadOnlyList<ZoneClass> classes)
    {
        Predicate<Rectangle>[] filters = [Filter(layer.Where, zones[0]), Filter(layer.Sources[0].Where, zones[0])];
        (int Index, Predicate<Rectangle> Holds)[] own =
        [
            .. layer.Classes.DefaultIfEmpty().Select(one => (
                classes.ToList().FindIndex(each => each.Name == (one is null ? layer.Name : $"{layer.Name}.{one.Name}")),
                one is null or { Where: not null }
                    ? Filter(one?.Where, zones[0])
                    : zone => one.Values.Contains(zone.Fields[layer.ClassField!]))),
        ];
        return Enumerable.Range(0, zones.Length).Where(zone => filters.All(holds => holds(zones[zone])))
            .SelectMany(zone => own.Where(one => one.Holds(zones[zone])).Select(one => (one.Index, zone)));
    }

    private static Predicate<Rectangle> Filter(PolicyNode? node, Rectangle any)
    {
        if (node is null)
            return _ => true;
        PolicyErrors errors = new();
        FeatureFilter filter = FeatureFilter.Compile(node, [.. any.Fields.Keys], errors)!;
        errors.ThrowIfAny();
        return zone => filter.Matches(
            index => zone.Fields[filter.Fields[index]] is { Length: > 0 } text ? text : null,
            out LocalText? reason) ?? throw new InvalidOperationException($"{node.Text}: {reason!.En}");
    }

    /// <summary>No lines and points, but values of the rectangles' fields.</summary>
    private sealed class NoPlaces(CombinationTable ground, List<PieceRow> pieces, Rectangle[] zones) : IFeatureMeasures
    {
        public IReadOnlyList<decimal> Amounts(string layer, Predicate<ClassSet> within) => new decimal[ground.Regions.Count];

        public IReadOnlyList<decimal> Sums(string layer, string field, Predicate<ClassSet> within) => new decimal[ground.Regions.Count];

        public IReadOnlyList<decimal>? AreaTimes(string layer, string field) => null;

        public IReadOnlyList<decimal> Distinct(string layer, string field, Predicate<ClassSet> within, decimal least)
        {
            bool[] classes = [.. ground.Classes.Select(one => one.Name == layer || one.Layer == layer)];
            IEnumerable<int> regions = pieces.Where(piece => classes[piece.Class] && within(piece.Classes))
                .GroupBy(piece => (piece.Region, zones[(int)piece.FeatureId].Fields[field]))
                .Where(value => value.Sum(piece => piece.AreaM2) >= least)
                .Select(value => value.Key.Region);
            return [.. Enumerable.Range(0, ground.Regions.Count).Select(region => (decimal)regions.Count(each => each == region))];
        }
    }

    private static Rectangle[] Read(string folder, string name)
    {
        string[][] rows =
        [
            .. File.ReadAllLines(Path.Combine(folder, name)).Where(line => line.Length > 0).Select(line => line.Split(',')),
        ];
        string[] fields = rows[0];
        return [.. rows[1..].Select(row =>
        {
            int[] box = [.. row[^4..].Select(cell => int.Parse(cell, CultureInfo.InvariantCulture))];
            Dictionary<string, string> values = Enumerable.Range(0, fields.Length - 4)
                .ToDictionary(i => fields[i], i => row[i], StringComparer.Ordinal);
            return new Rectangle(values, box[0], box[1], box[2], box[3]);
        })];
    }
}

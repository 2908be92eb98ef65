using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;

namespace ZoneComp.Outputs.Shapes;

/// <summary>Draws the ground that a policy asks for, from the rings that were measured.</summary>
internal sealed class ZoneDrawings
{
    /// <summary>A corner where borders cross is rounded to the lattice, by at most 0.71 mm.</summary>
    private const decimal RoundingM = 0.00071m;

    private readonly PreparedInput prepared;
    private readonly OverlayInput ground;
    private readonly Action<double> progress;
    private readonly Lazy<Geometry>[] zones;
    private readonly STRtree<int> zoneBoxes = new();
    private readonly Lazy<Geometry>[] regions;
    private readonly STRtree<int> regionBoxes = new();
    private int drawn, toDraw = 1;

    private ZoneDrawings(PreparedInput prepared, OverlayInput ground, IReadOnlyList<int> rows, Action<double> progress)
    {
        this.prepared = prepared;
        this.progress = progress;
        this.ground = ground;
        zones = [.. Enumerable.Range(0, prepared.Zones.Count).Select(zone => new Lazy<Geometry>(() => LatticeShapes.Of(ground.ZoneRings(zone))))];
        var shapes = new CountedShapes(prepared, ground);
        regions = [.. rows.Select(region => new Lazy<Geometry>(() => shapes.Of(region)))];
        for (int zone = 0; zone < zones.Length; zone++)
        {
            if (!ground.ZoneBox(zone).IsEmpty)
                zoneBoxes.Insert(Box(ground.ZoneBox(zone)), zone);
        }

        for (int region = 0; region < regions.Length; region++)
        {
            if (!ground.RegionBox(rows[region]).IsEmpty)
                regionBoxes.Insert(Box(ground.RegionBox(rows[region])), region);
        }

        zoneBoxes.Build();
        regionBoxes.Build();
    }

    /// <param name="progress">Gets the part that is drawn, 0 to 1, from several threads.</param>
    public static DrawnGround Draw(
        PolicyFile policy, PreparedInput prepared, ResolvedGround ground, CombinationTable table, Action<double> progress, DiagnosticLog log)
    {
        IReadOnlyList<(GroundSettings Settings, ZoneSet Set)> chosen = ChosenGround.Of(policy);
        if (policy.Outputs.Zones == ZoneDrawing.None && chosen.Count == 0)
            return DrawnGround.None;
        var drawings = new ZoneDrawings(prepared, ground.Overlay.Ground, ground.Rows, progress);
        decimal[][] measured = [.. chosen.Select(one => drawings.Measured(one.Set, table))];
        int grounds = measured.Sum(each => each.Count(areaM2 => areaM2 > 0));
        drawings.toDraw = Math.Max(1, grounds + (policy.Outputs.Zones == ZoneDrawing.Clipped ? drawings.Cuts() : 0));
        return new DrawnGround(
            policy.Outputs.Zones switch
            {
                ZoneDrawing.AsUsed => drawings.WholeZones(),
                ZoneDrawing.Clipped => drawings.ClippedZones(),
                _ => [],
            },
            [.. chosen.SelectMany((one, index) => drawings.Chosen(one.Settings, one.Set, measured[index], table.Regions, log))]);
    }

    private IReadOnlyList<ZoneShape> WholeZones() =>
    [
        .. Enumerable.Range(0, zones.Length).AsParallel().AsOrdered().Select(zone =>
        {
            IReadOnlyList<LatticePoint[]> rings = ground.ZoneRings(zone);
            return Shape(zone, null, LatticeShapes.AreaM2(rings), LatticeShapes.Placed(rings, prepared.Plane));
        }),
    ];

    private IReadOnlyList<ZoneShape> ClippedZones() =>
    [
        // Flattened one after the other, as PlaceMeasuring does.
        .. Enumerable.Range(0, zones.Length).AsParallel().AsOrdered().Select(ClippedZone).AsSequential().SelectMany(parts => parts),
    ];

    private ZoneShape[] ClippedZone(int zone) => ground.ZoneBox(zone).IsEmpty ? [] :
    [
        .. regionBoxes.Query(Box(ground.ZoneBox(zone))).Order()
            .Select(region => (region, Part: Cut(zone, region)))
            .Where(cut => !cut.Part.IsEmpty)
            .Select(cut => Shape(zone, cut.region, LatticeShapes.AreaM2(cut.Part), LatticeShapes.Placed(cut.Part, prepared.Plane))),
    ];

    /// <summary>How often a zone is held against a region.</summary>
    private int Cuts() => Enumerable.Range(0, zones.Length)
        .Where(zone => !ground.ZoneBox(zone).IsEmpty)
        .Sum(zone => regionBoxes.Query(Box(ground.ZoneBox(zone))).Count);

    private Geometry Cut(int zone, int region)
    {
        Geometry part = LatticeShapes.Overlay(zones[zone].Value, regions[region].Value, SpatialFunction.Intersection);
        Drew();
        return part;
    }

    private decimal[] Measured(ZoneSet set, CombinationTable table)
    {
        decimal[] measured = new decimal[regions.Length];
        foreach (CombinationRow row in table.Rows)
        {
            if (row.Region != CombinationTable.OutsideIndex && set.Holds(row.Classes))
                measured[row.Region] += row.AreaM2;
        }

        return measured;
    }

    private IEnumerable<GroundShape> Chosen(GroundSettings settings, ZoneSet set, decimal[] measured, IReadOnlyList<Region> named, DiagnosticLog log)
    {
        (int Region, Geometry Shape) DrawOne(int region)
        {
            Geometry shape = Ground(region, set);
            Drew();
            return (region, shape);
        }

        int[] met = [.. Enumerable.Range(0, regions.Length).Where(region => measured[region] > 0)];
        foreach ((int region, Geometry shape) in met.AsParallel().AsOrdered().Select(DrawOne).ToList())
        {
            decimal off = Math.Abs(LatticeShapes.AreaM2(shape) - measured[region]);
            if (off > 1 + (RoundingM * (decimal)((shape.Length + regions[region].Value.Length) / LatticePoint.UnitsPerMetre)))
                log.Add(DrawingFindings.DrawnOtherwise(settings, named[region], measured[region], off));
            yield return new GroundShape(settings.Name, settings.Title, region, measured[region], LatticeShapes.Placed(shape, prepared.Plane));
        }
    }

    /// <summary>The region cut apart by the covered ground of each class in turn; the parts where the set holds.</summary>
    private Geometry Ground(int region, ZoneSet set)
    {
        Geometry whole = regions[region].Value;
        ILookup<int, int> near = zoneBoxes.Query(whole.EnvelopeInternal).Order().ToLookup(ground.ClassOf);
        List<(Geometry Shape, ClassSet Classes)> parts = [(whole, default)];
        foreach (int zoneClass in set.Classes)
        {
            Geometry covered = LatticeShapes.Union(near[zoneClass].Select(zone => LatticeShapes.Overlay(zones[zone].Value, whole, SpatialFunction.Intersection)));
            if (covered.IsEmpty)
                continue;
            parts =
            [
                .. parts.SelectMany(part => new[]
                {
                    (LatticeShapes.Overlay(part.Shape, covered, SpatialFunction.Intersection), ClassSet.Of([.. part.Classes.Indices(), zoneClass])),
                    (LatticeShapes.Overlay(part.Shape, covered, SpatialFunction.Difference), part.Classes),
                }).Where(part => !part.Item1.IsEmpty),
            ];
        }

        return LatticeShapes.Union(parts.Where(part => set.Holds(part.Classes)).Select(part => part.Shape));
    }

    private void Drew() => progress(Interlocked.Increment(ref drawn) / (double)toDraw);

    private ZoneShape Shape(int zone, int? region, decimal areaM2, MultiPolygon shape) =>
        new(ground.ClassOf(zone), prepared.Inputs[prepared.Zones.Source(zone)].Path, prepared.Zones.FeatureId(zone), region, areaM2, shape);

    private static Envelope Box(LatticeBox box) => new(box.MinX, box.MaxX, box.MinY, box.MaxY);
}

using NetTopologySuite.Geometries;
using ZoneComp.Diagnostics;
using ZoneComp.Expressions;
using ZoneComp.Indicators;
using ZoneComp.Model;
using ZoneComp.Overlay;
using ZoneComp.Policy;
using ZoneComp.Preparation;

namespace ZoneComp.Outputs.Shapes;

/// <summary>Draws the ground that a policy asks for, from the rings that were measured.</summary>
internal sealed class ZoneDrawings(PreparedInput prepared, ResolvedGround ground, int threads, CancellationToken cancellation)
{
    /// <summary>A corner where borders cross is rounded to the lattice, and an edge that passes a corner led through it: by at most 0.71 mm each.</summary>
    private const decimal RoundingM = 0.00142m;

    /// <summary>Sets drawn in one walk.</summary>
    private const int SetsAtOnce = 64;

    private readonly OverlayInput rings = ground.Overlay.Ground;
    private readonly Dictionary<int, int> rows = ground.Rows.Select((region, row) => (region, row)).ToDictionary(pair => pair.region, pair => pair.row);

    public static DrawnGround Draw(PolicyFile policy, PreparedInput prepared, ResolvedGround ground, CombinationTable table, int threads, DiagnosticLog log, CancellationToken cancellation)
    {
        var drawings = new ZoneDrawings(prepared, ground, threads, cancellation);
        return new DrawnGround(
            policy.Outputs.Zones switch
            {
                ZoneDrawing.AsUsed => drawings.WholeZones(),
                ZoneDrawing.Clipped => drawings.ClippedZones(),
                _ => [],
            },
            [.. ChosenGround.Of(policy).Chunk(SetsAtOnce).SelectMany(sets => drawings.Chosen(sets, table, log))]);
    }

    private IReadOnlyList<ZoneShape> WholeZones() =>
    [
        .. Enumerable.Range(0, prepared.Zones.Count).AsParallel().AsOrdered().WithCancellation(cancellation).Select(zone => Shape(zone, null, rings.ZoneRings(zone))),
    ];

    private IReadOnlyList<ZoneShape> ClippedZones() =>
    [
        // Areas may differ by the rounding of corners; the numbers are those of the trace.
        .. Outlines(new OutlineWish((region, classes) => Counts(region, classes) ? 1UL : 0, new HashSet<int>(), ByZone: true))
            .OrderBy(outline => outline.Part).ThenBy(outline => rows[outline.Region])
            .AsParallel().AsOrdered().WithCancellation(cancellation).Select(outline => Shape(outline.Part, rows[outline.Region], outline.Rings)),
    ];

    private IEnumerable<GroundShape> Chosen((GroundSettings Settings, ZoneSet Set)[] sets, CombinationTable table, DiagnosticLog log)
    {
        var wish = new OutlineWish(Drawings, sets.SelectMany(one => one.Set.Classes).ToHashSet());
        var outlines = Outlines(wish).ToDictionary(outline => (rows[outline.Region], outline.Part), outline => outline.Rings);
        for (int number = 0; number < sets.Length; number++)
        {
            (GroundSettings settings, ZoneSet set) = sets[number];
            decimal[] measured = new decimal[ground.Rows.Count];
            foreach (CombinationRow row in table.Rows)
            {
                if (row.Region != CombinationTable.OutsideIndex && set.Holds(row.Classes))
                    measured[row.Region] += row.AreaM2;
            }

            var drawn = Enumerable.Range(0, measured.Length).Where(region => measured[region] > 0)
                .Select(region => (Region: region, Rings: outlines.GetValueOrDefault((region, number), [])))
                .AsParallel().AsOrdered().WithCancellation(cancellation)
                .Select(one => (one.Region, one.Rings, Shape: LatticeShapes.Placed(one.Rings, prepared.Plane))).ToList();
            foreach ((int region, IReadOnlyList<LatticePoint[]> rings, MultiPolygon shape) in drawn)
            {
                yield return new GroundShape(settings.Name, settings.Title, region, measured[region], shape);
                if (IsShared(ground.Rows[region]))
                    continue; // each claimant's drawing is all of what it has a part of
                decimal off = Math.Abs(LatticeShapes.AreaM2(rings) - measured[region]);
                if (off > 1 + (RoundingM * (decimal)LatticeShapes.LengthM(rings)))
                    log.Add(DrawingFindings.DrawnOtherwise(settings, table.Regions[region], measured[region], off));
            }
        }

        ulong Drawings(int region, ClassSet classes)
        {
            if (!Counts(region, classes))
                return 0;
            ulong bits = 0;
            for (int number = 0; number < sets.Length; number++)
                bits |= sets[number].Set.Holds(classes) ? 1UL << number : 0;
            return bits;
        }
    }

    private IReadOnlyList<GroundOutline> Outlines(OutlineWish wish) => [.. GroundOutlines.Of(rings, wish, new OverlayOptions(threads), cancellation).Where(outline => rows.ContainsKey(outline.Region))];

    private bool IsShared(int region) => prepared.Owners.Shares && prepared.Layout.ClaimClasses.Count > 0 && prepared.Layout.ClaimClasses[region] >= 0;

    private bool Counts(int region, ClassSet classes)
    {
        lock (rows)
            return ground.Counts(region, classes);
    }

    private ZoneShape Shape(int zone, int? region, IReadOnlyList<LatticePoint[]> shape) => new(
        rings.ClassOf(zone), prepared.Inputs[prepared.Zones.Source(zone)].Path, prepared.Zones.FeatureId(zone), region, LatticeShapes.AreaM2(shape), LatticeShapes.Placed(shape, prepared.Plane));
}

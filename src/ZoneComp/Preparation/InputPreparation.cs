using System.Globalization;
using ZoneComp.Diagnostics;
using ZoneComp.Expressions;
using ZoneComp.Indicators;
using ZoneComp.Model;
using ZoneComp.Overlay;
using ZoneComp.Policy;
using ZoneComp.Preparation.Codes;
using ZoneComp.Preparation.CoordinateSystems;
using ZoneComp.Preparation.Plane;
using ZoneComp.Reading;

namespace ZoneComp.Preparation;

/// <summary>Files in, rings on one lattice out: regions by code, zone features by class, with everything odd reported.</summary>
public static class InputPreparation
{
    /// <summary>Central meridian of the equal-area plane. The same in every run, so that runs of different years share one lattice.</summary>
    public const double CentralMeridianDeg = 105;

    /// <summary>Reads everything; null when errors leave nothing to overlay.</summary>
    public static PreparedInput? Read(PolicyFile policy, IProgress<double> progress, DiagnosticLog log, int threads = 1) => Read(policy, progress, log, threads, null);

    /// <summary>Reads everything, with the zones taken out of memory while they are read where a receiver for them is given.</summary>
    /// <param name="stored">What sort pieces read of the layers' zones, which are then not read; null to read them.</param>
    internal static PreparedInput? Read(PolicyFile policy, IProgress<double> progress, DiagnosticLog log, int threads, HandedZones? handed, StoredZones? stored = null)
    {
        AreaPlane plane = PlaneOf(policy);
        var opening = new SourceOpening(policy, plane, log);
        // Files beside the regions' and the layers' own; they come after those among the inputs, which features are told by.
        var aside = new SourceOpening(policy, plane, log);
        (IReadOnlyList<PreparedRegion> lowest, IReadOnlyList<PreparedRegion> remainders) = LevelPreparation.Read(policy, RegionPreparation.Read(policy, opening, log), aside, log);
        IReadOnlyList<PreparedRegion> all = [.. lowest, .. remainders];
        handed?.RequireRoom(new LocalText("the regions", "各区域"), all.Sum(region => region.Rings.Sum(ring => (long)ring.Length)), HandedZones.BytesPerRegionVertex);
        IReadOnlyList<Region> regions = [.. all.Select(region => region.Region)];
        IReadOnlyList<ZoneClass> classes = ExpressionScope.ZoneClasses(policy);
        IReadOnlyList<MaskFeature> mask = policy.Regions.Mask is { } only ? GroundLayers.Read(only, "regions: mask", aside, log) : [];
        RegionLayout layout = RegionBorderCheck.Plan(policy, classes.Count, lowest, remainders, plane, aside, threads, log, out Task gaps);
        layout.RequireRoom();
        var rings = new OverlayInput(layout.ClassCount) { VisibleClasses = layout.VisibleClasses };
        for (int region = 0; region < all.Count; region++)
        {
            _ = rings.AddRegion(isBackground: region >= lowest.Count);
            foreach (LatticePoint[] ring in all[region].Rings)
                rings.AddRing(ring);
        }

        LatticeBox regionBox = rings.Bounds;
        var places = new List<PlaceFeature>();
        var zones = new ZoneOrigins();
        var footprints = new SourceFootprints();
        IReadOnlyList<ZoneFile> files = ZoneFile.Of(policy);
        // Zones that only tell the regions' ground apart come after all others; where zones are handed over, they are handed over first.
        int hidden = files.Count(file => file.Source >= 0), firstOfFiles = 0;
        var order = new ZoneOrder(hidden + 1);
        if (handed is not null)
        {
            order.Begin(hidden, 0);
            rings.HandOverZones(handed.Vertices, (held, first) =>
            {
                if (order.Source != hidden)
                    footprints.Add(held, first - firstOfFiles, zones);
                handed.Receive(new HandedOver(held, order.Source, first - order.FirstZone, first));
            });
            rings.HandOverRest();
            if (handed.Expect is { } expect)
            {
                LatticeBox?[] boxes = [.. StatedBoxes.Of(files, opening), null];
                files = ZoneFile.ByPlace(files, boxes);
                expect(boxes, rings);
            }

            layout.AddZones(rings, all, mask);
            rings.HandOverRest();
            firstOfFiles = rings.ZoneCount;
            order.End(firstOfFiles);
            handed.Done?.Invoke(hidden);
        }

        ZonePreparation.Read(files, opening, rings, zones, order, plane, places, threads, handed, stored is null ? null : (file, input) => stored.Take(file, opening, input, rings, zones, footprints), progress.Report);
        if (handed is null)
        {
            footprints.Add(rings, 0, zones);
            order.Begin(hidden, rings.ZoneCount);
            layout.AddZones(rings, all, mask);
            order.End(rings.ZoneCount);
        }

        if (regions.Count > 0)
            RequireMeeting(opening.Input, footprints, places, regionBox, plane, log);
        Gcj02Suspicion.Look(rings, footprints, opening.Input, plane, log);
        int[] inputPlaces = opening.PlacesOfInputs();
        zones = zones.InOrder(order.Sources.Take(hidden).Select(part => (part.First - firstOfFiles, part.Count)), inputPlaces);
        if (!order.IsAsRead)
            rings.OrderZones(order.Sources);
        RegionCodeCheck.Look(policy.Regions, regions, log);
        IReadOnlyList<OfficialFigure>? official = OfficialAreas.Of(policy, regions, [.. all.Select(region => region.OfficialM2)], aside, log);
        IReadOnlyList<PieceFigure> pieces = GivenPieceAreas.Read(policy, regions, classes, aside, log);
        GroundOwners owners = GroundOwners.Read(policy, regions, aside, log);
        IReadOnlyList<PreparedRegionSet> sets = [.. policy.RegionSets.Select(set => new PreparedRegionSet(set, RegionPreparation.Read(set, aside, log)))];
        gaps.GetAwaiter().GetResult();
        if (log.HasErrors)
            return null;
        return new PreparedInput
        {
            Rings = rings,
            Regions = regions,
            Layout = layout,
            Owners = owners,
            OfficialAreas = official,
            Pieces = pieces,
            Classes = classes,
            Zones = zones,
            Order = order,
            Places = [.. places.Select(place => place with { Source = inputPlaces[place.Source] })],
            RegionSets = sets,
            Inputs = [.. opening.Inputs, .. aside.Inputs],
            Plane = plane,
        };
    }

    internal static AreaPlane PlaneOf(PolicyFile policy)
    {
        Crs? named = policy.Area.Crs is null ? null : NamedCrs(policy);
        switch (policy.Area.Method)
        {
            case AreaMethod.EqualArea:
                return AreaPlane.EqualArea(CentralMeridianDeg);
            case AreaMethod.Geodesic:
                return AreaPlane.EqualArea(CentralMeridianDeg, EdgeModel.Geodesic);
            case AreaMethod.Survey:
                if (named is not null)
                    _ = new SurveyArea(named); // says what is wrong with it
                return AreaPlane.EqualArea(CentralMeridianDeg, EdgeModel.Survey, named);
        }

        if (named is not null)
            return AreaPlane.Planar(named);
        SourceSettings first = policy.Regions.Sources[0];
        using IFeatureSource source = FeatureSources.Open(new SourceRequest(first.Files()[0], first.Layer, first.Encoding), new DiagnosticLog());
        string definition = first.Crs ?? source.Info.CrsDefinition ?? throw new UserErrorException(
            $"{first.Pattern}: area: planar takes the plane from the regions' CRS, and they state none; name it in the policy (area: {{method: planar, crs: ...}})",
            $"{first.Pattern}：planar 面积方法取区域图层的坐标系，但该图层未给出；请在办法中写明（area: {{method: planar, crs: ...}}）");
        return AreaPlane.Planar(Crs.Parse(definition));
    }

    private static Crs NamedCrs(PolicyFile policy)
    {
        if (Crs.TryParse(policy.Area.Crs!, out Crs? crs, out LocalText? problem))
            return crs;
        throw new UserErrorException($"area: crs: {problem.En}", $"area: crs：{problem.Zh}");
    }

    /// <summary>A layer whose box does not meet the regions has a wrong CRS or is of another province: the run stops.</summary>
    private static void RequireMeeting(
        Func<int, InputRecord> input, SourceFootprints zones, IReadOnlyList<PlaceFeature> places, LatticeBox regionBox, AreaPlane plane, DiagnosticLog log)
    {
        var boxes = new Dictionary<int, LatticeBox>();
        foreach (int source in zones.Sources)
        {
            if (!zones.BoxOf(source).IsEmpty)
                boxes[source] = zones.BoxOf(source);
        }

        foreach (PlaceFeature place in places)
            boxes[place.Source] = boxes.GetValueOrDefault(place.Source, LatticeBox.Empty).Including(place.Box());

        foreach ((int source, LatticeBox box) in boxes.OrderBy(pair => pair.Key))
        {
            if (!box.Meets(regionBox))
                log.Add(PreparationFindings.BoxesDoNotMeet(input(source).Role["layer ".Length..], input(source).Path, Shown(box, plane), Shown(regionBox, plane)) with { Place = plane.Place(new LatticePoint((box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2)) });
        }
    }

    private static string Shown(LatticeBox box, AreaPlane plane)
    {
        FindingPlace low = plane.Place(new LatticePoint(box.MinX, box.MinY)), high = plane.Place(new LatticePoint(box.MaxX, box.MaxY));
        return string.Create(CultureInfo.InvariantCulture, $"{low.X:0.####} to {high.X:0.####}, {low.Y:0.####} to {high.Y:0.####}");
    }
}

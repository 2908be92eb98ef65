using System.Globalization;

namespace ZoneComp.Preparation;

/// <summary>Files in, rings on one lattice out: regions by code, zone features by class, with everything odd reported.</summary>
public static class InputPreparation
{
    /// <summary>Central meridian of the equal-area plane. The same in every run, so that runs of different years share one
    /// lattice.</summary>
    public const double CentralMeridianDeg = 105;

    /// <summary>Reads everything; null when errors leave nothing to overlay.</summary>
    public static PreparedInput? Read(PolicyFile policy, IProgress<double> progress, DiagnosticLog log, int threads = 1) =>
        Read(policy, progress, log, threads, null);

    /// <summary>Reads everything, with the zones taken out of memory while they are read where a receiver for them is given.</summary>
    /// <param name="stored">What sort pieces read of the layers' zones, which are then not read; null to read them.</param>
    /// <param name="looksClosely">Whether zones are looked through for <see cref="VertexOnEdge"/>.</param>
    internal static PreparedInput? Read(
        PolicyFile policy, IProgress<double> progress, DiagnosticLog log, int threads, HandedZones? handed, StoredZones? stored = null,
        bool looksClosely = false)
    {
        AreaPlane plane = PlaneOf(policy);
        var share = new ReadingShare(policy, progress);
        var opening = new SourceOpening(policy, plane, log) { Share = (path, features) => share.Begin(path, isOfRegions: true, features) };
        // Files beside the regions' and the layers' own; they come after those among the inputs, which features are told by.
        var aside = new SourceOpening(policy, plane, log);
        IReadOnlyList<ZoneClass> classes = ExpressionScope.ZoneClasses(policy);
        foreach (LayerSettings layer in policy.Layers.Where(layer => layer.HasAllValues))
            log.Add(PreparationFindings.ClassesOfValues(layer));
        IReadOnlySet<string> shownAsWhole = ShownGround.Whole(classes);
        foreach (LayerSettings layer in policy.Layers.Where(layer => shownAsWhole.Contains(layer.Name)))
            log.Add(PreparationFindings.ShownAsWhole(layer));
        bool isBeside = threads > 1 && handed is null && stored is null;
        DiagnosticLog found = isBeside ? new() : log; // whether the layers' thread found errors must not show here while it runs
        var layers = new LayerReading(policy, plane, classes.Count, threads, share, found, looksClosely);
        var whole = new TaskCompletionSource<OverlayInput>();
        Task beside = isBeside ? ReadBeside(layers, whole.Task) : Task.CompletedTask;
        RegionInput ground;
        try
        {
            ground = RegionInput.Read(policy, classes.Count, plane, opening, aside, threads, handed, log);
            whole.SetResult(ground.Rings); // the layers' thread's, until it has ended
            Seam.At("regions handed over");
        }
        catch
        {
            _ = whole.TrySetCanceled();
            _ = Task.WaitAny(beside); // what it found or ran into matters no more
            throw;
        }

        RegionCodeCheck.Look(policy.Regions, ground.Regions, log);
        int before = isBeside ? 0 : ReadHere(layers, ground, handed, stored);
        beside.GetAwaiter().GetResult();
        OverlayInput rings = ground.Rings; // nobody else's from here on
        foreach (Diagnostic finding in (isBeside ? found.Sorted() : []).Concat(ground.Gaps.GetAwaiter().GetResult()))
            log.Add(finding);
        ZoneOrder order = layers.Order;
        if (handed is null)
        {
            layers.Footprints.Add(rings, 0, layers.Zones);
            order.Begin(layers.Hidden, rings.ZoneCount);
            ground.Layout.AddZones(rings, ground.All, ground.Mask);
            order.End(rings.ZoneCount);
        }

        if (ground.All.Count > 0 && ground.IsWhole)
            RequireMeeting(layers.Opening.Input, layers.Footprints, layers.Places, ground.Box, plane, log);
        Gcj02Suspicion.Look(rings, layers.Footprints, layers.Opening.Input, plane, log);
        IReadOnlyList<FeatureKey[]> alike = layers.Alike(opening.Inputs.Count);
        if (layers.Shapes.IsCut)
            log.Add(RepeatedFeatures.NotAllLookedAt(layers.Shapes.Count));
        IReadOnlyDictionary<int, ZoneFile> files = layers.FilesByInput(opening.Inputs.Count);
        IReadOnlyList<PlaceFeature> places = layers.PutInOrder(before, opening.Inputs.Count);
        if (!order.IsAsRead)
            rings.OrderZones(order.Sources);
        IReadOnlyList<OfficialFigure>? official = OfficialAreas.Of(
            policy, ground.Regions, [.. ground.All.Select(region => region.OfficialM2)], aside, log);
        IReadOnlyList<PieceFigure> pieces = GivenPieceAreas.Read(policy, ground.Regions, classes, aside, log);
        GroundOwners owners = GroundOwners.Read(policy, ground.Regions, aside, log);
        IReadOnlyList<PreparedRegionSet> sets =
        [
            .. policy.RegionSets.Select(set => new PreparedRegionSet(set, RegionPreparation.Read(set, aside, log))),
        ];
        IReadOnlyList<InputRecord> inputs = [.. opening.Inputs, .. layers.Opening.Inputs, .. aside.Inputs];
        SameContents.Look(inputs, policy.Directory, log);
        SameContents.LookAcross(layers.Files, inputs, opening, log);
        RepeatedFeatures.Look(files, places, alike, opening, plane, log);
        if (log.HasErrors)
            return null;
        return new PreparedInput
        {
            Rings = rings,
            Regions = ground.Regions,
            Layout = ground.Layout,
            Owners = owners,
            OfficialAreas = official,
            Pieces = pieces,
            Classes = classes,
            Zones = layers.Zones,
            Order = order,
            Places = places,
            RegionSets = sets,
            Inputs = inputs,
            Plane = plane,
        };
    }

    /// <summary>Reads the layers on a thread of their own, ahead of the regions as far as it may.</summary>
    private static Task ReadBeside(LayerReading layers, Task<OverlayInput> rings) => Task.Factory.StartNew(
        () =>
        {
            Seam.At("layers begun");
            layers.Begin();
            layers.Read(rings, 0, null, null);
            Seam.At("layers read");
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>Reads the layers on this thread; returns the number of zones that came before theirs.</summary>
    private static int ReadHere(LayerReading layers, RegionInput ground, HandedZones? handed, StoredZones? stored)
    {
        layers.Begin();
        OverlayInput rings = ground.Rings;
        if (handed is not null)
            BeginHandingOver(layers, ground, handed);
        int before = rings.ZoneCount;
        layers.Read(Task.FromResult(rings), before, handed, stored);
        return before;
    }

    /// <summary>Zones that only tell the regions' ground apart come after all others; where zones are handed over, they are handed over
    /// first.</summary>
    private static void BeginHandingOver(LayerReading layers, RegionInput ground, HandedZones handed)
    {
        OverlayInput rings = ground.Rings;
        ZoneOrder order = layers.Order;
        int firstOfFiles = 0;
        order.Begin(layers.Hidden, 0);
        rings.HandOverZones(handed.Vertices, (held, first) =>
        {
            if (order.Source != layers.Hidden)
                layers.Footprints.Add(held, first - firstOfFiles, layers.Zones);
            handed.Receive(new HandedOver(held, order.Source, first - order.FirstZone, first));
        });
        rings.HandOverRest();
        if (handed.Expect is { } expect)
        {
            LatticeBox?[] boxes = [.. StatedBoxes.Of(layers.Files, layers.Opening), null];
            layers.Files = ZoneFile.ByPlace(layers.Files, boxes);
            expect(boxes, rings);
        }

        ground.Layout.AddZones(rings, ground.All, ground.Mask);
        rings.HandOverRest();
        firstOfFiles = rings.ZoneCount;
        order.End(firstOfFiles);
        handed.Done?.Invoke(layers.Hidden);
    }

    internal static AreaPlane PlaneOf(PolicyFile policy)
    {
        AreaPlane plane = MethodOf(policy);
        return plane.Branch is null ? plane : plane.From(RegionTurn.Start(policy));
    }

    private static AreaPlane MethodOf(PolicyFile policy)
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
        using IFeatureSource source = FeatureSources.Open(
            new SourceRequest(SourceFiles.Of([first])[0].File, first.Layer, first.Encoding, first.Node.Document.Folders.IsConfined),
            new DiagnosticLog());
        string definition = first.Crs ?? source.Info.CrsDefinition ?? throw new UserErrorException(
            $"{first.Pattern}: area: planar takes the plane from the regions' CRS, and they state none; name it in the policy (area: "
                + $"{{method: planar, crs: ...}})",
            $"{first.Pattern}：planar 面积方法取区域图层的坐标系，但该图层未给出；请在测算方案中写明（area: {{method: planar, crs: ...}}）");
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
        Func<int, InputRecord> input, SourceFootprints zones, IReadOnlyList<PlaceFeature> places, LatticeBox regionBox, AreaPlane plane,
        DiagnosticLog log)
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
                log.Add(
                    PreparationFindings.BoxesDoNotMeet(
                        input(source).Role["layer ".Length..],
                        input(source).Path,
                        Shown(box, plane),
                        Shown(regionBox, plane)) with
                    {
                        Place = plane.Place(new LatticePoint((box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2)),
                    });
        }
    }

    private static string Shown(LatticeBox box, AreaPlane plane)
    {
        FindingPlace low = plane.Place(new LatticePoint(box.MinX, box.MinY)), high = plane.Place(new LatticePoint(box.MaxX, box.MaxY));
        return string.Create(CultureInfo.InvariantCulture, $"{low.X:0.####} to {high.X:0.####}, {low.Y:0.####} to {high.Y:0.####}");
    }
}

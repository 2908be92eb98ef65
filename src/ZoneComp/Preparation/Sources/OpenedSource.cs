using System.Runtime.InteropServices;

namespace ZoneComp.Preparation.Sources;

/// <summary>What becomes of rings beyond the run's turn of longitudes.</summary>
internal enum RingPlacing
{
    /// <summary>They are moved into it, and cut at its ends.</summary>
    InTurn,

    /// <summary>They are moved into it; one that would have to be cut is an error.</summary>
    Whole,

    /// <summary>They are left for the caller to place.</summary>
    AsGiven,
}

/// <summary>One file of a layer, open, with its way onto the lattice; closing it holds its numbers against its CRS.</summary>
internal sealed class OpenedSource : IDisposable
{
    private readonly SourceOpening opening;
    private readonly Func<LatticeProjector> newProjector;
    private readonly LatticeProjector projector;
    private readonly Crs crs;
    private readonly SourceSettings settings;
    private readonly PlacedFindings findings;
    private readonly string role;
    private readonly string steps;
    private readonly InputStamps stamps;
    private readonly ReadingShare.FilePart? share;
    private readonly List<LatticePoint> ring = [];
    private readonly RingTouch touching = new();
    private long cleanedCodes;
    private bool isLeft;
    private (string Found, string Taken)? firstCleaned;

    public OpenedSource(
        SourceOpening opening, string role, string policyLayer, SourceSettings settings, string file, IFeatureSource source, Crs crs,
        Func<LatticeProjector> newProjector, AreaPlane plane, PlacedFindings findings, string steps, int inputIndex)
    {
        this.opening = opening;
        this.role = role;
        this.settings = settings;
        this.crs = crs;
        this.newProjector = newProjector;
        projector = newProjector();
        Plane = plane;
        this.findings = findings;
        LatticeProjector places = newProjector();
        findings.KnowCrs(at => SourceOpening.PlaceOn(plane, places, at));
        this.steps = steps;
        PolicyLayer = policyLayer;
        Source = source;
        stamps = new InputStamps(source.Info.Files);
        share = opening.Share?.Invoke(file, source.Info.FeatureCount);
        Name = opening.RelativePath(file);
        InputIndex = inputIndex;
    }

    public IFeatureSource Source { get; }

    public LayerInfo Layer => Source.Info;

    /// <summary>Name of the layer in the policy.</summary>
    public string PolicyLayer { get; }

    /// <summary>Path relative to the policy.</summary>
    public string Name { get; }

    /// <summary>The run's plane.</summary>
    public AreaPlane Plane { get; }

    public bool LooksClosely => opening.LooksClosely;

    /// <summary>Index among the run's inputs.</summary>
    public int InputIndex { get; }

    public string Subject(long feature) => FormattableString.Invariant($"{Name}#{feature}");

    /// <summary>What was counted so far.</summary>
    public SourceTally Tally { get; } = new();

    public void CountRow()
    {
        Tally.Rows++;
        share?.CountRow();
    }

    /// <summary>Has the files' digests made on another thread while they are read.</summary>
    public void BeginDigests() => stamps.BeginDigests();

    /// <summary>A projector for another thread.</summary>
    public LatticeProjector NewProjector() => newProjector();

    /// <summary>Takes note of what taking and projecting a batch found, in the order of reading.</summary>
    public void Took(ZoneBatch batch)
    {
        Tally.Extend(batch.Extent);
        Tally.Taken += batch.TakenCount;
        foreach ((LeftPolygon polygon, TakenPolygon found) in batch.Faults)
        {
            batch.File!.Note(polygon, found);
            if (found.Fault == PolygonFault.Unusable)
                Tally.WithoutGeometry = Tally.WithoutGeometry.AndAnywhere(new FoundTimes(1, polygon.FeatureId, LayerPoint.None));
        }

        foreach ((long feature, LayerPoint at) in batch.Touches)
            Report(PreparationFindings.RingTouchesItself(this, feature), at);
        foreach ((long feature, LayerPoint at) in batch.FlatRings)
            Report(PreparationFindings.RingFlat(this, feature), at);
        foreach ((long feature, CoordinateProblem problem, FindingPlace? place) in batch.Problems)
            Report(CrsCheck.BadCoordinate(problem, Subject(feature)) with { Place = place }, LayerPoint.None);
    }

    /// <summary>A code as text without what programs add to it; what was taken off becomes one finding when the file closes. Null for
    /// nothing.</summary>
    public string? Code(object? value)
    {
        if (AttributeText.Of(value) is not { } text)
            return null;
        string plain = CodeText.Plain(text);
        if (plain != text)
        {
            firstCleaned ??= (text, plain);
            cleanedCodes++;
        }

        return plain.Length == 0 ? null : plain;
    }

    /// <summary>Passes on a finding as it is, which has its place or none.</summary>
    public void Pass(Diagnostic finding) => findings.Pass(finding);

    /// <summary>Takes out the findings that wait for the file to close.</summary>
    public IReadOnlyList<Diagnostic> TakeWaiting() => findings.TakeWaiting();

    /// <summary>Takes the digests of the files that were read.</summary>
    /// <param name="files">With paths relative to the policy.</param>
    public void Know(IReadOnlyList<FileRecord> files) =>
        stamps.Know(Layer.Files.Zip(files, (path, record) => (path, record))
            .ToDictionary(pair => pair.path, pair => pair.record, StringComparer.Ordinal));

    /// <summary>Ends the reading where somebody else says what was found in the whole file: gives the files' stamps; closing says nothing
    /// then.</summary>
    public IReadOnlyList<FileStamp> Leave(bool withDigests)
    {
        isLeft = true;
        return [.. Layer.Files.Select(path => stamps.Stamp(path, opening.RelativePath(path), withDigests))];
    }

    /// <summary>Reports a finding about the file as a whole, or one that has its place.</summary>
    public void Report(Diagnostic finding) => findings.Add(finding);

    /// <summary>Reports a finding about a feature.</summary>
    /// <param name="at">One of its coordinates.</param>
    public void Report(Diagnostic finding, LayerPoint at) => findings.Add(finding, at);

    /// <summary>Where the first point of a ring lies on the map; null without one.</summary>
    public FindingPlace? PlaceOf(IReadOnlyList<LatticePoint[]> rings) =>
        rings.FirstOrDefault(each => each.Length > 0) is { } first ? Plane.Place(first[0]) : null;

    /// <summary>The source's own filter and further ones of its layer.</summary>
    public SourceFilter Filter(PolicyErrors errors, params PolicyNode?[] further) =>
        new(Layer, [.. further.Append(settings.Where).OfType<PolicyNode>()], errors);

    /// <summary>Brings a feature's rings (lines, points) to the lattice; points that cannot be brought there are findings, and their ring
    /// is left out.</summary>
    /// <param name="placing">What becomes of rings beyond the run's turn of longitudes.</param>
    /// <returns>Whether all of them could be brought there.</returns>
    public bool ForEachRing(long feature, FeatureShape shape, RingReceiver receive, RingPlacing placing = RingPlacing.InTurn)
    {
        bool isRing = shape.Kind == GeometryKind.Polygon, touches = false, flat = false;
        CoordinateProblem? problem = null;
        projector.BeginFeature();
        for (int part = 0; part < shape.PartCount; part++)
        {
            ReadOnlySpan<double> coordinates = shape.Part(part);
            if (isRing && !touches && touching.Find(coordinates, withEdges: true) is >= 0 and int at)
            {
                touches = true;
                Report(PreparationFindings.RingTouchesItself(this, feature), new LayerPoint(coordinates[at], coordinates[at + 1]));
            }

            if (isRing && !flat && !coordinates.IsEmpty && RingTouch.IsFlat(coordinates))
            {
                flat = true;
                Report(PreparationFindings.RingFlat(this, feature), new LayerPoint(coordinates[0], coordinates[1]));
            }

            Tally.Extend(LayerExtent.Of(coordinates));
            ring.Clear();
            if (projector.Project(coordinates, ring, part, isRing) is { } found)
                problem ??= found;
            else if (placing == RingPlacing.AsGiven || Plane.Branch is not { } turn)
                receive(CollectionsMarshal.AsSpan(ring));
            else if (placing == RingPlacing.Whole && !turn.HoldsWhole(CollectionsMarshal.AsSpan(ring)))
                problem ??= new CoordinateProblem(CoordinateProblemKind.AcrossTheEnds, part, 0, coordinates[0], coordinates[1]);
            else
                turn.Place(CollectionsMarshal.AsSpan(ring), isRing, receive);
        }

        if (problem is { } first)
            Report(
                CrsCheck.BadCoordinate(first, Subject(feature)) with { Place = projector.FirstPlace(shape.Coordinates, Plane) },
                LayerPoint.None);
        return problem is null;
    }

    public void Dispose()
    {
        if (isLeft)
        {
            Source.Dispose();
            return;
        }

        share?.End();
        LayerExtent? extent = Tally.Extent;
        foreach (Diagnostic finding in CrsCheck.Examine(crs, extent, Name))
            Report(finding);
        if (firstCleaned is { } cleaned)
            Report(PreparationFindings.CodesCleaned(Name, PolicyLayer, cleaned.Found, cleaned.Taken, cleanedCodes));
        opening.Record(InputIndex, new InputRecord(
            role,
            Name,
            Layer.LayerName,
            Layer.Format,
            Tally.Rows,
            Layer.Encoding,
            Layer.EncodingOrigin,
            crs.Code ?? crs.Name,
            settings.Crs is null ? Layer.CrsOrigin : "policy",
            steps,
            [.. Layer.Files.Select(path => stamps.Describe(path, opening.RelativePath(path)))]));
        findings.Close((extent ?? SourceOpening.ExtentOf(Source)) is { } box ? SourceOpening.PlaceOn(Plane, projector, box.Middle) : null);
        Source.Dispose();
    }
}

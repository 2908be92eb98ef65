namespace ZoneComp.Preparation.Sources;

/// <summary>Opens the files that the policy names, decides their CRS and datum, and keeps the record of each.</summary>
internal sealed class SourceOpening(PolicyFile policy, AreaPlane plane, DiagnosticLog log)
{
    /// <summary>What findings about the regions' own layer name as its layer.</summary>
    public const string Regions = "regions";

    /// <summary>Role of what lies around the regions, and what findings name as its layer.</summary>
    public const string Neighbours = "neighbours";

    private readonly List<InputRecord?> inputs = [];

    public DiagnosticLog Log => log;

    /// <summary>Begins to tell how much of a file was read, of so many features; null where nobody hears of it.</summary>
    public Func<string, long?, ReadingShare.FilePart>? Share { get; init; }

    /// <summary>Whether zones are looked through for <see cref="VertexOnEdge"/>, as regions always are.</summary>
    public bool LooksClosely { get; init; }

    /// <summary>Every source that was opened, in order.</summary>
    public IReadOnlyList<InputRecord> Inputs => [.. inputs.OfType<InputRecord>()];

    /// <summary>The record of a source that was opened and closed.</summary>
    public InputRecord Input(int index) => inputs[index] ?? throw new InvalidOperationException($"Input {index} was not read to its end.");

    /// <summary>By index the place among <see cref="Inputs"/>; -1 where nothing could be opened.</summary>
    public int[] PlacesOfInputs()
    {
        int next = 0;
        return [.. inputs.Select(input => input is null ? -1 : next++)];
    }

    /// <summary>Opens one file; null after an error was found that leaves nothing to read.</summary>
    /// <param name="index">Its index among the inputs where one was reserved for it.</param>
    /// <param name="open">Opens it otherwise than by its file.</param>
    public OpenedSource? Open(
        string role,
        string policyLayer,
        SourceSettings settings,
        string file,
        int? index = null,
        Func<SourceRequest, DiagnosticLog, IFeatureSource>? open = null)
    {
        string name = RelativePath(file);
        var findings = new PlacedFindings(log.About(policyLayer));
        IFeatureSource source = (open ?? FeatureSources.Open)(
            new SourceRequest(file, settings.Layer, settings.Encoding, settings.Node.Document.Folders.IsConfined),
            findings.Log);
        RequireAllowed(settings, source);
        Crs? crs = DecideCrs(settings, source, name, findings);
        DatumStep? step = crs is null ? null : DecideDatum(crs, settings, name, findings.Log);
        if (crs is null || step is null)
        {
            findings.Close(crs is null ? null : MiddleOf(source, crs, DatumStep.None));
            source.Dispose();
            return null;
        }

        if (Gcj02.IsOfWebMap([.. source.Info.Fields.Select(field => field.Name)]))
            findings.Add(CrsFindings.WebMapFields(name));
        Diagnostic? impossible = plane.PlanarCrs is { } planar && !Fits(planar, crs)
            ? PreparationFindings.OtherPlane(name, policyLayer, crs, planar)
            : plane.Edges == EdgeModel.Survey && plane.SurveyCrs is null && !SurveyArea.Takes(crs) ? CrsFindings.NoSurveyPlane(name, crs)
            : null;
        if (impossible is not null)
        {
            findings.Add(impossible);
            findings.Close(plane.PlanarCrs is null && plane.Edges != EdgeModel.Survey ? MiddleOf(source, crs, step) : null);
            source.Dispose();
            return null;
        }

        LatticeProjector NewProjector() => LatticeProjector.Create(crs, plane, step, (double)policy.Area.ToleranceM);
        return new OpenedSource(
            this, role, policyLayer, settings, file, source, crs, NewProjector, plane, findings, Steps(crs, step), index ?? Reserve(1));
    }

    /// <summary>The box on the lattice that a file states of itself, with room to spare; null where it states none, or where that would
    /// have to be read.</summary>
    public LatticeBox? StatedBox(SourceSettings settings, string file)
    {
        try
        {
            if (SourceFormats.Of(file) is not (SourceFormat.Shapefile or SourceFormat.GeoPackage or SourceFormat.GeoParquet))
                return null;
            using IFeatureSource source = FeatureSources.Open(
                new SourceRequest(file, settings.Layer, settings.Encoding),
                new DiagnosticLog());
            RequireAllowed(settings, source);
            if (source.Info.StatedExtent is not { } extent || Projector(settings, file, source) is not { } projector)
                return null;
            LatticeBox? box = StatedBoxes.OnLattice(extent, projector);
            return box is { } stated && plane.Branch is { } turn && (stated.MinX < turn.Low || stated.MaxX > turn.High) ? null : box;
        }
        catch (UserErrorException)
        {
            return null; // it is told when the file is read
        }
    }

    /// <summary>A file's way onto the lattice, decided as for reading it, and without a word; null where it has none.</summary>
    public LatticeProjector? Projector(SourceSettings settings, string file, IFeatureSource source)
    {
        var unheard = new PlacedFindings(new DiagnosticLog());
        return (settings.Crs ?? source.Info.CrsDefinition) is not null && DecideCrs(settings, source, file, unheard) is { } crs
            && DecideDatum(crs, settings, file, unheard.Log) is { } step
                ? LatticeProjector.Create(crs, plane, step, (double)policy.Area.ToleranceM)
                : null;
    }

    /// <summary>The parts of a layer may be links too.</summary>
    private static void RequireAllowed(SourceSettings settings, IFeatureSource source)
    {
        try
        {
            foreach (string part in source.Info.Files)
                settings.Node.Document.Folders.Require(settings.Node, part);
        }
        catch (UserErrorException)
        {
            source.Dispose();
            throw;
        }
    }

    public string RelativePath(string file) => Path.GetRelativePath(policy.Directory, file).Replace('\\', '/');

    /// <summary>Keeps places among the inputs; gives the index of the first.</summary>
    public int Reserve(int count)
    {
        inputs.AddRange(new InputRecord?[count]);
        return inputs.Count - count;
    }

    public void Record(int index, InputRecord record) => inputs[index] = record;

    private static Crs? DecideCrs(SourceSettings settings, IFeatureSource source, string name, PlacedFindings findings)
    {
        string? definition = settings.Crs ?? source.Info.CrsDefinition;
        if (definition is null)
        {
            findings.Add(CrsCheck.Missing(ExtentOf(source), name));
            return null;
        }

        if (Crs.TryParse(definition, out Crs? crs, out LocalText? problem))
            return crs;
        findings.Add(CrsCheck.Unreadable(problem, name));
        return null;
    }

    private DatumStep? DecideDatum(Crs crs, SourceSettings settings, string name, DiagnosticLog findings)
    {
        if (plane.PlanarCrs is { } planar && (policy.Area.Crs is null || planar.HasSameCoordinatesAs(crs)))
            return DatumStep.None;
        return DatumStep.Decide(crs, Statement(settings.Datum), name, findings);
    }

    /// <summary>Whether a layer can be brought into the plane of a planar run: where the policy names the plane, through longitude and
    /// latitude of CGCS2000.</summary>
    private bool Fits(Crs planar, Crs crs) =>
        planar.HasSameFormulaAs(crs)
        || (policy.Area.Crs is not null && planar.Datum is DatumFamily.Cgcs2000 or DatumFamily.Wgs84 or DatumFamily.Geocentric);

    private static DatumStatement? Statement(DatumSettings? datum) => datum switch
    {
        null => null,
        { AssumeCgcs2000Because: { } reason } => new DatumStatement(null, reason),
        { DefinitionBecause: { } reason } => new DatumStatement(null, null) { DefinitionBecause = reason },
        _ => new DatumStatement(
            new GeocentricShift(
                (double)datum.ShiftM[0],
                (double)datum.ShiftM[1],
                (double)datum.ShiftM[2],
                (double)datum.RotationArcsec[0],
                (double)datum.RotationArcsec[1],
                (double)datum.RotationArcsec[2],
                (double)datum.ScalePpm,
                datum.IsPositionVector ? RotationConvention.PositionVector : RotationConvention.CoordinateFrame),
            null),
    };

    private static string Steps(Crs crs, DatumStep step) =>
        (crs.IsGeographic ? "longitude and latitude" : "inverse projection to longitude and latitude")
        + (step.Shift is null
            ? crs.Datum == DatumFamily.Cgcs2000 ? "" : $"; {crs.DatumName} taken as CGCS2000"
            : step.IsOfDefinition ? "; transformation to CGCS2000 by the parameters of the layer's own definition"
            : "; seven-parameter transformation to CGCS2000 from the policy")
        + "; plane of areas";

    /// <summary>Middle of the file's coordinates on the map of findings; null where it has none there.</summary>
    private FindingPlace? MiddleOf(IFeatureSource source, Crs crs, DatumStep step) =>
        ExtentOf(source) is { } extent ? PlaceOn(plane, LatticeProjector.Create(crs, plane, step), extent.Middle) : null;

    /// <summary>The map's place of a coordinate; null where it cannot be brought there.</summary>
    internal static FindingPlace? PlaceOn(AreaPlane plane, LatticeProjector projector, LayerPoint at)
    {
        var points = new List<LatticePoint>();
        projector.BeginFeature();
        return projector.Project([at.X, at.Y], points, isRing: false) is null ? plane.Place(points[0]) : null;
    }

    /// <summary>Box of all coordinates, to say what a layer without CRS looks like.</summary>
    internal static LayerExtent? ExtentOf(IFeatureSource source)
    {
        LayerExtent? extent = null;
        using IFeatureCursor cursor = source.Read([]);
        while (cursor.MoveNext())
        {
            Span<double> coordinates = cursor.Shape.Coordinates;
            for (int at = 0; at + 1 < coordinates.Length; at += 2)
            {
                double x = coordinates[at], y = coordinates[at + 1];
                extent = extent is { } box
                    ? new LayerExtent(Math.Min(box.MinX, x), Math.Min(box.MinY, y), Math.Max(box.MaxX, x), Math.Max(box.MaxY, y))
                    : new LayerExtent(x, y, x, y);
            }
        }

        return extent;
    }
}

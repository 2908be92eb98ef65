using ZoneComp.Diagnostics;
using ZoneComp.Model;
using ZoneComp.Policy;
using ZoneComp.Preparation.CoordinateSystems;
using ZoneComp.Preparation.Plane;
using ZoneComp.Reading;

namespace ZoneComp.Preparation;

/// <summary>Opens the files that the policy names, decides their CRS and datum, and keeps the record of each.</summary>
internal sealed class SourceOpening(PolicyFile policy, AreaPlane plane, DiagnosticLog log)
{
    /// <summary>What findings about the regions' own layer name as its layer.</summary>
    public const string Regions = "regions";

    private readonly List<InputRecord?> inputs = [];

    public DiagnosticLog Log => log;

    /// <summary>Every source that was opened, in order.</summary>
    public IReadOnlyList<InputRecord> Inputs => [.. inputs.OfType<InputRecord>()];

    /// <summary>Opens one file; null after an error was found that leaves nothing to read.</summary>
    public OpenedSource? Open(string role, string policyLayer, SourceSettings settings, string file)
    {
        string name = RelativePath(file);
        IFeatureSource source = FeatureSources.Open(new SourceRequest(file, settings.Layer, settings.Encoding), log.About(policyLayer));
        RequireAllowed(settings, source);
        Crs? crs = DecideCrs(settings, source, name, policyLayer);
        DatumStep? step = crs is null ? null : DecideDatum(crs, settings, name, policyLayer);
        if (crs is null || step is null)
        {
            source.Dispose();
            return null;
        }

        Diagnostic? impossible = plane.PlanarCrs is { } planar && !Fits(planar, crs) ? PreparationFindings.OtherPlane(name, policyLayer, crs, planar)
            : plane.Edges == EdgeModel.Survey && plane.SurveyCrs is null && !SurveyArea.Takes(crs) ? CrsFindings.NoSurveyPlane(name, crs)
            : null;
        if (impossible is not null)
        {
            source.Dispose();
            log.Add(impossible with { Layer = policyLayer });
            return null;
        }

        LatticeProjector NewProjector() => LatticeProjector.Create(crs, plane, step, (double)policy.Area.ToleranceM);
        return new OpenedSource(this, role, policyLayer, settings, file, source, crs, NewProjector, Steps(crs, step));
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

    public int NextInput()
    {
        inputs.Add(null);
        return inputs.Count - 1;
    }

    public void Record(int index, InputRecord record) => inputs[index] = record;

    private Crs? DecideCrs(SourceSettings settings, IFeatureSource source, string name, string policyLayer)
    {
        string? definition = settings.Crs ?? source.Info.CrsDefinition;
        if (definition is null)
        {
            log.Add(CrsCheck.Missing(ExtentOf(source), name) with { Layer = policyLayer });
            return null;
        }

        if (Crs.TryParse(definition, out Crs? crs, out LocalText? problem))
            return crs;
        log.Add(CrsCheck.Unreadable(problem, name) with { Layer = policyLayer });
        return null;
    }

    private DatumStep? DecideDatum(Crs crs, SourceSettings settings, string name, string policyLayer)
    {
        if (plane.PlanarCrs is { } planar && (policy.Area.Crs is null || planar.HasSameCoordinatesAs(crs)))
            return DatumStep.None;
        return DatumStep.Decide(crs, Statement(settings.Datum), name, log.About(policyLayer));
    }

    /// <summary>Whether a layer can be brought into the plane of a planar run: where the policy names the plane, through longitude and latitude of CGCS2000.</summary>
    private bool Fits(Crs planar, Crs crs) =>
        planar.HasSameFormulaAs(crs) || (policy.Area.Crs is not null && planar.Datum is DatumFamily.Cgcs2000 or DatumFamily.Wgs84 or DatumFamily.Geocentric);

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

    /// <summary>Box of all coordinates, to say what a layer without CRS looks like.</summary>
    private static LayerExtent? ExtentOf(IFeatureSource source)
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

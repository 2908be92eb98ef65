using ProjNet.CoordinateSystems;
using ProjNet.CoordinateSystems.Transformations;

namespace ZoneComp.CoordinateSystems.Projections;

/// <summary>Lambert conformal conic and Mercator through ProjNET, whose series agree with PROJ to 0.01 mm there.</summary>
/// <remarks>ProjNET computes about meridian 0 in metres without offsets; meridian, offsets, scale and unit are applied here, so that its
/// own parsing and wrapping decide nothing.</remarks>
internal sealed class ProjNetProjection : Projection
{
    private readonly MathTransform forward;
    private readonly MathTransform inverse;
    private readonly Crs crs;
    private readonly double scale;

    public ProjNetProjection(Crs crs)
    {
        this.crs = crs;
        Ellipsoid figure = crs.Ellipsoid;
        var factory = new CoordinateSystemFactory();
        var ellipsoid = figure.InverseFlattening == 0
            ? factory.CreateEllipsoid("sphere", figure.SemiMajorM, figure.SemiMajorM, LinearUnit.Metre)
            : factory.CreateFlattenedSphere("ellipsoid", figure.SemiMajorM, figure.InverseFlattening, LinearUnit.Metre);
        var datum = factory.CreateHorizontalDatum("datum", DatumType.HD_Geocentric, ellipsoid, null);
        var geographic = factory.CreateGeographicCoordinateSystem(
            "geographic", AngularUnit.Degrees, datum, PrimeMeridian.Greenwich,
            new AxisInfo("Lon", AxisOrientationEnum.East), new AxisInfo("Lat", AxisOrientationEnum.North));
        (string method, List<ProjectionParameter> parameters, scale) = Describe(crs);
        parameters.Add(new("false_easting", 0));
        parameters.Add(new("false_northing", 0));
        var projection = factory.CreateProjection("projection", method, parameters);
        var projected = factory.CreateProjectedCoordinateSystem(
            "projected", geographic, projection, LinearUnit.Metre,
            new AxisInfo("East", AxisOrientationEnum.East), new AxisInfo("North", AxisOrientationEnum.North));
        var transformations = new CoordinateTransformationFactory();
        forward = transformations.CreateFromCoordinateSystems(geographic, projected).MathTransform;
        inverse = transformations.CreateFromCoordinateSystems(projected, geographic).MathTransform;
    }

    public override bool Inverse(double x, double y, out double longitudeDeg, out double latitudeDeg)
    {
        double east = ((x * crs.LinearUnitM) - crs.FalseEastingM) / scale;
        double north = ((y * crs.LinearUnitM) - crs.FalseNorthingM) / scale;
        if (!double.IsFinite(east) || !double.IsFinite(north) || !Try(inverse, east, north, out longitudeDeg, out latitudeDeg))
        {
            longitudeDeg = latitudeDeg = double.NaN;
            return false;
        }

        longitudeDeg += crs.CentralMeridianDeg + crs.PrimeMeridianDeg;
        return Math.Abs(latitudeDeg) <= 90;
    }

    public override bool Forward(double longitudeDeg, double latitudeDeg, out double x, out double y)
    {
        if (!Try(forward, longitudeDeg - crs.CentralMeridianDeg - crs.PrimeMeridianDeg, latitudeDeg, out double east, out double north))
        {
            x = y = double.NaN;
            return false;
        }

        x = ((east * scale) + crs.FalseEastingM) / crs.LinearUnitM;
        y = ((north * scale) + crs.FalseNorthingM) / crs.LinearUnitM;
        return true;
    }

    private static bool Try(MathTransform transform, double x, double y, out double first, out double second)
    {
        try
        {
            (first, second) = transform.Transform(x, y);
            return double.IsFinite(first) && double.IsFinite(second);
        }
        catch (ArgumentException) // how ProjNET says that its iteration did not converge
        {
            first = second = double.NaN;
            return false;
        }
    }

    private static (string Method, List<ProjectionParameter> Parameters, double Scale) Describe(Crs crs)
    {
        switch (crs.Method)
        {
            case ProjectionMethod.LambertConformal2:
                return (
                    "lambert_conformal_conic_2sp",
                    [
                        new("latitude_of_origin", crs.LatitudeOfOriginDeg),
                        new("central_meridian", 0),
                        new("standard_parallel_1", crs.StandardParallel1Deg),
                        new("standard_parallel_2", crs.StandardParallel2Deg),
                    ],
                    crs.ScaleFactor);
            case ProjectionMethod.LambertConformal1:
                return (
                    "lambert_conformal_conic_2sp",
                    [
                        new("latitude_of_origin", crs.LatitudeOfOriginDeg),
                        new("central_meridian", 0),
                        new("standard_parallel_1", crs.StandardParallel1Deg),
                        new("standard_parallel_2", crs.StandardParallel1Deg),
                    ],
                    crs.ScaleFactor);
            case ProjectionMethod.Mercator:
                (double sin, double cos) = Math.SinCos(crs.StandardParallel1Deg * (Math.PI / 180));
                double k0 = cos / Math.Sqrt(1 - (crs.Ellipsoid.EccentricitySquared * sin * sin));
                return (
                    "mercator_1sp",
                    [new("latitude_of_origin", 0), new("central_meridian", 0), new("scale_factor", 1)],
                    crs.ScaleFactor * k0);
            default:
                throw new ArgumentException($"{crs.Method} does not go through ProjNET.", nameof(crs));
        }
    }
}

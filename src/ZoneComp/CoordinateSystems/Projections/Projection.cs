namespace ZoneComp.CoordinateSystems.Projections;

/// <summary>Coordinates of one CRS to and from longitude and latitude on that CRS's own datum, degrees, Greenwich.</summary>
/// <remarks>Immutable and free of allocation per point; any number of threads. Longitudes are not wrapped: a point west of -180 stays
/// there.</remarks>
public abstract class Projection
{
    /// <summary>False where the point lies outside what the formula can turn back; the results are then meaningless.</summary>
    public abstract bool Inverse(double x, double y, out double longitudeDeg, out double latitudeDeg);

    public abstract bool Forward(double longitudeDeg, double latitudeDeg, out double x, out double y);

    public static Projection Of(Crs crs) => crs.Method switch
    {
        ProjectionMethod.None => new Geographic(crs),
        ProjectionMethod.TransverseMercator => new TransverseMercator(crs),
        ProjectionMethod.Albers => new AlbersEqualArea(crs),
        ProjectionMethod.WebMercator => new WebMercator(crs),
        ProjectionMethod.CylindricalEqualArea => new CylindricalEqualArea(crs),
        ProjectionMethod.LambertAzimuthalEqualArea => new LambertAzimuthalEqualArea(crs),
        _ => new ProjNetProjection(crs),
    };

    private sealed class Geographic(Crs crs) : Projection
    {
        public override bool Inverse(double x, double y, out double longitudeDeg, out double latitudeDeg)
        {
            longitudeDeg = (x * crs.AngularUnitDeg) + crs.PrimeMeridianDeg;
            latitudeDeg = y * crs.AngularUnitDeg;
            return Math.Abs(latitudeDeg) <= 90 && double.IsFinite(longitudeDeg);
        }

        public override bool Forward(double longitudeDeg, double latitudeDeg, out double x, out double y)
        {
            x = (longitudeDeg - crs.PrimeMeridianDeg) / crs.AngularUnitDeg;
            y = latitudeDeg / crs.AngularUnitDeg;
            return Math.Abs(latitudeDeg) <= 90 && double.IsFinite(longitudeDeg);
        }
    }
}

namespace ZoneComp.CoordinateSystems.Projections;

/// <summary>Pseudo-Mercator: spherical Mercator of radius a applied to ellipsoidal latitudes (IOGP Guidance Note 7-2, method
/// 1024).</summary>
internal sealed class WebMercator(Crs crs) : Projection
{
    private readonly double radius = crs.Ellipsoid.SemiMajorM * crs.ScaleFactor / crs.LinearUnitM;
    private readonly double falseEasting = crs.FalseEastingM / crs.LinearUnitM;
    private readonly double falseNorthing = crs.FalseNorthingM / crs.LinearUnitM;
    private readonly double meridianDeg = crs.CentralMeridianDeg + crs.PrimeMeridianDeg;

    public override bool Inverse(double x, double y, out double longitudeDeg, out double latitudeDeg)
    {
        longitudeDeg = meridianDeg + ((x - falseEasting) / radius * (180 / Math.PI));
        latitudeDeg = Math.Atan(Math.Sinh((y - falseNorthing) / radius)) * (180 / Math.PI);
        return double.IsFinite(longitudeDeg) && !double.IsNaN(latitudeDeg);
    }

    public override bool Forward(double longitudeDeg, double latitudeDeg, out double x, out double y)
    {
        x = falseEasting + ((longitudeDeg - meridianDeg) * (Math.PI / 180) * radius);
        y = falseNorthing + (Math.Asinh(Math.Tan(latitudeDeg * (Math.PI / 180))) * radius);
        return Math.Abs(latitudeDeg) < 90;
    }
}

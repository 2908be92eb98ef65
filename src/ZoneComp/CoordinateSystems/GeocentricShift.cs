namespace ZoneComp.CoordinateSystems;

/// <summary>Which way the rotations of a seven-parameter transformation are meant: the two differ in the signs of all three.</summary>
public enum RotationConvention
{
    /// <summary>Position vector (EPSG 9606; Bursa-Wolf; TOWGS84; usual in Europe).</summary>
    PositionVector,

    /// <summary>Coordinate frame (EPSG 9607; usual in Chinese and American software).</summary>
    CoordinateFrame,
}

/// <summary>Seven-parameter Helmert transformation from a layer's datum to CGCS2000 through X, Y, Z; rotations zero: the three-parameter
/// one that Molodensky's formulas approximate.</summary>
/// <param name="DxM">Translation, metres.</param>
/// <param name="RxSec">Rotation, arc-seconds.</param>
/// <param name="ScalePpm">Scale change, parts per million.</param>
public sealed record GeocentricShift(
    double DxM, double DyM, double DzM, double RxSec = 0, double RySec = 0, double RzSec = 0, double ScalePpm = 0,
    RotationConvention Convention = RotationConvention.PositionVector)
{
    /// <summary>False for the zeros that programs write where they know nothing.</summary>
    public bool SaysSomething => DxM != 0 || DyM != 0 || DzM != 0 || RxSec != 0 || RySec != 0 || RzSec != 0 || ScalePpm != 0;

    public override string ToString() =>
        FormattableString.Invariant(
            $"dX {DxM} m, dY {DyM} m, dZ {DzM} m, rX {RxSec}\", rY {RySec}\", rZ {RzSec}\", {ScalePpm} ppm, {Convention}");
}

/// <summary>A <see cref="GeocentricShift"/> between two ellipsoids, ready for points; ellipsoidal heights are taken as 0 and
/// dropped.</summary>
/// <remarks>Source: IOGP Guidance Note 7-2, methods 9602, 9606 and 9607; latitude by B. R. Bowring 1976, repeated to the last
/// bit.</remarks>
internal sealed class GeographicShift
{
    private readonly double a1, e1, a2, e2, b2;
    private readonly double dx, dy, dz, rx, ry, rz, m;

    public GeographicShift(Ellipsoid from, GeocentricShift shift, Ellipsoid to)
    {
        (a1, e1) = (from.SemiMajorM, from.EccentricitySquared);
        (a2, e2, b2) = (to.SemiMajorM, to.EccentricitySquared, to.SemiMinorM);
        (dx, dy, dz) = (shift.DxM, shift.DyM, shift.DzM);
        double radians = Math.PI / (180 * 3600) * (shift.Convention == RotationConvention.PositionVector ? 1 : -1);
        (rx, ry, rz) = (shift.RxSec * radians, shift.RySec * radians, shift.RzSec * radians);
        m = 1 + (shift.ScalePpm * 1e-6);
    }

    public void Apply(ref double longitudeDeg, ref double latitudeDeg)
    {
        (double sin, double cos) = Math.SinCos(latitudeDeg * (Math.PI / 180));
        (double sinLon, double cosLon) = Math.SinCos(longitudeDeg * (Math.PI / 180));
        double n = a1 / Math.Sqrt(1 - (e1 * sin * sin));
        double x = n * cos * cosLon, y = n * cos * sinLon, z = n * (1 - e1) * sin;
        double xx = (m * (x - (rz * y) + (ry * z))) + dx;
        double yy = (m * ((rz * x) + y - (rx * z))) + dy;
        double zz = (m * ((-ry * x) + (rx * y) + z)) + dz;
        double p = Math.Sqrt((xx * xx) + (yy * yy));
        double tanBeta = zz * a2 / (p * b2), tanPhi = 0;
        for (int step = 0; step < 3; step++)
        {
            double beta = Math.Atan(tanBeta);
            (double sinBeta, double cosBeta) = Math.SinCos(beta);
            tanPhi = (zz + (e2 / (1 - e2) * b2 * sinBeta * sinBeta * sinBeta)) / (p - (e2 * a2 * cosBeta * cosBeta * cosBeta));
            tanBeta = b2 / a2 * tanPhi;
        }

        // Longitude changes by less than half a turn, so it keeps the turn it was given in.
        double longitude = Math.Atan2(yy, xx) * (180 / Math.PI);
        longitudeDeg = longitude + (360 * Math.Round((longitudeDeg - longitude) / 360));
        latitudeDeg = Math.Atan(tanPhi) * (180 / Math.PI);
    }
}

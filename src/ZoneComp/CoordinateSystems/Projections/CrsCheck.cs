using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.CoordinateSystems.Projections;

/// <summary>A layer's box in its own units.</summary>
public readonly record struct LayerExtent(double MinX, double MinY, double MaxX, double MaxY)
{
    /// <summary>Box of coordinates, x and y in turn; null without any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static LayerExtent? Of(ReadOnlySpan<double> coordinates)
    {
        // Four points a round, so that no step waits for the one before.
        Vector256<double> leastOfTwo = Vector256.Create(double.PositiveInfinity),
            greatestOfTwo = Vector256.Create(double.NegativeInfinity),
            leastOther = leastOfTwo,
            greatestOther = greatestOfTwo;
        ref double first = ref MemoryMarshal.GetReference(coordinates);
        int at = 0;
        for (; at + 8 <= coordinates.Length; at += 8)
        {
            Vector256<double> two = Vector256.LoadUnsafe(ref first, (nuint)at), other = Vector256.LoadUnsafe(ref first, (nuint)(at + 4));
            leastOfTwo = Vector256.Min(leastOfTwo, two);
            greatestOfTwo = Vector256.Max(greatestOfTwo, two);
            leastOther = Vector256.Min(leastOther, other);
            greatestOther = Vector256.Max(greatestOther, other);
        }

        (leastOfTwo, greatestOfTwo) = (Vector256.Min(leastOfTwo, leastOther), Vector256.Max(greatestOfTwo, greatestOther));
        Vector128<double> least = Vector128.Min(leastOfTwo.GetLower(), leastOfTwo.GetUpper()),
            greatest = Vector128.Max(greatestOfTwo.GetLower(), greatestOfTwo.GetUpper());
        for (; at + 1 < coordinates.Length; at += 2)
        {
            Vector128<double> point = Vector128.LoadUnsafe(ref first, (nuint)at);
            least = Vector128.Min(least, point);
            greatest = Vector128.Max(greatest, point);
        }

        double minX = least[0], minY = least[1], maxX = greatest[0], maxY = greatest[1];
        return minX <= maxX ? new LayerExtent(minX, minY, maxX, maxY) : null;
    }

    /// <summary>The box of two boxes.</summary>
    internal static LayerExtent? Around(LayerExtent? one, LayerExtent? other) => one is { } first && other is { } second
        ? new LayerExtent(
            Math.Min(first.MinX, second.MinX),
            Math.Min(first.MinY, second.MinY),
            Math.Max(first.MaxX, second.MaxX),
            Math.Max(first.MaxY, second.MaxY))
        : one ?? other;

    internal LayerPoint Middle => new((MinX + MaxX) / 2, (MinY + MaxY) / 2);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"x {MinX:0.####} to {MaxX:0.####}, y {MinY:0.####} to {MaxY:0.####}");
}

/// <summary>Holds a layer's numbers against the CRS that it claims.</summary>
public static class CrsCheck
{
    /// <summary>Box of China with its seas, degrees: where axis order can be told from numbers.</summary>
    private static readonly LayerExtent China = new(70, 3, 140, 56);

    /// <summary>A zone of 6 degrees reaches 3 from its meridian; half a degree for layers that overlap the next.</summary>
    private const double WidestZoneDeg = 3.5;

    /// <summary>The same on the equator, where it is widest, metres.</summary>
    private const double WidestZoneM = WidestZoneDeg * 111_320;

    /// <summary>Everything that CRS and extent show together: remarks of the definition, units, zone numbers, axis order, domain.</summary>
    /// <param name="extent">Box of all coordinates; null when the layer has none.</param>
    public static IReadOnlyList<Diagnostic> Examine(Crs crs, LayerExtent? extent, string subject)
    {
        List<Diagnostic> findings = [CrsFindings.Identified(subject, crs)];
        foreach (LocalText remark in crs.Remarks)
            findings.Add(CrsFindings.Remark(subject, remark));
        if (extent is { } box && double.IsFinite(box.MinX + box.MaxX + box.MinY + box.MaxY))
            findings.AddRange(crs.IsGeographic ? ExamineDegrees(crs, box, subject) : ExamineMetres(crs, box, subject));
        return findings;
    }

    /// <summary>The error for a layer without CRS, with what its numbers look like.</summary>
    public static Diagnostic Missing(LayerExtent? extent, string subject) => CrsFindings.Missing(subject, Guess(extent));

    /// <summary>The error for a CRS that does not read.</summary>
    public static Diagnostic Unreadable(LocalText problem, string subject) => CrsFindings.Unreadable(subject, problem);

    /// <summary>The error for a coordinate that <see cref="LatticeProjector"/> refused.</summary>
    public static Diagnostic BadCoordinate(CoordinateProblem problem, string subject) => CrsFindings.BadCoordinate(subject, problem);

    private static IEnumerable<Diagnostic> ExamineDegrees(Crs crs, LayerExtent box, string subject)
    {
        LayerExtent degrees = new(
            box.MinX * crs.AngularUnitDeg,
            box.MinY * crs.AngularUnitDeg,
            box.MaxX * crs.AngularUnitDeg,
            box.MaxY * crs.AngularUnitDeg);
        if (Math.Max(Math.Abs(degrees.MinX), Math.Abs(degrees.MaxX)) > 400
            || Math.Max(Math.Abs(degrees.MinY), Math.Abs(degrees.MaxY)) > 400)
        {
            yield return CrsFindings.MetresInDegrees(subject, crs, box.ToString(), Guess(box));
        }
        else if (degrees.MinY < -90 || degrees.MaxY > 90)
        {
            if (degrees.MinX >= -90 && degrees.MaxX <= 90)
                yield return CrsFindings.AxesSwapped(subject, box.ToString());
            else
                yield return CrsFindings.OutsideDomain(
                    subject,
                    crs,
                    box.ToString(),
                    new("latitudes lie between -90 and 90", "纬度应在 -90 与 90 之间"));
        }
        else if (IsChinese(crs)
            && IsWithin(new(degrees.MinY, degrees.MinX, degrees.MaxY, degrees.MaxX), China)
            && !IsWithin(degrees, China))
        {
            yield return CrsFindings.AxesSwapped(subject, box.ToString()); // the western part of China has longitudes below 90
        }
        else if (degrees.MinX < -360 || degrees.MaxX > 360)
        {
            yield return CrsFindings.OutsideDomain(
                subject,
                crs,
                box.ToString(),
                new("longitudes lie between -360 and 360", "经度应在 -360 与 360 之间"));
        }
        else if (degrees.MaxX > 180.001 || degrees.MinX < -180.001)
        {
            yield return CrsFindings.Longitudes0To360(subject, box.ToString());
        }
    }

    private static IEnumerable<Diagnostic> ExamineMetres(Crs crs, LayerExtent box, string subject)
    {
        if (Math.Abs(box.MinX) <= 360 && Math.Abs(box.MaxX) <= 360 && Math.Abs(box.MinY) <= 90 && Math.Abs(box.MaxY) <= 90)
        {
            yield return CrsFindings.DegreesInMetres(subject, crs, box.ToString());
            yield break;
        }

        if (crs.IsGaussKrueger && crs.LinearUnitM == 1 && ExamineZone(crs, box, subject) is { } finding)
        {
            yield return finding;
            yield break;
        }

        Projection projection = Projection.Of(crs);
        double farthest = Math.Max(
            Math.Abs(box.MinX - (crs.FalseEastingM / crs.LinearUnitM)),
            Math.Abs(box.MaxX - (crs.FalseEastingM / crs.LinearUnitM)));
        double away = 0, surely = 180; // at the corners; a box full of ground has some at the one nearest its meridian
        foreach ((double x, double y) in new[] { (box.MinX, box.MinY), (box.MinX, box.MaxY), (box.MaxX, box.MinY), (box.MaxX, box.MaxY) })
        {
            if (!projection.Inverse(x, y, out double longitude, out _))
            {
                // A corner of the box may lie outside where the layer does not; only transverse Mercator has no such corners.
                if (crs.Method == ProjectionMethod.TransverseMercator)
                    away = double.PositiveInfinity;
                continue;
            }

            double off = Math.Abs(longitude - crs.CentralMeridianDeg - crs.PrimeMeridianDeg);
            away = Math.Max(away, off);
            if (Math.Abs(x - (crs.FalseEastingM / crs.LinearUnitM)) == farthest)
                surely = Math.Min(surely, off);
        }

        if (crs.Method != ProjectionMethod.TransverseMercator)
            yield break;
        if (away > LatticeLimits.MaxFromMeridianDeg)
            yield return CrsFindings.OutsideDomain(
                subject,
                crs,
                box.ToString(),
                new(
                    $"more than {LatticeLimits.MaxFromMeridianDeg} degrees from its central meridian",
                    $"距中央经线超过 {LatticeLimits.MaxFromMeridianDeg} 度"));
        else if (away > 5 || (crs.IsGaussKrueger && IsChinese(crs) && surely > WidestZoneDeg))
            yield return CrsFindings.FarFromMeridian(subject, crs, away);
    }

    /// <summary>Zone number in the easting against the false easting: 8 digits, 13 to 23 is a zone of 6 degrees, 25 to 45 one of
    /// 3.</summary>
    private static Diagnostic? ExamineZone(Crs crs, LayerExtent box, string subject)
    {
        string actual = string.Create(CultureInfo.InvariantCulture, $"x {box.MinX:0.###} to {box.MaxX:0.###}");
        if (ZoneOf(box.MinX) is null && ZoneOf(box.MinY) is not null && ZoneOf(box.MaxY) is not null
            || IsNorthing(box.MinX) && IsNorthing(box.MaxX) && IsPlainEasting(box.MinY) && IsPlainEasting(box.MaxY))
            return CrsFindings.AxesSwapped(subject, box.ToString());
        int stated = (int)Math.Floor(crs.FalseEastingM / 1e6);
        int? prefix = ZoneOf(box.MinX) is { } low && ZoneOf(box.MaxX) == low ? low : null;
        if (prefix is int zone && zone != stated)
        {
            double meridian = zone <= 23 ? (6 * zone) - 3 : 3 * zone;
            return CrsFindings.WrongZonePrefix(subject, crs, zone, actual, new(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"zone {zone} is a zone of {(zone <= 23 ? 6 : 3)} degrees with central meridian {meridian} and false easting "
                        + $"{zone}500000"),
                string.Create(CultureInfo.InvariantCulture, $"{zone} 带为 {(zone <= 23 ? 6 : 3)} 度带，中央经线 {meridian} 度，假东 {zone}500000")));
        }

        if (prefix is null && stated is (>= 13 and <= 23) or (>= 25 and <= 45) && IsPlainEasting(box.MinX) && IsPlainEasting(box.MaxX))
        {
            return CrsFindings.PrefixMissing(subject, crs, actual, new(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"name the CRS with false easting 500000 and central meridian {crs.CentralMeridianDeg}"),
                string.Create(CultureInfo.InvariantCulture, $"请指定假东 500000、中央经线 {crs.CentralMeridianDeg} 的坐标系")));
        }

        return null;
    }

    /// <summary>The CRS that coordinates look like; null where they do not tell.</summary>
    internal static string? Likely(LayerExtent box)
    {
        if (LookLikeDegrees(box))
            return "EPSG:4490";
        return ZoneOf(box.MinX) is { } zone && ZoneOf(box.MaxX) == zone && IsNorthing(box.MinY) && IsNorthing(box.MaxY)
            ? string.Create(CultureInfo.InvariantCulture, $"EPSG:{CodeOf(zone)}")
            : null;
    }

    private static bool LookLikeDegrees(LayerExtent box) =>
        Math.Abs(box.MinX) <= 180 && Math.Abs(box.MaxX) <= 180 && Math.Abs(box.MinY) <= 90 && Math.Abs(box.MaxY) <= 90;

    /// <summary>EPSG code of CGCS2000 in a Gauss-Krueger zone whose number the eastings carry.</summary>
    private static int CodeOf(int zone) => zone <= 23 ? 4491 + zone - 13 : 4513 + zone - 25;

    private static LocalText Guess(LayerExtent? extent)
    {
        if (extent is not { } box)
            return new("it has no coordinates to judge by", "也没有坐标可供判断");
        if (LookLikeDegrees(box))
            return new($"its coordinates ({box}) look like degrees: perhaps EPSG:4490", $"其坐标（{box}）像是经纬度，可能是 EPSG:4490");
        if (ZoneOf(box.MinX) is { } zone && ZoneOf(box.MaxX) == zone)
        {
            int code = CodeOf(zone);
            return new(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"its eastings ({box}) carry zone {zone}, {(zone <= 23 ? 6 : 3)} degrees wide: EPSG:{code} if the datum is CGCS2000"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"其横坐标（{box}）带有带号 {zone}（{(zone <= 23 ? 6 : 3)} 度带）：若为 CGCS2000，则是 EPSG:{code}"));
        }

        double reach = Math.Max(Math.Abs(box.MinX - 500000), Math.Abs(box.MaxX - 500000));
        if (reach > WidestZoneM && reach < 4e6 && IsNorthing(box.MinY) && IsNorthing(box.MaxY))
            return new(
                $"its coordinates ({box}) are in metres and reach too far for a Gauss-Krueger zone: perhaps Albers or Lambert; the "
                    + $"projection and its parameters must be asked for",
                $"其坐标（{box}）以米为单位，范围超出高斯-克吕格的一个分带，可能是阿尔伯斯或兰勃特投影，须向提供单位询问投影及参数");
        return IsPlainEasting(box.MinX) && IsPlainEasting(box.MaxX) && IsNorthing(box.MinY) && IsNorthing(box.MaxY)
            ? new(
                $"its coordinates ({box}) look like Gauss-Krueger metres without zone number: the central meridian must be asked for",
                $"其坐标（{box}）像是不带带号的高斯-克吕格坐标，须向提供单位询问中央经线")
            : new($"its coordinates ({box}) are in a plane that cannot be told from numbers", $"其坐标（{box}）所属平面无法由数值判断");
    }

    private static int? ZoneOf(double easting) =>
        (int)Math.Floor(easting / 1e6) is var zone and ((>= 13 and <= 23) or (>= 25 and <= 45)) ? zone : null;

    /// <summary>Within about 5 degrees of a meridian with false easting 500000.</summary>
    private static bool IsPlainEasting(double value) => value is > 0 and < 1e6;

    /// <summary>Northings of China, 3 to 56 degrees.</summary>
    private static bool IsNorthing(double value) => value is > 1.5e6 and < 6.3e6;

    private static bool IsChinese(Crs crs) =>
        crs.Datum is DatumFamily.Cgcs2000 or DatumFamily.Xian80 or DatumFamily.Beijing54 or DatumFamily.NewBeijing;

    private static bool IsWithin(LayerExtent inner, LayerExtent outer) =>
        inner.MinX >= outer.MinX && inner.MaxX <= outer.MaxX && inner.MinY >= outer.MinY && inner.MaxY <= outer.MaxY;
}

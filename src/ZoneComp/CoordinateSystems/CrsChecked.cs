namespace ZoneComp.CoordinateSystems;

/// <summary>One projection parameter as stated, with the units that apply to it.</summary>
internal readonly record struct StatedParameter(string Name, double Value, double UnitDeg, double UnitM, double UnitScale = 1);

/// <summary>Builds a <see cref="Crs"/> from what any of the forms stated; says what was left out and refuses what cannot be.</summary>
internal static class CrsChecked
{
    public static Crs Geographic(string name, string datumName, Ellipsoid ellipsoid, double primeMeridianDeg, double unitDeg)
    {
        if (!(ellipsoid.SemiMajorM > 0) || ellipsoid.InverseFlattening is not 0 and < 50)
        {
            throw new CrsTextException(
                FormattableString.Invariant(
                    $"the ellipsoid of \"{name}\" is impossible: a = {ellipsoid.SemiMajorM}, 1/f = {ellipsoid.InverseFlattening}"),
                FormattableString.Invariant($"“{name}”的椭球参数不可能：a = {ellipsoid.SemiMajorM}，1/f = {ellipsoid.InverseFlattening}"));
        }

        DatumFamily datum = DatumFamilies.Find(datumName, ellipsoid, out bool contradiction);
        List<LocalText> remarks = [];
        if (contradiction)
        {
            remarks.Add(new LocalText(
                FormattableString.Invariant($"the datum is named \"{datumName}\", but its ellipsoid (a = {ellipsoid.SemiMajorM}, 1/f = ")
                        + FormattableString.Invariant($"{ellipsoid.InverseFlattening}) is another's; the datum counts as unknown"),
                FormattableString.Invariant(
                    $"基准名为“{datumName}”，但椭球（a = {ellipsoid.SemiMajorM}，1/f = {ellipsoid.InverseFlattening}）与之不符；按未知基准处理")));
        }

        return new Crs
        {
            Name = name,
            DatumName = datumName,
            Datum = datum,
            Ellipsoid = ellipsoid,
            PrimeMeridianDeg = primeMeridianDeg,
            AngularUnitDeg = unitDeg,
            Remarks = remarks,
        };
    }

    public static Crs Projected(string name, Crs geographic, string methodName, IEnumerable<StatedParameter> parameters, double unitM)
    {
        ProjectionMethod method = WktNames.Method(methodName) ?? throw new CrsTextException(
            $"\"{name}\" uses the projection \"{methodName}\", which is not supported; convert the layer to CGCS2000 longitude and "
                + $"latitude first",
            $"“{name}”使用的投影“{methodName}”不受支持；请先把图层转换为 CGCS2000 经纬度");
        Dictionary<CrsParameter, double> stated = [];
        foreach (StatedParameter parameter in parameters)
        {
            CrsParameter which = WktNames.Parameter(parameter.Name) ?? throw new CrsTextException(
                $"\"{name}\" has the parameter \"{parameter.Name}\", which is not known for this projection",
                $"“{name}”含有未知的投影参数“{parameter.Name}”");
            double value = which switch
            {
                CrsParameter.FalseEasting or CrsParameter.FalseNorthing => parameter.Value * parameter.UnitM,
                CrsParameter.ScaleFactor => parameter.Value * parameter.UnitScale,
                CrsParameter.Sphere or CrsParameter.Ignored => parameter.Value,
                _ => parameter.Value * parameter.UnitDeg,
            };
            if (!stated.TryAdd(which, value) && stated[which] != value && which != CrsParameter.Ignored)
                throw new CrsTextException(
                    FormattableString.Invariant($"\"{name}\" states {which} twice, as {stated[which]} and as {value}"),
                    FormattableString.Invariant($"“{name}”两次给出 {which}，分别为 {stated[which]} 和 {value}"));
        }

        bool secant = stated.ContainsKey(CrsParameter.StandardParallel2);
        if (method == ProjectionMethod.LambertConformal2 && !secant)
            method = ProjectionMethod.LambertConformal1;
        Require(name, method, stated);
        List<LocalText> remarks = [.. geographic.Remarks, .. Unused(name, method, stated)];
        Crs crs = geographic with
        {
            Name = name,
            Method = method,
            LinearUnitM = unitM,
            CentralMeridianDeg = Value(CrsParameter.CentralMeridian, 0, quiet: method == ProjectionMethod.WebMercator),
            LatitudeOfOriginDeg = Value(
                CrsParameter.LatitudeOfOrigin,
                0,
                quiet: method
                    is not (ProjectionMethod.TransverseMercator or ProjectionMethod.Albers or ProjectionMethod.LambertConformal2)),
            StandardParallel1Deg = Value(
                CrsParameter.StandardParallel1,
                method == ProjectionMethod.LambertConformal1 ? stated.GetValueOrDefault(CrsParameter.LatitudeOfOrigin) : 0,
                quiet: true),
            StandardParallel2Deg = Value(CrsParameter.StandardParallel2, 0, quiet: true),
            ScaleFactor = Value(CrsParameter.ScaleFactor, 1, quiet: method != ProjectionMethod.TransverseMercator),
            FalseEastingM = Value(CrsParameter.FalseEasting, 0, quiet: false),
            FalseNorthingM = Value(CrsParameter.FalseNorthing, 0, quiet: false),
        };
        if (WktNames.MeridianOf(name, crs) is double named && Math.Abs(named - crs.CentralMeridianDeg - crs.PrimeMeridianDeg) >= 1)
        {
            remarks.Add(new LocalText(
                FormattableString.Invariant($"\"{name}\" is named after the meridian {named}, and its parameter says ")
                    + FormattableString.Invariant($"{crs.CentralMeridianDeg}, which was followed"),
                FormattableString.Invariant($"“{name}”的名称指中央经线 {named}，而参数为 {crs.CentralMeridianDeg}，已按参数处理")));
        }

        return crs with { Remarks = remarks };

        double Value(CrsParameter which, double otherwise, bool quiet)
        {
            if (stated.TryGetValue(which, out double value))
                return value;
            if (!quiet)
            {
                remarks.Add(new LocalText(
                    FormattableString.Invariant($"\"{name}\" states no {which}; {otherwise} is taken, as WKT has it"),
                    FormattableString.Invariant($"“{name}”未给出 {which}，按 WKT 规定取 {otherwise}")));
            }

            return otherwise;
        }
    }

    /// <summary>With a remark where the registry has other parameters under the code that a definition states of itself.</summary>
    public static Crs WithId(Crs crs, string authority, int code)
    {
        if (CrsCatalog.Find(authority.ToUpperInvariant(), code) is not { } known || known.MayBe(crs))
            return crs;
        return crs with
        {
            Remarks =
            [
                .. crs.Remarks,
                new LocalText(
                    $"\"{crs.Name}\" calls itself {authority}:{code} ({known.Name}), and its parameters are others; they were followed",
                    $"“{crs.Name}”自称 {authority}:{code}（{known.Name}），而其参数与之不同，已按参数处理"),
            ],
        };
    }

    /// <summary>What is stated and means something that the projection's formula does not have.</summary>
    private static List<LocalText> Unused(string name, ProjectionMethod method, Dictionary<CrsParameter, double> stated)
    {
        List<LocalText> found = [];
        bool hasScale = method is ProjectionMethod.TransverseMercator or ProjectionMethod.LambertConformal1
            or ProjectionMethod.LambertConformal2
            || (method == ProjectionMethod.Mercator && stated.GetValueOrDefault(CrsParameter.StandardParallel1) == 0);
        bool hasParallels = method is ProjectionMethod.Albers or ProjectionMethod.LambertConformal2;
        bool hasParallel = hasParallels
            || method is ProjectionMethod.LambertConformal1 or ProjectionMethod.Mercator or ProjectionMethod.CylindricalEqualArea;
        bool hasOrigin = method is not (ProjectionMethod.Mercator or ProjectionMethod.WebMercator or ProjectionMethod.CylindricalEqualArea);
        if (stated.GetValueOrDefault(CrsParameter.Sphere) != 0 && method == ProjectionMethod.WebMercator
            || (!hasOrigin && stated.GetValueOrDefault(CrsParameter.LatitudeOfOrigin) != 0))
            throw new CrsTextException(
                $"\"{name}\" asks for a form of its projection that is not supported (another sphere or origin); convert the layer to "
                    + "CGCS2000 longitude and latitude first",
                $"“{name}”要求的投影形式不受支持（其他球体或起算纬度）；请先把图层转换为 CGCS2000 经纬度");
        foreach ((CrsParameter which, bool isUsed, double neutral) in (ReadOnlySpan<(CrsParameter, bool, double)>)
            [
                (CrsParameter.ScaleFactor, hasScale, 1), (CrsParameter.StandardParallel1, hasParallel, 0),
                (CrsParameter.StandardParallel2, hasParallels, 0),
            ])
        {
            if (!isUsed && stated.TryGetValue(which, out double value) && value != neutral)
                found.Add(new LocalText(
                    FormattableString.Invariant($"\"{name}\" states {which} {value}, which its projection does not have; passed over"),
                    FormattableString.Invariant($"“{name}”给出了该投影没有的 {which} {value}，已忽略")));
        }

        return found;
    }

    private static void Require(string name, ProjectionMethod method, Dictionary<CrsParameter, double> stated)
    {
        CrsParameter[] needed = method switch
        {
            ProjectionMethod.TransverseMercator => [CrsParameter.CentralMeridian],
            ProjectionMethod.Albers or ProjectionMethod.LambertConformal2 =>
            [
                CrsParameter.CentralMeridian,
                CrsParameter.StandardParallel1,
                CrsParameter.StandardParallel2,
            ],
            ProjectionMethod.LambertConformal1 => [CrsParameter.CentralMeridian, CrsParameter.LatitudeOfOrigin],
            ProjectionMethod.LambertAzimuthalEqualArea => [CrsParameter.CentralMeridian, CrsParameter.LatitudeOfOrigin],
            _ => [],
        };
        foreach (CrsParameter parameter in needed)
        {
            if (!stated.ContainsKey(parameter))
                throw new CrsTextException($"\"{name}\" states no {parameter}; it is not guessed", $"“{name}”未给出 {parameter}，不作猜测");
        }
    }
}

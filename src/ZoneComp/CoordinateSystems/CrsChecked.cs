namespace ZoneComp.CoordinateSystems;

/// <summary>One projection parameter as stated, with the units that apply to it.</summary>
internal readonly record struct StatedParameter(string Name, double Value, double UnitDeg, double UnitM);

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
            stated[which] = which switch
            {
                CrsParameter.FalseEasting or CrsParameter.FalseNorthing => parameter.Value * parameter.UnitM,
                CrsParameter.ScaleFactor or CrsParameter.Ignored => parameter.Value,
                _ => parameter.Value * parameter.UnitDeg,
            };
        }

        bool secant = stated.ContainsKey(CrsParameter.StandardParallel2);
        if (method == ProjectionMethod.LambertConformal2 && !secant)
            method = ProjectionMethod.LambertConformal1;
        Require(name, method, stated);
        List<LocalText> remarks = [.. geographic.Remarks];
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

using System.Globalization;

namespace ZoneComp.CoordinateSystems;

/// <summary>WKT 1 (Esri, OGC, GDAL, SuperMap) and WKT 2 (ISO 19162) to a <see cref="Crs"/>.</summary>
internal static class WktReader
{
    /// <summary>Clarke's foot is 9e-6 shorter than the international one, those of the US and of India differ less.</summary>
    private const double FeetDiffer = 2e-5;

    public static Crs Read(string text) => Read(WktNode.Parse(text));

    private static Crs Read(WktNode node)
    {
        switch (node.Keyword)
        {
            case "COMPD_CS" or "COMPOUNDCRS":
                // Heights are dropped: areas lie on the ellipsoid.
                return Read(node.Children.Find(child => child.IsHorizontal) ?? throw Unsupported(node)) with { Name = node.Name };
            case "BOUNDCRS":
                return Read(node.Child("SOURCECRS")?.Children.FirstOrDefault() ?? throw Missing(node, "SOURCECRS")) with
                {
                    StatedShift = Abridged(node),
                };
            case "GEOGCS" or "GEOGCRS" or "GEOGRAPHICCRS" or "BASEGEOGCRS" or "BASEGEODCRS" or "GEODCRS" or "GEODETICCRS":
                return WithId(node, Geographic(node, null));
            case "PROJCS" or "PROJCRS" or "PROJECTEDCRS":
                return WithId(node, Projected(node));
            default:
                throw Unsupported(node);
        }
    }

    private static Crs WithId(WktNode node, Crs crs) =>
        node.Child("AUTHORITY", "ID") is { Values.Count: >= 2 } id
        && int.TryParse(id.Values[1], NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            ? CrsChecked.WithId(crs, id.Name, code)
            : crs;

    /// <param name="conversionUnitDeg">Angular unit of the surrounding CRS where the node itself has none (WKT 2 base CRS); null when it
    /// must have one.</param>
    private static Crs Geographic(WktNode node, double? conversionUnitDeg)
    {
        if (node.Child("CS") is { } system && string.Equals(system.Name, "Cartesian", StringComparison.OrdinalIgnoreCase))
            throw WktAxes.Geocentric(node.Name);
        WktNode datum = node.Child("DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE") ?? throw Missing(node, "DATUM");
        WktNode figure = datum.Child("SPHEROID", "ELLIPSOID") ?? throw Missing(datum, "SPHEROID");
        Ellipsoid ellipsoid = new(figure.Number(1) * (figure.Child("LENGTHUNIT", "UNIT")?.Number(1) ?? 1), figure.Number(2));
        double unitDeg = AngularUnitDeg(node.Child("UNIT", "ANGLEUNIT") ?? node.Child("AXIS")?.Child("ANGLEUNIT", "UNIT"))
            ?? conversionUnitDeg ?? throw Missing(node, "UNIT");
        WktNode? prime = node.Child("PRIMEM", "PRIMEMERIDIAN");
        double primeDeg = prime is null
            ? 0
            : PrimeMeridians.DegreesOf(prime.Name, prime.Number(1), AngularUnitDeg(prime.Child("ANGLEUNIT", "UNIT")), unitDeg);
        WktAxes.RequireEastNorth(node);
        return CrsChecked.Geographic(node.Name, datum.Name, ellipsoid, primeDeg, unitDeg) with { StatedShift = ToWgs84(datum) };
    }

    private static Crs Projected(WktNode node)
    {
        WktNode baseNode = node.Child("GEOGCS", "BASEGEOGCRS", "BASEGEODCRS", "GEOGCRS") ?? throw Missing(node, "GEOGCS");
        WktNode? conversion = node.Child("CONVERSION");
        Crs geographic = Geographic(baseNode, conversion is null ? null : 1);
        WktNode methodNode = node.Child("PROJECTION") ?? conversion?.Child("METHOD") ?? throw Missing(node, "PROJECTION");
        WktNode unitNode = node.Child("UNIT", "LENGTHUNIT")
            ?? node.Child("AXIS")?.Child("LENGTHUNIT", "UNIT") ?? throw Missing(node, "UNIT");
        double unitM = LinearUnitM(unitNode);
        WktAxes.RequireEastNorth(node);
        List<StatedParameter> parameters = [];
        foreach (WktNode parameter in (conversion ?? node).Children.Where(child => child.Keyword == "PARAMETER"))
        {
            double? angleDeg = AngularUnitDeg(parameter.Child("ANGLEUNIT"));
            double? lengthM = parameter.Child("LENGTHUNIT") is { } length ? LinearUnitM(length) : null;
            parameters.Add(new StatedParameter(
                parameter.Name,
                parameter.Number(1),
                angleDeg ?? geographic.AngularUnitDeg,
                lengthM ?? unitM,
                parameter.Child("SCALEUNIT") is { } scale ? Positive(scale) : 1));
        }

        bool web = node.Child("EXTENSION") is { Values: [_, string extension, ..] }
            && extension.Contains("+nadgrids=@null", StringComparison.Ordinal);
        return CrsChecked.Projected(node.Name, geographic, web ? "Mercator_Auxiliary_Sphere" : methodNode.Name, parameters, unitM);
    }

    /// <summary>
    /// Degrees in one unit; 0.0174532925199433 is the degree and 0.0157079633 the grad, however many digits are written: no other unit is
    /// within a
    /// millionth of them.
    /// </summary>
    private static double? AngularUnitDeg(WktNode? unit)
    {
        if (unit is null)
            return null;
        double degrees = Positive(unit) * (180 / Math.PI);
        degrees = Math.Abs(degrees - 1) < 1e-6 ? 1 : Math.Abs(degrees - 0.9) < 1e-6 ? 0.9 : degrees;
        string name = WktNames.Plain(unit.Name);
        RequireAsNamed(
            unit,
            degrees,
            name.StartsWith("degree", StringComparison.Ordinal) ? 1 : name is "grad" or "gon" or "grade" ? 0.9 : null,
            0);
        return degrees;
    }

    private static double LinearUnitM(WktNode unit)
    {
        double metres = Positive(unit);
        string name = WktNames.Plain(unit.Name);
        bool isFoot = name.Contains("foot", StringComparison.Ordinal) || name.Contains("feet", StringComparison.Ordinal);
        RequireAsNamed(
            unit,
            metres,
            name switch
            {
                "metre" or "meter" or "metres" or "meters" => 1,
                "kilometre" or "kilometer" => 1000,
                _ => isFoot ? 0.3048 : null,
            },
            isFoot ? FeetDiffer : 1e-9);
        return metres;
    }

    private static double Positive(WktNode unit) => unit.Number(1) is > 0 and var factor ? factor
        : throw new CrsTextException($"UNIT[\"{unit.Name}\"] is not above zero", $"UNIT[\"{unit.Name}\"] 不大于零");

    private static void RequireAsNamed(WktNode unit, double found, double? named, double relative)
    {
        if (named is { } own && Math.Abs(found - own) > relative * own)
        {
            throw new CrsTextException(
                FormattableString.Invariant(
                    $"UNIT[\"{unit.Name}\", {unit.Values[1]}] contradicts itself: that is not the size of a {unit.Name}"),
                FormattableString.Invariant($"UNIT[\"{unit.Name}\", {unit.Values[1]}] 自相矛盾：{unit.Name} 不是这个大小"));
        }
    }

    private static GeocentricShift? ToWgs84(WktNode datum)
    {
        if (datum.Child("TOWGS84") is not { Values.Count: 3 or 7 } shift)
            return null;
        double At(int index) => index < shift.Values.Count ? shift.Number(index) : 0;
        return new GeocentricShift(At(0), At(1), At(2), At(3), At(4), At(5), At(6), RotationConvention.PositionVector);
    }

    private static GeocentricShift? Abridged(WktNode bound)
    {
        if (bound.Child("ABRIDGEDTRANSFORMATION") is not { } transformation)
            return null;
        string method = WktNames.Plain(transformation.Child("METHOD")?.Name ?? "");
        double At(string name) =>
            transformation.Children.Find(child =>
                child.Keyword == "PARAMETER" && WktNames.Plain(child.Name).StartsWith(name, StringComparison.Ordinal))?.Number(1)
            ?? 0;
        double scale = At("scaledifference");
        bool vector = method.Contains("positionvector", StringComparison.Ordinal);
        if (!vector
            && !method.Contains("coordinateframe", StringComparison.Ordinal)
            && !method.Contains("geocentrictranslation", StringComparison.Ordinal))
            return null;
        return new GeocentricShift(
            At("xaxistranslation"), At("yaxistranslation"), At("zaxistranslation"),
            At("xaxisrotation"), At("yaxisrotation"), At("zaxisrotation"),
            scale > 0.5 ? (scale - 1) * 1e6 : scale, // abridged transformations write the whole scale, 1.0000021
            vector ? RotationConvention.PositionVector : RotationConvention.CoordinateFrame);
    }

    private static CrsTextException Missing(WktNode node, string what) =>
        new($"{node.Keyword}[\"{node.Name}\"] has no {what}; it is not guessed", $"{node.Keyword}[\"{node.Name}\"] 缺少 {what}，不作猜测");

    private static CrsTextException Unsupported(WktNode node) =>
        new($"{node.Keyword}[\"{node.Name}\"] is not a geographic or projected CRS", $"{node.Keyword}[\"{node.Name}\"] 不是地理坐标系或投影坐标系");
}

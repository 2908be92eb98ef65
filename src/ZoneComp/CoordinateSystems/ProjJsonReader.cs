using System.Globalization;
using System.Text.Json;

namespace ZoneComp.CoordinateSystems;

/// <summary>PROJJSON 0.x, the form that GeoParquet uses, to a <see cref="Crs"/>.</summary>
internal static class ProjJsonReader
{
    public static Crs Read(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 64 });
            return Read(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new CrsTextException($"the PROJJSON does not read: {wrong.Message}", $"PROJJSON 无法解析：{wrong.Message}");
        }
    }

    private static Crs Read(JsonElement crs)
    {
        string type = crs.GetProperty("type").GetString() ?? "";
        switch (type)
        {
            case "GeographicCRS" or "GeodeticCRS":
                return WithId(crs, Geographic(crs, 1));
            case "ProjectedCRS":
                return WithId(crs, Projected(crs));
            case "CompoundCRS":
                return Read(crs.GetProperty("components")[0]);
            case "BoundCRS":
                return Read(crs.GetProperty("source_crs"));
            default:
                throw new CrsTextException(
                    $"PROJJSON of type \"{type}\" is not a geographic or projected CRS",
                    $"PROJJSON 类型“{type}”不是地理或投影坐标系");
        }
    }

    private static Crs WithId(JsonElement json, Crs crs) =>
        json.TryGetProperty("id", out JsonElement id)
        && id.TryGetProperty("authority", out JsonElement authority)
        && id.TryGetProperty("code", out JsonElement stated)
        && int.TryParse(stated.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            ? CrsChecked.WithId(crs, authority.ToString(), code)
            : crs;

    private static Crs Geographic(JsonElement crs, double unitDeg)
    {
        JsonElement datum = crs.TryGetProperty("datum", out JsonElement own) ? own : crs.GetProperty("datum_ensemble");
        JsonElement figure = datum.GetProperty("ellipsoid");
        double a = figure.TryGetProperty("semi_major_axis", out JsonElement major)
            ? Quantity(major, 1)
            : Quantity(figure.GetProperty("radius"), 1);
        double rf = figure.TryGetProperty("inverse_flattening", out JsonElement inverse) ? inverse.GetDouble()
            : figure.TryGetProperty("semi_minor_axis", out JsonElement minor) ? a / (a - Quantity(minor, 1))
            : 0;
        double primeDeg = datum.TryGetProperty("prime_meridian", out JsonElement prime) ? Quantity(prime.GetProperty("longitude"), 1) : 0;
        if (crs.TryGetProperty("coordinate_system", out JsonElement system))
        {
            string? kind = system.TryGetProperty("subtype", out JsonElement subtype) ? subtype.GetString() : "ellipsoidal";
            if (kind == "Cartesian")
                throw WktAxes.Geocentric(Name(crs));
            if (kind != "ellipsoidal")
                throw new CrsTextException(
                    $"\"{Name(crs)}\" has coordinates of the kind \"{kind}\", not longitude and latitude",
                    $"“{Name(crs)}”的坐标类型为“{kind}”，不是经纬度");
            unitDeg = AxisUnit(system, 1, angular: true);
        }

        return CrsChecked.Geographic(Name(crs), Name(datum), new Ellipsoid(a, rf), primeDeg, unitDeg);
    }

    private static Crs Projected(JsonElement crs)
    {
        Crs geographic = Geographic(crs.GetProperty("base_crs"), 1);
        JsonElement conversion = crs.GetProperty("conversion");
        List<StatedParameter> parameters = [];
        foreach (JsonElement parameter in conversion.GetProperty("parameters").EnumerateArray())
        {
            double unit = parameter.TryGetProperty("unit", out JsonElement stated) ? Unit(stated) : 1;
            parameters.Add(new StatedParameter(Name(parameter), parameter.GetProperty("value").GetDouble(), unit, unit, unit));
        }

        double unitM = crs.TryGetProperty("coordinate_system", out JsonElement system) ? AxisUnit(system, 1, angular: false) : 1;
        return CrsChecked.Projected(Name(crs), geographic, Name(conversion.GetProperty("method")), parameters, unitM);
    }

    private static string Name(JsonElement element) => element.TryGetProperty("name", out JsonElement name) ? name.GetString() ?? "" : "";

    private static double AxisUnit(JsonElement system, double otherwise, bool angular)
    {
        foreach (JsonElement axis in system.GetProperty("axis").EnumerateArray())
        {
            if (axis.TryGetProperty("direction", out JsonElement direction) && !axis.TryGetProperty("meridian", out _))
                WktAxes.RequireEastNorth(Name(axis), direction.GetString() ?? "");
            if (axis.TryGetProperty("unit", out JsonElement unit)
                && (unit.ValueKind == JsonValueKind.String ? unit.GetString() == "degree" == angular : true))
                return Unit(unit);
        }

        return otherwise;
    }

    /// <summary>A number, or a number with its unit, in degrees or metres.</summary>
    private static double Quantity(JsonElement value, double otherwise) => value.ValueKind == JsonValueKind.Object
        ? value.GetProperty("value").GetDouble() * (value.TryGetProperty("unit", out JsonElement unit) ? Unit(unit) : otherwise)
        : value.GetDouble();

    /// <summary>Degrees of an angular unit, metres of a linear one, 1 for "unity".</summary>
    private static double Unit(JsonElement unit)
    {
        if (unit.ValueKind == JsonValueKind.String)
            return unit.GetString() is "degree" or "metre" or "unity"
                ? 1
                : throw new CrsTextException($"unknown unit \"{unit.GetString()}\"", $"未知单位“{unit.GetString()}”");
        double factor = unit.GetProperty("conversion_factor").GetDouble();
        if (unit.GetProperty("type").GetString() != "AngularUnit")
            return factor;
        double degrees = factor * (180 / Math.PI);
        return Math.Abs(degrees - 1) < 1e-9 ? 1 : degrees;
    }
}

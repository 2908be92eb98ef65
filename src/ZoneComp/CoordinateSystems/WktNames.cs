using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ZoneComp.CoordinateSystems;

/// <summary>Names as the dialects write them, brought to one form: lower case, letters and digits only, no leading "D_".</summary>
internal static partial class WktNames
{
    public static string Plain(string name)
    {
        ReadOnlySpan<char> rest = name.StartsWith("D_", StringComparison.OrdinalIgnoreCase) ? name.AsSpan(2) : name;
        StringBuilder plain = new(rest.Length);
        foreach (char c in rest)
        {
            if (char.IsLetterOrDigit(c))
                plain.Append(char.ToLowerInvariant(c));
        }

        return plain.ToString();
    }

    public static ProjectionMethod? Method(string name) => Plain(name) switch
    {
        "transversemercator" or "gausskruger" or "gausskrueger" or "gausskrüger" => ProjectionMethod.TransverseMercator,
        "albers" or "albersconicequalarea" or "albersequalarea" or "albersequalareaconic" => ProjectionMethod.Albers,
        "lambertconformalconic" or "lambertconformalconic2sp" or "lambertconicconformal2sp" => ProjectionMethod.LambertConformal2,
        "lambertconformalconic1sp" or "lambertconicconformal1sp" => ProjectionMethod.LambertConformal1,
        "mercatorauxiliarysphere" or "popularvisualisationpseudomercator" => ProjectionMethod.WebMercator,
        "mercator" or "mercator1sp" or "mercator2sp" or "mercatorvarianta" or "mercatorvariantb" => ProjectionMethod.Mercator,
        "lambertazimuthalequalarea" or "lambertazimuthalequalareaspherical" => ProjectionMethod.LambertAzimuthalEqualArea,
        "cylindricalequalarea" or "lambertcylindricalequalarea" or "lambertcylindricalequalareaspherical" =>
                ProjectionMethod.CylindricalEqualArea,
        _ => null,
    };

    /// <summary>Degrees east of Greenwich of the meridian that a name means: "CM_111E", "Zone_37" of Gauss-Krueger or UTM; null for
    /// none.</summary>
    public static double? MeridianOf(string name, Crs crs)
    {
        if (crs.Method != ProjectionMethod.TransverseMercator)
            return null;
        if (NamedMeridian().Match(name) is { Success: true } meridian)
            return int.Parse(meridian.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        string plain = Plain(name);
        if (NamedZone().Match(plain) is not { Success: true } match)
            return null;
        int zone = int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return plain.Contains("utm", StringComparison.Ordinal) ? (6 * zone) - 183
            : !plain.Contains("gk", StringComparison.Ordinal) && !plain.Contains("gauss", StringComparison.Ordinal) ? null
            : zone is >= 13 and <= 23 ? (6 * zone) - 3
            : zone is >= 25 and <= 45 ? 3 * zone
            : null;
    }

    [GeneratedRegex("(?<![A-Za-z])CM[ _]?([0-9]{2,3})(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedMeridian();

    [GeneratedRegex("zone([0-9]{1,2})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex NamedZone();

    public static CrsParameter? Parameter(string name) => Plain(name) switch
    {
        "falseeasting" or "eastingatfalseorigin" => CrsParameter.FalseEasting,
        "falsenorthing" or "northingatfalseorigin" => CrsParameter.FalseNorthing,
        "centralmeridian" or "longitudeofcenter" or "longitudeofcentre" or "longitudeoforigin"
            or "longitudeofnaturalorigin" or "longitudeoffalseorigin" => CrsParameter.CentralMeridian,
        "latitudeoforigin" or "latitudeofcenter" or "latitudeofcentre" or "latitudeofnaturalorigin"
            or "latitudeoffalseorigin" or "centralparallel" => CrsParameter.LatitudeOfOrigin,
        "standardparallel1" or "latitudeof1ststandardparallel" => CrsParameter.StandardParallel1,
        "standardparallel2" or "latitudeof2ndstandardparallel" => CrsParameter.StandardParallel2,
        "scalefactor" or "scalefactoratnaturalorigin" => CrsParameter.ScaleFactor,
        "auxiliaryspheretype" => CrsParameter.Sphere, // of the web-map formula; 0 is the one of radius a
        "semiminor" or "semimajor" => CrsParameter.Ignored,
        _ => null,
    };
}

internal enum CrsParameter
{
    FalseEasting,
    FalseNorthing,
    CentralMeridian,
    LatitudeOfOrigin,
    StandardParallel1,
    StandardParallel2,
    ScaleFactor,
    Sphere,
    Ignored,
}

using System.Text;

namespace ZoneComp.CoordinateSystems;

/// <summary>Names as the dialects write them, brought to one form: lower case, letters and digits only, no leading "D_".</summary>
internal static class WktNames
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
        // Which sphere the web-map formula uses: always the one of radius a, so there is nothing to read.
        "auxiliaryspheretype" or "semiminor" or "semimajor" => CrsParameter.Ignored,
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
    Ignored,
}

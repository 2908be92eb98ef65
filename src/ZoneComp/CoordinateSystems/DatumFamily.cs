namespace ZoneComp.CoordinateSystems;

/// <summary>What a datum is to this program: how far it lies from CGCS2000, and what the user must state about it.</summary>
public enum DatumFamily
{
    /// <summary>Not recognised, or name and ellipsoid contradict each other: refused without a statement.</summary>
    Unknown,

    /// <summary>CGCS2000: no step needed.</summary>
    Cgcs2000,

    /// <summary>WGS 84: taken as CGCS2000 by a recorded assumption (centimetres at epoch 2000, decimetres today).</summary>
    Wgs84,

    /// <summary>Another geocentric datum on the GRS 80 ellipsoid (ETRS89, NAD83, ...): a recorded assumption of up to 2 m.</summary>
    Geocentric,

    /// <summary>Xi'an 1980: refused without parameters or a stated acceptance; off by tens to over a hundred metres.</summary>
    Xian80,

    /// <summary>Beijing 1954: as Xi'an 1980.</summary>
    Beijing54,

    /// <summary>New Beijing 1954: as Xi'an 1980.</summary>
    NewBeijing,

    /// <summary>A known name that is none of these (NAD27, OSGB36, ...): refused without parameters.</summary>
    Other,
}

/// <summary>Finds the family by name and ellipsoid together: either alone lies too often.</summary>
internal static class DatumFamilies
{
    private static readonly string[] GeocentricNames =
    [
        "northamerican1983", "nad83", "northamericandatum1983", "etrs", "etrf", "euref89", "europeanterrestrialreferencesystem1989",
        "gda1994", "gda2020", "geocentricdatumofaustralia", "jgd2000", "jgd2011", "japanesegeodeticdatum20", "korea2000",
        "koreangeodeticdatum",
        "twd1997", "taiwandatum1997", "sirgas", "sistemadereferenciageocentrico", "nzgd2000", "newzealandgeodeticdatum2000", "sweref99",
        "itrf",
        "internationalterrestrialreferenceframe", "rgf93", "reseaugeodesiquefrancais1993",
    ];

    private static readonly (string[] Names, Ellipsoid Ellipsoid, DatumFamily Family)[] Known =
    [
        (["china2000", "cgcs2000", "chinageodeticcoordinatesystem2000"], Ellipsoid.Cgcs2000, DatumFamily.Cgcs2000),
        (["wgs84", "wgs1984", "worldgeodeticsystem1984"], Ellipsoid.Wgs84, DatumFamily.Wgs84),
        (["xian1980", "xian80", "xi'an1980"], Ellipsoid.Iag1975, DatumFamily.Xian80),
        (["newbeijing"], Ellipsoid.Krasovsky, DatumFamily.NewBeijing),
        (["beijing1954", "beijing54", "pekin1954"], Ellipsoid.Krasovsky, DatumFamily.Beijing54),
    ];

    /// <param name="contradiction">Set when the name is known and the ellipsoid is not its own.</param>
    public static DatumFamily Find(string datumName, Ellipsoid ellipsoid, out bool contradiction)
    {
        string name = WktNames.Plain(datumName);
        contradiction = false;
        foreach ((string[] names, Ellipsoid own, DatumFamily family) in Known)
        {
            if (!names.Any(known => name.Contains(known, StringComparison.Ordinal)))
                continue;
            contradiction = !ellipsoid.IsNear(own);
            return contradiction ? DatumFamily.Unknown : family;
        }

        if (GeocentricNames.Any(known => name.Contains(known, StringComparison.Ordinal)))
            return ellipsoid.IsNear(Ellipsoid.Cgcs2000) ? DatumFamily.Geocentric : DatumFamily.Other;
        bool says = name.Length > 0
            && !name.Contains("unknown", StringComparison.Ordinal)
            && !name.Contains("unspecified", StringComparison.Ordinal)
            && !name.Contains("notspecified", StringComparison.Ordinal)
            && !name.Contains("unnamed", StringComparison.Ordinal)
            && !name.Contains("krasovsky", StringComparison.Ordinal)
            && !name.Contains("krassowsky", StringComparison.Ordinal)
            && !name.Contains("sphere", StringComparison.Ordinal);
        return says ? DatumFamily.Other : DatumFamily.Unknown;
    }
}

namespace ZoneComp.CoordinateSystems;

/// <summary>A coordinate reference system by its parameters. Names are kept for people and decide nothing but the datum.</summary>
/// <remarks>Coordinates are x = easting or longitude, y = northing or latitude, in the CRS's own units, whatever axis order its registry
/// entry has.</remarks>
public sealed record Crs
{
    public required string Name { get; init; }

    public ProjectionMethod Method { get; init; }

    public required Ellipsoid Ellipsoid { get; init; }

    public required string DatumName { get; init; }

    public required DatumFamily Datum { get; init; }

    /// <summary>Degrees east of Greenwich.</summary>
    public double PrimeMeridianDeg { get; init; }

    /// <summary>Degrees in one angular unit of a geographic CRS: 1 nearly always.</summary>
    public double AngularUnitDeg { get; init; } = 1;

    /// <summary>Metres in one linear unit of a projected CRS.</summary>
    public double LinearUnitM { get; init; } = 1;

    public double LatitudeOfOriginDeg { get; init; }

    /// <summary>Degrees east of the CRS's own prime meridian.</summary>
    public double CentralMeridianDeg { get; init; }

    public double StandardParallel1Deg { get; init; }

    public double StandardParallel2Deg { get; init; }

    public double ScaleFactor { get; init; } = 1;

    public double FalseEastingM { get; init; }

    public double FalseNorthingM { get; init; }

    /// <summary>"EPSG:4490", "ESRI:102025": found by the parameters; null where no known code has them.</summary>
    public string? Code { get; init; }

    /// <summary>TOWGS84 or an abridged transformation that the definition carries; used only if the user says so.</summary>
    public GeocentricShift? StatedShift { get; init; }

    /// <summary>What had to be taken as the standard's default, or what contradicts itself; each becomes a finding.</summary>
    public IReadOnlyList<LocalText> Remarks { get; init; } = [];

    public bool IsGeographic => Method == ProjectionMethod.None;

    /// <summary>Gauss-Krueger: transverse Mercator of scale 1 from the equator.</summary>
    public bool IsGaussKrueger => Method == ProjectionMethod.TransverseMercator && ScaleFactor == 1 && LatitudeOfOriginDeg == 0;

    /// <summary>Whether x is longitude times a number, so that the plane repeats itself every 360 degrees.</summary>
    public bool IsPeriodic =>
        Method is ProjectionMethod.None or ProjectionMethod.WebMercator or ProjectionMethod.Mercator
            or ProjectionMethod.CylindricalEqualArea;

    /// <summary>Reads WKT 1 (Esri, OGC, GDAL), WKT 2, PROJJSON, or a code such as "EPSG:4490".</summary>
    /// <exception cref="UserErrorException">The text is none of these or asks for something not supported; the message says
    /// which.</exception>
    public static Crs Parse(string definition) =>
        TryParse(definition, out Crs? crs, out LocalText? problem) ? crs : throw new UserErrorException(problem);

    public static bool TryParse(
        string definition,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Crs? crs,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out LocalText? problem)
    {
        try
        {
            crs = CrsText.Read(definition);
            problem = null;
            return true;
        }
        catch (CrsTextException unreadable)
        {
            crs = null;
            problem = unreadable.Text;
            return false;
        }
    }

    /// <summary>Same datum and same formula, so that equal numbers are equal places.</summary>
    public bool HasSameCoordinatesAs(Crs other) =>
        MayBe(other)
        && (Datum is not (DatumFamily.Unknown or DatumFamily.Other) || WktNames.Plain(DatumName) == WktNames.Plain(other.DatumName));

    /// <summary>Whether nothing says that the two differ: datums that are not known here go by several names.</summary>
    public bool MayBe(Crs other) => HasSameFormulaAs(other) && Datum == other.Datum;

    /// <summary>Same projection, ellipsoid and units, whatever the datum.</summary>
    public bool HasSameFormulaAs(Crs other) =>
        Method == other.Method
        && Ellipsoid.IsNear(other.Ellipsoid)
        && Near(PrimeMeridianDeg, other.PrimeMeridianDeg)
        && Near(AngularUnitDeg, other.AngularUnitDeg)
        && Near(LinearUnitM, other.LinearUnitM)
        && Near(LatitudeOfOriginDeg, other.LatitudeOfOriginDeg)
        && Near(CentralMeridianDeg, other.CentralMeridianDeg)
        && Near(StandardParallel1Deg, other.StandardParallel1Deg)
        && Near(StandardParallel2Deg, other.StandardParallel2Deg)
        && Near(ScaleFactor, other.ScaleFactor)
        && Math.Abs(FalseEastingM - other.FalseEastingM) < 1e-5
        && Math.Abs(FalseNorthingM - other.FalseNorthingM) < 1e-5;

    /// <summary>1e-11 of a degree or of a scale: a micrometre on the ground.</summary>
    private static bool Near(double mine, double other) => Math.Abs(mine - other) < 1e-11;
}

using ZoneComp.Diagnostics;

namespace ZoneComp.Preparation.CoordinateSystems;

/// <summary>What the policy states about a layer's datum.</summary>
/// <param name="Shift">Parameters to CGCS2000; null when the coordinates are to be taken as CGCS2000 as they are.</param>
/// <param name="TreatAsCgcs2000WithinM">The stated acceptance: how far off the places may be, metres; null when parameters are given.</param>
public sealed record DatumStatement(GeocentricShift? Shift, double? TreatAsCgcs2000WithinM);

/// <summary>How a layer's longitudes and latitudes become CGCS2000's.</summary>
/// <param name="Shift">null: they are taken as they are.</param>
public sealed record DatumStep(GeocentricShift? Shift)
{
    public static DatumStep None { get; } = new((GeocentricShift?)null);

    /// <summary>Decides the step, and reports what is assumed; null when the layer cannot be used, the reason being in <paramref name="log"/>.</summary>
    /// <param name="subject">The layer as the user finds it.</param>
    public static DatumStep? Decide(Crs crs, DatumStatement? stated, string subject, DiagnosticLog log)
    {
        if (stated?.Shift is { } shift)
        {
            log.Add(CrsFindings.DatumParameters(subject, crs, shift));
            return new DatumStep(shift);
        }

        if (stated?.TreatAsCgcs2000WithinM is { } withinM)
        {
            if (crs.Datum != DatumFamily.Cgcs2000)
                log.Add(CrsFindings.DatumAccepted(subject, crs, withinM));
            return None;
        }

        switch (crs.Datum)
        {
            case DatumFamily.Cgcs2000:
                return None;
            case DatumFamily.Wgs84 or DatumFamily.Geocentric:
                log.Add(CrsFindings.DatumAssumed(subject, crs));
                return None;
            default:
                log.Add(CrsFindings.DatumRefused(subject, crs));
                return null;
        }
    }
}

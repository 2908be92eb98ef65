namespace ZoneComp.CoordinateSystems.Projections;

/// <summary>What the policy states about a layer's datum.</summary>
/// <param name="Shift">Parameters to CGCS2000; null when the coordinates are to be taken as CGCS2000 as they are.</param>
/// <param name="TakenAsCgcs2000Because">The policy's reason to neglect the difference of the datums; null when parameters are
/// given.</param>
public sealed record DatumStatement(GeocentricShift? Shift, string? TakenAsCgcs2000Because)
{
    /// <summary>The policy's reason to believe the parameters that the layer's own definition carries (TOWGS84); null when it does
    /// not.</summary>
    public string? DefinitionBecause { get; init; }
}

/// <summary>How a layer's longitudes and latitudes become CGCS2000's.</summary>
/// <param name="Shift">null: they are taken as they are.</param>
public sealed record DatumStep(GeocentricShift? Shift)
{
    public static DatumStep None { get; } = new((GeocentricShift?)null);

    /// <summary>Whether the parameters are those of the layer's own definition.</summary>
    public bool IsOfDefinition { get; init; }

    /// <summary>Decides the step, and reports what is assumed; null when the layer cannot be used, the reason being in
    /// <paramref name="log"/>.</summary>
    /// <param name="subject">The layer as the user finds it.</param>
    public static DatumStep? Decide(Crs crs, DatumStatement? stated, string subject, DiagnosticLog log)
    {
        if (stated?.Shift is { } shift)
        {
            log.Add(CrsFindings.DatumParameters(subject, crs, shift));
            return new DatumStep(shift);
        }

        if (stated?.TakenAsCgcs2000Because is { } reason)
        {
            if (crs.Datum != DatumFamily.Cgcs2000)
                log.Add(CrsFindings.DatumAccepted(subject, crs, reason));
            return None;
        }

        if (stated?.DefinitionBecause is { } believed)
        {
            if (crs.StatedShift is { SaysSomething: true } own)
            {
                log.Add(CrsFindings.DefinitionUsed(subject, crs, own, believed));
                return new DatumStep(own) { IsOfDefinition = true };
            }

            log.Add(CrsFindings.DefinitionSaysNothing(subject, crs));
            return null;
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

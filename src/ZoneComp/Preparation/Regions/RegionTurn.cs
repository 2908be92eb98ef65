namespace ZoneComp.Preparation.Regions;

/// <summary>Where a run's turn of longitudes begins: at -180, unless the regions pass 180 degrees; then where none of them lies.</summary>
/// <remarks>
/// It must be known before the first layer is read, so the files are asked for their boxes. A box that does not tell the truth can make a
/// region lie across
/// the ends, which is an error then, never a wrong figure.
/// </remarks>
internal static class RegionTurn
{
    private const int Steps = 16;

    public static double Start(PolicyFile policy)
    {
        var spans = new List<(double From, double To)>();
        foreach ((SourceSettings source, string file) in SourceFiles.Of(policy.Regions.Sources))
        {
            if (SpanOf(source, file) is { } span)
                spans.Add(span);
        }

        if (spans.TrueForAll(span => span.From >= -180 && span.To <= 180))
            return -180;
        double[] starts = [0, .. spans.Select(span => span.From - (360 * Math.Floor(span.From / 360)))];
        return starts.FirstOrDefault(start => spans.TrueForAll(span => !LiesInside(start, span)), starts[0]);
    }

    /// <summary>Whether a meridian, at any turn, lies inside a span.</summary>
    private static bool LiesInside(double meridian, (double From, double To) span)
    {
        double first = meridian + (360 * Math.Floor((span.From - meridian) / 360)) + 360; // the first one beyond its beginning
        return first < span.To;
    }

    /// <summary>Longitudes of a file, degrees, as they run on in it; null where it cannot pass 180 degrees, has no box, or cannot be read,
    /// which its reading will tell.</summary>
    private static (double From, double To)? SpanOf(SourceSettings settings, string file)
    {
        try
        {
            using IFeatureSource source = FeatureSources.Open(
                new SourceRequest(file, settings.Layer, settings.Encoding),
                new DiagnosticLog());
            if ((settings.Crs ?? source.Info.CrsDefinition) is not { } definition || !Crs.TryParse(definition, out Crs? crs, out _))
                return null;
            double meridian = Math.Abs(crs.CentralMeridianDeg + crs.PrimeMeridianDeg);
            if (crs.Method == ProjectionMethod.TransverseMercator && meridian + LatticeLimits.MaxFromMeridianDeg <= 180)
                return null;
            return (source.Info.StatedExtent ?? SourceOpening.ExtentOf(source)) is { } extent ? SpanOf(Projection.Of(crs), extent) : null;
        }
        catch (UserErrorException)
        {
            return null;
        }
    }

    private static (double From, double To)? SpanOf(Projection projection, LayerExtent extent)
    {
        double from = double.PositiveInfinity, to = double.NegativeInfinity;
        for (int across = 0; across <= Steps; across++)
        {
            for (int up = 0; up <= Steps; up++)
            {
                double x = extent.MinX + ((extent.MaxX - extent.MinX) * across / Steps),
                    y = extent.MinY + ((extent.MaxY - extent.MinY) * up / Steps);
                if (!projection.Inverse(x, y, out double longitude, out _))
                    continue;
                (from, to) = (Math.Min(from, longitude), Math.Max(to, longitude));
            }
        }

        return from <= to ? (from, to) : null;
    }
}

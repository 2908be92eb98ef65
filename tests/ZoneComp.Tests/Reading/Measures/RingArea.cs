namespace ZoneComp.Tests.Reading.Measures;

internal static class RingArea
{
    /// <summary>Signed shoelace area of a polygon's rings in its own plane; rings with the inside on the left count up.</summary>
    public static double OfRings(FeatureShape shape)
    {
        if (shape.Kind != GeometryKind.Polygon)
            return 0;
        double twice = 0;
        for (int part = 0; part < shape.PartCount; part++)
        {
            Span<double> ring = shape.Part(part);
            // Taken from the first point, so that large coordinates do not eat the digits.
            double x0 = ring[0], y0 = ring[1];
            for (int at = 0, last = ring.Length - 2; at < ring.Length; last = at, at += 2)
                twice += ((ring[last] - x0) * (ring[at + 1] - y0)) - ((ring[at] - x0) * (ring[last + 1] - y0));
        }

        return twice / 2;
    }
}

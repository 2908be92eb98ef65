namespace ZoneComp.Features;

/// <summary>Direction and closure of rings.</summary>
internal static class Rings
{
    /// <summary>Turns a ring so that its own inside lies on its left (a shell) or on its right (a hole). A ring without area stays as it
    /// is.</summary>
    /// <param name="ring">x and y in turn.</param>
    /// <returns>Whether it ran the other way.</returns>
    public static bool Turn(Span<double> ring, bool shell)
    {
        double twice = TwiceArea(ring);
        bool turns = shell ? twice < 0 : twice > 0;
        if (turns)
            Reverse(ring);
        return turns;
    }

    /// <summary>Whether every number can be a coordinate: finite and not the "no data" value.</summary>
    public static bool AreUsable(ReadOnlySpan<double> coordinates)
    {
        foreach (double value in coordinates)
        {
            if (!(Math.Abs(value) < ShapePoints.NoData))
                return false;
        }

        return true;
    }

    public static bool AreClosed(FeatureShape shape)
    {
        for (int part = 0; part < shape.PartCount; part++)
        {
            Span<double> ring = shape.Part(part);
            if (ring[0] != ring[^2] || ring[1] != ring[^1])
                return false;
        }

        return true;
    }

    // Measured from the first point, so that large coordinates do not eat the digits of a small ring.
    public static double TwiceArea(ReadOnlySpan<double> ring)
    {
        double twice = 0;
        for (int at = 2; at + 3 < ring.Length; at += 2)
            twice += ((ring[at] - ring[0]) * (ring[at + 3] - ring[1])) - ((ring[at + 2] - ring[0]) * (ring[at + 1] - ring[1]));
        return twice;
    }

    /// <summary>The same points the other way round.</summary>
    public static void Reverse(Span<double> ring)
    {
        for (int low = 0, high = ring.Length - 2; low < high; low += 2, high -= 2)
        {
            (ring[low], ring[high]) = (ring[high], ring[low]);
            (ring[low + 1], ring[high + 1]) = (ring[high + 1], ring[low + 1]);
        }
    }
}

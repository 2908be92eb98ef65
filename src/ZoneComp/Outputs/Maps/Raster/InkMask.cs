namespace ZoneComp.Outputs.Maps.Raster;

/// <summary>The pixels that ink covers, without the empty ones between: laid over every map of a run.</summary>
/// <param name="At">Pixel by row, then column; ascending.</param>
/// <param name="Levels">How far each is covered, 1 to 255.</param>
internal sealed record InkMask(int[] At, byte[] Levels)
{
    public static InkMask Of(Coverage coverage)
    {
        ReadOnlySpan<byte> values = coverage.Values;
        int[] at = new int[values.Length - System.MemoryExtensions.Count(values, (byte)0)];
        byte[] levels = new byte[at.Length];
        int pixel = 0;
        for (int index = 0; index < at.Length; index++, pixel++)
        {
            pixel += values[pixel..].IndexOfAnyExcept((byte)0);
            (at[index], levels[index]) = (pixel, values[pixel]);
        }

        return new InkMask(at, levels);
    }
}

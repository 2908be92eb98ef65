namespace ZoneComp.Reading.GeoJson;

/// <summary>A file that is one feature, or one geometry.</summary>
internal sealed class GeoJsonSingle(byte[] text) : IGeoJsonFeatures
{
    private bool given;

    public bool Next(out ReadOnlySpan<byte> feature)
    {
        feature = given ? default : text.AsSpan().StartsWith("\uFEFF"u8) ? text.AsSpan(3) : text;
        (bool first, given) = (!given, true);
        return first;
    }

    public void Dispose()
    {
        // Nothing is held but memory.
    }
}

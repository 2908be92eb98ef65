using System.Text;
using System.Text.Json;

namespace ZoneComp.Reading.GeoJson;

/// <summary>The features of a file, one after the other, as JSON.</summary>
internal interface IGeoJsonFeatures : IDisposable
{
    /// <param name="feature">In place until the next call.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    bool Next(out ReadOnlySpan<byte> feature);
}

/// <summary>Cuts a GeoJSON file into its features without holding more of it than the largest one.</summary>
internal sealed class GeoJsonText : IGeoJsonFeatures
{
    private readonly Stream stream;
    private byte[] buffer;
    private int start;
    private int end;
    private bool final;
    private JsonReaderState state;
    private bool inFeatures;
    private string? name;

    /// <param name="firstBuffer">Bytes to begin with; the buffer grows only when it is full of file.</param>
    /// <param name="encoding">null for UTF-8.</param>
    public GeoJsonText(string path, int firstBuffer = 1 << 18, Encoding? encoding = null)
    {
        stream = JsonText.Open(path, encoding);
        buffer = new byte[firstBuffer];
        Fill();
        if (end == 0)
            throw new JsonException("the file is empty");
        if (buffer.AsSpan(0, end) is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new JsonException("it is text in UTF-16, and GeoJSON has to be in UTF-8: save it anew");
        if (buffer.AsSpan(0, end).StartsWith("\uFEFF"u8))
            start = 3;
    }

    /// <summary>Text of the top level's "type" as far as seen.</summary>
    public string? Type { get; private set; }

    /// <summary>The top level's "crs" member as far as seen: GeoJSON of before RFC 7946 has one.</summary>
    public byte[]? Crs { get; private set; }

    /// <summary>The top level's other members as far as seen, of those that Esri's JSON has.</summary>
    public Dictionary<string, JsonElement> OfEsri { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the top level has a "features" array.</summary>
    public bool HasFeatures { get; private set; }

    /// <summary>Finds the next feature of the collection.</summary>
    public bool Next(out ReadOnlySpan<byte> feature)
    {
        feature = default;
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), final, state);
            bool more = Walk(ref reader, out int from);
            int begin = start + from;
            state = reader.CurrentState;
            start += (int)reader.BytesConsumed;
            if (from >= 0)
            {
                feature = buffer.AsSpan(begin, start - begin);
                return true;
            }

            if (!more && final)
                return false;
            if (more)
                Fill();
        }
    }

    public void Dispose() => stream.Dispose();

    /// <summary>Reads tokens until a feature is whole or the buffer is used up (then true).</summary>
    /// <param name="feature">Where it begins, from <see cref="start"/>; it ends where the reader stands. -1 when none was found.</param>
    private bool Walk(ref Utf8JsonReader reader, out int feature)
    {
        feature = -1;
        while (true)
        {
            Utf8JsonReader before = reader;
            if (!reader.Read())
                return !final;
            bool isValue = reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray);
            if (inFeatures && reader.TokenType == JsonTokenType.EndArray)
            {
                inFeatures = false;
                continue;
            }

            if (!isValue)
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                    name = JsonText.Of(ref reader);
                continue;
            }

            if (!inFeatures && reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.StartObject)
                continue;
            if (!inFeatures && name == "features" && reader.TokenType == JsonTokenType.StartArray)
            {
                if (HasFeatures)
                    throw new JsonException("\"features\" stands twice");
                inFeatures = HasFeatures = true;
                continue;
            }

            int from = (int)reader.TokenStartIndex;
            if (!reader.TrySkip())
            {
                reader = before; // the value is not whole yet: come back with more of the file
                return true;
            }

            if (inFeatures)
            {
                feature = from;
                return true;
            }

            if (name == "type" && reader.TokenType == JsonTokenType.String)
                Type = JsonText.Of(ref reader);
            else if (name == "crs")
                Crs = buffer.AsSpan(start + from, (int)reader.BytesConsumed - from).ToArray();
            else if (name is "spatialReference" or "fields" or "exceededTransferLimit" or "transform")
                OfEsri[name] = Element(buffer.AsSpan(start + from, (int)reader.BytesConsumed - from));
        }
    }

    private static JsonElement Element(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader);
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
            Array.Resize(ref buffer, checked(buffer.Length * 2));
        int read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        final = read == 0;
    }
}

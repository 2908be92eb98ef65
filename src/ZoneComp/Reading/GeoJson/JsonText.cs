using System.Text;
using System.Text.Json;

namespace ZoneComp.Reading.GeoJson;

/// <summary>Takes text out of JSON, where it may be no text: bytes that are not UTF-8, halves of surrogate pairs.</summary>
internal static class JsonText
{
    /// <summary>A file's text as UTF-8.</summary>
    /// <param name="encoding">What it is written in; null for UTF-8, as JSON has to be.</param>
    public static Stream Open(string path, Encoding? encoding)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        return encoding is null or { CodePage: 65001 }
            ? file
            : Encoding.CreateTranscodingStream(file, encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <exception cref="JsonException">The text cannot be decoded.</exception>
    public static string Of(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw Undecodable(exception);
        }
    }

    /// <summary>An element as the JSON that it is.</summary>
    /// <exception cref="JsonException">Some text in it cannot be decoded.</exception>
    public static string Raw(ref Utf8JsonReader reader)
    {
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.GetRawText();
        }
        catch (InvalidOperationException exception)
        {
            throw Undecodable(exception);
        }
    }

    private static JsonException Undecodable(InvalidOperationException exception) =>
        new("a text is not UTF-8, which GeoJSON has to be", exception);
}

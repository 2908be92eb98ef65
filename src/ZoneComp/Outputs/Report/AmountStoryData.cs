using System.Text.Json;

namespace ZoneComp.Outputs.Report;

/// <summary>How amounts come about, for the page's script: lines of text and numbers of places in them, and by payee what stands
/// there.</summary>
internal static class AmountStoryData
{
    /// <param name="regions">Indices of the page's regions by code.</param>
    public static void Write(Utf8JsonWriter json, AmountTrails? trails, IReadOnlyDictionary<string, int> regions)
    {
        json.WriteStartObject("amounts");
        json.WriteStartArray("lines");
        foreach (AmountLine line in trails?.Lines ?? [])
        {
            json.WriteStartArray();
            Write(json, line.Zh);
            if (line.En.Count > 0)
            {
                Write(json, line.En);
                if (line.Once)
                    Write(json, []); // both languages have the same numbers, which stand once
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        // A text: its lines' indices; then what stands in them, a number as text or the index of the payee's own.
        json.WriteStartArray("texts");
        foreach (AmountText text in trails?.Texts ?? [])
        {
            json.WriteStartArray();
            json.WriteStartArray();
            foreach (int line in text.Lines)
                json.WriteNumberValue(line);
            json.WriteEndArray();
            json.WriteStartArray();
            foreach (AmountNumber number in text.Numbers)
            {
                if (number.Shared is string same)
                    json.WriteStringValue(same);
                else
                    json.WriteNumberValue(number.Own);
            }

            json.WriteEndArray();
            json.WriteEndArray();
        }

        json.WriteEndArray();
        // A payee that the page has as a region: index of the region, of the scheme, of the text, numbers with a blank between; others
        // with code and name.
        AmountStory[] stories = [.. trails?.Stories ?? []];
        List<string> schemes = [.. stories.Select(story => story.Scheme).Distinct()];
        json.WriteStartArray("schemes");
        foreach (string scheme in schemes)
            json.WriteStringValue(XmlText.Clean(scheme));
        json.WriteEndArray();
        json.WriteStartArray("told");
        foreach (AmountStory story in stories.Where(story => regions.ContainsKey(story.Code)))
        {
            json.WriteStartArray();
            json.WriteNumberValue(regions[story.Code]);
            Rest(story);
        }

        json.WriteEndArray();
        json.WriteStartArray("others");
        foreach (AmountStory story in stories.Where(story => !regions.ContainsKey(story.Code)))
        {
            json.WriteStartArray();
            json.WriteStringValue(story.Code);
            json.WriteStringValue(XmlText.Clean(story.Name));
            Rest(story);
        }

        json.WriteEndArray();
        json.WriteStartArray("untold");
        foreach (string scheme in trails?.NotTold ?? [])
            json.WriteStringValue(XmlText.Clean(scheme));
        json.WriteEndArray();
        json.WriteEndObject();

        void Rest(AmountStory story)
        {
            json.WriteNumberValue(schemes.IndexOf(story.Scheme));
            json.WriteNumberValue(story.Text);
            json.WriteStringValue(string.Join(' ', story.Numbers));
            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<string> pieces)
    {
        json.WriteStartArray();
        foreach (string piece in pieces)
            json.WriteStringValue(piece);
        json.WriteEndArray();
    }
}

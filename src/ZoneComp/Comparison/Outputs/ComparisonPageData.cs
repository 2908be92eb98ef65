using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZoneComp.Comparison.Outputs;

/// <summary>What the page's script draws from: the regions, and of each figure its classes and values.</summary>
internal static class ComparisonPageData
{
    /// <summary>With &lt; and &gt; escaped, so that no name ends the script element.</summary>
    public static string Json(ComparisonResults results)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("missing", ColourRamp.Missing);
            json.WriteStartArray("regions");
            foreach (Region region in results.Base.Combinations.Regions)
            {
                json.WriteStartArray();
                json.WriteStringValue(XmlText.Clean(region.Code));
                json.WriteStringValue(XmlText.Clean(region.Name));
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteStartArray("figures");
            int group = 0;
            foreach (IReadOnlyList<Figure> scheme in ChangeFigures.Of(results))
            {
                foreach (Figure figure in scheme)
                    Write(json, figure, group);
                group++;
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Figure figure, int group)
    {
        FigureClasses classes = DivergingClasses.Of(figure);
        ShownUnit unit = ShownUnit.Of(figure);
        json.WriteStartObject();
        json.WriteNumber("group", group);
        json.WriteString("zh", XmlText.Clean(unit.Title(figure, Language.Chinese)));
        json.WriteString("en", XmlText.Clean(unit.Title(figure, Language.English)));
        json.WriteStartArray("classes");
        foreach (MapClass one in classes.Classes)
        {
            json.WriteStartArray();
            json.WriteStringValue(one.Colour);
            json.WriteStringValue(one.Label);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteString("of", string.Concat(Enumerable.Range(0, figure.Values.Count).Select(region =>
            figure.Number(region) is { } value ? classes.IndexOf(value).ToString(CultureInfo.InvariantCulture) : "-")));
        json.WriteStartArray("shown");
        for (int region = 0; region < figure.Values.Count; region++)
        {
            if (figure.Number(region) is { } value)
                json.WriteStringValue(unit.Number(value));
            else
                json.WriteNullValue();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

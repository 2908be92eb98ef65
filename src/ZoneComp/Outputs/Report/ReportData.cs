using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ZoneComp.Outputs.Report;

/// <summary>What the page's script works on, as JSON that cannot end its script element: angle brackets, ampersands and quotes are escaped.</summary>
internal static class ReportData
{
    public static string Json(RunResults results, IReadOnlyList<FigureClasses> mapped)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) }))
        {
            json.WriteStartObject();
            json.WriteNumber("main", Math.Max(0, mapped.ToList().IndexOf(MappedFigures.Main(mapped)!)));
            json.WriteString("missing", ColourRamp.Missing);
            WriteRegions(json, results);
            json.WriteStartArray("figures");
            foreach (FigureClasses classes in mapped)
                WriteFigure(json, classes, results.Combinations.Regions.Count);
            json.WriteEndArray();
            WriteAllocation(json, results);
            WriteTrails(json, results.Trails);
            AmountStoryData.Write(json, results.AmountTrails);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteRegions(Utf8JsonWriter json, RunResults results)
    {
        CoverageTable coverage = CoverageTable.Of(results.Combinations);
        json.WriteStartArray("regions");
        for (int index = 0; index < results.Combinations.Regions.Count; index++)
        {
            Region region = results.Combinations.Regions[index];
            json.WriteStartArray();
            json.WriteStringValue(region.Code);
            json.WriteStringValue(XmlText.Clean(region.Name));
            json.WriteStringValue(results.Combinations.Rows.Count > 0 ? FigureText.Number(coverage.RegionAreaM2[index] / 1_000_000m, 2) : "");
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Values as people read them; whole yuan and fen besides for amounts. Class per region as one character, "-" for none.</summary>
    private static void WriteFigure(Utf8JsonWriter json, FigureClasses classes, int regions)
    {
        Figure figure = classes.Figure;
        ShownUnit unit = ShownUnit.Of(figure);
        json.WriteStartObject();
        json.WriteString("name", figure.Name);
        json.WriteString("kind", figure.Kind.ToString());
        Write(json, "title", figure.Title);
        Write(json, "unit", unit.Name);
        Write(json, "method", classes.Note);
        json.WriteString("formula", figure.Formula ?? "");
        json.WriteStartArray("classes");
        foreach (MapClass mapClass in classes.Classes)
        {
            json.WriteStartArray();
            json.WriteStringValue(mapClass.Colour);
            json.WriteStringValue(mapClass.Label);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteString("of", string.Concat(Enumerable.Range(0, regions).Select(region => figure.Number(region) is { } value ? classes.IndexOf(value).ToString(CultureInfo.InvariantCulture) : "-")));
        json.WriteStartArray("shown");
        for (int region = 0; region < regions; region++)
        {
            if (figure.Number(region) is { } value)
                json.WriteStringValue(unit.Number(value));
            else
                json.WriteNullValue();
        }

        json.WriteEndArray();
        WriteRanks(json, figure, regions);
        json.WriteEndObject();
    }

    /// <summary>Regions from the highest value down, equal values by code, as exact decimals order them; and their ranks, equal values the same one.</summary>
    private static void WriteRanks(Utf8JsonWriter json, Figure figure, int regions)
    {
        int[] order = [.. Enumerable.Range(0, regions).Where(region => figure.Number(region) is not null).OrderByDescending(figure.Number).ThenBy(region => region)];
        json.WriteStartArray("order");
        foreach (int region in order)
            json.WriteNumberValue(region);
        json.WriteEndArray();
        json.WriteStartArray("ranks");
        int rank = 0;
        for (int at = 0; at < order.Length; at++)
        {
            rank = at > 0 && figure.Number(order[at]) == figure.Number(order[at - 1]) ? rank : at + 1;
            json.WriteNumberValue(rank);
        }

        json.WriteEndArray();
    }

    /// <summary>Rows of the allocation by region index: scheme, source, computed, bounded, amount, last year, change, bound, note.</summary>
    private static void WriteAllocation(Utf8JsonWriter json, RunResults results)
    {
        Dictionary<string, int> index = results.Combinations.Regions.Select((region, at) => (region.Code, at)).ToDictionary(pair => pair.Code, pair => pair.at, StringComparer.Ordinal);
        json.WriteStartArray("paid");
        foreach (AllocationRow row in results.Allocation?.Rows ?? [])
        {
            if (!index.TryGetValue(row.Unit, out int region))
                continue; // a unit without a polygon: it stands in the section on funds
            json.WriteStartArray();
            json.WriteNumberValue(region);
            json.WriteStringValue(results.Allocation!.Schemes.FirstOrDefault(scheme => scheme.Name == row.Scheme)?.Title ?? row.Scheme);
            json.WriteStringValue(row.Source);
            json.WriteStringValue(FigureText.Number(row.ComputedYuan, 2));
            json.WriteStringValue(FigureText.Number(row.BoundedYuan, 2));
            json.WriteStringValue(FigureText.Number(row.AmountYuan, 2));
            json.WriteStringValue(row.LastYearYuan is { } last ? FigureText.Number(last, 2) : "–");
            json.WriteStringValue(row.ChangeYuan is { } change ? FigureText.Number(change, 2) : "–");
            WriteBoth(json, OwnWords.Bound(row.Bound));
            WriteBoth(json, OwnWords.Note(row.Note));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Formulas cut at their values: name, title, formula, place, pieces, and by region the values between the pieces.</summary>
    private static void WriteTrails(Utf8JsonWriter json, IReadOnlyList<TrailColumn> trails)
    {
        json.WriteStartArray("trails");
        foreach (TrailColumn trail in trails)
        {
            json.WriteStartArray();
            foreach (string text in new[] { trail.Name, trail.Title, trail.Formula, trail.Place })
                json.WriteStringValue(XmlText.Clean(text));
            WriteTexts(json, trail.Pieces);
            json.WriteStartArray();
            foreach (IReadOnlyList<string> values in trail.Values)
                WriteTexts(json, values);
            json.WriteEndArray();
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, IReadOnlyList<string> texts)
    {
        json.WriteStartArray();
        foreach (string text in texts)
            json.WriteStringValue(XmlText.Clean(text));
        json.WriteEndArray();
    }

    /// <summary>Both languages; "" where there is no text.</summary>
    private static void WriteBoth(Utf8JsonWriter json, LocalText text)
    {
        if (text.En.Length == 0)
        {
            json.WriteStringValue("");
            return;
        }

        json.WriteStartObject();
        json.WriteString("zh", XmlText.Clean(text.Zh));
        json.WriteString("en", XmlText.Clean(text.En));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, LocalText text)
    {
        json.WriteStartObject(name);
        json.WriteString("zh", XmlText.Clean(text.Zh));
        json.WriteString("en", XmlText.Clean(text.En));
        json.WriteEndObject();
    }
}

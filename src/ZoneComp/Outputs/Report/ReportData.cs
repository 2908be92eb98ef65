using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ZoneComp.Outputs.Report;

/// <summary>What the page's script works on, as JSON that cannot end its script element: angle brackets, ampersands and quotes are
/// escaped.</summary>
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
            Dictionary<string, int> index = results.Combinations.Regions.Select((region, at) => (region.Code, at))
                .ToDictionary(pair => pair.Code, pair => pair.at, StringComparer.Ordinal);
            WriteAllocation(json, results, index);
            WriteTrails(json, results.Trails);
            AmountStoryData.Write(json, results.AmountTrails, index);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteRegions(Utf8JsonWriter json, RunResults results)
    {
        AreaScale scale = AreaScale.OfPages(results);
        Write(json, "areaUnit", scale.Name);
        decimal[] areas = CoverageTable.RegionAreas(results.Combinations);
        json.WriteStartArray("regions");
        for (int index = 0; index < results.Combinations.Regions.Count; index++)
        {
            Region region = results.Combinations.Regions[index];
            json.WriteStartArray();
            json.WriteStringValue(region.Code);
            json.WriteStringValue(XmlText.Clean(region.Name));
            json.WriteStringValue(
                results.Combinations.Rows.Count > 0 ? scale.Text(areas[index]) : "");
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Values as people read them; whole yuan and fen besides for amounts. Class per region as one character, "-" for
    /// none.</summary>
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
            json.WriteStringValue(mapClass.IsExcluded ? $"{mapClass.Legend.Zh} {mapClass.Legend.En}" : mapClass.Label);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteString(
            "of",
            string.Concat(Enumerable.Range(0, regions)
                .Select(region => classes.ClassOf(region) is >= 0 and int index ? index.ToString(CultureInfo.InvariantCulture) : "-")));
        double[] shown = new double[regions];
        json.WriteStartArray("shown");
        for (int region = 0; region < regions; region++)
        {
            if (figure.Number(region) is { } value)
            {
                string text = unit.Number(value);
                shown[region] = double.Parse(text.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
                json.WriteStringValue(text);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
        WriteOrder(json, figure, regions, shown);
        json.WriteEndObject();
    }

    /// <summary>
    /// How exact decimals order the regions: the page's script sorts by the shown texts, highest first and equal ones by code; "moved" says
    /// where another region stands than so (place, region, ...; where that is longer, "order" is all of them), "ties" where exactly equal
    /// values begin and how many they are (place, count, ...).
    /// </summary>
    private static void WriteOrder(Utf8JsonWriter json, Figure figure, int regions, IReadOnlyList<double> shown)
    {
        int[] valued = [.. Enumerable.Range(0, regions).Where(region => figure.Number(region) is not null)];
        int[] rough = [.. valued.OrderByDescending(region => shown[region]).ThenBy(region => region)];
        int[] exact = [.. valued.OrderByDescending(figure.Number).ThenBy(region => region)];
        int[] moved = [.. Enumerable.Range(0, exact.Length).Where(place => exact[place] != rough[place])];
        bool isShort = 2 * moved.Length <= exact.Length;
        json.WriteStartArray(isShort ? "moved" : "order");
        foreach (int number in isShort ? moved.SelectMany(place => new[] { place, exact[place] }) : exact)
            json.WriteNumberValue(number);
        json.WriteEndArray();
        json.WriteStartArray("ties");
        for (int place = 0, next; place < exact.Length; place = next)
        {
            next = place + 1;
            while (next < exact.Length && figure.Number(exact[next]) == figure.Number(exact[place]))
                next++;
            if (next == place + 1)
                continue;
            json.WriteNumberValue(place);
            json.WriteNumberValue(next - place);
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// Rows of the allocation by region index: index of the scheme, source, computed, bounded, amount, last year, change, and of the
    /// "words" what held it and the note. Null is the amount before it (bounded as computed, amount as bounded), 0 what there is not.
    /// </summary>
    private static void WriteAllocation(Utf8JsonWriter json, RunResults results, Dictionary<string, int> index)
    {
        List<string> schemes = [.. (results.Allocation?.Schemes ?? []).Select(scheme => scheme.Name)];
        json.WriteStartArray("schemes");
        foreach (SchemeResult scheme in results.Allocation?.Schemes ?? [])
            json.WriteStringValue(XmlText.Clean(scheme.Title));
        json.WriteEndArray();
        List<LocalText> words = [];
        Dictionary<LocalText, int> places = [];
        json.WriteStartArray("paid");
        foreach (AllocationRow row in results.Allocation?.Rows ?? [])
        {
            if (!index.TryGetValue(row.Unit, out int region))
                continue; // a unit without a polygon: it stands in the section on funds
            string computed = FigureText.Number(row.ComputedYuan, 2),
                bounded = FigureText.Number(row.BoundedYuan, 2),
                amount = FigureText.Number(row.AmountYuan, 2);
            json.WriteStartArray();
            json.WriteNumberValue(region);
            json.WriteNumberValue(schemes.IndexOf(row.Scheme));
            json.WriteStringValue(XmlText.Clean(row.Source));
            json.WriteStringValue(computed);
            WriteUnlessSame(bounded, computed);
            WriteUnlessSame(amount, bounded);
            WriteIfAny(row.LastYearYuan);
            WriteIfAny(row.ChangeYuan);
            json.WriteNumberValue(WordsOf(OwnWords.Bound(row.Bound)));
            json.WriteNumberValue(WordsOf(OwnWords.Note(row.Note)));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("words");
        foreach (LocalText text in words)
        {
            json.WriteStartObject();
            json.WriteString("zh", XmlText.Clean(text.Zh));
            json.WriteString("en", XmlText.Clean(text.En));
            json.WriteEndObject();
        }

        json.WriteEndArray();

        int WordsOf(LocalText text)
        {
            if (!places.TryGetValue(text, out int place))
            {
                places.Add(text, place = words.Count);
                words.Add(text);
            }

            return place;
        }

        void WriteUnlessSame(string text, string before)
        {
            if (text == before)
                json.WriteNullValue();
            else
                json.WriteStringValue(text);
        }

        void WriteIfAny(decimal? yuan)
        {
            if (yuan is { } amount)
                json.WriteStringValue(FigureText.Number(amount, 2));
            else
                json.WriteNumberValue(0);
        }
    }

    /// <summary>
    /// Formulas cut at their values: name, title, formula, place, pieces, and by region the values between the pieces: one text with bars
    /// between,
    /// or where a value has a bar itself, several.
    /// </summary>
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
            {
                if (values.Any(value => value.Contains('|', StringComparison.Ordinal)))
                    WriteTexts(json, values);
                else
                    json.WriteStringValue(XmlText.Clean(string.Join('|', values)));
            }

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

    private static void Write(Utf8JsonWriter json, string name, LocalText text)
    {
        json.WriteStartObject(name);
        json.WriteString("zh", XmlText.Clean(text.Zh));
        json.WriteString("en", XmlText.Clean(text.En));
        json.WriteEndObject();
    }
}

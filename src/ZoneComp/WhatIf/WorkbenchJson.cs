using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ZoneComp.WhatIf;

/// <summary>What the workbench answers, in JSON: amounts and values as texts of digits.</summary>
internal static class WorkbenchJson
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    public static byte[] Document(Action<Utf8JsonWriter> write)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Encoder = Encoder }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    public static void Write(Utf8JsonWriter json, string name, LocalText text)
    {
        json.WriteStartObject(name);
        WriteBoth(json, text);
        json.WriteEndObject();
    }

    /// <param name="why">Why nothing is open, where that is so.</param>
    public static void WriteStart(Utf8JsonWriter json, Opened? open, WorkbenchSettings settings, LocalText why)
    {
        string path = Path.GetFullPath(settings.PolicyPath);
        json.WriteString("language", settings.Language == Language.Chinese ? "zh" : "en");
        json.WriteString("policy", Path.GetFileName(path));
        json.WriteString("folder", Path.GetDirectoryName(path));
        json.WriteBoolean("has_policy", File.Exists(path));
        json.WriteString(
            "from",
            settings.From is null ? "" : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(settings.From))));
        json.WriteBoolean("open", open is not null);
        if (open is null)
        {
            Write(json, "why", why);
            return;
        }

        PolicyFile policy = open.Base.Policy!;
        json.WriteString("title", XmlText.Clean(policy.Title));
        json.WriteNumber("year", policy.Year);
        json.WriteString("measured_of", string.Join(", ", open.ChangedMaps));
        WriteRegions(json, open);
        WriteMap(json, open);
        WriteKnobs(json, open);
        json.WriteStartArray("schemes");
        foreach ((AllocationTable table, SchemeResult scheme) in SchemesOf(open.Base.Tables))
        {
            json.WriteStartObject();
            json.WriteString("name", scheme.Name);
            json.WriteString("title", XmlText.Clean(scheme.Title));
            json.WriteBoolean("is_money", scheme.Measure == "yuan");
            json.WriteBoolean("last_year", table.Rows.Any(row => row.Scheme == scheme.Name && row.LastYearYuan is not null));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("columns");
        foreach (Column column in (open.Base.Tables?.Indicators ?? []).Concat(open.Base.Tables?.Factors ?? []))
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("title", XmlText.Clean(column.Title));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRegions(Utf8JsonWriter json, Opened open)
    {
        json.WriteStartArray("regions");
        foreach (Region region in open.Ground.Inputs.Combinations.Regions)
        {
            json.WriteStartArray();
            json.WriteStringValue(region.Code);
            json.WriteStringValue(XmlText.Clean(region.Name));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter json, Opened open)
    {
        MapShapes shapes = open.Shapes;
        json.WriteStartObject("map");
        json.WriteBoolean("empty", shapes.Plane.IsNull);
        json.WriteNumber("width", shapes.Width);
        json.WriteNumber("height", shapes.Height);
        json.WriteString("missing", ColourRamp.Missing);
        json.WriteStartArray("paths");
        foreach (RegionOutline outline in shapes.Regions)
            json.WriteStringValue(outline.Path());
        json.WriteEndArray();
        const double NameHeight = 11.0 / 820;
        double size = NameHeight * shapes.Width;
        json.WriteNumber("name_size", Math.Round(size, 1));
        json.WriteStartArray("names");
        string[] names = [.. open.Ground.Inputs.Combinations.Regions.Select(region => region.Name)];
        foreach ((int region, double x, double y) in MapLabels.Place(shapes, names, size))
        {
            json.WriteStartArray();
            json.WriteNumberValue(region);
            json.WriteNumberValue(Math.Round(x));
            json.WriteNumberValue(Math.Round(y));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteKnobs(Utf8JsonWriter json, Opened open)
    {
        json.WriteStartArray("knobs");
        foreach (Knob knob in open.Knobs.Values.OrderBy(knob => knob.File, StringComparer.Ordinal).ThenBy(knob => knob.Start))
        {
            json.WriteStartObject();
            json.WriteString("id", knob.Id);
            json.WriteString("role", knob.Role.ToString());
            json.WriteString("block", knob.Path[0]);
            json.WriteString("owner_name", knob.Path[1]);
            json.WriteString("owner", XmlText.Clean(knob.Owner));
            Write(json, "title", knob.Title);
            json.WriteString("context", XmlText.Clean(knob.Context));
            Write(json, "unit", knob.Unit);
            json.WriteString("written", knob.Written);
            json.WriteString("least", Digits(knob.Least));
            json.WriteString("most", Digits(knob.Most));
            json.WriteString("step", Digits(knob.Step));
            json.WriteString("file", knob.File ?? "");
            json.WriteNumber("line", knob.File is null ? knob.Place.Line : knob.FileLine);
            json.WriteNumber("group", open.Groups.ToList().FindIndex(group => group.Knobs.Contains(knob.Id)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("not_offered");
        foreach (LocalText why in open.NotOffered)
        {
            json.WriteStartObject();
            WriteBoth(json, why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("groups");
        foreach (KnobGroup group in open.Groups)
        {
            json.WriteStartObject();
            json.WriteString("total", Digits(group.Total));
            json.WriteBoolean("required", group.IsRequired);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteTrial(Utf8JsonWriter json, Opened open, Trial trial, TrialView view)
    {
        json.WriteStartObject("edits");
        foreach ((string id, string number) in trial.Edits)
            json.WriteString(id, number);
        json.WriteEndObject();
        json.WriteBoolean("has_numbers", trial.HasNumbers);
        json.WriteBoolean("would_be_written", trial.WouldBeWritten);
        WriteErrors(json, trial);
        json.WriteNumber("examples", trial.Examples.Count(finding => finding.Severity == Severity.Error));
        WriteFindings(json, open, trial);
        if (!trial.HasNumbers || open.Base.Tables is not { } basis)
            return;
        IReadOnlyList<PayeeRow> rows = PayeeRow.Of(trial.Tables!, basis, view.Scheme);
        SchemeResult? shown = PayeeAmount.SchemeOf(trial.Tables!, view.Scheme);
        int decimals = DecimalsOf(shown);
        Write(json, "unit", FigureText.Unit(shown?.Measure ?? "yuan"));
        json.WriteNumber("decimals", decimals);
        WriteSchemes(json, trial.Tables!, basis);
        WriteTotals(json, rows, decimals);
        WriteRows(json, rows, decimals);
        WriteFigure(json, open, trial, view, rows);
    }

    private static void WriteErrors(Utf8JsonWriter json, Trial trial)
    {
        json.WriteStartArray("errors");
        foreach (PolicyError error in trial.Errors)
        {
            json.WriteStartObject();
            json.WriteNumber("line", error.Place.Line);
            json.WriteNumber("column", error.Place.Column);
            json.WriteString("source", XmlText.Clean(error.Place.Document.Line(error.Place.Line)));
            WriteBoth(json, error.Message);
            json.WriteEndObject();
        }

        if (trial.Refused is not null)
        {
            json.WriteStartObject();
            WriteBoth(json, trial.Refused);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Money first, then quotas.</summary>
    private static IEnumerable<(AllocationTable Table, SchemeResult Scheme)> SchemesOf(RunTables? tables) =>
        new[] { tables?.Allocation, tables?.Quotas }.OfType<AllocationTable>()
            .SelectMany(table => table.Schemes.Select(scheme => (table, scheme)));

    /// <summary>Of amounts: those of the fen, or of a quota's smallest unit.</summary>
    private static int DecimalsOf(SchemeResult? scheme) => scheme is { Measure: not "yuan" } ? ShownDigits.Of(scheme) : 2;

    private static void WriteSchemes(Utf8JsonWriter json, RunTables tables, RunTables basis)
    {
        json.WriteStartArray("schemes");
        foreach ((AllocationTable table, SchemeResult scheme) in SchemesOf(tables))
        {
            int decimals = DecimalsOf(scheme);
            json.WriteStartObject();
            json.WriteString("name", scheme.Name);
            json.WriteString("title", XmlText.Clean(scheme.Title));
            json.WriteString("kind", scheme.Kind);
            if (scheme.FundYuan is { } fund)
                json.WriteString("fund", PayeeRow.Plain(fund, decimals));
            json.WriteString("total", PayeeRow.Plain(scheme.TotalYuan, decimals));
            json.WriteString("left", PayeeRow.Plain(scheme.UnallocatedYuan, decimals));
            json.WriteString("reserve", PayeeRow.Plain(scheme.ReserveYuan, decimals));
            decimal before = PayeeAmount.SchemeOf(basis, scheme.Name)?.TotalYuan ?? 0m;
            json.WriteString("change", PayeeRow.Plain(scheme.TotalYuan - before, decimals));
            AllocationRow[] own = [.. table.Rows.Where(row => row.Scheme == scheme.Name)];
            json.WriteNumber("payees", own.Select(row => row.Unit).Distinct().Count());
            json.WriteStartArray("bounds");
            foreach (IGrouping<string, AllocationRow> bound in own.Where(row => row.Bound.Length > 0)
                .GroupBy(row => row.Bound, StringComparer.Ordinal)
                .OrderBy(bound => bound.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                Write(json, "name", OwnWords.Bound(bound.Key));
                AllocationRow[] ends = [.. bound.DistinctBy(row => row.Unit)];
                json.WriteNumber("payees", ends.Length);
                json.WriteNumber("raised", ends.Count(row => row.BoundedYuan >= row.ComputedYuan));
                json.WriteNumber("lowered", ends.Count(row => row.BoundedYuan < row.ComputedYuan));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTotals(Utf8JsonWriter json, IReadOnlyList<PayeeRow> rows, int decimals)
    {
        json.WriteStartObject("totals");
        json.WriteNumber("payees", rows.Count);
        json.WriteString("amount", PayeeRow.Plain(rows.Sum(row => row.Payee.AmountYuan), decimals));
        json.WriteString("base", PayeeRow.Plain(rows.Sum(row => row.BaseYuan), decimals));
        Side("winners", rows.Where(row => row.ChangeYuan > 0), row => row.ChangeYuan);
        Side("losers", rows.Where(row => row.ChangeYuan < 0), row => row.ChangeYuan);
        PayeeRow[] last = [.. rows.Where(row => row.Payee.LastYearYuan is not null)];
        if (last.Length > 0)
        {
            json.WriteString("last_year", PayeeRow.Plain(last.Sum(row => row.Payee.LastYearYuan!.Value), decimals));
            Side(
                "below_last_year",
                last.Where(row => row.Payee.AmountYuan < row.Payee.LastYearYuan),
                row => row.Payee.AmountYuan - row.Payee.LastYearYuan!.Value);
            if (last.Where(row => row.Payee.LastYearYuan > 0).MinBy(row => row.Payee.AmountYuan / row.Payee.LastYearYuan!.Value)
                is { } lowest)
            {
                json.WriteString("lowest_ratio", Part(lowest.Payee.AmountYuan / lowest.Payee.LastYearYuan!.Value, 6));
                json.WriteString("lowest_payee", XmlText.Clean($"{lowest.Payee.Code} {lowest.Payee.Name}"));
            }
        }

        json.WriteEndObject();

        void Side(string name, IEnumerable<PayeeRow> side, Func<PayeeRow, decimal> yuan)
        {
            PayeeRow[] own = [.. side];
            json.WriteStartObject(name);
            json.WriteNumber("payees", own.Length);
            json.WriteString("yuan", PayeeRow.Plain(own.Sum(yuan), decimals));
            json.WriteEndObject();
        }
    }

    /// <summary>Code, name, amount, change from the base and in per cent of it, last year, change from it, part of it, bound.</summary>
    private static void WriteRows(Utf8JsonWriter json, IReadOnlyList<PayeeRow> rows, int decimals)
    {
        Dictionary<string, LocalText> bounds = rows.Select(row => row.Payee.Bound)
            .Where(bound => bound.Length > 0)
            .Distinct()
            .ToDictionary(bound => bound, OwnWords.Bound, StringComparer.Ordinal);
        json.WriteStartObject("bounds");
        foreach ((string bound, LocalText text) in bounds)
            Write(json, bound, text);
        json.WriteEndObject();
        json.WriteStartArray("rows");
        foreach (PayeeRow row in rows)
        {
            json.WriteStartArray();
            json.WriteStringValue(row.Payee.Code);
            json.WriteStringValue(XmlText.Clean(row.Payee.Name));
            json.WriteStringValue(PayeeRow.Plain(row.Payee.AmountYuan, decimals));
            json.WriteStringValue(PayeeRow.Plain(row.ChangeYuan, decimals));
            json.WriteStringValue(row.BaseYuan == 0 ? null : Part(100m * row.ChangeYuan / row.BaseYuan, 2));
            if (row.Payee.LastYearYuan is { } last)
            {
                json.WriteStringValue(PayeeRow.Plain(last, decimals));
                json.WriteStringValue(PayeeRow.Plain(row.Payee.AmountYuan - last, decimals));
                json.WriteStringValue(last == 0 ? null : Part(row.Payee.AmountYuan / last, 4));
            }
            else
            {
                json.WriteNullValue();
                json.WriteNullValue();
                json.WriteNullValue();
            }

            json.WriteStringValue(row.Payee.Bound);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteFigure(Utf8JsonWriter json, Opened open, Trial trial, TrialView view, IReadOnlyList<PayeeRow> rows)
    {
        if (view.Classes(trial.Policy!, open.Ground, trial.Tables!, rows) is not { } classes)
        {
            json.WriteNull("figure");
            return;
        }

        Figure figure = classes.Figure;
        ShownUnit unit = ShownUnit.Of(figure);
        json.WriteStartObject("figure");
        Write(json, "title", figure.Title);
        Write(json, "unit", unit.Name);
        Write(json, "method", classes.Note);
        json.WriteStartArray("classes");
        foreach (MapClass each in classes.Classes)
        {
            json.WriteStartArray();
            json.WriteStringValue(each.Colour);
            json.WriteStringValue(each.Label);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        int regions = figure.Values.Count;
        json.WriteString(
            "of",
            string.Concat(Enumerable.Range(0, regions)
                .Select(region => figure.Number(region) is { } value
                    ? classes.IndexOf(value).ToString(CultureInfo.InvariantCulture)
                    : "-")));
        json.WriteStartArray("shown");
        for (int region = 0; region < regions; region++)
            json.WriteStringValue(figure.Number(region) is { } value ? unit.Number(value) : "");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteGoal(Utf8JsonWriter json, Knob knob, Goal goal, GoalResult result)
    {
        json.WriteString("knob", knob.Id);
        json.WriteString("number", result.Number);
        json.WriteString("next", result.Next);
        json.WriteString(
            "reached",
            result.Reached is { } reached
                ? reached.ToString(goal.Kind == GoalKind.RatioOfLastYear ? "0.######" : "0.##", CultureInfo.InvariantCulture)
                : null);
        json.WriteNumber("runs", result.Runs);
        Write(json, "text", result.Text);
    }

    public static void WriteExplained(Utf8JsonWriter json, Explained explained, RunExplanation run, bool isFull)
    {
        Write(json, "brief", new LocalText(Brief(Language.English), Brief(Language.Chinese)));
        json.WriteString("code", explained.Code);
        json.WriteString("name", XmlText.Clean(explained.Name));
        json.WriteStartArray("steps");
        foreach (ExplainedColumn column in explained.Columns)
        {
            json.WriteStartObject();
            json.WriteString("table", column.Table);
            json.WriteString("column", column.Column);
            Write(json, "text", new LocalText(Printed(Language.English), Printed(Language.Chinese)));
            json.WriteEndObject();

            string Printed(Language language) => XmlText.Clean(new ExplanationText(language, isFull).Of(column.Step).TrimEnd());
        }

        json.WriteEndArray();

        // Each amount in three lines, without the head, which the page shows already, and the foot, which is of the command line.
        string Brief(Language language)
        {
            string[] lines = run.Brief(explained, language).Trim().Split('\n');
            return XmlText.Clean(string.Join('\n', lines[1..^1]).Trim());
        }
    }

    /// <param name="basis">The policy as it is, with its amounts.</param>
    public static void WriteChanges(
        Utf8JsonWriter json, PolicyDiffResult result, Trial basis, Func<PolicyChange, LocalText> wordsOf)
    {
        json.WriteStartArray("changes");
        foreach (PolicyChange change in result.Changes)
        {
            json.WriteStartObject();
            Write(json, "words", wordsOf(change));
            json.WriteStartArray("moved");
            foreach (SchemeMove move in change.Moved)
            {
                json.WriteStartArray();
                SchemeResult scheme = PayeeAmount.SchemeOf(basis.Tables!, move.Scheme)!;
                LocalText unit = FigureText.Unit(scheme.Measure);
                json.WriteStringValue(XmlText.Clean(scheme.Title));
                json.WriteStringValue(PayeeRow.Plain(move.Yuan, DecimalsOf(scheme)));
                json.WriteStringValue(unit.Zh);
                json.WriteStringValue(unit.En);
                json.WriteStringValue(string.Join("; ", move.Parties.Select(party => $"{party.Party} {PayeeRow.Plain(party.Yuan)}")));
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (result.Joined is not null)
            Write(json, "joined", result.Joined);
    }

    /// <summary>Warnings and errors, of a trial those beside the lines of its own text.</summary>
    private static void WriteFindings(Utf8JsonWriter json, Opened open, Trial trial)
    {
        json.WriteStartArray("findings");
        foreach (Diagnostic finding in trial.Findings.Where(finding => finding.Severity != Severity.Note))
            ResultsJson.WriteFinding(json, finding, open.Shapes, trial.Policy, isNew: !open.Known.Contains(finding));
        json.WriteEndArray();
    }

    private static void WriteBoth(Utf8JsonWriter json, LocalText text)
    {
        json.WriteString("zh", XmlText.Clean(text.Zh));
        json.WriteString("en", XmlText.Clean(text.En));
    }

    // Towards zero: 0.949999 is not shown as the 0.95 that it misses.
    private static string Part(decimal part, int decimals) =>
        Math.Round(part, decimals, MidpointRounding.ToZero).ToString("0.######", CultureInfo.InvariantCulture);

    private static string Digits(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}

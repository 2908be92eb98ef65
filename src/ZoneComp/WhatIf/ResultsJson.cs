using System.Globalization;
using System.Text.Json;

namespace ZoneComp.WhatIf;

/// <summary>Every figure of every region, and the findings with their places, in JSON.</summary>
internal static class ResultsJson
{
    /// <summary>Columns as people read them: title, unit, and a text a region; numbers with thousands in threes.</summary>
    public static void WriteFigures(Utf8JsonWriter json, RunResults results)
    {
        json.WriteStartArray("figures");
        foreach (Figure figure in RegionFigures.Of(results))
        {
            json.WriteStartObject();
            json.WriteString("name", figure.Name);
            WorkbenchJson.Write(json, "title", figure.Title);
            WorkbenchJson.Write(json, "unit", FigureText.Unit(figure.Unit));
            json.WriteBoolean("numeric", figure.IsNumeric);
            json.WriteStartArray("shown");
            for (int region = 0; region < figure.Values.Count; region++)
                json.WriteStringValue(figure.Values[region] is null ? "" : XmlText.Clean(FigureText.Value(figure, region)));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Of all severities, each with its place on the map's grid and on the layer it is about.</summary>
    /// <param name="shapes">Null where there is no map.</param>
    /// <param name="policy">Whose lines are told; null for none.</param>
    public static void WriteFindings(Utf8JsonWriter json, IEnumerable<Diagnostic> findings, MapShapes? shapes, PolicyFile? policy)
    {
        json.WriteStartArray("findings");
        foreach (Diagnostic finding in findings)
            WriteFinding(json, finding, shapes, policy);
        json.WriteEndArray();
    }

    /// <param name="isNew">Whether the policy as it is does not have it.</param>
    public static void WriteFinding(
        Utf8JsonWriter json, Diagnostic finding, MapShapes? shapes, PolicyFile? policy, bool isNew = false)
    {
        json.WriteStartObject();
        json.WriteBoolean("is_new", isNew);
        json.WriteString("code", finding.Code);
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        json.WriteString("layer", finding.Layer ?? "");
        json.WriteString("subject", XmlText.Clean(finding.Subject));
        json.WriteString("accepted", finding.AcceptedBecause is { } reason ? XmlText.Clean(reason) : "");
        json.WriteBoolean("can_be_accepted", finding.CanBeAccepted && finding.Severity == Severity.Error);
        // What was written into the policy since.
        Acceptance? next = finding.Severity != Severity.Error ? null
            : policy?.Accept.FirstOrDefault(each => each.Code == finding.Code && (each.Layer is null || each.Layer == finding.Layer));
        json.WriteString("accepted_next", XmlText.Clean(next?.Reason ?? ""));
        json.WriteNumber("further", finding.Further);
        WorkbenchJson.Write(json, "text", finding.Message);
        if (policy is not null && FindingLine.Of(policy, finding) is { } line)
        {
            json.WriteNumber("line", line.Line);
            json.WriteString("source", XmlText.Clean(line.Document.Line(line.Line).Trim()));
        }

        if (finding.Place is { } place)
        {
            json.WriteString("place", string.Create(CultureInfo.InvariantCulture, $"{place.X:0.######} {place.Y:0.######}"));
            if (shapes is { Plane.IsNull: false })
            {
                (int x, int y) = shapes.OnGrid(place.X, place.Y);
                json.WriteStartArray("at");
                json.WriteNumberValue(x);
                json.WriteNumberValue(y);
                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Folders of results beside the policy, the newest first.</summary>
    public static void WriteFolders(Utf8JsonWriter json, string folder)
    {
        json.WriteStartArray("folders");
        foreach (string each in FittingResults.All(folder))
        {
            RunManifest manifest = RunFolder.Manifest(each);
            json.WriteStartObject();
            json.WriteString("name", Path.GetFileName(each));
            json.WriteString("policy", XmlText.Clean(manifest.Policy.Path));
            json.WriteString("written", manifest.Timings?.StartedUtc ?? "");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Schemes with what each cause moved, and the payees of which anything moved.</summary>
    public static void WriteComparison(Utf8JsonWriter json, ComparisonResults results)
    {
        IReadOnlyList<CauseName> causes = results.Attribution.Causes;
        json.WriteNumber("old_year", results.OldYear);
        json.WriteNumber("new_year", results.NewYear);
        json.WriteStartArray("policy_changes");
        foreach (PolicyChange change in results.PolicyChanges)
        {
            json.WriteStartObject();
            WorkbenchJson.Write(json, "words", change.Words());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("causes");
        foreach (CauseName cause in causes)
        {
            json.WriteStartObject();
            json.WriteString("key", cause.Key);
            WorkbenchJson.Write(json, "title", cause.Title);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("schemes");
        foreach (ComparedScheme scheme in results.Schemes)
        {
            json.WriteStartObject();
            json.WriteString("name", scheme.Name);
            json.WriteString("title", XmlText.Clean(scheme.Title));
            WorkbenchJson.Write(json, "unit", FigureText.Unit(scheme.Measure));
            json.WriteString("old", scheme.OldYuan is { } old ? PayeeRow.Plain(old, scheme.Decimals) : null);
            json.WriteString("new", scheme.NewYuan is { } now ? PayeeRow.Plain(now, scheme.Decimals) : null);
            json.WriteString("change", PayeeRow.Plain(scheme.ChangeYuan, scheme.Decimals));
            AttributedChange[] own = [.. results.Attribution.Parts.Where(part => part.Scheme == scheme.Name)];
            json.WriteStartArray("parts");
            for (int cause = 0; cause < causes.Count; cause++)
            {
                decimal[] parts = [.. own.Select(part => part.PartsYuan[cause])];
                json.WriteStartArray();
                foreach (decimal yuan in new[] { parts.Sum(), parts.Where(part => part > 0).Sum(), parts.Where(part => part < 0).Sum() })
                    json.WriteStringValue(PayeeRow.Plain(yuan, scheme.Decimals));
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("changes");
        Dictionary<string, int> decimals = results.Schemes.ToDictionary(scheme => scheme.Name, scheme => scheme.Decimals);
        foreach (AttributedChange change in results.Attribution.Parts)
        {
            json.WriteStartArray();
            foreach (string text in new[] { change.Unit.Code, change.Name, change.Scheme })
                json.WriteStringValue(XmlText.Clean(text));
            foreach (decimal yuan in new[] { change.OldYuan, change.NewYuan, change.ChangeYuan }.Concat(change.PartsYuan))
                json.WriteStringValue(PayeeRow.Plain(yuan, decimals[change.Scheme]));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}

using System.Text.Json;

namespace ZoneComp.WhatIf;

/// <summary>A new policy from the layers and tables of a folder, with what was guessed open to another choice.</summary>
internal sealed record FolderProject(FolderRequest Request, FolderSurvey Found, FolderDraft Draft, IReadOnlyList<Question> Questions)
{
    /// <param name="regions">File of the regions; "" to guess.</param>
    /// <param name="code">Field of the code; "" to guess.</param>
    /// <param name="answers">Choices by the question's place.</param>
    public static FolderProject Make(
        string policyPath, int year, Language language, string regions, string code, string name, IReadOnlyList<int> answers,
        CancellationToken cancellation)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(policyPath))!;
        List<Question> questions = [];
        FolderRequest request = new(folder, policyPath, year, language, Given(regions), Given(code), Given(name))
        {
            Ask = question =>
            {
                questions.Add(question);
                int answer = questions.Count <= answers.Count ? answers[questions.Count - 1] : -1;
                return answer >= 0 && answer < question.Choices.Count ? answer : question.Guess;
            },
        };
        FolderDraft draft = FolderDrafting.Make(request, cancellation);
        return new FolderProject(request, FolderSurvey.Read(folder, cancellation), draft, questions);
    }

    /// <summary>The policy's text, without the layers and classes that were unticked.</summary>
    /// <param name="without">"layer" or "layer.class".</param>
    public string Text(IReadOnlyCollection<string> without)
    {
        Dictionary<string, LocalText> left = Draft.Draft.Layers.Where(layer => without.Contains(layer.Name))
            .ToDictionary(layer => layer.Name, _ => new LocalText("left out in the workbench", "在工作台中未选"), StringComparer.Ordinal);
        Draft ticked = Draft.Draft with
        {
            Layers =
            [
                .. Draft.Draft.Layers.Select(layer =>
                    layer with { Classes = [.. layer.Classes.Where(one => !without.Contains($"{layer.Name}.{one.Name}"))] }),
            ],
        };
        return FolderDrafting.Text(FolderDrafting.Without(Draft with { Draft = ticked }, left), Request);
    }

    public void Write(Utf8JsonWriter json)
    {
        Draft draft = Draft.Draft;
        json.WriteString("title", XmlText.Clean(draft.Title.Zh));
        json.WriteStartObject("regions");
        json.WriteString("file", Name(draft.Regions.Source.Files[0]));
        json.WriteString("code", draft.Regions.Code);
        json.WriteString("name", draft.Regions.Name ?? "");
        json.WriteEndObject();
        json.WriteStartArray("layers");
        foreach (DraftLayer layer in draft.Layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            json.WriteString("title", XmlText.Clean(layer.Title));
            json.WriteString("file", Name(layer.Source.Files[0]));
            json.WriteString("field", layer.Field ?? "");
            json.WriteStartArray("classes");
            foreach (DraftClass one in layer.Classes)
            {
                json.WriteStartArray();
                foreach (string text in new[] { one.Name, one.Title, one.Value })
                    json.WriteStringValue(XmlText.Clean(text));
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("tables");
        foreach (DraftTable table in draft.Tables)
        {
            json.WriteStartObject();
            json.WriteString("name", table.Name);
            json.WriteString("file", Name(table.File));
            json.WriteString("key", table.Key);
            json.WriteString("columns", XmlText.Clean(string.Join(", ", table.Columns.Select(column => column.Field))));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteFound(json);
        json.WriteStartArray("left_out");
        foreach ((string name, LocalText why) in Draft.LeftOut)
        {
            json.WriteStartObject();
            json.WriteString("name", XmlText.Clean(name));
            WorkbenchJson.Write(json, "why", why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("questions");
        foreach (Question question in Questions)
        {
            json.WriteStartObject();
            WorkbenchJson.Write(json, "text", question.Text);
            json.WriteNumber("guess", question.Guess);
            json.WriteStartArray("choices");
            foreach (string choice in question.Choices)
                json.WriteStringValue(XmlText.Clean(choice));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What lies in the folder, as inspect tells it.</summary>
    private void WriteFound(Utf8JsonWriter json)
    {
        json.WriteStartArray("found");
        foreach (LayerSurvey layer in Found.Layers)
        {
            json.WriteStartObject();
            json.WriteString("file", XmlText.Clean(Name(layer.Argument.Path) + (layer.Argument.Layer is { } inside ? "#" + inside : "")));
            json.WriteString("kind", layer.Info.Kind.ToString());
            json.WriteNumber("features", layer.Info.FeatureCount ?? layer.Features);
            json.WriteString("crs", XmlText.Clean(layer.Crs?.Name ?? ""));
            json.WriteString("encoding", layer.Info.Encoding ?? "");
            json.WriteStartArray("fields");
            foreach (FieldInfo field in layer.Info.Fields)
                json.WriteStringValue(XmlText.Clean(field.Name));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private string Name(string file) => Path.GetRelativePath(Request.Folder, file).Replace('\\', '/');

    private static string? Given(string text) => text.Length == 0 ? null : text;
}

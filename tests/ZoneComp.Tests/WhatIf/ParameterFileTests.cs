using System.Text;
using System.Text.Json;

namespace ZoneComp.Tests.WhatIf;

/// <summary>Numbers of a table of parameters are tried and kept in a copy; the table's own bytes never change.</summary>
public sealed class ParameterFileTests : IDisposable
{
    private const string Policy =
        """
        zonecomp: 1
        title: 试算 2025
        year: 2025
        regions: {source: a.shp, code: code}
        layers: {wet: {title: 湿地, source: w.shp}}
        tables:
          rates: {title: 标准, source: rates.csv, key: name, rows: free, columns: {value: money yuan, most: number}}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-parameters").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Plain_numbers_of_value_columns_are_knobs_with_their_line_in_the_file()
    {
        ParameterFile file = File_(
            "name,value,most,remark\nforest,16,0.5,2024\n\"wet, land\",\"12.50\" ,,x\nwaste,\"1,200\",30%,\n"u8.ToArray());

        Assert.Equal(
            [
                "tables.rates.forest.value#2 16 yuan rates.csv 2 forest: value",
                "tables.rates.forest.most#2 0.5  rates.csv 2 forest: most",
                "tables.rates.wet, land.value#3 12.50 yuan rates.csv 3 wet, land: value",
            ],
            file.Knobs().Select(knob => $"{knob.Id} {knob.Written} {knob.Unit.En} {knob.File} {knob.FileLine} {knob.Title.En}"));
    }

    [Theory]
    [InlineData("utf-8", ',', "\n")]
    [InlineData("utf-8 with mark", ',', "\r\n")]
    [InlineData("gb18030", '\t', "\r\n")]
    [InlineData("utf-16", ';', "\n")]
    public void A_copy_differs_in_the_numbers_alone(string encoding, char sign, string line)
    {
        string text = $"name,value,most{line}\"16\",16,7{line}湿地,\"12.50\" ,16{line}".Replace(',', sign);
        byte[] mark = encoding == "utf-8 with mark" ? [0xEF, 0xBB, 0xBF] : encoding == "utf-16" ? [0xFF, 0xFE] : [];
        Encoding coding = encoding switch
        {
            "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!,
            "utf-16" => Encoding.Unicode,
            _ => new UTF8Encoding(false),
        };
        byte[] bytes = [.. mark, .. coding.GetBytes(text)];
        ParameterFile file = File_(bytes);
        Dictionary<string, Knob> knobs = file.Knobs().ToDictionary(knob => knob.Id);

        TrialText trial = TrialText.Of(
            Policy, knobs, [file],
            new Dictionary<string, string> { ["tables.rates.16.value#2"] = "18.5", ["tables.rates.湿地.value#3"] = "9" }, "variant");

        ChangedTable copy = Assert.Single(trial.Tables);
        Assert.Equal("rates.variant.csv", copy.Name);
        string expected = text.Replace($"\"16\"{sign}16", $"\"16\"{sign}18.5").Replace("12.50", "9");
        Assert.Equal([.. mark, .. coding.GetBytes(expected)], copy.Content);
        Assert.Equal(Policy.Replace("source: rates.csv", "source: rates.variant.csv"), trial.Policy);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(folder, "rates.csv")));
    }

    [Fact]
    public void A_workbook_says_where_its_numbers_are_changed()
    {
        (IReadOnlyList<ParameterFile> files, IReadOnlyList<LocalText> not) =
            ParameterFile.Of(PolicyFile.Parse(Path.Combine(folder, "policy.yaml"), Policy.Replace("rates.csv", "rates.xlsx")));

        Assert.Empty(files);
        Assert.StartsWith("rates.xlsx: change its numbers in the workbook", Assert.Single(not).En, StringComparison.Ordinal);
    }

    /// <summary>The trial, before anything is saved, against a run of the saved variant with the saved copy.</summary>
    [Theory]
    [InlineData("sichuan")] // in fact on maps: it counts single features
    [InlineData("shanxi")]
    [InlineData("xinjiang")]
    public void Amounts_with_another_rate_are_those_of_a_run_with_the_copy(string name)
    {
        foreach (string source in Directory.GetFiles(Path.Combine(GridRun.Folder, name), "*", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Path.Combine(GridRun.Folder, "layers"))))
        {
            string to = Path.Combine(folder, Path.GetRelativePath(GridRun.Folder, source));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(source, to);
        }

        string path = Path.Combine(folder, name, "policy.yaml"), results = Path.Combine(folder, name, "out");
        RunFacts facts = new(new ToolVersion(RunManifest.ToolName, "0", null), [], new MachineRecord("", "", "", 1));
        RunOutcome Run(RunSettings settings) =>
            Pipeline.Run(settings, facts, TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None);
        Assert.False(Run(new RunSettings { PolicyPath = path, OutputPath = results, OverlayOnly = true }).HasErrors);
        using Workbench workbench = Workbench.Open(
            new WorkbenchSettings(path, results, Language.English), facts, TimeProvider.System, new Progress<StageProgress>(),
            CancellationToken.None);
        JsonElement Ask(string what, string request)
        {
            using JsonDocument asked = JsonDocument.Parse(request);
            return JsonDocument.Parse(workbench.Answer(what, asked.RootElement, CancellationToken.None)!).RootElement;
        }

        // All rates of the table by half.
        string edits = string.Join(", ", Ask("start", "{}").GetProperty("knobs").EnumerateArray()
            .Where(knob => knob.GetProperty("role").GetString() == "Parameter")
            .Select(knob => $"\"{knob.GetProperty("id").GetString()}\": \"{Number(knob.GetProperty("written")) / 2}\""));
        JsonElement shown = Ask("trial", $"{{\"scheme\": \"\", \"edits\": {{{edits}}}}}");
        JsonElement totals = shown.GetProperty("totals");
        Assert.NotEqual(Number(totals.GetProperty("base")), Number(totals.GetProperty("amount")));
        JsonElement saved = Ask("save", $"{{\"name\": \"half.yaml\", \"edits\": {{{edits}}}}}");

        string written = saved.GetProperty("file").GetString()!;
        string text = File.ReadAllText(written);
        int examples = text.IndexOf("\nexamples:", StringComparison.Ordinal); // they hold the old rates
        if (examples >= 0)
            text = text[..(examples + 1)];
        RunOutcome run = Run(new RunSettings { PolicyPath = written, PolicyText = text, OutputPath = null });
        Assert.False(run.HasErrors, string.Join("; ", run.Findings.Where(finding => finding.Severity == Severity.Error)));
        Dictionary<string, decimal> paid = run.Results!.Allocation!.Rows.GroupBy(row => row.Unit)
            .ToDictionary(unit => unit.Key, unit => unit.Sum(row => row.AmountYuan));
        foreach (HandedOnRow handed in run.Results.Allocation.HandedOn.Where(row => paid.ContainsKey(row.Unit)))
            paid[handed.Unit] -= handed.AmountYuan;
        Assert.Equal(
            paid.OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => (unit.Key, unit.Value)),
            shown.GetProperty("rows").EnumerateArray()
                .Select(row => (row[0].GetString()!, Number(row[2])))
                .OrderBy(row => row.Item1, StringComparer.Ordinal));

        // A second variant of that name with other numbers is refused before anything is written.
        string other = edits.Replace(": \"", ": \"1", StringComparison.Ordinal), copy = saved.GetProperty("tables")[0].GetString()!;
        File.Delete(written);
        JsonElement refused = Ask("save", $"{{\"name\": \"half.yaml\", \"edits\": {{{other}}}}}").GetProperty("refused");
        Assert.Contains("is there already", refused.GetProperty("en").GetString());
        Assert.False(File.Exists(written));
        Assert.True(File.Exists(Path.Combine(folder, name, copy)));
    }

    private static decimal Number(JsonElement text) =>
        decimal.Parse(text.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private ParameterFile File_(byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(folder, "rates.csv"), bytes);
        (IReadOnlyList<ParameterFile> files, IReadOnlyList<LocalText> not) =
            ParameterFile.Of(PolicyFile.Parse(Path.Combine(folder, "policy.yaml"), Policy));
        Assert.Empty(not);
        return Assert.Single(files);
    }
}

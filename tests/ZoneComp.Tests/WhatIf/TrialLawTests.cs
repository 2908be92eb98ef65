using System.Globalization;
using System.Text.Json;

namespace ZoneComp.Tests.WhatIf;

/// <summary>The law of the workbench: what it shows of a trial is what <c>allocate</c> gives for the same text, to the fen, and refused
/// where that is.</summary>
public sealed class TrialLawTests : IDisposable
{
    private static readonly RunFacts Facts = new(new ToolVersion(RunManifest.ToolName, "0", null), [], new MachineRecord("", "", "", 1));

    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-trials").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("hainan", 1)]
    [InlineData("xinjiang", 2)]
    [InlineData("beijing", 3)]
    [InlineData("shanxi", 4)] // holds worked examples
    [InlineData("tocantins", 5)]
    [InlineData("sichuan", 6)] // counts single features: the maps are overlaid anew
    public void Amounts_of_random_edits_are_those_of_allocate(string name, int seed)
    {
        const int Trials = 3;
        string path = Path.Combine(GridRun.Folder, name, "policy.yaml"), results = Path.Combine(folder, "out");
        RunSettings overlay = new() { PolicyPath = path, OutputPath = results, OverlayOnly = true };
        Assert.False(Run(overlay).HasErrors);
        PolicyFile policy = PolicyFile.Load(path);
        Dictionary<string, Knob> knobs = KnobReader.Read(policy).Knobs.ToDictionary(knob => knob.Id);
        ExpressionScope names = ExpressionScope.Check(policy);
        AllocationStage.Check(policy, names);
        string? from = names.NeedsPieces || names.NeedsPlaces ? null : results;
        Workbench workbench = Workbench.Open(
            new WorkbenchSettings(path, results, Language.English), Facts, TimeProvider.System, new Progress<StageProgress>(),
            CancellationToken.None);
        Random random = new(seed);

        for (int trial = 0; trial < Trials; trial++)
        {
            Dictionary<string, string> edits = RandomEdits(knobs, random);
            JsonElement shown = Ask(workbench, "trial", edits);
            RunSettings settings = new()
            {
                PolicyPath = path,
                PolicyText = TrialText.Of(policy.Text, knobs, [], edits, "variant").Policy,
                OutputPath = null,
                CombinationsFrom = from,
            };
            RunOutcome? outcome = null;
            try
            {
                outcome = Run(settings);
            }
            catch (UserErrorException)
            {
                // The text does not read.
            }

            string what = string.Join(", ", edits.Select(edit => $"{edit.Key} = {edit.Value}"));
            Assert.True(outcome is { HasErrors: false } == shown.GetProperty("would_be_written").GetBoolean(), what);
            if (outcome?.Results is not { } given)
                continue;
            Dictionary<string, decimal> paid = given.Allocation!.Rows.GroupBy(row => row.Unit)
                .ToDictionary(unit => unit.Key, unit => unit.Sum(row => row.AmountYuan));
            foreach (HandedOnRow handed in given.Allocation.HandedOn.Where(row => paid.ContainsKey(row.Unit)))
                paid[handed.Unit] -= handed.AmountYuan;
            Assert.Equal(
                paid.OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => (unit.Key, unit.Value)),
                shown.GetProperty("rows")
                    .EnumerateArray()
                    .Select(row => (row[0].GetString()!, Number(row[2])))
                    .OrderBy(row => row.Item1, StringComparer.Ordinal));
            Assert.Equal(
                given.Allocation.Schemes.Concat(given.Quotas?.Schemes ?? []).Select(scheme => scheme.TotalYuan),
                shown.GetProperty("schemes").EnumerateArray().Select(scheme => Number(scheme.GetProperty("total"))));
            // Quotas stand by themselves, each in its own unit.
            foreach (SchemeResult quota in given.Quotas?.Schemes ?? [])
            {
                JsonElement own = Ask(workbench, "trial", edits, quota.Name);
                Assert.Equal(FigureText.Unit(quota.Measure).Zh, own.GetProperty("unit").GetProperty("zh").GetString());
                Assert.Equal(
                    given.Quotas!.Rows.Where(row => row.Scheme == quota.Name).GroupBy(row => row.Unit, StringComparer.Ordinal)
                        .Select(unit => (unit.Key, unit.Sum(row => row.AmountYuan))).OrderBy(unit => unit.Key, StringComparer.Ordinal),
                    own.GetProperty("rows").EnumerateArray().Select(row => (row[0].GetString()!, Number(row[2])))
                        .OrderBy(row => row.Item1, StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public void A_number_that_the_policy_does_not_take_is_told_with_its_line_and_the_policy_stays()
    {
        string path = Path.Combine(GridRun.Folder, "hainan", "policy.yaml"), results = Path.Combine(folder, "out");
        Assert.False(Run(new RunSettings { PolicyPath = path, OutputPath = results, OverlayOnly = true }).HasErrors);
        Workbench workbench = Workbench.Open(
            new WorkbenchSettings(path, results, Language.English), Facts, TimeProvider.System, new Progress<StageProgress>(),
            CancellationToken.None);
        PolicyFile policy = PolicyFile.Load(path);
        (IReadOnlyList<Knob> knobs, IReadOnlyList<KnobGroup> groups) = KnobReader.Read(policy);
        Knob weight = knobs.First(knob => groups.Any(group => group.IsRequired && group.Knobs.Contains(knob.Id)));

        JsonElement shown = Ask(workbench, "trial", new() { [weight.Id] = "0.999" });

        Assert.False(shown.GetProperty("has_numbers").GetBoolean());
        JsonElement error = Assert.Single(shown.GetProperty("errors").EnumerateArray());
        Assert.Contains("add up to", error.GetProperty("en").GetString());
        Assert.True(error.GetProperty("line").GetInt32() > 0);
        Assert.True(Ask(workbench, "trial", []).GetProperty("would_be_written").GetBoolean());
    }

    [Fact]
    public void Numbers_of_a_state_that_is_gone_are_answered_to_nobody_and_what_changed_is_told()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(GridRun.Folder, "hainan")))
            File.Copy(file, Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "hainan")).FullName, Path.GetFileName(file)));
        _ = Directory.CreateDirectory(Path.Combine(folder, "layers"));
        foreach (string file in Directory.GetFiles(Path.Combine(GridRun.Folder, "layers")))
            File.Copy(file, Path.Combine(folder, "layers", Path.GetFileName(file)));
        string path = Path.Combine(folder, "hainan", "policy.yaml"), results = Path.Combine(folder, "hainan", "out");
        // Another fund gives other figures than the policy's worked examples.
        string text = File.ReadAllText(path);
        File.WriteAllText(path, text[..(text.IndexOf("\nexamples:", StringComparison.Ordinal) + 1)]);
        Assert.False(Run(new RunSettings { PolicyPath = path, OutputPath = results, OverlayOnly = true }).HasErrors);
        Workbench workbench = Workbench.Open(
            new WorkbenchSettings(path, results, Language.English), Facts, TimeProvider.System, new Progress<StageProgress>(),
            CancellationToken.None);
        string version = Ask(workbench, "start", []).GetProperty("version").GetString()!;
        string Trial()
        {
            using JsonDocument asked = JsonDocument.Parse($"{{\"version\": \"{version}\"}}");
            return System.Text.Encoding.UTF8.GetString(workbench.Answer("trial", asked.RootElement, CancellationToken.None)!);
        }

        Assert.Contains("10000000.00", Trial(), StringComparison.Ordinal);

        File.WriteAllText(path, File.ReadAllText(path).Replace("fund: 1000 wan_yuan", "fund: 1100 wan_yuan", StringComparison.Ordinal));

        Assert.StartsWith("{\"changed\":{\"zh\":\"policy.yaml 已改动\"", Trial(), StringComparison.Ordinal);
        version = Ask(workbench, "start", []).GetProperty("version").GetString()!;
        Assert.Contains("11000000.00", Trial(), StringComparison.Ordinal);
        File.AppendAllText(Path.Combine(folder, "hainan", "county.csv"), "\n");
        Assert.Contains("county.csv 已改动", Trial(), StringComparison.Ordinal);
        version = Ask(workbench, "start", []).GetProperty("version").GetString()!;
        Assert.False(Run(new RunSettings { PolicyPath = path, OutputPath = results, OverlayOnly = true }).HasErrors);
        Assert.Contains("out 中的结果已被替换", Trial(), StringComparison.Ordinal);
        version = Ask(workbench, "start", []).GetProperty("version").GetString()!;
        Assert.DoesNotContain("changed", Trial(), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> RandomEdits(Dictionary<string, Knob> knobs, Random random)
    {
        Dictionary<string, string> edits = [];
        Knob[] all = [.. knobs.Values];
        for (int left = random.Next(1, 4); left > 0; left--)
        {
            Knob knob = all[random.Next(all.Length)];
            decimal factor = random.Next(800, 1200) / 1000m;
            edits[knob.Id] = Math.Round(knob.Value * factor, 6).ToString("0.######", CultureInfo.InvariantCulture);
        }

        return edits;
    }

    private static RunOutcome Run(RunSettings settings) =>
        Pipeline.Run(settings, Facts, TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None);

    private static JsonElement Ask(Workbench workbench, string what, Dictionary<string, string> edits, string scheme = "")
    {
        string request =
            $"{{\"scheme\": \"{scheme}\", \"figure\": \"amount\", \"edits\": "
                + $"{{{string.Join(", ", edits.Select(edit => $"\"{edit.Key}\": \"{edit.Value}\""))}}}}}";
        using JsonDocument asked = JsonDocument.Parse(request);
        return JsonDocument.Parse(workbench.Answer(what, asked.RootElement, CancellationToken.None)!).RootElement;
    }

    private static decimal Number(JsonElement text) =>
        decimal.Parse(text.GetString()!, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}

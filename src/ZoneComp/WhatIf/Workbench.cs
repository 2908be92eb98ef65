using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZoneComp.WhatIf;

/// <summary>What one user has open: a policy, results on whose ground it is tried, and the trials. Asked and answered in JSON.</summary>
/// <remarks>
/// Amounts are texts of digits in it, never binary fractions. Every number is computed as <c>allocate</c> computes it; none is in between.
/// Nothing is written but where the user says so, below the policy's folder, and never over the policy itself.
/// </remarks>
public sealed class Workbench
{
    private const int TrialsKept = 24;

    private readonly Lock gate = new();
    private readonly WorkbenchSettings settings;
    private readonly RunFacts facts;
    private readonly TimeProvider clock;
    private readonly List<Trial> kept = [];
    private Opened open;

    private Workbench(WorkbenchSettings settings, RunFacts facts, TimeProvider clock, Opened open)
    {
        this.settings = settings;
        this.facts = facts;
        this.clock = clock;
        this.open = open;
    }

    /// <exception cref="UserErrorException">The policy does not read, or the results are none, or of other ground.</exception>
    public static Workbench Open(WorkbenchSettings settings, RunFacts facts, TimeProvider clock, IProgress<StageProgress> progress, CancellationToken cancellation) =>
        new(settings, facts, clock, Opened.Of(settings, new StageClock(clock, progress, cancellation)));

    public string Folder => open.Base.Policy!.Directory;

    /// <summary>Answers one request; whatever the user did wrong is in the answer, in both languages.</summary>
    /// <param name="what">"start", "trial", "seek", ...</param>
    /// <returns>UTF-8 JSON; null for an unknown request.</returns>
    public byte[]? Answer(string what, JsonElement request, CancellationToken cancellation)
    {
        lock (gate)
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                RequireFresh();
                StageClock stages = new(clock, new Progress<StageProgress>(), cancellation);
                return what switch
                {
                    "alive" => WorkbenchJson.Document(_ => { }),
                    "start" => WorkbenchJson.Document(json => WorkbenchJson.WriteStart(json, open, settings)),
                    "trial" => WorkbenchJson.Document(json => WriteTrial(json, request, stages)),
                    "seek" => WorkbenchJson.Document(json => Seek(json, request, stages)),
                    "idle" => WorkbenchJson.Document(json => Idle(json, request, stages)),
                    "explain" => WorkbenchJson.Document(json => Explain(json, request, stages)),
                    "diff" => WorkbenchJson.Document(json => Diff(json, request, stages)),
                    "save" => WorkbenchJson.Document(json => Save(json, request, stages)),
                    "run" => WorkbenchJson.Document(json => SaveRun(json, request, cancellation)),
                    _ => null,
                };
            }
            catch (UserErrorException refused)
            {
                return WorkbenchJson.Document(json => WorkbenchJson.Write(json, "refused", refused.Text));
            }
        }
    }

    // Tables are read once; when one of them is saved anew, all is read again.
    private void RequireFresh()
    {
        if (!open.Ground.IsStale())
            return;
        open = Opened.Of(settings, new StageClock(clock, new Progress<StageProgress>(), CancellationToken.None));
        kept.Clear();
    }

    private Trial TrialOf(IReadOnlyDictionary<string, string> edits, StageClock stages)
    {
        if (edits.Count == 0)
            return open.Base;
        string text = PolicySplice.Of(open.Base.Text, open.Knobs, edits);
        if (kept.Find(trial => trial.Text == text) is { } known)
        {
            _ = kept.Remove(known);
            kept.Add(known);
            return known;
        }

        Trial trial = open.Ground.Compute(settings.PolicyPath, text, edits, stages);
        kept.Add(trial);
        if (kept.Count > TrialsKept)
            kept.RemoveAt(0);
        return trial;
    }

    private void WriteTrial(Utf8JsonWriter json, JsonElement request, StageClock stages)
    {
        Dictionary<string, string> edits = Edits(request);
        if (Text(request, "moved") is { Length: > 0 } moved && open.GroupOf(moved) is { } group)
            edits = WeightLock.Apply(open.Knobs, group, edits, moved, Texts(request, "held"));
        Trial trial = TrialOf(edits, stages);
        WorkbenchJson.WriteTrial(json, open, trial, ViewOf(request));
    }

    private void Seek(Utf8JsonWriter json, JsonElement request, StageClock stages)
    {
        Dictionary<string, string> edits = Edits(request);
        Knob knob = PolicySplice.KnobOf(open.Knobs, Text(request, "knob") ?? "");
        KnobGroup? group = open.GroupOf(knob.Id) is { } found && (found.IsRequired || Text(request, "locked") == "yes") ? found : null;
        decimal least = Decimal(request, "least") ?? knob.Least, most = Decimal(request, "most") ?? knob.Most;
        if (most <= least)
            throw new UserErrorException($"the range from {least} to {most} is empty", $"范围 {least} 至 {most} 为空");
        if (!Enum.TryParse(Text(request, "goal"), out GoalKind kind))
            throw new UserErrorException("no goal was named", "未指定目标");
        Goal goal = new(kind, Text(request, "scheme") ?? "", Decimal(request, "value") ?? 0m, Text(request, "payee") ?? "");
        // As fine as the knob is written, and in at most some thousand steps.
        decimal step = Math.Min(knob.Step, KnobRange.PowerOfTen((most - least) / 1000m));
        GoalResult result = GoalSeek.Find(least, most, step, goal, number =>
        {
            Dictionary<string, string> at = new(edits, StringComparer.Ordinal) { [knob.Id] = number };
            if (group is not null)
                at = WeightLock.Apply(open.Knobs, group, at, knob.Id, Texts(request, "held"));
            Trial trial = TrialOf(at, stages);
            return trial.HasNumbers ? trial.Tables!.Allocation : null;
        });
        WorkbenchJson.WriteGoal(json, knob, goal, result);
    }

    /// <summary>Of the knobs that were changed, those whose change moves nothing: no amount differs without it.</summary>
    private void Idle(Utf8JsonWriter json, JsonElement request, StageClock stages)
    {
        Dictionary<string, string> edits = Edits(request);
        Trial all = TrialOf(edits, stages);
        json.WriteStartArray("idle");
        foreach (string id in edits.Keys.Where(_ => all.HasNumbers))
        {
            Dictionary<string, string> others = edits.Where(edit => edit.Key != id).ToDictionary(StringComparer.Ordinal);
            Trial without = TrialOf(others, stages);
            if (without.HasNumbers && SameAmounts(all.Tables!, without.Tables!))
                json.WriteStringValue(id);
        }

        json.WriteEndArray();
    }

    private static bool SameAmounts(RunTables one, RunTables other) =>
        (one.Allocation, other.Allocation) switch
        {
            (null, null) => one.Factors.Zip(other.Factors).All(pair => pair.First.Values.SequenceEqual(pair.Second.Values)),
            (AllocationTable first, AllocationTable second) => first.Rows.Select(row => row.AmountYuan).SequenceEqual(second.Rows.Select(row => row.AmountYuan)),
            _ => false,
        };

    private void Explain(Utf8JsonWriter json, JsonElement request, StageClock stages)
    {
        Dictionary<string, string> edits = Edits(request);
        string text = PolicySplice.Of(open.Base.Text, open.Knobs, edits);
        RunTrace trace = new();
        Trial trial = open.Ground.Compute(settings.PolicyPath, text, edits, stages, trace);
        if (!trial.HasNumbers)
            throw new UserErrorException("this trial has no numbers to explain", "本方案没有可说明的数字");
        RunSettings run = new() { PolicyPath = settings.PolicyPath, OutputPath = null, CombinationsFrom = settings.From };
        DiagnosticLog log = new();
        RunResults results = RunResultsAssembly.Of(trial.Policy!, run, facts, open.Ground.Inputs, trial.Tables!, log, stages.Timings());
        ReopenedRun reopened = new(
            results.Manifest, trial.Policy!, open.Ground.Inputs, trial.Tables!, trace, new PolygonTrace(trial.Policy!, open.Ground.Inputs.Combinations, open.Ground.Inputs.Pieces));
        string column = Text(request, "column") ?? "";
        Explained explained = RunExplanation.Of(reopened, Path.GetFileName(settings.PolicyPath)).Of(Text(request, "code") ?? "", column.Length == 0 ? null : column);
        WorkbenchJson.WriteExplained(json, explained, isFull: Text(request, "full") == "yes");
    }

    private void Diff(Utf8JsonWriter json, JsonElement request, StageClock stages)
    {
        Trial trial = TrialOf(Edits(request), stages);
        string name = Path.GetFileName(settings.PolicyPath);
        json.WriteString("unified", UnifiedDiff.Of($"a/{name}", $"b/{name}", open.Base.Text, trial.Text));
        if (trial.Policy is null)
            return;
        IReadOnlyList<PolicyChange> changes = PolicyDifference.Of(open.Base.Policy!.Root, trial.Policy.Root);
        PolicyDiffResult result = open.Base.HasNumbers && trial.HasNumbers
            ? PolicyDiff.Moved(open.Base.Policy!, trial.Policy, changes, policy => Amounts(policy, stages))
            : new PolicyDiffResult(changes, null, null);
        WorkbenchJson.WriteChanges(json, result, open.Base.Policy);
    }

    private Dictionary<string, decimal> Amounts(PolicyFile policy, StageClock stages)
    {
        stages.Cancellation.ThrowIfCancellationRequested();
        _ = ExpressionScope.Check(policy);
        DiagnosticLog log = new(new StatedSeverities(policy).Of);
        AllocationTable? money = Pipeline.Compute(policy, open.Ground.DrawnOn, log).Allocation;
        if (log.Sorted().FirstOrDefault(finding => finding.Severity == Severity.Error) is { } error)
            throw new UserErrorException($"{error.Code} {error.Message.En}", $"{error.Code} {error.Message.Zh}");
        return money?.Schemes.ToDictionary(scheme => scheme.Name, scheme => scheme.TotalYuan, StringComparer.Ordinal) ?? [];
    }

    private void Save(Utf8JsonWriter json, JsonElement request, StageClock stages)
    {
        Trial trial = TrialOf(Edits(request), stages);
        if (trial.Policy is null)
            throw new UserErrorException("a policy that does not read is not saved: mend what is told first", "无法读取的办法不予保存：请先改正所示错误");
        string written = VariantFile.Save(settings.PolicyPath, Text(request, "name") ?? "", trial.Text, Text(request, "replace") == "yes");
        string name = Path.GetFileName(settings.PolicyPath);
        json.WriteString("file", written);
        json.WriteString("unified", UnifiedDiff.Of($"a/{name}", $"b/{Path.GetFileName(written)}", open.Base.Text, trial.Text));
        json.WriteBoolean("would_be_written", trial.WouldBeWritten);
    }

    /// <summary>What <c>zonecomp allocate VARIANT --from OUT -o FOLDER</c> does; from the maps where there are no earlier results.</summary>
    private void SaveRun(Utf8JsonWriter json, JsonElement request, CancellationToken cancellation)
    {
        string variant = Path.Combine(Folder, Path.GetFileName(Text(request, "policy") ?? settings.PolicyPath));
        string output = VariantFile.FolderBelow(Folder, Text(request, "folder") ?? "");
        RunOutcome outcome = Pipeline.Run(
            new RunSettings { PolicyPath = variant, OutputPath = output, CombinationsFrom = settings.From },
            facts,
            clock,
            new Progress<StageProgress>(),
            cancellation);
        json.WriteString("written", outcome.WrittenTo ?? "");
        WorkbenchJson.WriteFindings(json, outcome.Findings);
        json.WriteStartArray("kept");
        foreach (KeptFiles each in outcome.Kept)
            json.WriteStringValue(each.Folder);
        json.WriteEndArray();
    }

    private static TrialView ViewOf(JsonElement request) => new(Text(request, "scheme") ?? "", Text(request, "figure") ?? "amount");

    private static Dictionary<string, string> Edits(JsonElement request)
    {
        Dictionary<string, string> edits = new(StringComparer.Ordinal);
        if (request.ValueKind == JsonValueKind.Object && request.TryGetProperty("edits", out JsonElement stated) && stated.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty edit in stated.EnumerateObject())
                edits[edit.Name] = edit.Value.ValueKind == JsonValueKind.String ? edit.Value.GetString()! : "";
        }

        return edits;
    }

    private static string? Text(JsonElement request, string name) =>
        request.ValueKind == JsonValueKind.Object && request.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IReadOnlyCollection<string> Texts(JsonElement request, string name) =>
        request.ValueKind == JsonValueKind.Object && request.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)]
            : [];

    private static decimal? Decimal(JsonElement request, string name) => Text(request, name) is { Length: > 0 } text
        ? decimal.Parse(PolicySplice.Number(text), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
        : null;
}

/// <param name="PolicyPath">As the user named it.</param>
/// <param name="From">Folder of results; null to overlay the maps.</param>
public sealed record WorkbenchSettings(string PolicyPath, string? From, Language Language);

using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace ZoneComp.WhatIf;

/// <summary>What one user has open: a policy, results on whose ground it is tried, and the trials. Asked and answered in JSON.</summary>
/// <remarks>
/// Amounts are texts of digits in it, never binary fractions. Every number is computed as <c>allocate</c> computes it; none is in between.
/// Nothing is written but where the user says so, below the policy's folder, and never over the policy itself.
/// </remarks>
public sealed class Workbench : IDisposable
{
    private const int TrialsKept = 24;

    /// <summary>Questions about numbers: answered to a page that knows the state they are of, and to no other.</summary>
    private static readonly FrozenSet<string> OfOneState =
        FrozenSet.Create("trial", "seek", "idle", "explain", "diff", "save", "run", "figures", "findings");

    private readonly Lock gate = new();
    private readonly RunFacts facts;
    private readonly TimeProvider clock;
    private readonly List<Trial> kept = [];
    private WorkbenchSettings settings;
    private Opened? opened;
    private LocalText why = new("", ""); // nothing is open
    private string tried = ""; // digest of the policy that could not be opened
    private readonly List<LocalText> changes = []; // what each new state was read for
    private RunJob? job;

    private Workbench(WorkbenchSettings settings, RunFacts facts, TimeProvider clock) =>
        (this.settings, this.facts, this.clock) = (settings, facts, clock);

    /// <summary>Opens a policy on the results that are named, else on the newest that fit; where it cannot be opened, the page tells
    /// why.</summary>
    /// <exception cref="UserErrorException">The results that were named are none, or of other ground.</exception>
    public static Workbench Open(
        WorkbenchSettings settings, RunFacts facts, TimeProvider clock, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        Workbench workbench = new(settings, facts, clock);
        VariantFile.RemoveLeftBehind(workbench.Folder);
        workbench.Reopen(new StageClock(clock, progress, cancellation));
        if (workbench.opened is null && settings.From is not null)
            throw new UserErrorException(workbench.why.En, workbench.why.Zh);
        return workbench;
    }

    /// <summary>Stops a run that is going on.</summary>
    public void Dispose() => job?.Dispose();

    private string Folder => Path.GetDirectoryName(Path.GetFullPath(settings.PolicyPath))!;

    private Opened Now => opened ?? throw new UserErrorException(why.En, why.Zh);

    private void Reopen(StageClock stages)
    {
        kept.Clear();
        opened = null;
        tried = Opened.DigestOf(settings.PolicyPath);
        try
        {
            if (!File.Exists(settings.PolicyPath))
            {
                why = new LocalText("there is no policy yet: make one from the folder's layers", "尚无测算方案：请由目录中的图层新建");
                return;
            }

            PolicyFile policy = PolicyFile.Load(settings.PolicyPath);
            WorkbenchSettings fitting = settings with { From = settings.From ?? FittingResults.Newest(policy) };
            if (fitting.From is null && !Opened.NeedsMaps(policy))
            {
                why = new LocalText("there are no results yet: run the policy first", "尚无结果：请先运行");
                return;
            }

            opened = Opened.Of(fitting, stages);
            settings = fitting;
        }
        catch (UserErrorException refused)
        {
            why = refused.Text;
        }
    }

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
                RequireFresh(what);
                StageClock stages = new(clock, new Progress<StageProgress>(), cancellation);
                if (Text(request, "version") is { } version && (OfOneState.Contains(what) || what == "alive") && version != Version)
                    return WorkbenchJson.Document(json => WriteChanged(json, version));
                Action<Utf8JsonWriter>? answer = what switch
                {
                    "alive" => _ => { }
                    ,
                    "start" => json => WorkbenchJson.WriteStart(json, opened, settings, why),
                    "trial" => json => WriteTrial(json, request, stages),
                    "seek" => json => Seek(json, request, stages),
                    "idle" => json => Idle(json, request, stages),
                    "explain" => json => Explain(json, request, stages),
                    "diff" => json => Diff(json, request, stages),
                    "save" => json => Save(json, request, stages),
                    "run" => json => SaveRun(json, request, cancellation),
                    "figures" => json => ResultsJson.WriteFigures(json, Results(TrialOf(Edits(request), stages), stages)),
                    "findings" => json => ResultsJson.WriteFindings(json, Now.Base.Findings, Now.Shapes, Now.Base.Policy),
                    "folders" => json => ResultsJson.WriteFolders(json, Folder),
                    "run-start" => json => StartRun(json, request),
                    "run-state" => json => WriteRun(json, request),
                    "run-stop" => _ => job?.Stop(),
                    "adopt" => json => Adopt(request, stages),
                    "accept" => json => Accept(json, request, stages),
                    "explain-results" => json => ExplainResults(json, request, cancellation),
                    "compare" => json => Compare(json, request, cancellation),
                    "draft" => json => Project(request, cancellation).Write(json),
                    "drawing" => json => LayerDrawing.Of(Folder, cancellation).Write(json),
                    "draft-text" => json => json.WriteString("text", Project(request, cancellation).Text(Texts(request, "without"))),
                    "draft-save" => json => SaveProject(json, request, stages, cancellation),
                    _ => null,
                };
                return answer is null ? null : WorkbenchJson.Document(json =>
                {
                    answer(json);
                    json.WriteString("version", Version);
                });
            }
            catch (UserErrorException refused)
            {
                return WorkbenchJson.Document(json => WorkbenchJson.Write(json, "refused", refused.Text));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return WorkbenchJson.Document(json => WorkbenchJson.Write(json, "refused", new LocalText(
                    $"a file or folder cannot be read or written: {error.Message}", $"文件或目录无法读写：{error.Message}")));
            }
        }
    }

    /// <summary>Of the state that is open; it grows with every new one.</summary>
    private string Version => changes.Count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Files are read once; when one of them is saved anew, all is read again, and pages are told so before they are shown
    /// another number.</summary>
    private void RequireFresh(string what)
    {
        LocalText? changed = opened is not null ? opened.Changed()
            : what == "start" || Opened.DigestOf(settings.PolicyPath) != tried ? new("the policy was opened", "已打开测算方案") : null;
        if (changed is null)
            return;
        Reopen(Silent(CancellationToken.None));
        if (opened is not null || what != "start")
            changes.Add(changed);
    }

    private void WriteChanged(Utf8JsonWriter json, string version)
    {
        int since = int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int known) ? known : 0;
        LocalText[] all = [.. changes.Skip(since).Distinct()];
        WorkbenchJson.Write(json, "changed", new LocalText(
            string.Join("; ", all.Select(change => change.En)), string.Join("；", all.Select(change => change.Zh))));
        json.WriteString("version", Version);
    }

    private StageClock Silent(CancellationToken cancellation) => new(clock, new Progress<StageProgress>(), cancellation);

    private Trial TrialOf(IReadOnlyDictionary<string, string> edits, StageClock stages)
    {
        if (edits.Count == 0)
            return Now.Base;
        TrialText text = Now.TextOf(edits);
        if (kept.Find(trial => trial.Text.Key == text.Key) is { } known)
        {
            _ = kept.Remove(known);
            kept.Add(known);
            return known;
        }

        Trial trial = Now.Ground.Compute(settings.PolicyPath, text, edits, stages);
        kept.Add(trial);
        if (kept.Count > TrialsKept)
            kept.RemoveAt(0);
        return trial;
    }

    private void WriteTrial(Utf8JsonWriter json, JsonElement request, StageClock stages)
    {
        Dictionary<string, string> edits = Edits(request);
        if (Text(request, "moved") is { Length: > 0 } moved && Now.GroupOf(moved) is { } group)
            edits = WeightLock.Apply(Now.Knobs, group, edits, moved, Texts(request, "held"));
        Trial trial = TrialOf(edits, stages);
        WorkbenchJson.WriteTrial(json, Now, trial, ViewOf(request));
    }

    private void Seek(Utf8JsonWriter json, JsonElement request, StageClock stages)
    {
        Dictionary<string, string> edits = Edits(request);
        Knob knob = PolicySplice.KnobOf(Now.Knobs, Text(request, "knob") ?? "");
        KnobGroup? group = Now.GroupOf(knob.Id) is { } found && (found.IsRequired || Text(request, "locked") == "yes") ? found : null;
        decimal least = Decimal(request, "least") ?? knob.Least, most = Decimal(request, "most") ?? knob.Most;
        if (most <= least)
            throw new UserErrorException($"the range from {least} to {most} is empty", $"范围 {least} 至 {most} 为空");
        if (!Enum.TryParse(Text(request, "goal"), out GoalKind kind) || !Enum.IsDefined(kind))
            throw new UserErrorException("no goal was named", "未指定目标");
        Goal goal = new(kind, Text(request, "scheme") ?? "", Decimal(request, "value") ?? 0m, Text(request, "payee") ?? "");
        // As fine as the knob is written, and in at most some thousand steps.
        decimal step = Math.Min(knob.Step, KnobRange.PowerOfTen((most - least) / 1000m));
        GoalResult result = GoalSeek.Find(least, most, step, goal, number =>
        {
            Dictionary<string, string> at = new(edits, StringComparer.Ordinal) { [knob.Id] = number };
            if (group is not null)
                at = WeightLock.Apply(Now.Knobs, group, at, knob.Id, Texts(request, "held"));
            Trial trial = TrialOf(at, stages);
            return trial.HasNumbers ? PayeeAmount.TableOf(trial.Tables!, goal.Scheme) : null;
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
        one.Allocation is null && one.Quotas is null
            ? one.Factors.Zip(other.Factors).All(pair => pair.First.Values.SequenceEqual(pair.Second.Values))
            : Amounts(one).SequenceEqual(Amounts(other));

    private static IEnumerable<decimal> Amounts(RunTables tables) =>
        (tables.Allocation?.Rows ?? []).Concat(tables.Quotas?.Rows ?? []).Select(row => row.AmountYuan);

    private void Explain(Utf8JsonWriter json, JsonElement request, StageClock stages)
    {
        Dictionary<string, string> edits = Edits(request);
        TrialText text = Now.TextOf(edits);
        RunTrace trace = new();
        Trial trial = Now.Ground.Compute(settings.PolicyPath, text, edits, stages, trace);
        if (!trial.HasNumbers)
            throw new UserErrorException("this trial has no numbers to explain", "本方案没有可说明的数字");
        RunResults results = Results(trial, stages);
        ReopenedRun reopened = new(
            results.Manifest, trial.Policy!, Now.Ground.Inputs, trial.Tables!, trace, new PolygonTrace(
                trial.Policy!,
                Now.Ground.Inputs.Combinations,
                Now.Ground.Inputs.Pieces));
        string column = Text(request, "column") ?? "";
        RunExplanation run = RunExplanation.Of(reopened, Path.GetFileName(settings.PolicyPath));
        Explained explained = run.Of(Text(request, "code") ?? "", column.Length == 0 ? null : column);
        WorkbenchJson.WriteExplained(json, explained, run, isFull: Text(request, "full") == "yes");
    }

    /// <summary>As <c>zonecomp explain OUT --region CODE --column NAME</c>, of results beside the policy.</summary>
    private void ExplainResults(Utf8JsonWriter json, JsonElement request, CancellationToken cancellation)
    {
        RunExplanation run = RunExplanation.Open(
            VariantFile.FolderBelow(Folder, Text(request, "folder") ?? ""), policyFolder: null, withPolygons: false, clock,
            new Progress<StageProgress>(), cancellation);
        Explained explained = run.Of(Text(request, "code") ?? "", Text(request, "column"));
        WorkbenchJson.WriteExplained(json, explained, run, isFull: false);
    }

    private RunResults Results(Trial trial, StageClock stages)
    {
        if (!trial.HasNumbers)
            throw new UserErrorException("this trial has no numbers", "本方案没有数字");
        RunSettings run = new() { PolicyPath = settings.PolicyPath, OutputPath = null, CombinationsFrom = settings.From };
        DiagnosticLog log = new();
        return RunResultsAssembly.Of(trial.Policy!, run, facts, Now.Ground.Inputs, trial.Tables!, log, stages.Timings());
    }

    private void Diff(Utf8JsonWriter json, JsonElement request, StageClock stages)
    {
        Trial trial = TrialOf(Edits(request), stages);
        string name = Path.GetFileName(settings.PolicyPath);
        json.WriteString("unified", Unified(trial.Text, name));
        if (trial.Policy is null)
            return;
        IReadOnlyList<PolicyChange> changes = PolicyDifference.Of(Now.Base.Policy!.Root, trial.Policy.Root);
        PolicyDiffResult result = Now.Base.HasNumbers && trial.HasNumbers
            ? PolicyDiff.Moved(Now.Base.Policy!, trial.Policy, changes, policy => Amounts(policy, trial.Text, stages))
            : new PolicyDiffResult(changes, null, null);
        WorkbenchJson.WriteChanges(json, result, Now.Base, change => WordsOf(change, trial));
    }

    /// <summary>A changed line as the page calls its numbers; in the policy's own words where it is of none of them.</summary>
    private LocalText WordsOf(PolicyChange change, Trial trial)
    {
        (Knob Knob, string Number)[] own = [.. trial.Edits.Select(edit => (Knob: Now.Knobs[edit.Key], edit.Value))
            .Where(edit => edit.Knob.File is null && edit.Knob.Path.SequenceEqual(change.Path))];
        return own.Length == 0 ? change.Words() : new LocalText(
            string.Join("; ", own.Select(edit => Told(edit.Knob, edit.Number, Language.English))),
            string.Join("；", own.Select(edit => Told(edit.Knob, edit.Number, Language.Chinese))));
    }

    private static string Told(Knob knob, string number, Language language)
    {
        string unit = knob.Unit.In(language), title = knob.Title.In(language);
        return language == Language.Chinese
            ? $"{knob.Owner}，{title}：{knob.Written} 改为 {number} {unit}".TrimEnd() + $"（第 {knob.Place.Line} 行）"
            : $"{knob.Owner}, {title}: {knob.Written} to {number} {unit}".TrimEnd() + $" (line {knob.Place.Line})";
    }

    /// <summary>Of the policy, and whole of the tables that it names instead of its own: what patch(1) makes files of.</summary>
    private string Unified(TrialText text, string name) => string.Concat(
        text.Tables.Select(table => UnifiedDiff.New($"b/{table.Name}", table.Text)).Prepend(
            UnifiedDiff.Of($"a/{Path.GetFileName(settings.PolicyPath)}", $"b/{name}", Now.Base.Text.Policy, text.Policy)));

    private Dictionary<MovingAmount, decimal> Amounts(PolicyFile policy, TrialText text, StageClock stages)
    {
        stages.Cancellation.ThrowIfCancellationRequested();
        policy = text.Into(policy);
        _ = ExpressionScope.Check(policy);
        DiagnosticLog log = new(new StatedSeverities(policy).Of) { Words = PolicyWords.OfFindings(policy.Root.Document) };
        RunTables tables = Pipeline.Compute(policy, Now.Ground.Drawn(policy, log), log);
        if (log.Sorted().FirstOrDefault(finding => finding.Severity == Severity.Error) is { } error)
            throw new UserErrorException($"{error.Code} {error.Message.En}", $"{error.Code} {error.Message.Zh}");
        return PolicyDiff.AmountsOf(tables);
    }

    private void Save(Utf8JsonWriter json, JsonElement request, StageClock stages)
    {
        Trial trial = TrialOf(Edits(request), stages);
        if (trial.Policy is null)
            throw new UserErrorException("a policy that does not read is not saved: mend what is told first", "无法读取的测算方案不予保存：请先改正所示错误");
        string name = VariantFile.NameOf(settings.PolicyPath, Text(request, "name") ?? "");
        TrialText text = Now.TextOf(trial.Edits, VariantFile.Suffix(settings.PolicyPath, name));
        bool replace = Text(request, "replace") == "yes";
        string path = VariantFile.Place(settings.PolicyPath, name, replace);
        // The policy last: it names the tables.
        (string Path, byte[] Content)[] tables =
        [
            .. text.Tables.Select(table => (VariantFile.CopyPlace(settings.PolicyPath, table.Name, table.Content, replace), table.Content)),
        ];
        foreach ((string copy, byte[] content) in tables)
            VariantFile.WriteWhole(copy, content);
        VariantFile.WriteWhole(path, text.Policy, VariantFile.HasBom(settings.PolicyPath));
        json.WriteString("file", path);
        json.WriteStartArray("tables");
        foreach ((string copy, _) in tables)
            json.WriteStringValue(Path.GetFileName(copy));
        json.WriteEndArray();
        json.WriteString("unified", Unified(text, name));
        json.WriteBoolean("would_be_written", trial.WouldBeWritten);
    }

    /// <summary>What <c>zonecomp allocate VARIANT --from OUT -o FOLDER</c> does; from the maps where there are no earlier
    /// results.</summary>
    private void SaveRun(Utf8JsonWriter json, JsonElement request, CancellationToken cancellation)
    {
        string variant = Text(request, "policy") is { } named ? VariantFile.Beside(settings.PolicyPath, named) : settings.PolicyPath;
        string output = VariantFile.FolderBelow(Folder, Text(request, "folder") ?? "");
        RunOutcome outcome = Pipeline.Run(
            new RunSettings { PolicyPath = variant, OutputPath = output, CombinationsFrom = settings.From },
            facts,
            clock,
            new Progress<StageProgress>(),
            cancellation);
        json.WriteString("written", outcome.WrittenTo ?? "");
        ResultsJson.WriteFindings(json, outcome.Findings, opened?.Shapes, PolicyFile.Load(variant));
        json.WriteStartArray("kept");
        foreach (KeptFiles each in outcome.Kept)
            json.WriteStringValue(each.Folder);
        json.WriteEndArray();
    }

    /// <summary>What <c>zonecomp run POLICY -o FOLDER</c> does, while the page goes on.</summary>
    private void StartRun(Utf8JsonWriter json, JsonElement request)
    {
        if (job is { IsDone: false })
            throw new UserErrorException("a run is going on already", "已有一次运行正在进行");
        string output = VariantFile.FolderBelow(Folder, Text(request, "folder") ?? "out");
        RunSettings run = new() { PolicyPath = settings.PolicyPath, OutputPath = output };
        job?.Dispose();
        job = new RunJob((heard, stop) => Pipeline.Run(run with { Heard = heard.Hear }, facts, clock, heard, stop));
        WriteRun(json, request);
    }

    private void WriteRun(Utf8JsonWriter json, JsonElement request)
    {
        json.WriteBoolean("is_there", job is not null);
        if (job is null)
            return;
        job.ThrowIfBroken();
        json.WriteBoolean("done", job.IsDone);
        WorkbenchJson.Write(json, "stage", job.Stage);
        json.WriteNumber("share", Math.Round(job.Share, 3));
        if (job.Refused is { } refused)
            WorkbenchJson.Write(json, "stopped", refused);
        // As the policy is now: a finding is told beside the line that it is about.
        PolicyFile? policy = ReadablePolicy();
        if (job.Outcome is not { } outcome)
        {
            int told = int.TryParse(Text(request, "told"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 0;
            ResultsJson.WriteFindings(json, job.Since(told), opened?.Shapes, policy);
            return;
        }

        json.WriteString("written", outcome.WrittenTo ?? "");
        json.WriteString("findings_file", outcome.FindingsFile ?? "");
        json.WriteStartArray("kept");
        foreach (KeptFiles each in outcome.Kept)
            json.WriteStringValue(each.Folder);
        json.WriteEndArray();
        ResultsJson.WriteFindings(json, outcome.Findings, opened?.Shapes, policy);
    }

    private PolicyFile? ReadablePolicy()
    {
        try
        {
            return PolicyFile.Load(settings.PolicyPath);
        }
        catch (UserErrorException)
        {
            return null; // the run tells what is wrong with it
        }
    }

    /// <summary>Takes other results for the ground of all trials.</summary>
    private void Adopt(JsonElement request, StageClock stages)
    {
        WorkbenchSettings before = settings;
        settings = settings with { From = VariantFile.FolderBelow(Folder, Text(request, "folder") ?? "") };
        Reopen(stages);
        if (opened is not null)
        {
            string folder = Path.GetFileName(settings.From);
            changes.Add(new LocalText($"the areas are taken from {folder} now", $"面积改取自 {folder}"));
            return;
        }

        LocalText refused = why;
        settings = before;
        Reopen(stages);
        throw new UserErrorException(refused.En, refused.Zh);
    }

    /// <summary>The one thing that changes the policy itself: an acceptance with its reason, as its author would write it.</summary>
    private void Accept(Utf8JsonWriter json, JsonElement request, StageClock stages)
    {
        PolicyFile policy = PolicyFile.Load(settings.PolicyPath); // as it is on the disk now
        string text = FindingAcceptance.Insert(
            policy,
            Text(request, "code") ?? "",
            Text(request, "layer") ?? "",
            Text(request, "reason") ?? "");
        VariantFile.WriteWhole(settings.PolicyPath, text, VariantFile.HasBom(settings.PolicyPath), policy.Sha256);
        string name = Path.GetFileName(settings.PolicyPath);
        json.WriteString("policy", name);
        if (opened is null)
            return;
        Reopen(stages);
        changes.Add(new LocalText($"a finding was accepted, which stands in {name} now", $"有检查发现被认可，已写入 {name}"));
    }

    private void Compare(Utf8JsonWriter json, JsonElement request, CancellationToken cancellation)
    {
        string old = VariantFile.FolderBelow(Folder, Text(request, "old") ?? "");
        string now = VariantFile.FolderBelow(Folder, Text(request, "new") ?? "");
        ComparisonOutcome outcome = RunComparison.Run(
            new ComparisonSettings
            {
                OldPath = old,
                NewPath = now,
                OutputPath = Text(request, "folder") is { Length: > 0 } folder ? VariantFile.FolderBelow(Folder, folder) : null,
            },
            facts,
            clock,
            new Progress<StageProgress>(),
            cancellation);
        ResultsJson.WriteComparison(json, outcome.Results);
        // Of the very results that were compared, whatever stands in their folders by then.
        json.WriteString("old_written", RunFolder.Manifest(old).Timings?.StartedUtc ?? "");
        json.WriteString("new_written", RunFolder.Manifest(now).Timings?.StartedUtc ?? "");
        ResultsJson.WriteFindings(json, outcome.Results.Findings, opened?.Shapes, policy: null);
        json.WriteString("written", outcome.WrittenTo ?? "");
    }

    private FolderProject Project(JsonElement request, CancellationToken cancellation) => FolderProject.Make(
        settings.PolicyPath,
        clock.GetLocalNow().Year,
        settings.Language,
        Text(request, "regions") ?? "",
        Text(request, "code") ?? "",
        Text(request, "name") ?? "",
        [
            .. Texts(request, "answers").Select(answer =>
                int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out int choice) ? choice : -1),
        ],
        cancellation);

    /// <summary>Writes the policy that <c>zonecomp init --from</c> would; never over one that is there.</summary>
    private void SaveProject(Utf8JsonWriter json, JsonElement request, StageClock stages, CancellationToken cancellation)
    {
        if (File.Exists(settings.PolicyPath))
        {
            string name = Path.GetFileName(settings.PolicyPath);
            throw new UserErrorException($"{name} is there already; nothing was written", $"{name} 已存在，未写入");
        }

        VariantFile.WriteWhole(settings.PolicyPath, Project(request, cancellation).Text(Texts(request, "without")), withBom: false);
        json.WriteString("file", Path.GetFullPath(settings.PolicyPath));
        Reopen(stages);
        changes.Add(new LocalText("the policy was made", "已新建测算方案"));
    }

    private static TrialView ViewOf(JsonElement request) => new(Text(request, "scheme") ?? "", Text(request, "figure") ?? "amount");

    private static Dictionary<string, string> Edits(JsonElement request)
    {
        Dictionary<string, string> edits = new(StringComparer.Ordinal);
        if (request.ValueKind == JsonValueKind.Object
            && request.TryGetProperty("edits", out JsonElement stated)
            && stated.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty edit in stated.EnumerateObject())
                edits[edit.Name] = edit.Value.ValueKind == JsonValueKind.String ? edit.Value.GetString()! : "";
        }

        return edits;
    }

    private static string? Text(JsonElement request, string name) =>
        request.ValueKind == JsonValueKind.Object
            && request.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static IReadOnlyList<string> Texts(JsonElement request, string name) =>
        request.ValueKind == JsonValueKind.Object
            && request.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)]
            : [];

    private static decimal? Decimal(JsonElement request, string name) => Text(request, name) is { Length: > 0 } text
        ? decimal.Parse(
            PolicySplice.Number(text),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture)
        : null;
}

/// <param name="PolicyPath">As the user named it.</param>
/// <param name="From">Folder of results; null to overlay the maps.</param>
public sealed record WorkbenchSettings(string PolicyPath, string? From, Language Language);

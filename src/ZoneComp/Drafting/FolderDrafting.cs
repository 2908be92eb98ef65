using System.Globalization;

namespace ZoneComp.Drafting;

/// <summary>What only a person can decide.</summary>
/// <param name="Guess">Index of the choice that is taken where nobody answers.</param>
public sealed record Question(LocalText Text, IReadOnlyList<string> Choices, int Guess);

/// <param name="Ask">Answers a question with the index of a choice; null to take every guess.</param>
public sealed record FolderRequest(
    string Folder, string PolicyPath, int Year, Language Language, string? Regions = null, string? Code = null, string? Name = null,
    Func<Question, int>? Ask = null);

/// <param name="Draft">With what was guessed, and what is open, in its comments.</param>
/// <param name="LeftOut">Layers and tables that are not in the policy, and why.</param>
public sealed record FolderDraft(Draft Draft, IReadOnlyList<(string Name, LocalText Why)> LeftOut);

/// <summary>From a folder of layers and tables to a policy of their coverage.</summary>
public static class FolderDrafting
{
    private static readonly string[] RegionWords = ["县", "区划", "行政", "XZQ", "county", "counties", "region", "乡", "镇", "town"];
    private const int MostClasses = 40;
    private const int FieldsNamed = 6;

    /// <exception cref="UserErrorException">Nothing in the folder can be the regions; with the candidates.</exception>
    public static FolderDraft Make(FolderRequest request, CancellationToken cancellation = default)
    {
        if (!Directory.Exists(request.Folder))
            throw new UserErrorException($"{request.Folder}: there is no such folder", $"{request.Folder}：目录不存在");
        FolderSurvey found = FolderSurvey.Read(request.Folder, cancellation);
        List<(string, LocalText)> leftOut = [.. found.PassedOver];
        (LayerSurvey regions, string code, string? name, List<LocalText> notes) = Regions(found, request);
        IReadOnlyList<LayerSurvey> parts = Parts(found, regions, code, notes);
        string[] codes = [.. parts.SelectMany(part => Values(part, code))];
        var names = new DraftNames();
        List<DraftLayer> layers =
        [
            .. found.Layers.Where(layer => !parts.Contains(layer)).Select(layer => Layer(layer, names, request)).OfType<DraftLayer>(),
        ];
        List<DraftTable> tables = [];
        foreach (TableSurvey table in found.Tables)
        {
            DraftTable? drafted = TableDrafting.Of(table, codes, names, out LocalText why);
            if (drafted is not null)
                tables.Add(drafted);
            else
                leftOut.Add((Path.GetRelativePath(request.Folder, table.Path), why));
        }

        if (layers.Count == 0)
        {
            throw new UserErrorException(
                $"{request.Folder}: beside the regions ({regions.Argument}) there is no layer in it that could be a zone",
                $"{request.Folder}：除区域图层（{regions.Argument}）外没有可作生态区的图层");
        }

        IReadOnlyList<(string, LocalText, int)> parents = Parents(codes);
        if (parents.Count > 0)
            notes.Add(new LocalText(
                "GUESS parents: city and province are the first 4 and 2 digits of the code",
                "推测 上级：代码前 4 位为市、前 2 位为省"));
        var draft = new Draft
        {
            Title = new LocalText($"Coverage of {Stems(parts)}", $"{Stems(parts)} 生态区覆盖情况"),
            Year = request.Year,
            Head =
            [
                new LocalText($"Drafted by zonecomp init from {request.Folder}.", $"由 zonecomp init 根据 {request.Folder} 起草。"),
                new LocalText(
                    "GUESS marks what was guessed, QUESTION what could not be decided: read these lines, correct, and delete them.",
                    "“推测”为程序推测之处，“待定”为程序无法确定之处：请逐条核对、更正后删去。"),
                new LocalText(
                    "zonecomp check POLICY tells what the data say to it; zonecomp run POLICY -o OUT runs it.",
                    "zonecomp check 检查数据；zonecomp run 测算方案 -o 目录 计算。"),
            ],
            Regions = new DraftRegions(
                Stems(parts),
                Source(regions, notes) with
                {
                    Further =
                    [
                        .. parts.Skip(1).Select(part => new DraftSource(CoverageDrafting.Files(part), part.Argument.Layer)),
                    ],
                },
                code,
                name,
                notes)
            { Parents = parents },
            Layers = layers,
            Tables = tables,
        };
        return new FolderDraft(WithIndicators(draft), leftOut);
    }

    /// <summary>The draft without some layers, which come as comments with the reason.</summary>
    public static FolderDraft Without(FolderDraft draft, IReadOnlyDictionary<string, LocalText> reasons)
    {
        IEnumerable<(string, LocalText)> layers = draft.Draft.Layers.Where(layer => reasons.ContainsKey(layer.Name))
            .Select(layer => (Path.GetFileName(layer.Source.Files[0]), reasons[layer.Name]));
        IEnumerable<(string, LocalText)> tables = draft.Draft.Tables.Where(table => reasons.ContainsKey(table.Name))
            .Select(table => (Path.GetFileName(table.File), reasons[table.Name]));
        return new FolderDraft(
            WithIndicators(draft.Draft with
            {
                Layers = [.. draft.Draft.Layers.Where(layer => !reasons.ContainsKey(layer.Name))],
                Tables = [.. draft.Draft.Tables.Where(table => !reasons.ContainsKey(table.Name))],
            }),
            [.. draft.LeftOut, .. layers, .. tables]);
    }

    /// <summary>The draft with a rule for ground in two regions, where that is what borders drawn twice leave, and no more.</summary>
    /// <param name="findings">Of the draft as it is.</param>
    public static FolderDraft WithOverlaps(FolderDraft draft, IReadOnlyList<Diagnostic> findings)
    {
        const decimal MostM2 = 100_000; // 10 ha in all; more than that a person decides
        Diagnostic[] overlaps = [.. findings.Where(finding => finding is { Code: "ZC302", Severity: Severity.Error })];
        long places = overlaps.Sum(finding => finding.Count);
        FindingWeight? whole = FindingWeight.Sum(overlaps.Select(finding => finding.Weight));
        if (overlaps.Length == 0 || draft.Draft.Regions.Overlaps is not null || whole is null || whole.Amount > MostM2)
            return draft;
        DraftRegions regions = draft.Draft.Regions;
        var note = new LocalText(
            $"GUESS overlaps: {places} pair(s) of regions share {whole.Shown().En} of ground in all; it counts for the one whose code "
                + "comes first (others: half_each, or a table of owners)",
            $"推测 区域重叠：{places} 对区域共重叠 {whole.Shown().Zh}，计入代码在前者（其他：half_each，或归属表）");
        return draft with
        {
            Draft = draft.Draft with { Regions = regions with { Overlaps = "first_by_code", Notes = [.. regions.Notes, note] } },
        };
    }

    /// <summary>The policy's text, what was left out in comments at its end.</summary>
    public static string Text(FolderDraft draft, FolderRequest request) => DraftText.Write(
        draft.Draft with
        {
            Tail = draft.LeftOut.Count == 0 ? [] :
            [
                new LocalText("Not in the policy, and why:", "未写入本测算方案的文件及原因："),
                .. draft.LeftOut.Select(each => new LocalText($"QUESTION {each.Name}: {each.Why.En}", $"待定 {each.Name}：{each.Why.Zh}")),
            ],
        },
        request.PolicyPath,
        request.Language);

    private static Draft WithIndicators(Draft draft)
    {
        var names = new DraftNames();
        foreach (string taken in draft.Layers.Select(layer => layer.Name).Concat(draft.Tables.Select(table => table.Name)))
            _ = names.Unique(taken);
        IEnumerable<DraftIndicator> others = draft.Layers.Where(layer => layer.Geometry is not null).Select(layer => new DraftIndicator(
            names.Unique(layer.Name + (layer.Geometry == "lines" ? "_length" : "_count")),
            layer.Geometry == "lines"
                ? new LocalText($"{layer.Title}, length", $"{layer.Title}长度")
                : new LocalText($"{layer.Title}, number", $"{layer.Title}数量"),
            layer.Geometry == "lines" ? $"length({layer.Name}, km)" : $"count({layer.Name})"));
        return draft with
        {
            Indicators = [.. CoverageDrafting.Indicators([.. draft.Layers.Where(layer => layer.Geometry is null)], names), .. others],
        };
    }

    private static (LayerSurvey Layer, string Code, string? Name, List<LocalText> Notes) Regions(FolderSurvey found, FolderRequest request)
    {
        LayerSurvey[] polygons = [.. found.Layers.Where(layer => layer.Info.Kind == GeometryKind.Polygon)];
        LayerSurvey[] likely = request.Regions is { } asked
            ? [.. polygons.Where(layer => IsNamed(layer, asked))]
            : [
                .. polygons.Where(layer => KeyOf(layer) is not null)
                    .OrderByDescending(layer => KnownRegionFields.Code(layer.Fields.Select(field => field.Name)) is not null)
                    .ThenByDescending(IsCalledRegions),
            ];
        if (likely.Length == 0)
        {
            string list = string.Join("; ", polygons.Take(FieldsNamed).Select(layer => layer.Argument.ToString()));
            throw new UserErrorException(
                $"{request.Folder}: no polygon layer has codes that look like regions' (XZQDM, or six digits each its own); say "
                    + $"--regions FILE and --code FIELD. Polygon layers: {(list.Length > 0 ? list : "none")}",
                $"{request.Folder}：没有面图层带有区域代码（XZQDM，或互不相同的六位数字）；请用 --regions 文件 与 --code 字段 指明。面图层：{(list.Length > 0 ? list : "无")}");
        }

        List<LocalText> notes = [];
        var which = new Question(
            new LocalText("Which layer holds the regions?", "哪个图层是区域（县域）？"),
            [.. likely.Select(layer => layer.Argument.ToString())],
            0);
        LayerSurvey regions = likely[Decide(which, request, notes)];
        string? code = request.Code is not null ? RegionFields.Find(regions, request.Code) : KeyOf(regions);
        if (code is null || regions.Fields.All(field => field.Name != code))
            code = RegionFields.Code(regions, request.Code);
        bool isKnown = request.Code is not null || KnownRegionFields.Code([code]) is not null;
        string[] keys = [code, .. RegionFields.CodeCandidates(regions).Select(field => field.Name).Where(field => field != code)];
        if (!isKnown && request.Ask is not null)
            code = keys[Decide(new Question(new LocalText("Which field is the regions' code?", "哪个字段是区域代码？"), keys, 0), request, notes)];
        else if (!isKnown)
            notes.Add(new LocalText(
                $"GUESS code: {code} (others that tell regions apart: {Listed(keys.Skip(1))})",
                $"推测 代码：{code}（其他互不相同的字段：{Listed(keys.Skip(1))}）"));
        string? name = RegionFields.Name(regions, request.Name);
        if (name is null && regions.Fields.Where(field => field.Name != code && IsCalledName(field.Name)).ToArray() is [{ } likelyName])
        {
            name = likelyName.Name;
            notes.Add(new LocalText($"GUESS name: {name}", $"推测 名称：{name}"));
        }

        if (name is null)
            notes.Add(new LocalText(
                $"QUESTION name: which field? {Listed(regions.Fields.Select(field => field.WithExamples))}",
                $"待定 名称：哪个字段是名称？{Listed(regions.Fields.Select(field => field.WithExamples))}"));
        return (regions, code, name, notes);
    }

    /// <summary>The regions' layer, and those that go on with it: the same fields, other codes. A province comes as a file for each
    /// city.</summary>
    private static IReadOnlyList<LayerSurvey> Parts(FolderSurvey found, LayerSurvey regions, string code, List<LocalText> notes)
    {
        List<LayerSurvey> parts = [regions];
        HashSet<string> codes = [.. Values(regions, code)];
        string[] fields = [.. regions.Info.Fields.Select(field => field.Name)];
        foreach (LayerSurvey other in found.Layers.Where(layer => layer != regions && layer.Info.Kind == GeometryKind.Polygon
            && layer.Info.CrsDefinition == regions.Info.CrsDefinition
            && layer.Info.Fields.Select(field => field.Name).SequenceEqual(fields)))
        {
            string[] its = [.. Values(other, code)];
            if (its.Length == 0 || its.Any(codes.Contains) || its.Any(value => value.Length != codes.First().Length))
                continue;
            codes.UnionWith(its);
            parts.Add(other);
        }

        if (parts.Count > 1)
        {
            string list = Listed(parts.Select(part => part.FileName));
            notes.Add(new LocalText(
                $"GUESS regions: {list} together, since they have the same fields and no code in two of them",
                $"推测 区域：{list} 合为区域图层（字段相同，代码互不重复）"));
        }

        return parts;
    }

    private static string Stems(IReadOnlyList<LayerSurvey> parts)
    {
        const int Named = 3;
        return string.Join(", ", parts.Take(Named).Select(part => part.Stem)) + (parts.Count > Named ? ", ..." : "");
    }

    private static IEnumerable<string> Values(LayerSurvey layer, string field) =>
        layer.Fields.First(each => each.Name == field).Values.Select(each => each.Value);

    /// <summary>The layer's file; where it states no CRS, the one that its coordinates look like.</summary>
    private static DraftSource Source(LayerSurvey layer, List<LocalText> notes)
    {
        var source = new DraftSource(CoverageDrafting.Files(layer), layer.Argument.Layer);
        if (layer.Info.CrsDefinition is not null || layer.Info.StatedExtent is not { } box || CrsCheck.Likely(box) is not { } likely)
            return source;
        notes.Add(new LocalText(
            $"GUESS crs: {likely}: {layer.FileName} states none, and this is what its coordinates look like; ask who made it",
            $"推测 坐标系：{likely}：{layer.FileName} 未说明坐标系，按其坐标数值推测；请向提供单位核实"));
        return source with { Crs = likely };
    }

    private static DraftLayer? Layer(LayerSurvey layer, DraftNames names, FolderRequest request)
    {
        string? geometry = layer.Info.Kind switch { GeometryKind.Line => "lines", GeometryKind.Point => "points", _ => null };
        List<LocalText> notes = [];
        ZoneKind? kind = ZoneKinds.Of(layer, out bool bySchema);
        string title = kind?.Title.In(request.Language) ?? layer.Stem;
        if (kind is not null)
        {
            notes.Add(new LocalText(
                $"GUESS {layer.FileName} is {kind.Title.En}, by its {(bySchema ? "fields" : "name")}",
                $"推测 {layer.FileName} 为{kind.Title.Zh}（依据{(bySchema ? "字段" : "文件名")}）"));
        }

        FieldSurvey? guess = geometry is null ? ZoneKinds.ClassField(kind, layer, MostClasses) : null;
        FieldSurvey[] fields = [.. layer.Fields.Where(field => field.IsWhole && field.Values.Count is > 1 and <= MostClasses)];
        if (geometry is null && fields.Length > 0)
        {
            string[] choices = ["-", .. fields.Select(field => field.WithExamples)];
            int at = guess is null ? 0 : 1 + Math.Max(0, Array.IndexOf(fields, guess));
            var question = new Question(
                new LocalText(
                    $"{layer.FileName}: which field holds its classes? (-: the layer is one class)",
                    $"{layer.FileName}：哪个字段是分类？（-：整个图层为一类）"),
                choices,
                guess is not null && !fields.Contains(guess) ? 0 : at);
            if (request.Ask is not null)
                guess = Decide(question, request, notes) is > 0 and int chosen ? fields[chosen - 1] : null;
            else if (guess is not null)
                notes.Add(new LocalText(
                    $"GUESS class: {guess.Name}, a class for each value; join or name them",
                    $"推测 分类字段：{guess.Name}，每个值一类；请合并或命名"));
            else
                notes.Add(new LocalText(
                    $"QUESTION class: are there classes? Fields with few values: {Listed(fields.Select(field => field.WithExamples))}",
                    $"待定 分类字段：是否分类？取值较少的字段：{Listed(fields.Select(field => field.WithExamples))}"));
        }

        List<Diagnostic> findings = [];
        IReadOnlyList<DraftClass> classes = guess is null ? [] : ClassDrafting.Of(layer, guess, request.Language, findings);
        notes.AddRange(
            findings.Select(finding => new LocalText($"{finding.Code} {finding.Message.En}", $"{finding.Code} {finding.Message.Zh}")));
        return new DraftLayer(
            names.Of(kind?.Name ?? layer.Stem, "layer"),
            title,
            Source(layer, notes),
            guess?.Name,
            classes,
            notes,
            geometry);
    }

    private static int Decide(Question question, FolderRequest request, List<LocalText> notes)
    {
        if (question.Choices.Count < 2)
            return question.Guess;
        if (request.Ask is { } ask)
            return ask(question);
        string others = Listed(question.Choices.Where((_, at) => at != question.Guess));
        notes.Add(new LocalText(
            $"GUESS {question.Text.En} {question.Choices[question.Guess]} (others: {others})",
            $"推测 {question.Text.Zh}{question.Choices[question.Guess]}（其他：{others}）"));
        return question.Guess;
    }

    /// <summary>The schema's code field, or else the only one whose values are six, nine or twelve digits, each its own.</summary>
    private static string? KeyOf(LayerSurvey layer) =>
        KnownRegionFields.Code(layer.Fields.Where(field => field.IsKey).Select(field => field.Name))
        ?? (RegionFields.CodeCandidates(layer).Where(LooksLikeCodes).ToArray() is [{ } only] ? only.Name : null);

    private static bool LooksLikeCodes(FieldSurvey field) =>
        field.Values.All(each => each.Value.Length is 6 or 9 or 12 && each.Value.All(char.IsAsciiDigit) && each.Value[0] != '0')
        && field.Values.Select(each => each.Value.Length).Distinct().Count() == 1;

    private static bool IsCalledRegions(LayerSurvey layer) =>
        RegionWords.Any(word => (layer.FileName + layer.Stem).Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsCalledName(string field) =>
        field.ToUpperInvariant() is "NAME" or "MC" or "名称" or "县名" or "县" or "区县" or "XIAN" or "XMC" or "XZMC";

    private static bool IsNamed(LayerSurvey layer, string asked) =>
        layer.Argument.ToString() == asked
        || layer.FileName == asked
        || layer.Stem == asked
        || Path.GetFullPath(layer.Argument.Path) == Path.GetFullPath(asked);

    /// <summary>City and province of six digits as the national codes have them.</summary>
    private static IReadOnlyList<(string, LocalText, int)> Parents(string[] codes) =>
        codes.All(code => code.Length == 6 && code.All(char.IsAsciiDigit) && !code.EndsWith("00", StringComparison.Ordinal))
            ? [("city", new LocalText("city", "市"), 4), ("province", new LocalText("province", "省"), 2)]
            : [];

    private static string Listed(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return all.Length == 0
            ? "-"
            : string.Join("; ", all.Take(FieldsNamed))
                + (all.Length > FieldsNamed ? string.Create(CultureInfo.InvariantCulture, $"; ... ({all.Length})") : "");
    }
}

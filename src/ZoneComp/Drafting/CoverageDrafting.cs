using System.Globalization;

namespace ZoneComp.Drafting;

/// <summary>From regions and layers as typed to the policy whose run is the answer.</summary>
public static class CoverageDrafting
{
    /// <param name="policyPath">Where the policy lies, or would.</param>
    /// <exception cref="UserErrorException">Something asked for is not there, or not decided; with the candidates.</exception>
    public static CoverageDraft Make(CoverageRequest request, string policyPath, CancellationToken cancellation = default)
    {
        IReadOnlyList<LayerArgument> regionsAt = LayerArgument.ParseAll(request.Regions);
        LayerArgument[] layersAt = [.. request.Layers.SelectMany(LayerArgument.ParseAll)];
        if (regionsAt[0].Field is { } misplaced)
        {
            throw new UserErrorException(
                $"{request.Regions}: a field after the regions makes no classes; the field of their code is said with --code {misplaced}",
                $"{request.Regions}：区域图层后不写字段；区域代码字段请用 --code {misplaced} 指明");
        }

        if (layersAt.GroupBy(Identity).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new UserErrorException($"{twice.First()} is named twice", $"{twice.First()} 重复");
        LayerSurvey[] parts =
        [
            .. regionsAt.Select(part => LayerSurvey.Read(part, info => info.Fields.Select(field => field.Name), cancellation)),
        ];
        LayerSurvey regions = parts[0];
        foreach (LayerSurvey part in parts)
            RequirePolygons(part, isRegions: true);
        string code = RegionFields.Code(regions, request.Code);
        string? name = RegionFields.Name(regions, request.Name);
        foreach (LayerSurvey part in parts.Skip(1))
        {
            _ = RegionFields.Find(part, code);
            if (part.Info.CrsDefinition != regions.Info.CrsDefinition)
                throw new UserErrorException(
                    $"{request.Regions}: {regions.FileName} and {part.FileName} do not state one CRS; bring them to one, or say each in a "
                        + "policy (regions: source: a list)",
                    $"{request.Regions}：{regions.FileName} 与 {part.FileName} 的坐标系不一致；请统一，或在办法的 regions 中逐个写明 source");
        }

        LayerSurvey[] layers = [.. layersAt.Select(layer => Survey(layer, cancellation))];

        var sources = new StatedCrs(request, [.. regionsAt.Concat(layersAt).Select(layer => layer.Path)]);
        var findings = new List<Diagnostic>();
        var names = new DraftNames();
        string[] titles = Titles(layers);
        List<DraftLayer> drafted = [];
        foreach ((LayerSurvey layer, string title) in layers.Zip(titles))
        {
            string own = names.Of(layer.Stem, "layer");
            IReadOnlyList<DraftClass> classes = layer.Argument.Field is null
                ? []
                : ClassDrafting.Of(layer, layer.Fields[0], request.Language, findings);
            drafted.Add(new DraftLayer(own, title, sources.Of(layer), classes.Count > 0 ? layer.Fields[0].Name : null, classes, []));
        }

        int count = drafted.Sum(layer => Math.Max(1, layer.Classes.Count));
        if (count > OverlayInput.MaxClasses)
        {
            throw new UserErrorException(
                $"the layers have {count} classes in all; one run takes {OverlayInput.MaxClasses}: leave a field away, or ask in two "
                    + $"commands",
                $"各图层共 {count} 个类别，一次计算最多 {OverlayInput.MaxClasses} 个：请去掉某个字段，或分两次计算");
        }

        var draft = new Draft
        {
            Title = new LocalText($"Coverage of {regions.Stem}", $"{regions.Stem} 覆盖情况"),
            Year = request.Year,
            Head =
            [
                new LocalText(
                    "Written by zonecomp coverage; zonecomp run gives the same numbers from it. Docs: policy.md.",
                    "由 zonecomp coverage 写出；用 zonecomp run 运行可得到相同的数字。"),
            ],
            AreaMethod = request.AreaMethod,
            Accepted = [.. request.Accept.Select(Accepted)],
            Regions = new DraftRegions(
                regions.Stem,
                sources.Of(regions) with
                {
                    Further = [.. parts.Skip(1).Select(part => new DraftSource(Files(part), part.Argument.Layer))],
                },
                code,
                name,
                [])
            {
                JoinsParts = request.JoinsParts,
                Overlaps = request.Overlaps,
            },
            Layers = drafted,
            Indicators = Indicators(drafted, names),
        };
        sources.RequireAllUsed();
        return new CoverageDraft(DraftText.Write(draft, policyPath, request.Language), code, name, findings);
    }

    /// <summary>A ratio for each layer of classes and for all layers together; each class's own is an output of every run.</summary>
    internal static IReadOnlyList<DraftIndicator> Indicators(IReadOnlyList<DraftLayer> layers, DraftNames names)
    {
        List<DraftIndicator> all =
        [
            .. layers.Where(layer => layer.Field is not null)
                .Select(layer => Ratio(layer.Name, new LocalText($"{layer.Title}, share", $"{layer.Title}覆盖率"), layer.Name)),
        ];
        if (layers.Count > 1)
            all.Add(
                Ratio("any", new LocalText("any of them, share", "各类合计覆盖率（不重复）"), string.Join(" | ", layers.Select(layer => layer.Name))));
        return all;

        DraftIndicator Ratio(string name, LocalText title, string set) => new(names.Unique(name + "_ratio"), title, $"ratio({set})");
    }

    internal static void RequirePolygons(LayerSurvey layer, bool isRegions)
    {
        if (layer.Info.Kind is GeometryKind.Polygon or GeometryKind.Other)
            return; // of others the run says what they are
        (string en, string zh, string function) = layer.Info.Kind switch
        {
            GeometryKind.Line => ("lines", "线", "length"),
            GeometryKind.Point => ("points", "点", "count"),
            _ => ("no geometry", "无图形", ""),
        };
        if (layer.Info.Kind == GeometryKind.None && layer.Info.FeatureCount is not > 0 && layer.Features == 0 && !isRegions)
            return; // an empty layer covers nothing, which the run tells
        string way = isRegions || function.Length == 0
            ? ""
            : $". A policy measures it: geometry: {en}, and {function}({layer.Stem}) as an indicator, or buffer: 500 m";
        string wayZh = isRegions || function.Length == 0 ? "" : $"。可在测算方案中写 geometry: {en}，并以 {function}() 作指标，或写 buffer: 500 m";
        throw new UserErrorException(
            $"{layer.Argument}: the layer holds {en}; coverage needs polygons{way}",
            $"{layer.Argument}：图层的几何类型为{zh}；覆盖率须用面图层{wayZh}");
    }

    /// <summary>Files of a layer with the named one first, full paths.</summary>
    internal static IReadOnlyList<string> Files(LayerSurvey layer)
    {
        string own = Path.GetFullPath(layer.Argument.Path);
        return [own, .. layer.Info.Files.Select(Path.GetFullPath).Where(file => file != own)];
    }

    private static LayerSurvey Survey(LayerArgument layer, CancellationToken cancellation)
    {
        LayerSurvey known = LayerSurvey.Read(layer, _ => [], cancellation);
        RequirePolygons(known, isRegions: false);
        if (layer.Field is null)
            return known;
        string field = RegionFields.Find(known, layer.Field);
        LayerSurvey read = LayerSurvey.Read(layer, _ => [field], cancellation);
        return read.Fields.Count > 0 ? read : throw new UserErrorException(
            $"{known.FileName}: field {field} is of a type that is not read; export it as text",
            $"{known.FileName}：字段 {field} 的类型无法读取；请导出为文本");
    }

    private static (string, string?, string?) Identity(LayerArgument layer) =>
        (Path.GetFullPath(layer.Path), layer.Layer?.ToUpperInvariant(), layer.Field?.ToUpperInvariant());

    /// <summary>Titles that tell the layers from each other: by their files, then by field, folder and place.</summary>
    private static string[] Titles(IReadOnlyList<LayerSurvey> layers)
    {
        string[] titles = [.. layers.Select(layer => layer.Stem)];
        Func<int, string>[] more =
        [
            at => layers[at].Argument.Field is { } field ? $"{titles[at]} {field}" : titles[at],
            at =>
                Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(layers[at].Argument.Path))) is { Length: > 0 } folder
                    ? $"{folder}/{titles[at]}"
                    : titles[at],
            at => string.Create(CultureInfo.InvariantCulture, $"{titles[at]} ({at + 1})"),
        ];
        foreach (Func<int, string> longer in more)
        {
            HashSet<string> repeated = [.. titles.GroupBy(title => title).Where(group => group.Count() > 1).Select(group => group.Key)];
            titles = [.. titles.Select((title, at) => repeated.Contains(title) ? longer(at) : title)];
        }

        return titles;
    }

    private static (string Code, string Reason) Accepted(string text)
    {
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign > 0 && !string.IsNullOrWhiteSpace(text[(sign + 1)..])
            ? (text[..sign].Trim(), text[(sign + 1)..].Trim())
            : throw new UserErrorException(
                $"--accept {text}: expected CODE=REASON, such as ZC243=\"the neighbours' map came along\"",
                $"--accept {text}：应为 代码=理由，如 ZC243=\"含邻省图斑\"");
    }
}

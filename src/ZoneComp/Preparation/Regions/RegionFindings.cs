using static System.FormattableString;

namespace ZoneComp.Preparation.Regions;

/// <summary>Findings about official areas, codes, levels and the ground of regions, by name.</summary>
internal static class RegionFindings
{
    private const int Shown = 8;

    public static Diagnostic NoOfficialFigure(string file, IReadOnlyList<string> codes) => Stops(
        "ZC250", file,
        Invariant($"{codes.Count} code(s) have no official area: {List(codes)}; add them to the table"),
        Invariant($"有 {codes.Count} 个代码没有控制面积：{List(codes)}；请补充到表中"));

    public static Diagnostic FiguresOfNoRegion(string file, IReadOnlyList<string> codes) => Warns(
        "ZC251", file,
        Invariant($"{codes.Count} row(s) of the official areas are of no region of this run: {List(codes)}; they are not used"),
        Invariant($"控制面积表中有 {codes.Count} 行不属于本次任何区域：{List(codes)}；未采用"));

    public static Diagnostic BadTableRow(string file, int row, params IReadOnlyList<string> fields) => Stops(
        "ZC252", Invariant($"{file}#{row}"),
        Invariant($"row {row}: {List(fields)} must be filled in, an area as a number above zero"),
        Invariant($"第 {row} 行：{List(fields)} 须填写，面积须为大于零的数"));

    public static Diagnostic NoSuchClass(string file, int row, string name, LocalText hint) => Stops(
        "ZC262", Invariant($"{file}#{row}"),
        Invariant($"row {row}: '{name}' is no class of the policy{hint.En}"),
        Invariant($"第 {row} 行：测算方案中没有类别“{name}”{hint.Zh}"));

    public static Diagnostic TableKeyTwice(string file, int row, string key) => Stops(
        "ZC253", Invariant($"{file}#{row}"),
        Invariant($"row {row}: '{key}' stands in an earlier row too; keep one"),
        Invariant($"第 {row} 行：“{key}”与前面的行重复；只保留一行"));

    public static Diagnostic NotInUnits(OfficialFigure figure, decimal unitM2) => Stops(
        "ZC254", Subject(figure),
        Invariant(
            $"{figure.Name}: the official area {figure.AreaM2} m² is no whole number of the adjustment's units of {unitM2} m², so no ")
                + Invariant($"areas in these units add up to it; adjust in a finer unit, or correct the figure"),
        Invariant($"{figure.Name}：控制面积 {figure.AreaM2} 平方米不是平差单位（{unitM2} 平方米）的整数倍，无法平差到该值；请改用更小的单位，或更正控制面积"));

    public static Diagnostic CannotAdjust(OfficialFigure figure, LocalText why) => Stops(
        "ZC255", Subject(figure),
        $"{figure.Name}: the areas cannot be brought to the official figure: {why.En}",
        $"{figure.Name}：无法平差到控制面积：{why.Zh}");

    /// <param name="gone">Rows that came to nothing, being less than half a unit mostly.</param>
    public static Diagnostic Adjusted(
        int figures, string method, decimal unitM2, decimal largestM2, string where, decimal largestRatio, int gone, decimal goneM2) =>
        Notes(
        "ZC256", SourceOpening.Regions,
        Invariant(
            $"areas of {figures} official figure(s) were adjusted by {method} in units of {unitM2} m²; the row moved most by {largestM2} ")
                + Invariant(
                    $"m² (in {where}), the largest relative difference of a figure is {largestRatio:P4}; combinations.parquet keeps ")
                        + Invariant($"adj_delta_m2 of every row")
                + (gone == 0 ? "" : Invariant($"; {gone} row(s) of ground, {goneM2:N2} m² in all, came to 0 units")),
        Invariant($"已按 {method} 以 {unitM2} 平方米为单位对 {figures} 个控制面积平差；改动最大的一行为 {largestM2} 平方米（{where}），最大相对差为 {largestRatio:P4}；")
                + Invariant($"combinations.parquet 中逐行保留 adj_delta_m2")
                + (gone == 0 ? "" : Invariant($"；有 {gone} 行土地（合计 {goneM2:N2} 平方米）平差后为 0 个单位")));

    public static Diagnostic UnknownCodes(IReadOnlyList<Region> regions, string newest) => Warns(
        "ZC257", SourceOpening.Regions,
        Invariant(
            $"{regions.Count} code(s) are in no list of GB/T 2260 from 2002-12 to {newest}: {Regions(regions)}; a wrong code joins to no ")
                + Invariant($"table or to a wrong row: check them (code_list: none ends this check)"),
        Invariant(
            $"有 {regions.Count} 个代码不在 2002-12 至 {newest} 的任何一版 GB/T 2260 中：{Regions(regions)}；错误的代码会关联不上或关联到错误的行：请核对（code_list: none ")
                + Invariant($"可关闭此检查）"));

    public static Diagnostic WithdrawnCodes(IReadOnlyList<(NationalCode Last, string? Now)> codes) => Warns(
        "ZC258", SourceOpening.Regions,
        Invariant($"{codes.Count} code(s) were withdrawn from GB/T 2260: ")
                + Invariant(
                    $"{List(codes.Select(each =>
                        Invariant($"{each.Last.Code} {each.Last.Name} (last in ")
                                + Invariant(
                                    $"{NationalCodes.Shown(each.Last.LastSeen)}{(each.Now is null ? "" : $"; that name is {each.Now} now")})")))}; tables of this year may have other codes: see 'codes' of a table"),
        Invariant($"有 {codes.Count} 个代码已从 GB/T 2260 中撤销：")
                + Invariant(
                    $"{List(codes.Select(each =>
                        Invariant($"{each.Last.Code} {each.Last.Name}（最后见于 ")
                                + Invariant(
                $"{NationalCodes.Shown(each.Last.LastSeen)}{(each.Now is null ? "" : $"，该名称现为 {each.Now}")}）")))}；本年度各表可能已用新代码：可用表的 codes 对应"));

    public static Diagnostic OtherNames(IReadOnlyList<(Region Region, string Listed)> regions) => Warns(
        "ZC259", SourceOpening.Regions,
        Invariant($"{regions.Count} region(s) bear another name than their code in GB/T 2260: ")
                + Invariant(
                    $"{List(regions.Select(each => $"{each.Region.Code} is {each.Region.Name} here, {each.Listed} there"))}; check that ")
                        + Invariant($"codes and names belong together"),
        Invariant($"有 {regions.Count} 个区域的名称与其代码在 GB/T 2260 中的名称不同：")
                + Invariant($"{List(regions.Select(each => $"{each.Region.Code} 此处为{each.Region.Name}，该标准为{each.Listed}"))}；请核对代码与名称是否对应"));

    public static Diagnostic PartsJoined(int regions, int features) => Notes(
        "ZC260", SourceOpening.Regions,
        Invariant($"{features} features were joined to {regions} region(s) of several parts, as the policy says (parts: join)"),
        Invariant($"按测算方案规定（parts: join），{features} 个要素已合并为 {regions} 个多部件区域")) with
    { Weight = FindingWeight.Features(features) };

    public static Diagnostic PartsDiffer(PreparedRegion first, PreparedRegion second, LocalText what) => Stops(
        "ZC261", second.Subject,
        $"part of region {first.Region.Code}, as {first.Subject} is, but with another {what.En}; parts of one region must agree",
        $"与 {first.Subject} 同属区域 {first.Region.Code}，但{what.Zh}不同；同一区域的各部分须一致");

    public static Diagnostic BadOwnerRow(string file, int row, OwnerTable table) => Stops(
        "ZC252", Invariant($"{file}#{row}"),
        Invariant($"row {row}: {table.First} and {table.Second} must be two regions, and {table.Owner} one of the two"),
        Invariant($"第 {row} 行：{table.First} 与 {table.Second} 须为两个不同区域，{table.Owner} 须为其中之一"));

    public static Diagnostic LevelCodeTwice(string subject, ParentLevel level, string code) => Stops(
        "ZC263", subject,
        $"the polygons of level {level.Name} have code {code} twice; join the parts into one multipart feature",
        $"{level.Name} 级图层中代码 {code} 重复；请合并为一个多部件要素");

    public static Diagnostic NoPolygonOfLevel(ParentLevel level, IReadOnlyList<string> codes) => Stops(
        "ZC264", SourceOpening.Regions,
        Invariant(
            $"{codes.Count} code(s) of level {level.Name} have no polygon in its layer: {List(codes)}; what their regions leave of them ")
                + Invariant($"cannot be told: add them"),
        Invariant($"{level.Name} 级有 {codes.Count} 个代码在其图层中没有图形：{List(codes)}；无法得出其余部：请补充"));

    public static Diagnostic NoRegionOfLevel(ParentLevel level, IReadOnlyList<string> codes) => Warns(
        "ZC265", SourceOpening.Regions,
        Invariant($"{codes.Count} polygon(s) of level {level.Name} have no region in them: {List(codes)}; each is a remainder as a whole"),
        Invariant($"{level.Name} 级有 {codes.Count} 个图形没有下级区域：{List(codes)}；整体作为余部计列"));

    public static Diagnostic NoGround(string file, string role) => Stops(
        "ZC266", file,
        $"no polygon of this file is used as {role.Replace("regions: ", "", StringComparison.Ordinal)}: check source and filter",
        "该文件没有任何面要素被采用：请检查数据源与筛选条件");

    public static Diagnostic Masked(int regions, decimal insideM2, decimal outsideM2, IReadOnlyList<string> without) => new(
        "ZC267",
        without.Count > 0 ? Severity.Warning : Severity.Note,
        SourceOpening.Regions,
        new LocalText(
            Invariant(
                $"the mask leaves {insideM2 / 1_000_000m:N4} km² of {regions} region(s) and takes {outsideM2 / 1_000_000m:N4} km² out; ")
                    + Invariant($"what lies there counts as outside")
                + (without.Count > 0 ? $". Without any ground left: {List(without)}" : ""),
            Invariant($"范围图层保留 {regions} 个区域中的 {insideM2 / 1_000_000m:N4} 平方公里，除去 {outsideM2 / 1_000_000m:N4} 平方公里；除去部分按区域外计")
                + (without.Count > 0 ? $"。以下区域已无面积：{List(without)}" : "")))
    { Layer = SourceOpening.Regions, Weight = FindingWeight.M2(outsideM2) };

    public static Diagnostic Remainders(ParentLevel level, IReadOnlyList<string> shown, decimal areaM2) => Notes(
        "ZC268", SourceOpening.Regions,
        Invariant(
            $"{shown.Count} region(s) of level {level.Name} have ground in none of their regions, {areaM2:N2} m² in all, each as a row ")
                + Invariant($"of its own: {List(shown)}"),
        Invariant($"{level.Name} 级有 {shown.Count} 个区域存在不属于任何下级的土地，合计 {areaM2:N2} 平方米，各单列一行：{List(shown)}")) with
    { Weight = FindingWeight.M2(areaM2) };

    /// <summary>Pieces of remainders that are no units: borders drawn twice leave them.</summary>
    public static Diagnostic SliversJoined(
        ParentLevel level, int pieces, IReadOnlyList<(Region Remainder, Region Neighbour, decimal AreaM2)> slivers)
    {
        SliverRule rule = level.Layer!.Slivers;
        decimal areaM2 = slivers.Sum(sliver => sliver.AreaM2);
        int counties = slivers.Select(sliver => sliver.Remainder.Code).Distinct(StringComparer.Ordinal).Count();
        string each = List(slivers.Select(sliver =>
            Invariant($"{sliver.Remainder.Parents[level.Name]} to {sliver.Neighbour.Code} ({sliver.AreaM2:N2} m²)")));
        string eachZh = List(slivers.Select(sliver =>
            Invariant($"{sliver.Remainder.Parents[level.Name]} 归 {sliver.Neighbour.Code}（{sliver.AreaM2:N2} 平方米）")));
        return Notes(
            "ZC307", SourceOpening.Regions,
            Invariant($"of what the regions leave of {counties} region(s) of level {level.Name}, {pieces} piece(s) are nowhere ")
                + Invariant($"{rule.WidthM:0.###} m wide or, where they are, smaller than {rule.AreaM2:0.##} m², {areaM2:N2} m² in all: ")
                + $"no units; each goes to the region with which it shares most border: {each}",
            Invariant($"{level.Name} 级 {counties} 个区域的余部中有 {pieces} 块处处窄于 {rule.WidthM:0.###} 米，")
                + Invariant($"或其较宽部分面积不足 {rule.AreaM2:0.##} 平方米，合计 {areaM2:N2} 平方米，不作为单位，各归共同边界最长的区域：{eachZh}")) with
        { Weight = FindingWeight.M2(areaM2) };
    }

    /// <summary>One of them: where it lies and who gets it.</summary>
    public static Diagnostic SliverJoined(Region remainder, Region receiver, decimal areaM2, FindingPlace place) => Notes(
        "ZC311", $"regions#{remainder.Code}",
        Invariant($"a piece of {areaM2:N2} m² of what the regions leave of {remainder.Name} is no unit and goes to {receiver.Code} ")
            + receiver.Name,
        Invariant($"{remainder.Name} 的余部中有一块 {areaM2:N2} 平方米不作为单位，归 {receiver.Code} {receiver.Name}")) with
    { Place = place, Weight = FindingWeight.M2(areaM2) };

    public static Diagnostic RemainderNotJudged(Region remainder, decimal areaM2) => Warns(
        "ZC309", $"regions#{remainder.Code}",
        Invariant(
            $"what its regions leave of {remainder.Name} ({areaM2:N2} m²) could not be cut out, so that nobody looked how wide it is: it ")
                + Invariant($"stays a unit; mend the borders of the level and its regions"),
        Invariant($"{remainder.Name} 的余部（{areaM2:N2} 平方米）无法裁出，未能判断其宽度，仍作为单位：请修正上级与区域的边界")) with
    { Weight = FindingWeight.M2(areaM2) };

    public static Diagnostic MaskCrumbs(IReadOnlyList<Region> regions, decimal areaM2, decimal belowM2) => Warns(
        "ZC310", SourceOpening.Regions,
        Invariant(
            $"{regions.Count} region(s) have less than {belowM2:0} m² each inside the mask, {areaM2:N2} m² in all, and get what every ")
                + Invariant(
                    $"region gets: {Regions(regions)}; borders that do not fit leave such crumbs: mend the mask, or write eligible with ")
                        + Invariant($"a least area"),
        Invariant(
            $"有 {regions.Count} 个区域在计入范围内各不足 {belowM2:0} 平方米，合计 {areaM2:N2} 平方米，却与其他区域同样参与分配：{Regions(regions)}；多系边界不吻合所致：请修正计入范围，或以 ")
                + Invariant($"eligible 写明最小面积")) with
    { Weight = FindingWeight.M2(areaM2) };

    public static Diagnostic OutsideOwnLevel(ParentLevel level, Region region, decimal areaM2) => Warns(
        "ZC269", $"regions#{region.Code}",
        Invariant(
            $"{region.Name}: {areaM2:N2} m² lie outside the polygon of its {level.Name} {region.Parents[level.Name]}; they are summed ")
                + Invariant($"there all the same"),
        Invariant($"{region.Name}：有 {areaM2:N2} 平方米位于其上级（{level.Name} {region.Parents[level.Name]}）图形之外；仍计入该上级")) with
    { Weight = FindingWeight.M2(areaM2) };

    private static string Subject(OfficialFigure figure) => $"regions#{figure.Code}";

    private static string Regions(IEnumerable<Region> regions) => List(regions.Select(region => $"{region.Code} {region.Name}"));

    private static string List(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? Invariant($", ... ({all.Length - Shown} more)") : "");
    }

    private static Diagnostic Stops(string code, string subject, string en, string zh) =>
        new(code, Severity.Error, subject, new LocalText(en, zh)) { Layer = SourceOpening.Regions, CanBeAccepted = false };

    private static Diagnostic Warns(string code, string subject, string en, string zh) =>
        new(code, Severity.Warning, subject, new LocalText(en, zh)) { Layer = SourceOpening.Regions };

    private static Diagnostic Notes(string code, string subject, string en, string zh) =>
        new(code, Severity.Note, subject, new LocalText(en, zh)) { Layer = SourceOpening.Regions };
}

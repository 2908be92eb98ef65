namespace ZoneComp.Overlay;

/// <summary>What the overlay's results say about the data, as findings that a person can find on the map.</summary>
internal static class OverlayFindings
{
    /// <summary>Below this the two readings of a ring differ by no more than the rounding of its crossings.</summary>
    private const decimal EvenOddShownM2 = 1m;

    /// <summary>Mean width in metres below which ground is called a sliver.</summary>
    private const double SliverWidthM = 20;

    /// <summary>A feature that crosses itself or is wrongly turned: it was repaired, and this says by how much.</summary>
    public static Diagnostic FeatureFaulty(string subject, string layer, FeatureFault fault, FindingPlace place)
    {
        decimal before = AreaUnits.ToM2(fault.Before2), after = AreaUnits.ToM2(fault.After2), evenOdd = AreaUnits.ToM2(fault.EvenOdd2);
        bool agree = Math.Abs(evenOdd - after) < EvenOddShownM2;
        string evenOddEn = agree ? "" : FormattableString.Invariant($"; read by the even-odd rule it would be {evenOdd:N2} m²");
        string evenOddZh = agree ? "" : FormattableString.Invariant($"；按奇偶规则则为 {evenOdd:N2} 平方米");
        return new Diagnostic(
            "ZC301",
            Severity.Warning,
            subject,
            new LocalText(
                FormattableString.Invariant(
                    $"{fault.What.En}; repaired for this run: area before {before:N2} m², after {after:N2} m²{evenOddEn}. Mend it in the ")
                        + FormattableString.Invariant($"source"),
                FormattableString.Invariant($"{fault.What.Zh}；本次计算已修复：修复前 {before:N2} 平方米，修复后 {after:N2} 平方米{evenOddZh}。请在源数据中改正")),
            place)
        { Layer = layer, Weight = FindingWeight.M2(Math.Max(Math.Abs(after - before), Math.Abs(evenOdd - after))) };
    }

    /// <summary>Ground in two regions: an error that no acceptance can turn into a number, unless the policy says who gets it.</summary>
    public static Diagnostic RegionsOverlap(Region first, Region second, decimal areaM2, RegionOverlapRule rule, FindingPlace place)
    {
        LocalText what = rule switch
        {
            RegionOverlapRule.Error => new(
                "nothing may be paid in two regions: correct the border, or say in the policy who gets the ground (regions: overlaps: "
                    + "first_by_code, half_each or a table)",
                "同一块地不得在两个区域重复补偿：请改正边界，或在测算方案中写明归谁（regions: overlaps: first_by_code、half_each 或 table）"),
            RegionOverlapRule.CountInEach => new("counted in both, as the policy says", "按测算方案规定在两个区域中分别计入"),
            RegionOverlapRule.FirstByCode => new($"{first.Name} gets the ground, as the first by code", $"按代码顺序归 {first.Name}"),
            RegionOverlapRule.HalfEach => new("each gets an equal part, as the policy says", "按测算方案规定各计一半"),
            _ => new("the policy's table says who gets the ground", "按测算方案的归属表确定归属"),
        };
        return new Diagnostic(
            "ZC302",
            rule == RegionOverlapRule.Error ? Severity.Error : Severity.Warning,
            FormattableString.Invariant($"regions#{first.Code}"),
            new LocalText(
                FormattableString.Invariant(
                    $"{first.Name} ({first.Code}) and {second.Name} ({second.Code}) overlap by {areaM2:N2} m²; {what.En}"),
                FormattableString.Invariant($"{first.Name}（{first.Code}）与 {second.Name}（{second.Code}）重叠 {areaM2:N2} 平方米；{what.Zh}")),
            place)
        { Layer = "regions", CanBeAccepted = rule != RegionOverlapRule.Error, Weight = FindingWeight.M2(areaM2) };
    }

    /// <summary>The owners' table is silent about ground that is there.</summary>
    public static Diagnostic OwnerUndecided(Region first, Region second) => new(
        "ZC319",
        Severity.Error,
        FormattableString.Invariant($"regions#{first.Code}"),
        new LocalText(
            $"the table of owners does not say who gets the ground that {first.Name} ({first.Code}) and {second.Name} ({second.Code}) "
                + $"both claim, or goes round in a circle; add a row",
            $"归属表没有写明 {first.Name}（{first.Code}）与 {second.Name}（{second.Code}）重叠的土地归谁，或互相矛盾；请补充"))
    { Layer = "regions", CanBeAccepted = false };

    /// <summary>Two polygons of a level above overlap, where what their regions leave would be counted twice.</summary>
    public static Diagnostic LevelOverlaps(Region first, Region second, decimal areaM2, FindingPlace place) => new(
        "ZC319",
        Severity.Error,
        FormattableString.Invariant($"regions#{first.Code}"),
        new LocalText(
            FormattableString.Invariant(
                $"the polygons behind {first.Code} and {second.Code} overlap by {areaM2:N2} m²; what their regions leave would count ")
                    + FormattableString.Invariant($"twice: correct the borders of that level"),
            FormattableString.Invariant($"{first.Code} 与 {second.Code} 所在上级图形重叠 {areaM2:N2} 平方米；余部将重复计算：请改正该级边界")),
        place)
    { Layer = "regions", CanBeAccepted = false, Weight = FindingWeight.M2(areaM2) };

    /// <summary>Ground that regions close in and none has.</summary>
    public static Diagnostic Gap(BorderFace face, FindingPlace place) => new(
        "ZC315",
        Severity.Warning,
        "regions",
        new LocalText(
            FormattableString.Invariant(
                $"{AreaText.Of(face.AreaM2).En} between regions belong to none{Sliver(face).En}; an enclave of others, or a gap: its ground is ")
                    + FormattableString.Invariant($"paid nowhere"),
            FormattableString.Invariant($"区域之间有 {AreaText.Of(face.AreaM2).Zh} 不属于任何区域{Sliver(face).Zh}；可能是飞地，也可能是缝隙：该处不计入任何区域")),
        place)
    { Layer = "regions", Weight = FindingWeight.M2(face.AreaM2) };

    /// <summary>Gaps that the rounding of coordinates explains.</summary>
    public static Diagnostic GapsByRounding(int gaps, decimal areaM2) => new(
        "ZC316",
        Severity.Note,
        "regions",
        new LocalText(
            FormattableString.Invariant($"{gaps} gap(s) between regions of less than 1 m² each, {areaM2:N4} m² in all"),
            FormattableString.Invariant($"区域之间有 {gaps} 处不足 1 平方米的缝隙，合计 {areaM2:N4} 平方米")))
    { Layer = "regions", Weight = FindingWeight.M2(areaM2) };

    /// <summary>Ground of the outline that no region has.</summary>
    public static Diagnostic InNoRegion(BorderFace face, Severity severity, FindingPlace place) => new(
        "ZC317",
        severity,
        "regions",
        new LocalText(
            FormattableString.Invariant(
                $"{AreaText.Of(face.AreaM2).En} of the outline lie in no region{Sliver(face).En}: a missing region, a gap, or a border that was ")
                    + FormattableString.Invariant($"drawn twice"),
            FormattableString.Invariant($"省界内有 {AreaText.Of(face.AreaM2).Zh} 不属于任何区域{Sliver(face).Zh}：缺少区域、存在缝隙或边界不一致")),
        place)
    { Layer = "regions", Weight = FindingWeight.M2(face.AreaM2) };

    /// <summary>Ground of regions beyond the outline.</summary>
    public static Diagnostic BeyondOutline(BorderFace face, Severity severity, FindingPlace place) => new(
        "ZC318",
        severity,
        "regions",
        new LocalText(
            FormattableString.Invariant(
                $"{AreaText.Of(face.AreaM2).En} of the regions lie outside the outline{Sliver(face).En}: a region too many, or a border that was ")
                    + FormattableString.Invariant($"drawn twice"),
            FormattableString.Invariant($"区域有 {AreaText.Of(face.AreaM2).Zh} 位于省界之外{Sliver(face).Zh}：区域多余或边界不一致")),
        place)
    { Layer = "regions", Weight = FindingWeight.M2(face.AreaM2) };

    /// <summary>Said of ground that is narrow: borders drawn twice leave such slivers.</summary>
    private static LocalText Sliver(BorderFace face) => face.WidthM < SliverWidthM
        ? new(
            FormattableString.Invariant($", a sliver {face.WidthM:0.##} m wide"),
            FormattableString.Invariant($"（宽约 {face.WidthM:0.##} 米的狭缝）"))
        : new("", "");

    /// <summary>Ground in two regions that the rounding of coordinates explains.</summary>
    public static Diagnostic RegionsOverlapByRounding(int pairs, decimal areaM2, RegionOverlapRule rule)
    {
        LocalText what = rule switch
        {
            RegionOverlapRule.CountInEach => new("; it counts in both, as the policy says", "；按测算方案规定两边均计入"),
            RegionOverlapRule.Error => new("; each goes to the region with the lower code, so that none counts twice", "；各归代码较小的区域，不重复计入"),
            _ => new("; shared out by the policy's rule", "；已按测算方案的规则划归"),
        };
        return new Diagnostic(
            "ZC303",
            Severity.Note,
            "regions",
            new LocalText(
                FormattableString.Invariant(
                    $"{pairs} pair(s) of neighbouring regions overlap by less than 1 m² each, {areaM2:N4} m² in all: rounding of their ")
                        + FormattableString.Invariant($"shared borders{what.En}"),
                FormattableString.Invariant($"有 {pairs} 对相邻区域各重叠不足 1 平方米，合计 {areaM2:N4} 平方米：系公共边界坐标取整所致{what.Zh}")))
        { Layer = "regions", Weight = FindingWeight.M2(areaM2) };
    }

    /// <summary>The same in a region set, whose ground is measured beside the regions' own.</summary>
    public static Diagnostic SetOverlapsByRounding(string set, int pairs, decimal areaM2) => new(
        "ZC303",
        Severity.Note,
        set,
        new LocalText(
            FormattableString.Invariant(
                $"{pairs} pair(s) of polygons overlap by less than 1 m² each, {areaM2:N4} m² in all: rounding of shared borders; in this ")
                    + FormattableString.Invariant($"set it counts for both regions"),
            FormattableString.Invariant($"有 {pairs} 对面各重叠不足 1 平方米，合计 {areaM2:N4} 平方米：系公共边界坐标取整所致；在该区域范围中两边均计入")))
    { Layer = set, Weight = FindingWeight.M2(areaM2) };

    /// <summary>Features of one class on the same ground: counted once here, twice by a plain sum.</summary>
    public static Diagnostic ClassRepeats(ZoneClass zoneClass, int regions, decimal repeatedM2, decimal excessM2) => new(
        "ZC304",
        Severity.Note,
        zoneClass.Name,
        new LocalText(
            FormattableString.Invariant(
                $"features of this class overlap each other on {AreaText.Of(repeatedM2).En} in {regions} region(s); counted once here, a plain ")
                    + FormattableString.Invariant($"sum of polygons would count {AreaText.Of(excessM2).En} too much"),
            FormattableString.Invariant($"该类别的要素在 {regions} 个区域内相互重叠 {AreaText.Of(repeatedM2).Zh}；此处只计一次，")
                + FormattableString.Invariant($"若简单相加将多计 {AreaText.Of(excessM2).Zh}")))
    { Layer = zoneClass.Layer, Weight = FindingWeight.M2(excessM2) };

    /// <summary>Ground of a class that lies in no region.</summary>
    public static Diagnostic OutsideRegions(ZoneClass zoneClass, decimal outsideM2, decimal totalM2) => new(
        "ZC305",
        Severity.Note,
        zoneClass.Name,
        new LocalText(
            FormattableString.Invariant(
                $"{AreaText.Of(outsideM2).En} of this class ({outsideM2 / totalM2:P4}) lie in no region; they are in combinations.parquet as ")
                    + FormattableString.Invariant($"region 'outside'"),
            FormattableString.Invariant(
                $"该类别有 {AreaText.Of(outsideM2).Zh}（{outsideM2 / totalM2:P4}）不在任何区域内；已在 combinations.parquet 中以区域“outside”列出")))
    { Layer = zoneClass.Layer, Weight = FindingWeight.M2(outsideM2) };

    /// <summary>What a buffer's edges leave out of its arcs.</summary>
    public static Diagnostic RoundingsShort(string layer) => new(
        "ZC285",
        Severity.Note,
        layer,
        new LocalText(
            FormattableString.Invariant(
                $"rounded ends and corners of this buffer are drawn with 512 edges to a circle, inside it: at most ")
                    + FormattableString.Invariant(
                        $"{ZoneBuffer.MissingOfArcs:P4} of the ground in these roundings is missing (circles round points have their ")
                            + FormattableString.Invariant($"exact area)"),
            FormattableString.Invariant($"该缓冲区的圆角与圆头以每圆 512 边的内接折线绘制，其面积至多少 {ZoneBuffer.MissingOfArcs:P4}（点的缓冲圆面积无误差）")))
    { Layer = layer };

    /// <summary>Regions that have next to nothing of a class: borders drawn twice, mostly.</summary>
    /// <param name="set">Region set whose ground it is; null for the regions' own.</param>
    public static Diagnostic Crumbs(ZoneClass zoneClass, int regions, decimal areaM2, decimal belowM2, string? set = null) => new(
        "ZC308",
        Severity.Note,
        zoneClass.Name,
        new LocalText(
            FormattableString.Invariant(
                $"{(set is null ? "" : $"region set {set}: ")}{regions} region(s) have less than {belowM2:0} m² of this class each, ")
                    + FormattableString.Invariant($"{areaM2:N2} m² in all: more likely borders that ")
                    + FormattableString.Invariant(
                        $"do not fit than the class. A rule such as 'eligible: area > 0' would take them all the same: write it with a ")
                            + FormattableString.Invariant($"least area"),
            FormattableString.Invariant(
                $"{(set is null ? "" : $"区域范围 {set}：")}有 {regions} 个区域各含该类别不足 {belowM2:0} 平方米，合计 {areaM2:N2} 平方米：多系边界不吻合所致。“面积大于 0 即符合条件”之类的规则仍会将其计入：请写明最小面积")))
    { Layer = zoneClass.Layer, Weight = FindingWeight.M2(areaM2) };

    /// <summary>A class that no region has: usually a wrong file or filter.</summary>
    public static Diagnostic ClassNowhere(ZoneClass zoneClass) => new(
        "ZC306",
        Severity.Warning,
        zoneClass.Name,
        new LocalText("no region has any ground of this class; check its source and filter", "没有任何区域含有该类别；请检查其数据源与筛选条件"))
    { Layer = zoneClass.Layer };
}

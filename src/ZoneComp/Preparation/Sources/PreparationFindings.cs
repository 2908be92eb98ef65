namespace ZoneComp.Preparation.Sources;

/// <summary>Every finding about regions and layers, by name.</summary>
internal static class PreparationFindings
{
    public static Diagnostic CodeTwice(PreparedRegion first, PreparedRegion second) => new(
        "ZC230",
        Severity.Error,
        second.Subject,
        new LocalText(
            $"region code {second.Region.Code} is also that of {first.Subject} ({first.Region.Name}); a code must stand for one region: "
                + $"correct the code, or join the parts into one multipart feature",
            $"区域代码 {second.Region.Code} 与 {first.Subject}（{first.Region.Name}）重复；一个代码只能对应一个区域：请更正代码，或将各部分合并为一个多部件要素"))
    { Layer = SourceOpening.Regions, CanBeAccepted = false, Place = second.Place ?? first.Place };

    /// <summary>Right for areas, and refused elsewhere.</summary>
    public static Diagnostic RingTouchesItself(OpenedSource source, long feature) => new(
        "ZC284",
        Severity.Note,
        source.Subject(feature),
        new LocalText(
            "a ring passes one point twice (it touches itself); its area is right here, but QGIS and the national check of data refuse "
                + "it: make a hole or a part of what hangs on that point",
            "环两次经过同一点（自接触）；此处面积无误，但 QGIS 与国家数据质检均会判为无效：请将该点相连的部分改为内环或独立部分"))
    { Layer = source.PolicyLayer };

    public static Diagnostic RingFlat(OpenedSource source, long feature) => new(
        "ZC322",
        Severity.Warning,
        source.Subject(feature),
        new LocalText(
            "a ring of fewer than three corners, or with all points on one line, encloses nothing and adds no ground: what was drawn there "
                + "is lost, or nothing was meant. Look at the place, and redraw or delete the ring",
            "有一个环不足三个角点，或各点均在一条直线上，不围成任何面积，不计入：原有图形可能已丢失，或本无意义。请核对该处，重绘或删除该环"))
    { Layer = source.PolicyLayer };

    public static Diagnostic NoRegions(RegionSettings settings) => new(
        "ZC231",
        Severity.Error,
        settings.Sources.Count > 0 ? settings.Sources[0].Pattern : SourceOpening.Regions,
        new LocalText("no region was found: check the source and its filter", "没有读到任何区域：请检查数据源及其筛选条件"))
    { Layer = SourceOpening.Regions, CanBeAccepted = false };

    public static Diagnostic NotPolygons(OpenedSource source) => new(
        "ZC232",
        Severity.Error,
        source.Name,
        new LocalText(
            $"the layer holds {source.Layer.Kind.ToString().ToLowerInvariant()} geometries; regions must be polygons",
            $"图层的几何类型为{GeometryWords.Zh(source.Layer.Kind)}；区域必须是面"))
    { Layer = source.PolicyLayer, CanBeAccepted = false };

    private static string WordOf(LayerGeometry geometry) => GeometryWords.Zh(geometry switch
    {
        LayerGeometry.Lines => GeometryKind.Line,
        LayerGeometry.Points => GeometryKind.Point,
        _ => GeometryKind.Polygon,
    });

    public static Diagnostic NeighboursNotPolygons(OpenedSource source) => new(
        "ZC232",
        Severity.Error,
        source.Name,
        new LocalText(
            $"the layer holds {source.Layer.Kind.ToString().ToLowerInvariant()} geometries; neighbours on maps must be polygons",
            $"图层的几何类型为{GeometryWords.Zh(source.Layer.Kind)}；地图上的邻区必须是面"))
    { Layer = source.PolicyLayer, CanBeAccepted = false };

    public static Diagnostic NeighboursFarAway(int count) => new(
        "ZC721",
        Severity.Warning,
        SourceOpening.Neighbours,
        new LocalText(
            $"none of the {count} neighbours lies near the regions, so maps show none: check their CRS, or name the layer of this province",
            $"{count} 个邻区均不在本区域附近，地图上不会画出：请检查其坐标系，或改用本地区周边的图层"))
    { Layer = SourceOpening.Neighbours };

    public static Diagnostic NeighboursAreTheRegions(int count) => new(
        "ZC722",
        Severity.Warning,
        SourceOpening.Neighbours,
        new LocalText(
            $"the {count} neighbours near the regions are the regions' own ground, so maps show none: name a layer of what lies around",
            $"本区域附近的 {count} 个邻区就是本区域自身，地图上不会画出：请改用周边地区的图层"))
    { Layer = SourceOpening.Neighbours };

    /// <summary>A layer whose file holds another kind of geometry than the policy says (or leaves at polygons).</summary>
    public static Diagnostic OtherGeometry(OpenedSource source, LayerSettings layer)
    {
        string expected = layer.Geometry.ToString().ToLowerInvariant(), found = source.Layer.Kind.ToString().ToLowerInvariant();
        string key = source.Layer.Kind switch
        {
            GeometryKind.Line => "lines",
            GeometryKind.Point => "points",
            GeometryKind.Polygon => "polygons",
            _ => "",
        };
        string way = key switch
        {
            "" => "",
            "polygons" => ": leave 'geometry' away",
            _ =>
                $": if that is right, write 'geometry: {key}' in the layer "
                    + $"({(key == "lines" ? "its length() is measured" : "its points are counted")}; with 'buffer: 500 m' it covers "
                        + $"ground)",
        };
        string wayZh = key switch
        {
            "" => "",
            "polygons" => "：请去掉 geometry",
            _ => $"：如无误，请在图层中写 geometry: {key}（{(key == "lines" ? "可用 length() 量算长度" : "可用 count() 计数")}；加 buffer: 500 m 则按缓冲区计面积）",
        };
        return new(
            "ZC232",
            Severity.Error,
            source.Name,
            new LocalText(
                $"the file holds {found} geometries and the policy says {expected}{way}",
                $"文件的几何类型为{GeometryWords.Zh(source.Layer.Kind)}，测算方案为{WordOf(layer.Geometry)}{wayZh}"))
        { Layer = source.PolicyLayer, CanBeAccepted = false };
    }

    /// <summary>A layer's file that holds nothing: right for ground that there is none of, wrong where it was cut or exported
    /// empty.</summary>
    public static Diagnostic NoFeatures(OpenedSource source) => new(
        "ZC238",
        Severity.Warning,
        source.Name,
        new LocalText(
            "the file holds no features, so nothing of it is measured: check that it is meant to be empty",
            "文件中没有任何要素，未量算任何图形：请确认该文件本应为空"))
    { Layer = source.PolicyLayer };

    public static Diagnostic ClassesOfValues(LayerSettings layer)
    {
        const int Shown = 12;
        string[] classes = [.. layer.Classes.Take(Shown).Select(one => $"{layer.Name}.{one.Name} {one.Title}")];
        return new Diagnostic(
            "ZC460",
            Severity.Note,
            layer.Name,
            new LocalText(
                $"{layer.Classes.Count} classes, one for each value of {layer.ClassField}: {string.Join(", ", classes)}"
                    + (layer.Classes.Count > Shown ? ", …" : ""),
                $"按 {layer.ClassField} 的每个取值分为 {layer.Classes.Count} 类：{string.Join("、", classes)}"
                    + (layer.Classes.Count > Shown ? "……" : "")))
        { Layer = layer.Name };
    }

    public static Diagnostic ShownAsWhole(LayerSettings layer) => new(
        "ZC461",
        Severity.Note,
        layer.Name,
        new LocalText(
            $"{layer.Classes.Count} classes: tables by region, the page and the maps show the layer as a whole; what each class covers of "
                + "each region it meets is in coverage.parquet and in the table of coverage by class",
            $"共 {layer.Classes.Count} 类：按区域的各表、网页和地图只列该图层整体；各类在其所及区域的面积见 coverage.parquet 和分类覆盖明细表"))
    { Layer = layer.Name };

    public static Diagnostic NoCode(OpenedSource source, long feature, string field) => new(
        "ZC233",
        Severity.Error,
        source.Subject(feature),
        new LocalText(
            $"the region's code field {field} is empty or the reserved word '{Region.OutsideCode}'; every region needs its official code",
            $"区域代码字段 {field} 为空或为保留字“{Region.OutsideCode}”；每个区域都须有正式代码"))
    { Layer = source.PolicyLayer, CanBeAccepted = false };

    public static Diagnostic RegionWithoutGeometry(OpenedSource source, long feature, string code) => new(
        "ZC234",
        Severity.Error,
        source.Subject(feature),
        new LocalText(
            $"region {code} has no geometry; its areas cannot be measured. Where the policy accepts this, the region stays in all tables "
                + $"with area 0",
            $"区域 {code} 没有图形，无法量算面积。如测算方案接受，该区域以面积 0 保留在各表中"))
    { Layer = source.PolicyLayer };

    public static Diagnostic NoParent(OpenedSource source, long feature, string code, ParentLevel level) => new(
        "ZC235",
        Severity.Error,
        source.Subject(feature),
        new LocalText(
            $"region {code} states no {level.Name} in field {level.Field}; sums by {level.Name} would lose it",
            $"区域 {code} 的字段 {level.Field} 没有上级（{level.Name}）代码；按 {level.Name} 汇总时将遗漏该区域"))
    { Layer = source.PolicyLayer, CanBeAccepted = false };

    public static Diagnostic CodeTooShort(OpenedSource source, long feature, string code, ParentLevel level) => new(
        "ZC235",
        Severity.Error,
        source.Subject(feature),
        new LocalText(
            $"region {code} has fewer than the {level.PrefixLength} characters that its {level.Name} is taken from; correct the code, or "
                + $"give the {level.Name} by a field",
            $"区域代码 {code} 不足 {level.PrefixLength} 位，无法由其取得上级（{level.Name}）代码；请更正代码，或以字段写明上级"))
    { Layer = source.PolicyLayer, CanBeAccepted = false };

    public static Diagnostic NoOfficialArea(OpenedSource source, long feature, string code, OfficialArea area) => new(
        "ZC236",
        Severity.Error,
        source.Subject(feature),
        new LocalText(
            $"region {code} states no official area above zero in field {area.Field}",
            $"区域 {code} 的字段 {area.Field} 中没有大于零的控制面积"))
    { Layer = source.PolicyLayer, CanBeAccepted = false };

    public static Diagnostic OfficialAreaOff(string code, string name, decimal measuredM2, decimal officialM2, decimal tolerance) => new(
        "ZC237",
        Severity.Error,
        $"regions#{code}",
        new LocalText(
            FormattableString.Invariant($"{name}: measured {measuredM2:N2} m², official {officialM2:N2} m², difference ")
                    + FormattableString.Invariant($"{(measuredM2 - officialM2) / officialM2:P4} is more than the policy's {tolerance:P4}"),
            FormattableString.Invariant(
                $"{name}：量算面积 {measuredM2:N2} 平方米，控制面积 {officialM2:N2} 平方米，相差 {(measuredM2 - officialM2) / officialM2:P4}，超过测算方案规定的 ")
                    + FormattableString.Invariant($"{tolerance:P4}")))
    { Layer = SourceOpening.Regions, Weight = FindingWeight.M2(measuredM2 - officialM2) };

    public static Diagnostic NoClass(OpenedSource source, LayerSettings layer, string value, long count, long first) => new(
        "ZC240",
        layer.Other.Rule == OtherRule.Ignore ? Severity.Note : Severity.Error,
        source.Subject(first),
        new LocalText(
            $"{count} feature(s) of layer {layer.Name} are in no class "
            + $"({(layer.ClassField is { } field
                ? $"{field} is {(value.Length > 0 ? $"'{value}'" : "empty")}"
                : "no class's filter takes them")}), this the first; "
                + (layer.Other.Rule == OtherRule.Ignore
                    ? "left out, as the policy says"
                    : "add the value to a class, or say under 'other' what becomes of them"),
            $"图层 {layer.Name} 有 {count} "
            + $"个要素不属于任何类别（{(layer.ClassField is { } chinese ? $"{chinese} 为{(value.Length
            > 0 ? $"“{value}”" : "空")}" : "不满足任何类别的筛选条件")}），此为第一个；"
                + (layer.Other.Rule == OtherRule.Ignore ? "已按测算方案规定略去" : "请将该值归入某一类别，或在 other 中说明如何处理")))
    { Layer = source.PolicyLayer, Weight = FindingWeight.Features(count) };

    public static Diagnostic ZonesWithoutGeometry(OpenedSource source, long count, long first) => new(
        "ZC241",
        Severity.Warning,
        source.Subject(first),
        new LocalText(
            $"{count} feature(s) have no geometry, this the first; they add no area",
            $"有 {count} 个要素没有图形，此为第一个；它们不计面积"))
    { Layer = source.PolicyLayer, Weight = FindingWeight.Features(count) };

    public static Diagnostic EmptyLayer(OpenedSource source) => new(
        "ZC242",
        Severity.Error,
        source.Name,
        new LocalText("no feature of this file is used: check the source, its filter and its classes", "该文件没有任何要素参与计算：请检查数据源、筛选条件与类别"))
    { Layer = source.PolicyLayer };

    public static Diagnostic BoxesDoNotMeet(string layer, string file, string box, string regionBox) => new(
        "ZC243",
        Severity.Error,
        file,
        new LocalText(
            $"layer {layer} does not meet the regions: its box is {box}, theirs {regionBox}; its CRS or its region is wrong",
            $"图层 {layer} 与各区域不相交：其范围为 {box}，区域范围为 {regionBox}；坐标系或所属地区有误"))
    { Layer = layer };

    public static Diagnostic OtherPlane(string file, string layer, Crs crs, Crs plane) => new(
        "ZC245",
        Severity.Error,
        file,
        new LocalText(
            $"the planar area method takes areas in {plane.Code ?? plane.Name}, and this layer is in {crs.Code ?? crs.Name}. Use the "
                + $"default equal-area method, name a CGCS2000 plane (area: {{method: planar, crs: ...}}), or convert the layer",
            $"planar 面积方法在 {plane.Code ?? plane.Name} 平面上计算，而该图层为 {crs.Code ?? crs.Name}。请改用默认的等积方法，或写明 CGCS2000 投影坐标系（area: {{method: "
                + $"planar, crs: ...}}），或转换该图层"))
    { Layer = layer, CanBeAccepted = false };

    public static Diagnostic FilterUndecided(OpenedSource source, long feature, string filter, LocalText reason) => new(
        "ZC247",
        Severity.Error,
        source.Subject(feature),
        new LocalText(
            $"the filter ({filter}) cannot be decided for this feature: {reason.En}; say in the filter what holds then, for example with "
                + $"'is null'",
            $"筛选条件（{filter}）对该要素无法判定：{reason.Zh}；请在条件中写明此种情形，例如用 is null"))
    { Layer = source.PolicyLayer };

    public static Diagnostic NotAPolygon(
        OpenedSource source,
        long feature,
        GeometryKind kind,
        LayerGeometry expected = LayerGeometry.Polygons) => new(
        "ZC248",
        Severity.Error,
        source.Subject(feature),
        new LocalText(
            $"the layer holds {expected.ToString().ToLowerInvariant()}, this feature is of kind {kind}; it would add nothing: convert or "
                + $"remove it",
            $"该图层的几何类型为{WordOf(expected)}，而此要素为{GeometryWords.Zh(kind)}，不会计入：请转换或删除"))
        { Layer = source.PolicyLayer };

    public static Diagnostic LineWithoutLength(OpenedSource source, long count, long first) => new(
        "ZC404",
        Severity.Warning,
        source.Subject(first),
        new LocalText(
            $"{count} line(s) have no length, this the first: all their points are one; they add nothing, their fields neither",
            $"有 {count} 条线长度为零（各点重合），此为第一条；其长度与属性均不计"))
    { Layer = source.PolicyLayer, Weight = FindingWeight.Features(count) };

    /// <summary>A polygon that must be repaired before it can be widened.</summary>
    public static Diagnostic RepairedBeforeBuffer(
        OpenedSource source, long feature, decimal beforeM2, decimal afterM2, FindingPlace place) => new(
        "ZC405",
        Severity.Warning,
        source.Subject(feature),
        new LocalText(
            FormattableString.Invariant(
                $"its rings cross themselves or one another; repaired before it was widened: area before {beforeM2:N2} m², after ")
                    + FormattableString.Invariant($"{afterM2:N2} m². Mend it in the source"),
            FormattableString.Invariant($"环自相交或互相交叉；缓冲前已修复：修复前 {beforeM2:N2} 平方米，修复后 {afterM2:N2} 平方米。请在源数据中改正")),
        place)
        { Layer = source.PolicyLayer, Weight = FindingWeight.M2(afterM2 - beforeM2) };

    public static Diagnostic NothingLeftOfBuffer(OpenedSource source, long count, long first, decimal bufferM) => new(
        "ZC406",
        Severity.Warning,
        source.Subject(first),
        new LocalText(
            FormattableString.Invariant($"{count} feature(s) are gone after narrowing by {-bufferM:0.###} m, this the first"),
            FormattableString.Invariant($"有 {count} 个要素向内收缩 {-bufferM:0.###} 米后不复存在，此为第一个")))
    { Layer = source.PolicyLayer, Weight = FindingWeight.Features(count) };

    public static Diagnostic SliversLeftOut(OpenedSource source, long count, decimal areaM2, long first, decimal widthM) => new(
        "ZC320",
        Severity.Warning,
        source.Subject(first),
        new LocalText(
            FormattableString.Invariant($"{count} feature(s) narrower than {widthM:0.###} m, {areaM2:N2} m² in all, this the first, ")
                + "are left out, as 'slivers' says",
            FormattableString.Invariant($"有 {count} 个要素窄于 {widthM:0.###} 米，共 {areaM2:N2} 平方米，此为第一个；按 slivers 的规定不计入")))
    { Layer = source.PolicyLayer, Weight = FindingWeight.M2(areaM2) };

    public static Diagnostic CodePadded(
        OpenedSource source, string field, string value, string meant, string zoneClass, long count, long first) => new(
        "ZC270",
        Severity.Warning,
        source.Subject(first),
        new LocalText(
            $"{count} feature(s) have {field} '{value}', this the first; taken as '{meant}' of class {zoneClass}, the same code in "
                + $"another padding: add it to the class's values to be sure, or say 'padding: none'",
            $"有 {count} 个要素的 {field} 为“{value}”，此为第一个；按同一代码的另一种补位视为类 {zoneClass} 的“{meant}”：如需确定请将其加入该类取值，或写 padding: none"))
        { Layer = source.PolicyLayer, Weight = FindingWeight.Features(count) };

    public static Diagnostic CodesCleaned(string file, string layer, string found, string taken, long count) => new(
        "ZC271",
        Severity.Warning,
        file,
        new LocalText(
            $"{count} code(s) carry blanks, full-width digits or empty decimals, such as '{found}'; they are taken without, as '{taken}'",
            $"有 {count} 个代码带有空白、全角数字或多余小数（如“{found}”），已按“{taken}”这样的形式读取"))
    { Layer = layer, Weight = FindingWeight.Features(count) };

    public static Diagnostic FieldByOtherName(OpenedSource source, string wanted, string found) => new(
        "ZC249",
        Severity.Warning,
        source.Name,
        new LocalText(
            $"there is no field '{wanted}'; '{found}', another name for the same in the national schemas, was used: name it in the "
                + $"policy to be sure",
            $"没有字段“{wanted}”；已采用国家数据规范中同义的字段“{found}”：如需确定请在测算方案中写明"))
    { Layer = source.PolicyLayer };
}

using System.Globalization;

namespace ZoneComp.CoordinateSystems.Projections;

/// <summary>Findings about coordinate reference systems: ZC201 to ZC221.</summary>
internal static class CrsFindings
{
    public static Diagnostic Missing(string subject, LocalText guess) => new(
        "ZC201", Severity.Error, subject, new(
            $"the layer states no CRS; {guess.En}. State it in the file (of a shapefile the .prj) or name it in the policy (crs:)",
            $"图层没有坐标系；{guess.Zh}。请在数据中补上（shapefile 为 .prj），或在测算方案中写明（crs:）"));

    public static Diagnostic Unreadable(string subject, LocalText problem) => new(
        "ZC202", Severity.Error, subject, new(
            $"the CRS cannot be used: {problem.En}",
            $"坐标系无法使用：{problem.Zh}"));

    public static Diagnostic Remark(string subject, LocalText remark) => new(
        "ZC203", Severity.Warning, subject, new(
            $"the CRS definition is incomplete or contradicts itself: {remark.En}",
            $"坐标系定义不完整或自相矛盾：{remark.Zh}"));

    public static Diagnostic DatumAssumed(string subject, Crs crs) => new(
        "ZC204", crs.Datum == DatumFamily.Wgs84 ? Severity.Note : Severity.Warning, subject, new(
            $"datum \"{crs.DatumName}\" is taken as CGCS2000 without a shift "
                + $"({(crs.Datum == DatumFamily.Wgs84 ? "centimetres to about 1 m by epoch" : "up to about 2 m")}); this assumption is "
                    + $"recorded",
            $"基准“{crs.DatumName}”视同 CGCS2000，不作转换（{(crs.Datum == DatumFamily.Wgs84 ? "视历元相差厘米级至约 1 米" : "相差可达约 2 米")}）；此假定已记录"));

    public static Diagnostic DatumRefused(string subject, Crs crs) => new(
        "ZC205", Severity.Error, subject, new(
            $"datum \"{crs.DatumName}\" is {Describe(crs.Datum).En} and no public transformation to CGCS2000 exists; state the office's "
                + $"seven parameters (with their rotation convention) or three, or state in the policy why it may be taken as CGCS2000 "
                    + $"(datum: assume){OwnShift(crs).En}",
            $"基准“{crs.DatumName}”属于{Describe(crs.Datum).Zh}，没有公开的到 CGCS2000 的转换参数；请给出本单位的七参数（注明旋转约定）或三参数，或在测算方案中写明可视同 CGCS2000 的理由（datum: "
                + $"assume）{OwnShift(crs).Zh}"));

    public static Diagnostic DatumAccepted(string subject, Crs crs, string reason) => new(
        "ZC206", Severity.Warning, subject, new(
            $"datum \"{crs.DatumName}\" is taken as CGCS2000 because the policy says: {reason}",
            $"基准“{crs.DatumName}”视同 CGCS2000，测算方案写明的理由：{reason}"))
    { AcceptedBecause = reason };

    public static Diagnostic DatumParameters(string subject, Crs crs, GeocentricShift shift) => new(
        "ZC207", Severity.Note, subject, new(
            $"datum \"{crs.DatumName}\" goes to CGCS2000 by the stated parameters: {shift}",
            $"基准“{crs.DatumName}”按给定参数转换到 CGCS2000：{shift}"));

    public static Diagnostic DefinitionUsed(string subject, Crs crs, GeocentricShift shift, string reason) => new(
        "ZC219", Severity.Warning, subject, new(
            $"datum \"{crs.DatumName}\" goes to CGCS2000 by the parameters of the layer's own definition ({shift}), which lead to WGS "
                + $"84, because the policy says: {reason}",
            $"基准“{crs.DatumName}”按图层自身定义所带参数（{shift}，转到 WGS 84）转换到 CGCS2000，测算方案写明的理由：{reason}"))
    { AcceptedBecause = reason };

    public static Diagnostic DefinitionSaysNothing(string subject, Crs crs) => new(
        "ZC220", Severity.Error, subject, new(
            $"the policy takes the datum's parameters from the layer's own definition, and that has "
                + $"{(crs.StatedShift is null ? "none" : "zeros only, which say nothing")}; state the parameters in the policy (datum: "
                    + $"shift_m)",
            $"测算方案规定采用图层自身定义所带的基准转换参数，但其中{(crs.StatedShift is null ? "没有" : "全为零，等于没有")}；请在测算方案中给出参数（datum: shift_m）"))
    { CanBeAccepted = false };

    public static Diagnostic NoSurveyPlane(string subject, Crs crs) => new(
        "ZC221", Severity.Error, subject, new(
            $"the survey's area method steps edges in a Gauss-Krueger plane of CGCS2000 or Xi'an 80, and this layer is in "
                + $"{crs.Code ?? crs.Name}; name a plane for such layers (area: {{method: survey, crs: 'EPSG:4526'}}), or use the "
                    + $"default method",
            $"国土调查面积方法在 CGCS2000 或 1980 西安的高斯平面上加点，而该图层为 {crs.Code ?? crs.Name}；请为此类图层指定平面（area: {{method: survey, crs: 'EPSG:4526'}}），"
                + $"或采用默认方法"))
    { CanBeAccepted = false };

    public static Diagnostic WrongZonePrefix(string subject, Crs crs, int prefix, string actual, LocalText suggestion) => new(
        "ZC208", Severity.Error, subject, new(
            $"eastings start with zone {prefix} ({actual}), but the CRS \"{crs.Name}\" has false easting {Metres(crs.FalseEastingM)} and "
                + $"central meridian {Degrees(crs.CentralMeridianDeg)}; {suggestion.En}",
            $"横坐标带号为 {prefix}（{actual}），而坐标系“{crs.Name}”的假东为 {Metres(crs.FalseEastingM)}、中央经线为 {Degrees(crs.CentralMeridianDeg)}；"
                + $"{suggestion.Zh}"));

    public static Diagnostic PrefixMissing(string subject, Crs crs, string actual, LocalText suggestion) => new(
        "ZC209", Severity.Error, subject, new(
            $"eastings have no zone number ({actual}), but the CRS \"{crs.Name}\" has false easting {Metres(crs.FalseEastingM)}; "
                + $"{suggestion.En}",
            $"横坐标不带带号（{actual}），而坐标系“{crs.Name}”的假东为 {Metres(crs.FalseEastingM)}；{suggestion.Zh}"));

    public static Diagnostic DegreesInMetres(string subject, Crs crs, string extent) => new(
        "ZC210", Severity.Error, subject, new(
            $"the coordinates ({extent}) look like degrees, but the CRS \"{crs.Name}\" is in metres; if they are longitude and latitude, "
                + $"name a geographic CRS such as EPSG:4490",
            $"坐标（{extent}）像是经纬度，而坐标系“{crs.Name}”以米为单位；若确为经纬度，请指定地理坐标系，如 EPSG:4490"));

    public static Diagnostic MetresInDegrees(string subject, Crs crs, string extent, LocalText guess) => new(
        "ZC211", Severity.Error, subject, new(
            $"the coordinates ({extent}) look like metres, but the CRS \"{crs.Name}\" is in degrees; {guess.En}",
            $"坐标（{extent}）像是以米为单位，而坐标系“{crs.Name}”以度为单位；{guess.Zh}"));

    public static Diagnostic AxesSwapped(string subject, string extent) => new(
        "ZC212", Severity.Error, subject, new(
            $"x holds latitudes and y longitudes ({extent}); the axes are swapped. x must be the easting or longitude",
            $"x 为纬度、y 为经度（{extent}），坐标轴颠倒；x 应为横坐标（东）或经度"));

    public static Diagnostic OutsideDomain(string subject, Crs crs, string extent, LocalText why) => new(
        "ZC213", Severity.Error, subject, new(
            $"the coordinates ({extent}) lie outside what the CRS \"{crs.Name}\" can hold: {why.En}",
            $"坐标（{extent}）超出坐标系“{crs.Name}”的范围：{why.Zh}"));

    public static Diagnostic FarFromMeridian(string subject, Crs crs, double awayDeg) => new(
        "ZC214", Severity.Warning, subject, new(
            Invariant(
                $"the layer reaches {awayDeg:0.0} degrees from the central meridian {crs.CentralMeridianDeg:0.######} of \"{crs.Name}\"; ")
                    + Invariant($"a zone of 6 degrees reaches 3: where the CRS is right areas stay right, but check that it is the ")
                    + Invariant($"layer's own"),
            Invariant($"图层距“{crs.Name}”的中央经线 {crs.CentralMeridianDeg:0.######} 达 {awayDeg:0.0} 度，而六度带仅及 3 度；")
                + Invariant($"坐标系无误时面积不受影响，但请核对该坐标系是否确为此图层所用")));

    public static Diagnostic BadCoordinate(string subject, CoordinateProblem problem) => new(
        "ZC215", Severity.Error, subject, new(
            Invariant(
                $"point {problem.Point} of part {problem.Part} ({problem.X:R}, {problem.Y:R}): {Describe(problem.Kind).En}; the feature ")
                    + Invariant($"cannot be measured"),
            Invariant($"第 {problem.Part} 部分第 {problem.Point} 点（{problem.X:R}, {problem.Y:R}）：{Describe(problem.Kind).Zh}；该要素无法量算")));

    public static Diagnostic Longitudes0To360(string subject, string extent) => new(
        "ZC216", Severity.Note, subject, new(
            $"longitudes run beyond 180 degrees ({extent}); all layers are brought into the turn of longitudes that the regions lie in",
            $"经度超过 180 度（{extent}）；各图层均换算到区域所在的 360 度经度范围内"));

    public static Diagnostic Identified(string subject, Crs crs) => new(
        "ZC217", Severity.Note, subject, new(
            $"CRS {crs.Code ?? "without a registry code"}, by its parameters; named \"{crs.Name}\"",
            $"按参数识别的坐标系：{crs.Code ?? "无对应代码"}；名称“{crs.Name}”"));

    /// <param name="isLayer">Whether the layer's borders meet the regions' once moved back; else the regions are the ones moved.</param>
    public static Diagnostic Gcj02Suspected(
        string subject, bool isLayer, double eastM, double northM, double expectedEastM, double expectedNorthM, int points) => new(
        "ZC218", Severity.Error, subject, new(
            Invariant($"the layer sits {Way(eastM, "east", "west")} and {Way(northM, "north", "south")} of the regions' borders at ")
                + Invariant($"{points} places, and GCJ-02 (web maps) moves ground there by {Way(expectedEastM, "east", "west")} and ")
                + Invariant($"{Way(expectedNorthM, "north", "south")}: {(isLayer ? "the layer is" : "the regions are")} ")
                + Invariant($"probably in GCJ-02, ")
                + Invariant($"and slivers along all borders would be counted for the neighbours; take the official boundaries, or shift ")
                + Invariant($"{(isLayer ? "the layer" : "the regions")} back"),
            Invariant($"图层在 {points} 处相对区域边界{Way(eastM, "偏东", "偏西")}、{Way(northM, "偏北", "偏南")}，而 GCJ-02（网络地图坐标）在此处")
                + Invariant($"{Way(expectedEastM, "偏东", "偏西")}、{Way(expectedNorthM, "偏北", "偏南")}：{(isLayer ? "该图层" : "区域图层")}")
                + Invariant($"很可能是 GCJ-02 坐标，沿边界的狭长地块会计入邻区；请换成正式边界，或将{(isLayer ? "该图层" : "区域图层")}纠偏")));

    private static string Way(double metres, string ahead, string back) => ahead[0] < 128
        ? Invariant($"{Math.Abs(metres):0} m {(metres < 0 ? back : ahead)}")
        : Invariant($"{(metres < 0 ? back : ahead)} {Math.Abs(metres):0} 米");

    public static Diagnostic WebMapFields(string subject) => new(
        "ZC290", Severity.Warning, subject, new(
            "the fields are those of the boundary files that web maps give away (adcode with childrenNum, subFeatureIndex or acroutes: "
                + "DataV.GeoAtlas), which are in GCJ-02, whatever CRS is stated: some 500 m off, and coarse. Take the official boundaries, "
                + "or shift the layer back",
            "字段与网络地图提供的边界文件（adcode 及 childrenNum、subFeatureIndex 或 acroutes，如 DataV.GeoAtlas）相同，其坐标为 GCJ-02，与声明的坐标系无关："
                + "偏移约 500 米，且边界概略。请采用正式界线，或先将图层纠偏"));

    private static LocalText OwnShift(Crs crs) => crs.StatedShift is { SaysSomething: true } shift
        ? new(
            $". Its definition carries parameters to WGS 84 ({shift}), used only if the policy says why (datum: {{towgs84: use, reason: "
                + $"...}})",
            $"。其定义带有到 WGS 84 的参数（{shift}），仅当测算方案写明理由时采用（datum: {{towgs84: use, reason: ...}}）")
        : new("", "");

    private static LocalText Describe(DatumFamily family) => family switch
    {
        DatumFamily.Xian80 => new("Xi'an 1980", "1980 西安坐标系"),
        DatumFamily.Beijing54 => new("Beijing 1954", "1954 北京坐标系"),
        DatumFamily.NewBeijing => new("New Beijing 1954", "新 1954 北京坐标系"),
        DatumFamily.Unknown => new("not recognised", "未识别的基准"),
        _ => new("a local datum", "地方基准"),
    };

    private static LocalText Describe(CoordinateProblemKind kind) => kind switch
    {
        CoordinateProblemKind.NotFinite => new("not a finite number", "不是有限数"),
        CoordinateProblemKind.LatitudeBeyondPole => new("latitude beyond 90 degrees", "纬度超过 90 度"),
        CoordinateProblemKind.LongitudeBeyondTurn => new("longitude beyond 360 degrees", "经度超过 360 度"),
        CoordinateProblemKind.EdgeOverHalfTurn => new(
            "the edge to it runs over more than 180 degrees of longitude; where the ring passes 180 degrees, cut it there or let "
                + "longitudes run on (181)",
            "到该点的边跨越超过 180 度的经度；跨 180 度经线处请切开，或让经度连续（181）"),
        CoordinateProblemKind.AcrossTheEnds => new(
            "the region lies across the meridian at which the regions' longitudes are cut; give all regions in one run of longitudes, or "
                + "cut them at 180 degrees",
            "该区域跨越各区域经度的切开处；请让全部区域的经度连续，或在 180 度处切开"),
        CoordinateProblemKind.OutsideProjection => new("outside the projection's domain", "超出投影的定义范围"),
        CoordinateProblemKind.FarOutsideZone => new(
            Invariant($"more than {LatticeLimits.MaxFromMeridianDeg} degrees from the central meridian"),
            Invariant($"距中央经线超过 {LatticeLimits.MaxFromMeridianDeg} 度")),
        CoordinateProblemKind.EdgesTooLong => new(
            "the layer's edges are so long that splitting them would not fit memory",
            "图层的边过长，加密后超出内存限度"),
        _ => new("outside the lattice", "超出格网范围"),
    };

    private static string Metres(double value) => Invariant($"{value:0.###} m");

    private static string Degrees(double value) => Invariant($"{value:0.######} deg");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

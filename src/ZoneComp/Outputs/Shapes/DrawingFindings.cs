namespace ZoneComp.Outputs.Shapes;

/// <summary>What drawing may find.</summary>
internal static class DrawingFindings
{
    public static Diagnostic DrawnOtherwise(GroundSettings settings, Region region, decimal measuredM2, decimal offM2) => new(
        "ZC701",
        Severity.Warning,
        $"{settings.Name}: {region.Code} {region.Name}",
        new LocalText(
            $"the polygons drawn for this ground differ by {FigureText.Number(offM2, 2)} m² from the {FigureText.Number(measuredM2, 2)} "
                + $"m² that were measured; the numbers are right, the drawing is not: look for broken rings among the findings here",
            $"所绘图形的面积与量算面积 {FigureText.Number(measuredM2, 2)} 平方米相差 {FigureText.Number(offM2, 2)} 平方米；数值正确，图形有误：请查看此处有关环的检查发现"));

    public static Diagnostic NoMaps() => new(
        "ZC702",
        Severity.Note,
        "outputs",
        new LocalText(
            "the policy asks for zones or ground to be drawn, which needs the maps: they are left out of results that start from an "
                + "earlier run's areas; use zonecomp run",
            "测算方案要求绘出分区或指定地块，需要图层：由先前面积重新测算的结果中不含这些图形；请使用 zonecomp run"));

    public static Diagnostic Mended(int count) => new(
        "ZC703",
        Severity.Note,
        "outputs",
        new LocalText(
            $"{count} drawn polygons have borders so close to each other that they crossed once rounded; NTS took them apart, the "
                + $"numbers stand",
            $"{count} 个所绘图形的边界相距极近，取整后相交；已由 NTS 修复，数值不受影响"));
}

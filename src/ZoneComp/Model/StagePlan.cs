namespace ZoneComp.Model;

/// <summary>The stages that a job goes through, in order, with what each takes beside the others: by it the share done of the whole is
/// told.</summary>
/// <remarks>The weights are seconds on one machine (sample data, 2 cores), good for a share and an estimate of time, and for nothing
/// else.</remarks>
internal sealed class StagePlan(params IReadOnlyList<(LocalText Stage, double Weight)> stages)
{
    /// <summary>A job of which nobody knows the stages: its share stays 0.</summary>
    public static StagePlan Unknown { get; } = new();

    /// <summary>Where a stage lies in the whole: its begin and its end, 0 to 1; null for one that was not planned.</summary>
    public (double From, double To)? PlaceOf(LocalText stage)
    {
        double all = stages.Sum(each => each.Weight), before = 0;
        foreach ((LocalText each, double weight) in stages)
        {
            if (each == stage)
                return (before / all, (before + weight) / all);
            before += weight;
        }

        return null;
    }
}

/// <summary>The stages' names.</summary>
internal static class Stages
{
    public static LocalText Reading { get; } = new("reading layers", "读取图层");

    public static LocalText Overlay { get; } = new("overlay", "叠加");

    public static LocalText Drawing { get; } = new("drawing zones", "绘制生态区");

    public static LocalText Indicators { get; } = new("indicators and factors", "指标与系数");

    public static LocalText Allocation { get; } = new("allocation", "分配");

    public static LocalText Stories { get; } = new("how the amounts came about", "金额由来");

    public static LocalText Writing { get; } = new("writing and checking results", "写出并核对结果");

    public static LocalText Results { get; } = new("reading results", "读取结果");

    public static LocalText Polygons { get; } = new("changed polygons", "变化的图斑");

    public static LocalText Causes { get; } = new("causes", "变化原因");
}

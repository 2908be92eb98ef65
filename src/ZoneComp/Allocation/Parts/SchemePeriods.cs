using System.Globalization;

namespace ZoneComp.Allocation.Parts;

/// <summary>The periods that the rows of a scheme are of, and the years that they may lie in.</summary>
/// <param name="Written">Text of the period; null where the policy states none.</param>
/// <param name="Years">Empty for the policy's own.</param>
internal sealed record SchemePeriods(Formula? Written, IReadOnlyList<int> Years)
{
    public static SchemePeriods Read(MapReader map, SchemeExpressions? rows)
    {
        PolicyNode? period = map.Optional("period");
        List<int> years = [];
        foreach (string text in map.Texts("period_years"))
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is >= 1949 and <= 2200)
                years.Add(year);
            else
                map.Errors.Add(map.Optional("period_years")!, $"'{text}' is no year from 1949 to 2200", $"“{text}”不是 1949 至 2200 之间的年份");
        }

        if (years.Count > 0 && period is null)
            map.Errors.Add(
                map.Optional("period_years")!,
                "'period_years' belongs to 'period', which says of when each row is",
                "period_years 须与 period（各行所属时段）同用");
        return new SchemePeriods(rows?.Text(period), years);
    }

    /// <summary>In one spelling, so that three spellings of one month are one month, with one cap; "" where none is stated.</summary>
    public string Of(string text, string label, SchemeRun run)
    {
        if (Written is null)
            return "";
        IReadOnlyList<int> years = Years.Count > 0 ? Years : [run.Year];
        if (Period.Read(text, run.Year) is not Period period)
            run.Log.Add(AllocationFindings.NoPeriod(run.Head.Name, label, text));
        else if (!years.Contains(period.Year))
            run.Log.Add(AllocationFindings.OtherPeriod(run.Head.Name, label, period.Text, string.Join(", ", years)));
        else
            return period.Text;
        return text;
    }
}

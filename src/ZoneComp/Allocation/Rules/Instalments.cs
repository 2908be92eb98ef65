namespace ZoneComp.Allocation.Rules;

/// <summary>A rate paid in parts over years (slope land to forest: 500 in year 1, 300 in year 3, 400 in year 5).</summary>
/// <param name="RateYuanByYear">Yuan per unit of quantity by year of the programme, the first year being 1.</param>
public sealed record Instalments(IReadOnlyDictionary<int, decimal> RateYuanByYear)
{
    /// <summary>The rate that falls due in a calendar year for what was started in another; 0 when none does.</summary>
    public decimal RateDue(int startYear, int year) => RateYuanByYear.GetValueOrDefault(year - startYear + 1);

    /// <summary>Of all years together.</summary>
    public decimal TotalRate => RateYuanByYear.Values.Sum();
}

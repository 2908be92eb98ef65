using System.Globalization;

namespace ZoneComp.Tests.Tables;

public class PublishedTablesTests
{
    /// <summary>Tocantins, Decree 2.874/2006, annexes I and II: a policy file with the decree's own table of 139 municipalities.</summary>
    [SkippableFact]
    public void A_policy_file_gives_the_published_index_of_139_municipalities()
    {
        string table = SharedMaterial.PathOrSkip("domain/validation/tocantins_ipm_2007.csv");
        PolicyFile policy = PolicyFile.Parse("p.yaml", $$"""
            zonecomp: 1
            title: Tocantins 2007
            year: 2007
            outside: [{{Path.GetDirectoryName(table)}}]
            regions: {source: municipalities.shp, code: 'no'}
            tables:
              ipm:
                source: {{table}}
                key: 'no'
                columns:
                  va_total: {type: number, field: va_total_brl}
                  va_share_before: {type: number, field: va_share_year0_pct}
                  population: {type: number, field: population_idx}
                  area_index: {type: number, field: area_idx}
                  policy: {type: number, field: PMMA_idx}
                  protected: {type: number, field: UCTI_idx}
                  fire: {type: number, field: CCQ_idx}
                  soil: {type: number, field: CS_idx}
                  water: {type: number, field: SBCA_idx}
                  published: {type: number, field: IPM_published}
            factors:
              value_added: {title: mean of two years' shares, expr: (share(ipm.va_total) * 100 + ipm.va_share_before) / 2}
              index:
                total: 83.6
                weights: {value_added / 100: 75.6, 1 / count_of(true): 8}
              total_index: index + ipm.population + ipm.area_index + ipm.policy + ipm.protected + ipm.fire + ipm.soil + ipm.water
              off: abs(total_index - ipm.published)
            """.ReplaceLineEndings("\n"));
        Region[] regions =
        [
            .. Enumerable.Range(1, 139)
                .Select(number => new Region(number.ToString(CultureInfo.InvariantCulture), "", new Dictionary<string, string>()))
                .OrderBy(region => region.Code, StringComparer.Ordinal),
        ];
        CombinationTable ground = new() { Classes = [], Regions = regions, Rows = [], Repeats = [] };
        DiagnosticLog log = new();
        ExpressionScope scope = ExpressionScope.Create(
            policy,
            new ExpressionInputs { Combinations = ground, Tables = TableStage.ReadAll(policy, regions, log, new List<string>()) });

        IReadOnlyList<Column> factors = FactorStage.Evaluate(policy, scope, log);

        Assert.False(log.HasErrors, string.Join("\n", log.Sorted()));
        // Printed to 7 and 8 decimals; the decree's own rows differ from their sums by up to 2.4e-7, and the shares by half a unit of the
        // 7th decimal.
        Assert.All(factors[^1].Values, off => Assert.InRange((decimal)off!, 0m, 3e-7m));
        Assert.Equal(100m, factors[2].Values.Sum(value => (decimal)value!), 4);
    }
}

namespace ZoneComp.Tests.Preparation;

/// <summary>One county of 0.1 degree, one forest parcel in it; only the names of their fields differ from test to test.</summary>
public sealed class FieldNamesTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_field_under_another_name_of_its_national_schema_is_used_and_told()
    {
        Write("""{"行政区代码":"610101","NAME":"甲县"}""", """{"SENLINLB":"1","PM_MIANJI":3}""", "class: SEN_LIN_LB");

        PreparedInput? prepared = InputPreparation.Read(PolicyFile.Load(folder["policy.yaml"]), new Progress<double>(), log);

        Assert.NotNull(prepared);
        Assert.Equal("610101", prepared.Regions.Single().Code);
        Assert.Equal(
            [
                "forest.geojson: warning ZC249: there is no field 'SEN_LIN_LB'; 'SENLINLB', another name for the same in the national "
                    + "schemas, was used: name it in the policy to be sure",
                "counties.geojson: warning ZC249: there is no field 'XZQDM'; '行政区代码', another name for the same in the national schemas, "
                    + "was used: name it in the policy to be sure",
            ],
            log.Sorted().Where(finding => finding.Code == "ZC249").Select(finding => finding.ToString()));
    }

    [Fact]
    public void Where_two_fields_might_be_meant_the_policy_has_to_say()
    {
        Write("""{"XZQDM":"610101","NAME":"甲县"}""", """{"PM_MIANJI":"1","EL_MIANJI":"1"}""", "class: MIAN_JI");

        var thrown = Assert.Throws<PolicyException>(() =>
            InputPreparation.Read(PolicyFile.Load(folder["policy.yaml"]), new Progress<double>(), log));

        Assert.Contains("forest.geojson has no field 'MIAN_JI'", thrown.Message, StringComparison.Ordinal);
        PolicyPlace place = thrown.Errors[0].Place;
        string line = File.ReadAllLines(folder["policy.yaml"])[place.Line - 1];
        Assert.StartsWith("MIAN_JI", line[(place.Column - 1)..], StringComparison.Ordinal);
        Assert.DoesNotContain(log.Sorted(), finding => finding.Code == "ZC249");
    }

    private void Write(string county, string parcel, string classes)
    {
        folder.Write("counties.geojson", Layer(county, 109.0, 109.1));
        folder.Write("forest.geojson", Layer(parcel, 109.02, 109.05));
        folder.Write("policy.yaml", $$"""
            zonecomp: 1
            title: t
            year: 2025
            regions: {source: counties.geojson, code: XZQDM, name: NAME}
            layers:
              forest:
                title: 公益林
                source: forest.geojson
                {{classes}}
                classes:
                  I: ['1']
            indicators:
              ratio_forest: ratio(forest)
            """);
    }

    private static string Layer(string properties, double west, double east) => FormattableString.Invariant(
        $$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{{{properties}}},"geometry":{"type":"Polygon","coordinates":[[[{{{west}}},34.0],[{{{east}}},34.0],[{{{east}}},34.05],[{{{west}}},34.05],[{{{west}}},34.0]]]}}]}""");
}

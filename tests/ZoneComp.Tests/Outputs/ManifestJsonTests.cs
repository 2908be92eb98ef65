using System.Text.Json;

namespace ZoneComp.Tests.Outputs;

public sealed class ManifestJsonTests
{
    [Fact]
    public void Stable_part_says_nothing_of_machine_time_and_outputs()
    {
        string json = ManifestJson.Stable(SampleRun.Manifest());

        Assert.Equal(
            """{"schema_version":1,"tool":{"name":"ZoneComp","version":"0.1.0"},"policy":{"path":"policy.yaml","sha256":"00ff","text":"title: 样例\n"},"settings":[{"name":"area_method","value":"ellipsoidal"}],"inputs":[{"role":"regions","path":"data/counties.shp","format":"ESRI Shapefile","rows":20,"encoding":"GBK","encoding_origin":".cpg","crs":"EPSG:4490","crs_origin":".prj","crs_steps":"none","files":[{"path":"data/counties.shp","sha256":"abcd","size":1234}]}],"assumptions":[{"code":"ZC210","subject":"counties.shp","because":"两坐标系视为一致"}],"findings":{"errors":0,"warnings":1,"notes":1,"accepted":0},"measures":[],"packages":[]}""",
            json);
    }

    [Fact]
    public void Full_form_reads_back_to_the_same_manifest()
    {
        string json = ManifestJson.Full(SampleRun.Manifest());

        RunManifest read = ManifestJson.Read(json);

        Assert.Equal(json, ManifestJson.Full(read));
        Assert.Equal(1.25m, read.Timings!.Stages[0].Seconds);
        Assert.Equal("ef01", read.Outputs![0].Sha256);
        Assert.DoesNotContain('\r', json);
    }

    [Fact]
    public void A_manifest_without_its_policy_is_refused() =>
        Assert.Throws<JsonException>(() => ManifestJson.Read("""{"schema_version":1}"""));
}

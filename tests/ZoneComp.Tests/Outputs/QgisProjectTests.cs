using System.Xml.Linq;

namespace ZoneComp.Tests.Outputs;

public sealed class QgisProjectTests
{
    [Fact]
    public void One_figure_is_shown_and_every_other_waits_in_its_group()
    {
        XElement project = Project(SampleRun.Make());

        List<XElement> groups = [.. project.Element("layer-tree-group")!.Elements("layer-tree-group")];
        Assert.Equal(["资金分配", "比上年增减", "系数", "指标", "覆盖率"], groups.Select(group => (string)group.Attribute("name")!));
        XElement shown = Assert.Single(
            groups.SelectMany(group => group.Elements("layer-tree-layer")),
            layer => (string)layer.Attribute("checked")! == "Qt::Checked");
        Assert.Equal("生态保护红线补助（万元）", (string)shown.Attribute("name")!);
        Assert.Equal(8, project.Element("Layouts")!.Elements("Layout").Count());
    }

    [Fact]
    public void Layers_are_found_beside_the_project_whatever_the_folder() =>
        Assert.All(Project(SampleRun.Make()).Element("projectlayers")!.Elements(),
            layer => Assert.StartsWith("./zonecomp.gpkg|layername=", layer.Element("datasource")!.Value, StringComparison.Ordinal));

    [Fact]
    public void Classes_of_the_style_reach_from_the_lowest_value_to_the_highest()
    {
        XElement layer = Project(SampleRun.Make()).Element("projectlayers")!.Elements()
            .Single(element => element.Element("id")!.Value == "figure_of_redline_coverage_ratio");
        List<XElement> ranges = [.. layer.Descendants("range")];

        Assert.Equal("0", (string)ranges[0].Attribute("lower")!);
        Assert.Equal(6, ranges.Count);
        Assert.Equal("0", (string)ranges[0].Attribute("upper")!); // zero alone; the next class starts at the lowest value above it
        for (int index = 2; index < ranges.Count; index++)
            Assert.Equal((string)ranges[index - 1].Attribute("upper")!, (string)ranges[index].Attribute("lower")!);
    }

    [Fact]
    public void A_package_without_amounts_shows_a_factor_first()
    {
        RunResults run = SampleRun.Make() with { Allocation = null };

        GeoPackageStyle first = Assert.Single(QgisStyle.ForPackage(run), style => style.IsDefault && style.Table == "regions");

        Assert.Equal("eco_factor", first.Name);
    }

    [Fact]
    public void A_run_in_a_plane_of_unknown_place_claims_no_crs()
    {
        XElement project = Project(SampleRun.Make() with { Crs = MapCrs.UnknownPlane });

        Assert.All(project.Descendants("authid"), authority => Assert.Equal("", authority.Value));
    }

    [Fact]
    public void Ids_of_layers_are_longer_than_ten_signs_or_qgis_gives_others_and_loses_them_from_the_tree()
    {
        RunResults run = SampleRun.Make();
        run = run with { Factors = [run.Factors[0] with { Name = "f" }] };

        Assert.All(Project(run).Descendants("maplayer").Select(layer => layer.Element("id")!.Value), id => Assert.True(id.Length > 10, id));
    }

    [Fact]
    public void In_a_plane_of_unknown_place_layouts_state_the_scale_they_are_drawn_at()
    {
        XElement layout = Project(SampleRun.Make() with { Crs = MapCrs.UnknownPlane }).Element("Layouts")!.Elements("Layout").First();

        // QGIS would count the metres as degrees.
        string notes = layout.Elements("LayoutItem")
            .Select(item => (string?)item.Attribute("labelText") ?? "")
            .Single(text => text.Contains("比例尺", StringComparison.Ordinal));
        Assert.Matches("比例尺：1:[0-9,]+\n", notes);
        Assert.Equal(
            "1000",
            (string?)layout.Elements("LayoutItem")
                .Single(item => (string?)item.Attribute("style") == "Single Box")
                .Attribute("numMapUnitsPerScaleBarUnit"));
    }

    private static XElement Project(RunResults run) => XDocument.Parse(QgisProject.Document(run, MapShapes.Of(run))).Root!;
}

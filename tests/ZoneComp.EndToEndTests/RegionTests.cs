using System.Globalization;

namespace ZoneComp.EndToEndTests;

/// <summary>Levels, disputed ground, masks and official areas through the real program, on rectangles in whole kilometres of a
/// plane.</summary>
public sealed class RegionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// Towns 甲 (0 to 2 km) and 乙 (1 to 3 km) claim the square from 1 to 2 km, which 甲 gets by its code: 甲 2 km², 乙 1 km². Their county
    /// goes on to 4 km:
    /// 1 km² is left. The mask ends at 3.5 km, so half of that is outside. Forest covers 0.5 to 3.25 km: 甲 1.5, 乙 1, the rest 0.25 km².
    /// Official: 350.01 + 50 = 400.01 ha for the county, 40,001 units of 0.01 ha over 4 km²: 甲 5,000.125 bare and 15,000.375 forest, 乙
    /// 10,000.25 forest,
    /// the rest 2,500.0625 bare, 2,500.0625 forest, and outside the mask 5,000.125. The one unit left over goes to the largest remainder,
    /// 甲's forest.
    /// </summary>
    [Fact]
    public void A_county_with_all_of_it_comes_out_as_worked_out_by_hand()
    {
        File.WriteAllText(
            folder["towns.csv"],
            "code,name,wkt\n610101001,甲镇,\"POLYGON((0 0,2000 0,2000 1000,0 1000,0 0))\"\n610101002,乙镇,\"POLYGON((1000 0,3000 0,3000 "
                + "1000,1000 1000,1000 0))\"\n");
        File.WriteAllText(folder["counties.csv"], "code,name,wkt\n610101,东县,\"POLYGON((0 0,4000 0,4000 1000,0 1000,0 0))\"\n");
        File.WriteAllText(folder["forest.csv"], "id,wkt\n1,\"POLYGON((500 0,3250 0,3250 1000,500 1000,500 0))\"\n");
        File.WriteAllText(folder["mask.csv"], "id,wkt\n1,\"POLYGON((0 0,3500 0,3500 1000,0 1000,0 0))\"\n");
        File.WriteAllText(folder["official.csv"], "code,ha\n610101,400.01\n");
        // The province's outline reaches 2 m further: 2,000 m² in no region, 0.0005 of its area.
        File.WriteAllText(folder["outline.csv"], "id,wkt\n1,\"POLYGON((0 0,4002 0,4002 1000,0 1000,0 0))\"\n");
        File.WriteAllText(folder["policy.yaml"], """
            zonecomp: 1
            title: 分级
            year: 2025
            area: {method: planar}
            regions:
              source: {path: towns.csv, crs: 'EPSG:4545'}
              code: code
              name: name
              code_list: none
              overlaps: first_by_code
              mask: {source: {path: mask.csv, crs: 'EPSG:4545'}}
              outline: {source: {path: outline.csv, crs: 'EPSG:4545'}, tolerance: 0.001}
              parents:
                county: {prefix: 6, title: 县, layer: {source: {path: counties.csv, crs: 'EPSG:4545'}, code: code, name: name}}
                city: {prefix: 4, title: 市}
              official_area: {table: official.csv, key: code, field: ha, unit: ha, level: county, adjust: {method: largest_remainder, unit: 0.01 ha}}
            layers: {forest: {title: 公益林, source: {path: forest.csv, crs: 'EPSG:4545'}}}
            schemes: {pay: {title: 补偿, kind: rate, items: {forest: {ground: forest, rate: 100 yuan/ha}}}}
            """);

        ProgramRun run = ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["run", "policy.yaml", "-o", "out", "--lang", "en"]);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains(
            "regions: warning ZC317: 2,000.00 m² of the outline lie in no region, a sliver 2 m wide",
            run.Errors,
            StringComparison.Ordinal);
        Assert.Contains(
            "regions#610101001: warning ZC302: 甲镇 (610101001) and 乙镇 (610101002) overlap by 1,000,000.00 m²; 甲镇 gets the ground",
            run.Errors,
            StringComparison.Ordinal);
        Assert.Equal(
            ["code,name,area", "610101-rest,东县（余部）,50,25", "610101001,甲镇,200,150", "610101002,乙镇,100,100"],
            ["code,name,area", .. Csv("coverage").Select(row => $"{row[0]},{row[1]},{row[2]},{row[3]}")]);
        Assert.Equal(["县,610101,东县,350,275", "市,6101,,350,275"], Csv("coverage_levels").Select(row => string.Join(',', row[..5])));
        Assert.Equal(["县,610101,东县,27500", "市,6101,,27500"], Csv("allocation_levels").Select(row => string.Join(',', row[..4])));
        Assert.Equal(["610101,东县,400,400.01,-0.01"], Csv("official_areas").Select(row => string.Join(',', row[..5])));

        using (ParquetFile combinations = ParquetFile.Open(folder["out/combinations.parquet"]))
            Assert.Equal(
                [100m, 0m, 0m, 0m, 0m],
                combinations.Column("adj_delta_m2").Decimals().OfType<decimal>().OrderByDescending(delta => delta));

        // In bounded memory, in shards and from the cache the same bytes come out.
        Same("--memory", "700MiB");
        Same("--cache", folder["cache"]);
        Same("--cache", folder["cache"]);
        foreach (string shard in (string[])["1/2", "2/2"])
            Assert.Equal(
                0,
                ProgramRun.In(
                    folder.Path,
                    new Dictionary<string, string>(),
                    ["overlay", "policy.yaml", "--shard", shard, "-o", "parts", "--quiet"]).ExitCode);
        Assert.Equal(
            0,
            ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["merge", "parts", "-o", "merged", "--run", "--quiet"]).ExitCode);
        RequireSame("merged");

        // What was levelled is read back by the second half of the job, which pays the same.
        ProgramRun again = ProgramRun.In(
            folder.Path,
            new Dictionary<string, string>(),
            ["allocate", "policy.yaml", "--from", "out", "-o", "again", "--quiet"]);
        Assert.True(again.ExitCode == 0, again.Errors);
        Assert.Equal(
            Csv("official_areas").Select(row => string.Join(',', row)),
            Csv("official_areas", "again").Select(row => string.Join(',', row)));
        Assert.Equal(File.ReadAllText(folder["out/csv/official_areas.csv"]), File.ReadAllText(folder["again/csv/official_areas.csv"]));
        Assert.Equal(
            File.ReadAllText(folder["out/csv/allocation_levels.csv"]),
            File.ReadAllText(folder["again/csv/allocation_levels.csv"]));
        Assert.Contains("东县 610101", File.ReadAllText(folder["out/report.html"]), StringComparison.Ordinal);
    }

    /// <summary>Gaps of 1 m² or more are found, and slivers of less that two towns claim go to the first by code without any
    /// rule.</summary>
    [Fact]
    public void A_gap_and_a_sliver_are_told_and_no_ground_counts_twice()
    {
        // 甲 round three sides of a hole of 10 m by 10 m that 乙 closes; 乙 laps over 甲 by 1 mm times 500 m, 0.5 m².
        File.WriteAllText(
            folder["towns.csv"],
            "code,wkt\na,\"POLYGON((0 0,1000 0,1000 495,990 495,990 505,1000 505,1000 1000,0 1000,0 0))\"\nb,\"POLYGON((1000 0,2000 "
                + "0,2000 1000,999.999 1000,999.999 505,1000 505,1000 0))\"\n");
        File.WriteAllText(folder["policy.yaml"], """
            zonecomp: 1
            title: t
            year: 2025
            area: {method: planar}
            regions: {source: {path: towns.csv, crs: 'EPSG:4545'}, code: code}
            layers: {towns: {source: {path: towns.csv, crs: 'EPSG:4545'}}}
            """);

        ProgramRun run = ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["run", "policy.yaml", "-o", "out", "--lang", "en"]);

        Assert.True(run.ExitCode == 0, run.Errors);
        // twice 100 m² over its border of 40 m
        Assert.Contains("ZC315: 100.00 m² between regions belong to none, a sliver 5 m wide", run.Errors, StringComparison.Ordinal);
        Assert.Contains(
            "ZC303: 1 pair(s) of neighbouring regions overlap by less than 1 m² each, 0.4950 m² in all: rounding of their shared "
                + "borders; each goes to the region with the lower code",
            run.Errors,
            StringComparison.Ordinal);
        // 1,000,000 less the hole; the rest of the 2,000,000 m² is b's, without the 0.495 m² that are a's already.
        Assert.Equal(["a,99.99", "b,100"], Csv("coverage").Select(row => $"{row[0]},{row[2]}"));
    }

    [Fact]
    public void Disputed_ground_without_a_rule_stops_the_run()
    {
        File.WriteAllText(
            folder["towns.csv"],
            "code,wkt\na,\"POLYGON((0 0,2000 0,2000 1000,0 1000,0 0))\"\nb,\"POLYGON((1000 0,3000 0,3000 1000,1000 1000,1000 0))\"\n");
        File.WriteAllText(folder["policy.yaml"], """
            zonecomp: 1
            title: t
            year: 2025
            area: {method: planar}
            accept: [{code: ZC302, reason: 已知}]
            regions: {source: {path: towns.csv, crs: 'EPSG:4545'}, code: code}
            layers: {towns: {source: {path: towns.csv, crs: 'EPSG:4545'}}}
            """);

        ProgramRun run = ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["run", "policy.yaml", "-o", "out", "--quiet"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "error ZC302: a (a) and b (b) overlap by 1,000,000.00 m²; nothing may be paid in two regions",
            run.Errors,
            StringComparison.Ordinal);
    }

    private void Same(params string[] options)
    {
        ProgramRun run = ProgramRun.In(
            folder.Path,
            new Dictionary<string, string>(),
            ["run", "policy.yaml", "-o", "other", "--quiet", .. options]);
        Assert.True(run.ExitCode == 0, run.Errors);
        RequireSame("other");
    }

    private void RequireSame(string other)
    {
        foreach (string file in Directory.EnumerateFiles(folder["out"], "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is not ("run.json" or "SHA256SUMS")))
        {
            string relative = Path.GetRelativePath(folder["out"], file);
            Assert.True(
                File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder[other], relative))),
                $"{relative} differs");
        }
    }

    private IEnumerable<string[]> Csv(string name, string run = "out") =>
        File.ReadAllLines(folder[$"{run}/csv/{name}.csv"]).Skip(1).Select(line => line.Split(',').Select(Plain).ToArray());

    /// <summary>Numbers without trailing zeros.</summary>
    private static string Plain(string cell) =>
        cell.Contains('.', StringComparison.Ordinal)
            && decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number)
            ? number.ToString("0.##########", CultureInfo.InvariantCulture)
            : cell;
}

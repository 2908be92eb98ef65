namespace ZoneComp.Tests.Policy;

public class PolicyFileTests
{
    private const string Sample = """
        zonecomp: 1
        title: 山区县生态补偿
        year: 2025
        area: {method: equal-area, tolerance_m: 0.002}
        accept:
          - {code: ZC203, layer: forest, reason: 县林业局已核对}
        regions:
          source: data/counties.shp
          code: adcode
          name: name
          parents: {city: ctadcode, province: {prefix: 2}}
        layers:
          redline: {title: 生态保护红线, source: data/redline.shp, where: "HXLX <> '撤销'"}
          forest:
            title: 公益林
            source: [data/forest-a.shp, {path: data/forest-b.gpkg, layer: lin, crs: "EPSG:4490"}]
            class: grade
            encoding: GBK
            classes:
              I: {title: 一级, values: ['1', '01']}
              II: [2, '02']
            other: II
        tables:
          fiscal: {source: fiscal.csv, key: code, columns: {last_year: money wan_yuan, people: {type: number, field: 人口, missing: zero}}}
        indicators:
          redline_ratio: {expr: ratio(redline), title: 红线覆盖率, decimals: 3}
          forest_in_red: area(forest.I & redline, mu)
        factors:
          score:
            total: 1
            weights:
              share(redline_ratio): 0.6
              share(forest_in_red): 0.4
        schemes:
          pool: {kind: pool}
        """;

    [Fact]
    public void The_area_method_may_stand_alone()
    {
        string text = Sample.Replace("area: {method: equal-area, tolerance_m: 0.002}", "area: planar", StringComparison.Ordinal);
        Assert.Equal(new AreaSettings(AreaMethod.Planar, 0.001m), PolicyFile.Parse("p/policy.yaml", text).Area);
        PolicyException wrong = Assert.Throws<PolicyException>(() =>
            PolicyFile.Parse("p/policy.yaml", text.Replace("planar", "planr", StringComparison.Ordinal)));
        Assert.Contains("did you mean 'planar'", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_block_is_read_as_written()
    {
        PolicyFile policy = PolicyFile.Parse("p/policy.yaml", Sample);

        Assert.Equal("山区县生态补偿", policy.Title);
        Assert.Equal(2025, policy.Year);
        Assert.Equal(new AreaSettings(AreaMethod.EqualArea, 0.002m), policy.Area);
        Acceptance accepted = Assert.Single(policy.Accept);
        Assert.Equal(("ZC203", "forest", "县林业局已核对"), (accepted.Code, accepted.Layer, accepted.Reason));
        Assert.Equal("adcode", policy.Regions.CodeField);
        Assert.Equal("data/counties.shp", Assert.Single(policy.Regions.Sources).Pattern);
        Assert.Equal(
            [new ParentLevel("city", "city", "ctadcode", null), new ParentLevel("province", "province", null, 2)],
            policy.Regions.Parents);
        Assert.Equal(["redline", "forest.I", "forest.II"], policy.Layers.SelectMany(layer => layer.ClassNames));
        Assert.Equal("HXLX <> '撤销'", policy.Layers[0].Where?.Text);
        LayerSettings forest = policy.Layers[1];
        Assert.Equal(["data/forest-a.shp", "data/forest-b.gpkg"], forest.Sources.Select(source => source.Pattern));
        Assert.Equal([null, "EPSG:4490"], forest.Sources.Select(source => source.Crs));
        Assert.Equal(["GBK", "GBK"], forest.Sources.Select(source => source.Encoding));
        Assert.Equal(["2", "02"], forest.Classes[1].Values);
        Assert.Equal(new OtherFeatures(OtherRule.Class, "II"), forest.Other);
        TableSettings fiscal = Assert.Single(policy.Tables);
        Assert.Equal(
            (Quantity.Money, "wan_yuan", MissingRule.Error),
            (fiscal.Columns[0].Quantity, fiscal.Columns[0].Unit, fiscal.Columns[0].Missing));
        Assert.Equal(
            (Quantity.Number, "人口", MissingRule.Zero),
            (fiscal.Columns[1].Quantity, fiscal.Columns[1].Field, fiscal.Columns[1].Missing));
        Assert.Equal(["redline_ratio", "forest_in_red"], policy.Indicators.Select(each => each.Name));
        Assert.Equal([0.6m, 0.4m], policy.Factors[0].Weights!.Terms.Select(term => term.Weight));
        Assert.Equal("pool", policy.Schemes?["pool"]?["kind"]?.Text);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_with_line_column_and_the_nearest_name()
    {
        string text = Sample
            .Replace("where: \"HXLX", "wher: \"HXLX", StringComparison.Ordinal)
            .Replace("money wan_yuan", "money wan_yaun", StringComparison.Ordinal)
            .Replace("reason: 县林业局已核对", "reason: ''", StringComparison.Ordinal)
            .Replace("redline_ratio): 0.6", "redline_ratio): 0.5", StringComparison.Ordinal);

        PolicyException wrong = Assert.Throws<PolicyException>(() => PolicyFile.Parse("policy.yaml", text));

        Assert.Equal(
            [
                "policy.yaml:6:42: 'reason' is empty: say why the finding is accepted",
                "policy.yaml:13:54: unknown key 'wher'; did you mean 'where'?",
                "policy.yaml:24:70: 'wan_yaun' is no unit of money; did you mean 'wan_yuan'?",
                "policy.yaml:32:7: the weights add up to 0.9, the stated total is 1",
            ],
            wrong.Errors.Select(error => $"{error.Place}: {error.Message.En}"));
    }

    [Fact]
    public void More_classes_than_the_overlay_carries_are_refused()
    {
        string Classes(int count) => Sample.Replace(
            "      I: {title: 一级, values: ['1', '01']}\n", "      I: {title: 一级, values: ['1', '01']}\n"
                + string.Concat(Enumerable.Range(0, count).Select(number => $"      c{number}: [x{number}]\n")), StringComparison.Ordinal);

        // With redline, I and II.
        Assert.Equal(2002, PolicyFile.Parse("p/policy.yaml", Classes(2000)).Layers[1].Classes.Count);
        UserErrorException refused = Assert.ThrowsAny<UserErrorException>(() => PolicyFile.Parse("p/policy.yaml", Classes(65_534)));
        Assert.Contains("the layers have 65537 classes in all; one run takes 65536 at most", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_shows_the_line_and_carets_below_it_with_chinese_counted_two_cells_wide()
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() =>
            PolicyFile.Parse("p.yaml", "zonecomp: 1\ntitle: 甲\nyear: 2025\nregions: {title: 县, source: a.shp, cod: x}\n"));

        Assert.Equal(
            """
            p.yaml:4:11: the key 'code' is missing in this block
                regions: {title: 县, source: a.shp, cod: x}
                          ^^^^^
            p.yaml:4:36: unknown key 'cod'; did you mean 'code'?
                regions: {title: 县, source: a.shp, cod: x}
                                                    ^^^
            """.ReplaceLineEndings("\n"),
            wrong.Message);
        Assert.Contains("未知的键“cod”；是否应为“code”？", wrong.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_can_be_accepted_only_for_a_layer_that_there_is()
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() =>
            PolicyFile.Parse("p.yaml", Sample.Replace("layer: forest,", "layer: forrest,", StringComparison.Ordinal)));

        Assert.Equal(
            "p.yaml:6:26: 'forrest' is no layer, table or scheme of the policy; did you mean 'forest'?",
            $"{wrong.Errors[0].Place}: {wrong.Errors[0].Message.En}");
    }

    [Theory]
    [InlineData("a: 1\na: 2\n", "2:1: key 'a' a second time in one block; first on line 1")]
    [InlineData("a: &x 1\n", "1:4: YAML anchors (&name) are not used in policies; write the value out")]
    [InlineData("a: &x 1\nb: *x\n", "2:4: YAML aliases (*name) are not used in policies; write the value out")]
    [InlineData("b:\n  <<: {c: 1}\n", "2:3: YAML merge keys (<<) are not used in policies; write the value out")]
    [InlineData("a: !!str 1\n", "1:4: YAML tags (!name) are not used in policies")]
    [InlineData("a: 1\n---\nb: 2\n", "2:1: a second YAML document ('---') in the file; a policy is one document")]
    [InlineData("", "1:1: the policy file is empty")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]", "1:26: the file nests deeper than 24 levels or has more than "
        + "200000 nodes")]
    public void Yaml_that_policies_do_not_use_is_refused(string text, string expected)
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() => PolicyFile.Parse("p.yaml", text));

        Assert.Contains($"p.yaml:{expected}", wrong.Errors.Select(error => $"{error.Place}: {error.Message.En}"));
    }

    [Fact]
    public void Broken_yaml_is_told_with_its_place()
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() => PolicyFile.Parse("p.yaml", "a: [1, 2\nb: 3\n"));

        Assert.StartsWith("p.yaml:1:", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("not valid YAML", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_whose_colon_yaml_takes_for_a_key_is_told_to_be_quoted()
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() => PolicyFile.Parse("p.yaml", "a: rank(x, ties: min)\n"));

        Assert.Equal(
            "p.yaml:1:16: a text that holds ': ' needs quotes around it, here before this place",
            $"{wrong.Errors[0].Place}: {wrong.Errors[0].Message.En}");
    }

    [Theory]
    [InlineData("a: x + yy", 4, 1, 8)]
    [InlineData("a: 'x + yy'", 4, 1, 9)]
    [InlineData("a: >-\n  x +\n  yy", 4, 3, 3)]
    [InlineData("a: |\n  x +\n  yy", 4, 3, 3)]
    public void A_character_of_a_formula_is_found_in_the_file_however_it_is_written(string yaml, int offset, int line, int column)
    {
        PolicyNode node = YamlTree.Read(PolicyDocument.FromText("p.yaml", yaml), new PolicyErrors())!["a"]!;

        Assert.Equal((line, column), (node.At(offset).Line, node.At(offset).Column));
    }

    [Fact]
    public void Patterns_find_files_in_ordinal_order_and_say_when_there_is_none()
    {
        string folder = Directory.CreateTempSubdirectory("zonecomp-policy").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "data", "b"));
            foreach (string file in new[] { "data/2.shp", "data/10.shp", "data/b/3.shp", "data/b/3.dbf" })
                File.WriteAllText(Path.Combine(folder, file), "");
            PolicyDocument document = PolicyDocument.FromText(
                Path.Combine(folder, "p.yaml"),
                "- data/*.shp\n- data/**/*.shp\n- data/*.tif\n");
            PolicyNode list = YamlTree.Read(document, new PolicyErrors())!;
            List<SourceSettings> sources = [.. list.Items.Select(item => new SourceSettings(
                item.Text, null, null, null, null, null, item))];

            Assert.Equal(
                ["data/10.shp", "data/2.shp"],
                sources[0].Files().Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')));
            Assert.Equal(
                ["data/10.shp", "data/2.shp", "data/b/3.shp"],
                sources[1].Files().Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')));
            Assert.Contains(
                "no file matches 'data/*.tif'",
                Assert.Throws<PolicyException>(() => sources[2].Files()).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_file_damaged_at_random_reads_or_is_told_what_is_wrong()
    {
        const string pieces = "{}[]:,-'\"|>&*!%#@ \n\t0a县<?";
        Random random = new(20251122);
        int refused = 0;
        for (int round = 0; round < 3000; round++)
        {
            System.Text.StringBuilder text = new(Sample);
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int at = random.Next(text.Length);
                _ = random.Next(3) switch
                {
                    0 => text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at)),
                    1 => text.Insert(at, pieces[random.Next(pieces.Length)]),
                    _ => text.Replace(text[at], pieces[random.Next(pieces.Length)], at, 1),
                };
            }

            try
            {
                PolicyFile policy = PolicyFile.Parse("p.yaml", text.ToString());
                _ = ExpressionScope.Check(policy);
            }
            catch (PolicyException wrong)
            {
                refused++;
                Assert.All(wrong.Errors, error => Assert.NotEqual("", error.Full.En + error.Full.Zh));
            }
        }

        Assert.InRange(refused, 300, 2999); // or the test says nothing
    }

    [Fact]
    public void Text_that_is_not_utf8_is_refused_with_what_to_do()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, [(byte)'a', 0xC9, 0xFA]); // GBK
            UserErrorException wrong = Assert.Throws<UserErrorException>(() => PolicyFile.Load(file));
            Assert.Contains("not UTF-8 text (byte 1); save it as UTF-8", wrong.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}

using System.CommandLine;
using System.Security.Cryptography;
using System.Text;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp coverage REGIONS LAYER...</c>: the share of each region that layers cover, without a policy.</summary>
internal static class CoverageCommand
{
    public static Command Build(Language language)
    {
        var regions = new Argument<string>("REGIONS")
        {
            Description = new LocalText(
                "Layer of the regions: FILE or FILE#LAYER; \"cities/*.shp\" where they come in several files",
                "区域图层：文件 或 文件#图层；分为多个文件时写 \"各市/*.shp\"").In(language),
        };
        var layers = new Argument<string[]>("LAYER")
        {
            Description = new LocalText(
                "Zone layers: FILE, FILE#LAYER in a container, FILE:FIELD for a class of every value of the field; "
                    + "\"zones/*.shp\" for each of these",
                "生态区图层：文件、文件#图层（容器）、文件:字段（字段的每个值计为一类）；\"图层/*.shp\" 为其中每一个").In(language),
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = new LocalText(
                "Also write tables, GeoPackage, maps and page into OUT, and the policy that repeats them as OUT.policy.yaml",
                "另将各表、GeoPackage、地图与网页写入 OUT，并写出可重复计算的测算方案 OUT.policy.yaml").In(language),
            HelpName = "OUT",
        };
        var code = Text("--code", "FIELD", "Field of the regions' code, where no national schema tells it", "区域代码字段（规范字段名以外的须指明）");
        var name = Text("--name", "FIELD", "Field of the regions' name, where no national schema tells it", "区域名称字段（规范字段名以外的须指明）");
        var crs = Texts(
            "--crs",
            "CRS",
            "CRS of layers that state none, such as EPSG:4490; FILE=CRS for one file, whatever it states",
            "未给出坐标系的图层的坐标系，如 EPSG:4490；文件=坐标系 则指定某一文件");
        var assume = Text(
            "--assume-cgcs2000",
            "REASON",
            "Take coordinates of another datum as CGCS2000, for this reason",
            "将其他基准的坐标视为 CGCS2000，并写明理由");
        var parts = new Option<bool>("--join-parts")
        {
            Description = new LocalText("Features of one code are parts of one region", "代码相同的要素合为一个区域").In(language),
        };
        var overlaps = Text(
            "--overlaps",
            "RULE",
            "Ground in two regions: count_in_each, first_by_code or half_each (default: an error)",
            "两个区域重叠处：count_in_each、first_by_code 或 half_each（默认报错）");
        _ = overlaps.AcceptOnlyFromAmong("count_in_each", "first_by_code", "half_each");
        var area = Text(
            "--area",
            "METHOD",
            "Area method: equal-area (default), survey, geodesic, planar",
            "面积方法：equal-area（默认）、survey、geodesic、planar");
        _ = area.AcceptOnlyFromAmong("equal-area", "survey", "geodesic", "planar");
        var accept = Texts("--accept", "CODE=REASON", "Accept findings of a code, for this reason", "接受某一代码的检查发现，并写明理由");
        var year = new Option<int?>("--year")
        {
            Description = new LocalText("Year that the results carry (default: this year)", "结果所属年份（默认今年）").In(language),
            HelpName = "YEAR",
        };
        var top = new Option<int?>("--top")
        {
            Description = new LocalText("Print only the N regions with the largest share", "只列出覆盖率最高的 N 个区域").In(language),
            HelpName = "N",
        };
        var threads = RunCommand.ThreadsOption(language);
        var command = new DocumentedCommand(
            "coverage",
            new LocalText(
                "What share of each region do these layers cover? Without a policy: prints the table; with -o writes it, with maps and "
                    + "the policy that repeats it.",
                "这些图层占各区域多大比例？无须测算方案：列出结果表；加 -o 另写出各表、地图及可重复计算的测算方案。"),
            language,
            ("zonecomp coverage counties.shp redline.shp", new LocalText("share of the red line in each county", "各县生态保护红线占比")),
            (
                "zonecomp coverage counties.shp redline.shp forest.shp:GJGYL_BHDJ wetland.gpkg#lakes -o out",
                new LocalText(
                    "a class for every grade of forest, one layer of a container, and files of it all",
                    "公益林按等级分类、容器中的一个图层，并写出全部结果文件")),
            (
                "zonecomp coverage towns.shp parks.shp --code TOWN_ID --name TOWN --crs EPSG:4490",
                new LocalText("fields of no national schema, and layers that state no CRS", "非规范字段名，且图层未给出坐标系")))
        { regions, layers, output, code, name, crs, assume, parts, overlaps, area, accept, year, top, threads };
        command.SetAction((parsed, cancel) =>
        {
            Terminal terminal = Terminals.Of(parsed, language);
            string? folder = parsed.GetValue(output) is { } path ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) : null;
            var request = new CoverageRequest
            {
                Regions = parsed.GetRequiredValue(regions),
                Layers = parsed.GetRequiredValue(layers),
                Code = parsed.GetValue(code),
                Name = parsed.GetValue(name),
                Crs = parsed.GetValue(crs) ?? [],
                AssumeCgcs2000Because = parsed.GetValue(assume),
                JoinsParts = parsed.GetValue(parts),
                Overlaps = parsed.GetValue(overlaps),
                AreaMethod = parsed.GetValue(area),
                Accept = parsed.GetValue(accept) ?? [],
                Year = parsed.GetValue(year) ?? TimeProvider.System.GetLocalNow().Year,
                Language = language,
            };
            string policyPath = (folder ?? Path.GetFullPath("coverage")) + ".policy.yaml";
            CoverageDraft draft = CoverageDrafting.Make(request, policyPath, cancel);
            string text = Signed(draft.PolicyText);
            if (folder is not null)
                WritePolicy(policyPath, text);
            var settings = new RunSettings
            {
                PolicyPath = policyPath,
                PolicyText = text,
                OutputPath = folder,
                Threads = parsed.GetValue(threads),
            };
            return Task.FromResult(CoverageAnswer.Give(terminal, settings, draft, parsed.GetValue(top), cancel));
        });
        return command;

        Option<string> Text(string option, string help, string en, string zh) =>
            new(option) { Description = new LocalText(en, zh).In(language), HelpName = help };

        Option<string[]> Texts(string option, string help, string en, string zh) =>
            new(option) { Description = new LocalText(en, zh).In(language), HelpName = help };
    }

    /// <summary>The text with its own digest in the first line, by which a later command knows that nobody changed it.</summary>
    private static string Signed(string text) => $"# zonecomp coverage {Digest(text)}\n{text}";

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    private static void WritePolicy(string path, string text)
    {
        try
        {
            if (File.Exists(path)
                && File.ReadAllText(path).ReplaceLineEndings("\n") is var there
                && Signed(there[(there.IndexOf('\n', StringComparison.Ordinal) + 1)..]) != there)
            {
                throw new UserErrorException(
                    $"{path}: was changed since zonecomp coverage wrote it, or is another's; run it with zonecomp run, or name another "
                        + $"folder with -o",
                    $"{path}：写出后已被修改，或并非本命令写出；请用 zonecomp run 运行它，或用 -o 指定其他目录");
            }

            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path}: cannot be written: {failed.Message}", $"{path}：无法写入：{failed.Message}", failed);
        }
    }
}

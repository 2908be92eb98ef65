using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp inspect FILE...</c>: what a layer is.</summary>
internal static class InspectCommand
{
    public static Command Build(Language language)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = new LocalText("Files or containers of layers", "图层文件或容器").In(language),
            Arity = ArgumentArity.OneOrMore,
        };
        var encoding = new Option<string>("--encoding")
        {
            Description = new LocalText("Text encoding to use instead of the one decided from the file", "指定文本编码，代替由文件判定的编码").In(language),
            HelpName = "NAME",
        };
        var values = new Option<string>("--values")
        {
            Description = new LocalText("List all values of this field, with counts and areas", "列出该字段的全部取值及其数量与面积").In(language),
            HelpName = "FIELD",
        };
        var command = new DocumentedCommand(
            "inspect",
            new LocalText(
                "Says what a layer is: format, encoding, CRS, fields, counts, extent, broken features, and how each was decided.",
                "说明图层是什么：格式、编码、坐标系、字段、数量、范围、有问题的图形，以及各项如何判定。"),
            language,
            ("zonecomp inspect counties.shp redline.shp", new LocalText("two layers side by side", "并列查看两个图层")),
            (
                "zonecomp inspect forest.shp --values GJGYL_BHDJ",
                new LocalText("which grades there are, and how much of each", "有哪些等级，各占多少面积")),
            ("zonecomp inspect counties.shp --encoding GBK", new LocalText("when the names come out garbled", "名称出现乱码时")))
        { files, encoding, values };
        command.SetAction((parsed, cancel) =>
        {
            Terminal terminal = Terminals.Of(parsed, language);
            string[] given = parsed.GetRequiredValue(files);
            List<UserErrorException> refused = [];
            LayerInspection[] layers =
            [
                .. given.SelectMany(file =>
                {
                    try
                    {
                        return Inspection.Inspect(file, parsed.GetValue(encoding), cancel, parsed.GetValue(values));
                    }
                    catch (UserErrorException error) when (given.Length > 1)
                    {
                        refused.Add(error); // told after those that could be read
                        return [];
                    }
                }),
            ];
            if (layers.Length > 1)
                PrintTogether(terminal, layers);
            else if (layers.Length == 1)
                Print(terminal, layers[0]);
            foreach (LayerInspection layer in layers)
                PrintValues(terminal, layer, parsed.GetValue(values));
            foreach (LayerInspection layer in layers)
                terminal.Findings(layer.Findings);
            if (layers.Length > 0)
                terminal.Line(Next(terminal, layers));
            terminal.Json(layers, Replies.Context.LayerInspectionArray);
            foreach (UserErrorException error in refused)
                terminal.Fail(error.Text);
            return Task.FromResult(
                refused.Count > 0 ? ExitCode.Usage
                : Array.Exists(layers, layer => layer.Findings.Any(finding => finding.Severity == Severity.Error))
                    ? ExitCode.Findings
                    : ExitCode.Done);
        });
        return command;
    }

    private static string Extent(Terminal terminal, string written) => terminal.Say(
        written, written.Replace(" to ", " 至 ", StringComparison.Ordinal).Replace(", ", "，", StringComparison.Ordinal));

    private static void Print(Terminal terminal, LayerInspection layer)
    {
        LayerInfo info = layer.Info;
        terminal.Line($"{info.Path}: {info.LayerName}");
        var facts = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        Fact(terminal.Say("format", "格式"), info.Format);
        Fact(terminal.Say("geometry", "几何类型"), terminal.Say(info.Kind.ToString(), GeometryWords.Zh(info.Kind)));
        Fact(
            terminal.Say("features", "要素数"),
            Number(layer.Features)
                + (layer.WithoutGeometry > 0
                    ? terminal.Say($", {layer.WithoutGeometry} without geometry", $"，其中 {layer.WithoutGeometry} 个没有图形")
                    : ""));
        Fact(terminal.Say("vertices", "顶点数"), Number(layer.Vertices));
        Fact(terminal.Say("CRS", "坐标系"), layer.Crs is null ? CrsOf(terminal, layer) : $"{CrsOf(terminal, layer)} ({info.CrsOrigin})");
        Fact(terminal.Say("encoding", "编码"), info.Encoding is null ? "" : $"{info.Encoding} ({info.EncodingOrigin})");
        Fact(terminal.Say("extent", "范围"), Extent(terminal, layer.Extent?.ToString() ?? ""));
        if (layer.AreaM2 is { } area)
            Fact(terminal.Say("ground covered", "覆盖面积"), Km2(area) + terminal.Say(" km²", " 平方公里"));
        if (layer.Schema is { } guess)
            Fact(terminal.Say("looks like", "疑似规范"), terminal.Say(
                $"{guess.Schema.Title.En} ({guess.Schema.Name})", $"{guess.Schema.Title.Zh}（{guess.Schema.Name}）"));
        terminal.Table(facts);

        var fields = new Table().Border(TableBorder.Simple);
        fields.AddColumns(terminal.Say("field", "字段"), terminal.Say("type", "类型"), terminal.Say("width", "宽度"));
        if (layer.Schema is not null)
            fields.AddColumn(terminal.Say("meaning", "含义"));
        fields.AddColumn(terminal.Say("examples", "示例"));
        for (int index = 0; index < info.Fields.Count; index++)
        {
            FieldInfo field = info.Fields[index];
            string width = field.Width == 0 ? "" : field.Decimals > 0 ? $"{field.Width}.{field.Decimals}" : Number(field.Width);
            List<string> row = [field.Name, terminal.Say(field.Type.ToString(), GeometryWords.Zh(field.Type)), width];
            if (layer.Schema is { } schema)
                row.Add(schema.Schema.Find(field.Name)?.Meaning is { } meaning ? terminal.Say(meaning.En, meaning.Zh) : "");
            row.Add(string.Join(" | ", layer.Examples[index]));
            fields.AddRow([.. row.Select(ScreenText.Cell)]);
        }

        terminal.Table(fields);

        void Fact(string name, string value) => facts.AddRow(ScreenText.Cell(name), ScreenText.Cell(value));
    }

    /// <summary>Several layers, one row each.</summary>
    private static void PrintTogether(Terminal terminal, LayerInspection[] layers)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns(
            terminal.Say("layer", "图层"), terminal.Say("geometry", "几何类型"), terminal.Say("features", "要素数"), terminal.Say("CRS", "坐标系"),
            terminal.Say("encoding", "编码"));
        table.AddColumns(
            terminal.Say("km²", "平方公里"), terminal.Say("looks like", "疑似规范"), terminal.Say("fields", "字段"), terminal.Say("errors", "错误"));
        foreach (LayerInspection layer in layers)
        {
            string file = Path.GetFileName(layer.Info.Path);
            string[] row =
            [
                layer.Info.LayerName == Path.GetFileNameWithoutExtension(file) ? file : $"{file}#{layer.Info.LayerName}",
                terminal.Say(layer.Info.Kind.ToString(), GeometryWords.Zh(layer.Info.Kind)),
                Number(layer.Features),
                CrsOf(terminal, layer),
                layer.Info.Encoding ?? "",
                layer.AreaM2 is { } area ? Km2(area) : "",
                layer.Schema is { } guess ? terminal.Say(guess.Schema.Title.En, guess.Schema.Title.Zh) : "",
                string.Join(' ', layer.Info.Fields.Select(field => field.Name)),
                Number(layer.Findings.Count(finding => finding.Severity == Severity.Error)),
            ];
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        terminal.Table(table);
    }

    private static void PrintValues(Terminal terminal, LayerInspection layer, string? field)
    {
        if (layer.Values is not { } values || field is null)
            return;
        terminal.Line($"{Path.GetFileName(layer.Info.Path)}: {field}");
        var table = new Table().Border(TableBorder.Simple).AddColumn(terminal.Say("value", "取值"));
        table.AddColumn(new TableColumn(terminal.Say("features", "要素数")).RightAligned());
        table.AddColumn(new TableColumn(terminal.Say("ground km²", "覆盖面积 平方公里")).RightAligned());
        foreach (InspectedValue each in values)
            table.AddRow(
                Markup.Escape(each.Value.Length == 0 ? terminal.Say("(no value)", "（无值）") : each.Value),
                Number(each.Features),
                each.AreaM2 is { } area ? Km2(area) : "");
        terminal.Table(table);
    }

    /// <summary>The command that most likely comes next.</summary>
    private static string Next(Terminal terminal, LayerInspection[] layers)
    {
        if (Array.Find(layers, layer => layer is { Crs: null, Info.Kind: not GeometryKind.None }) is { } without)
        {
            string file = FolderStarter.Typed(without.Info.Path);
            return terminal.Say(
                $"next: {file} states no CRS that reads: find out which it is, then --crs (coverage) or crs: (policy)",
                $"接下来：{file} 没有可识别的坐标系；请查明后在 coverage 用 --crs 或在测算方案中写 crs:");
        }

        LayerInspection? regions = Array.Find(layers, layer => layer is { Info.Kind: GeometryKind.Polygon, RegionCodeField: not null });
        string[] zones =
        [
            .. layers.Where(layer => layer != regions && layer.Info.Kind == GeometryKind.Polygon)
                .Select(layer => FolderStarter.Typed(layer.Info.Path))
                .Distinct(),
        ];
        if (regions is null && zones.Length == 0)
            return terminal.Say(
                "next: zonecomp init DIR --from FOLDER drafts a policy from all that lies beside it",
                "接下来：zonecomp init DIR --from 目录，可根据其中全部图层与表起草测算方案");
        string command =
            $"zonecomp coverage {(regions is null ? "REGIONS" : FolderStarter.Typed(regions.Info.Path))} "
                + $"{(zones.Length == 0 ? "LAYER" : string.Join(' ', zones))}";
        return terminal.Say($"next: {command}", $"接下来：{command}");
    }

    private static string CrsOf(Terminal terminal, LayerInspection layer) =>
        layer.Crs is { } crs ? $"{(crs.Code is { } code ? code + " " : "")}{crs.Name}"
        : layer.Info.CrsDefinition is null ? terminal.Say("none stated", "未给出") : terminal.Say("does not read", "无法识别");

    private static string Km2(decimal m2) => (m2 / 1_000_000m).ToString("N4", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}

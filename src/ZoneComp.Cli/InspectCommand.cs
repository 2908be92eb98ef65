using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using ZoneComp.Diagnostics;
using ZoneComp.Reading;

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
        var command = new DocumentedCommand(
            "inspect",
            new LocalText(
                "Says what a layer is: format, encoding, CRS, fields, counts, extent, broken features, and how each was decided.",
                "说明图层是什么：格式、编码、坐标系、字段、数量、范围、有问题的图形，以及各项如何判定。"),
            language,
            ("zonecomp inspect counties.shp redline.shp", new LocalText("two layers", "查看两个图层")),
            ("zonecomp inspect counties.shp --encoding GBK", new LocalText("when the names come out garbled", "名称出现乱码时")))
        { files, encoding };
        command.SetAction((parsed, cancel) =>
        {
            Terminal terminal = Terminals.Of(parsed, language);
            LayerInspection[] layers = [.. parsed.GetRequiredValue(files).SelectMany(file => Inspection.Inspect(file, parsed.GetValue(encoding), cancel))];
            foreach (LayerInspection layer in layers)
                Print(terminal, layer);
            terminal.Json(layers, Replies.Context.LayerInspectionArray);
            return Task.FromResult(Array.Exists(layers, layer => layer.Findings.Any(finding => finding.Severity == Severity.Error)) ? ExitCode.Findings : ExitCode.Done);
        });
        return command;
    }

    private static void Print(Terminal terminal, LayerInspection layer)
    {
        LayerInfo info = layer.Info;
        terminal.Line($"{info.Path}: {info.LayerName}");
        var facts = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        Fact(terminal.Say("format", "格式"), info.Format);
        Fact(terminal.Say("geometry", "几何类型"), info.Kind.ToString());
        Fact(terminal.Say("features", "要素数"), Number(layer.Features) + (layer.WithoutGeometry > 0 ? terminal.Say($", {layer.WithoutGeometry} without geometry", $"，其中 {layer.WithoutGeometry} 个没有图形") : ""));
        Fact(terminal.Say("vertices", "顶点数"), Number(layer.Vertices));
        Fact(terminal.Say("CRS", "坐标系"), layer.Crs is { } crs
            ? $"{(crs.Code is { } code ? code + " " : "")}{crs.Name} ({info.CrsOrigin})"
            : info.CrsDefinition is null ? terminal.Say("none stated", "未给出") : terminal.Say("does not read", "无法识别"));
        Fact(terminal.Say("encoding", "编码"), info.Encoding is null ? "" : $"{info.Encoding} ({info.EncodingOrigin})");
        Fact(terminal.Say("extent", "范围"), layer.Extent?.ToString() ?? "");
        if (layer.AreaM2 is { } area)
            Fact(terminal.Say("ground covered", "覆盖面积"), (area / 1_000_000m).ToString("N4", CultureInfo.InvariantCulture) + " km²");
        if (layer.Schema is { } guess)
            Fact(terminal.Say("looks like", "疑似规范"), $"{terminal.Say(guess.Schema.Title.En, guess.Schema.Title.Zh)} ({guess.Schema.Name})");
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
            List<string> row = [field.Name, field.Type.ToString(), width];
            if (layer.Schema is { } schema)
                row.Add(schema.Schema.Find(field.Name)?.Meaning is { } meaning ? terminal.Say(meaning.En, meaning.Zh) : "");
            row.Add(string.Join(" | ", layer.Examples[index]));
            fields.AddRow([.. row.Select(ScreenText.Cell)]);
        }

        terminal.Table(fields);
        terminal.Findings(layer.Findings);

        void Fact(string name, string value) => facts.AddRow(ScreenText.Cell(name), ScreenText.Cell(value));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}

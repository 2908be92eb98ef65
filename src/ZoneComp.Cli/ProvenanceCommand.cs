using System.CommandLine;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp provenance OUT</c>: a run's provenance in a standard form.</summary>
internal static class ProvenanceCommand
{
    public static Command Build(Language language)
    {
        Argument<string> results = VerifyCommand.ResultsArgument(language);
        var form = new Option<string>("--format")
        {
            Description = new LocalText(
                "prov: W3C PROV-JSON; openlineage: an OpenLineage run event",
                "prov：W3C PROV-JSON；openlineage：OpenLineage 运行事件").In(language),
            DefaultValueFactory = _ => "prov",
        };
        form.AcceptOnlyFromAmong("prov", "openlineage");
        var command = new DocumentedCommand(
            "provenance",
            new LocalText(
                "Prints what made the results, from run.json, in a standard form for other programs.",
                "以标准格式输出结果的来源（取自 run.json），供其他程序使用。"),
            language,
            ("zonecomp provenance out --format prov > run.prov.json", new LocalText("W3C PROV-JSON", "W3C PROV-JSON")),
            ("zonecomp provenance out --format openlineage", new LocalText("one run event, for a lineage server", "一条运行事件，供血缘服务使用")))
        { results, form };
        command.SetAction(parsed =>
        {
            Console.Out.Write(RunProvenance.Json(
                parsed.GetRequiredValue(results),
                parsed.GetValue(form) == "openlineage" ? ProvenanceForm.OpenLineage : ProvenanceForm.Prov));
            return ExitCode.Done;
        });
        return command;
    }
}

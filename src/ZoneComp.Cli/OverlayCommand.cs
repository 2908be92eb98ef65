using System.CommandLine;
using ZoneComp.Diagnostics;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp overlay POLICY -o OUT</c>: the first half, maps to the combination table.</summary>
internal static class OverlayCommand
{
    public static Command Build(Language language)
    {
        var policy = RunCommand.PolicyArgument(language);
        var output = RunCommand.OutputOption(language);
        var threads = RunCommand.ThreadsOption(language);
        var confined = RunCommand.ConfinedOption(language);
        var pieces = RunCommand.PiecesOption(language);
        var command = new DocumentedCommand(
            "overlay",
            new LocalText(
                "The first half of a run: maps to combinations.parquet and coverage.parquet.",
                "前半程：由图层得到 combinations.parquet 与 coverage.parquet。"),
            language,
            ("zonecomp overlay policy.yaml -o areas", new LocalText("then, as often as weights change: zonecomp allocate policy.yaml --from areas -o out", "之后每次调整权重：zonecomp allocate policy.yaml --from areas -o out")))
        { policy, output, threads, pieces, confined };
        command.SetAction((parsed, cancel) => Task.FromResult(Jobs.Run(
            Terminals.Of(parsed, language),
            new RunSettings
            {
                PolicyPath = parsed.GetRequiredValue(policy),
                OutputPath = parsed.GetRequiredValue(output),
                Confined = parsed.GetValue(confined),
                Threads = parsed.GetValue(threads),
                WithPieces = parsed.GetValue(pieces),
                OverlayOnly = true,
            },
            cancel)));
        return command;
    }
}

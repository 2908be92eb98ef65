using System.CommandLine;

namespace ZoneComp.Cli;

internal static class Terminals
{
    public static Terminal Of(ParseResult parsed, Language language) =>
        new(language, parsed.GetValue<bool>("--quiet"), parsed.GetValue<bool>("--json"), parsed.GetValue<bool>("--verbose"));
}

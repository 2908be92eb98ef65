using System.CommandLine;

namespace ZoneComp.Cli;

internal static class Terminals
{
    /// <summary>Half-width characters in a line of the screen; null where the output is no screen.</summary>
    public static int? Width => !Console.IsOutputRedirected && Console.WindowWidth is >= 40 and int width ? width - 1 : null;

    private static (ParseResult Parsed, Terminal Terminal)? last;

    /// <summary>The one terminal of a command: what it was told is known where the command ends.</summary>
    public static Terminal Of(ParseResult parsed, Language language)
    {
        if (last?.Parsed != parsed)
        {
            ProgressLines? lines = parsed.GetValue<string>("--progress") == "json" ? new ProgressLines(language) : null;
            last = (parsed, new Terminal(
                language, parsed.GetValue<bool>("--quiet"), parsed.GetValue<bool>("--json"), parsed.GetValue<bool>("--verbose"), lines));
        }

        return last.Value.Terminal;
    }
}

using System.Text.RegularExpressions;

namespace ZoneComp.Cli;

/// <summary>What the command-line library says, in Chinese. Its own translations are looked up by culture, and the program runs without
/// any.</summary>
internal static class LibraryWords
{
    private static readonly (Regex English, string Chinese)[] Errors =
    [
        .. new (string English, string Chinese)[]
        {
            ("Required command was not provided.", "缺少命令。"), ("Option '{0}' is required.", "缺少选项“{0}”。"),
            ("Required argument '{0}' missing for command: '{1}'.", "命令“{1}”缺少参数“{0}”。"),
            ("Required argument missing for option: '{0}'.", "选项“{0}”缺少值。"),
            ("Unrecognized command or argument '{0}'.", "无法识别命令或参数“{0}”。"),
            ("Argument '{0}' not recognized. Must be one of:{1}", "参数“{0}”无法识别，应为下列之一：{1}"),
            ("Option '{0}' expects a single argument but {1} were provided.", "选项“{0}”只能有一个值，却给出了 {1} 个。"),
            ("Cannot parse argument '{0}' for option '{1}' as expected type '{2}'.{3}", "选项“{1}”的值“{0}”无法读作所需的类型（{2}）。"),
            ("Cannot parse argument '{0}' for command '{1}' as expected type '{2}'.{3}", "命令“{1}”的参数“{0}”无法读作所需的类型（{2}）。"),
            ("'{0}' was not matched. Did you mean one of the following?{1}", "没有“{0}”。是否为下列之一？{1}"),
            ("{0} option cannot be combined with other arguments.", "选项 {0} 不能与其他参数合用。"),
            ("Response file not found '{0}'.", "找不到参数文件“{0}”。"),
            ("Error reading response file '{0}': {1}", "读取参数文件“{0}”出错：{1}"),
        }.Select(pair =>
            (new Regex(
                $"^{Regex.Replace(Regex.Escape(pair.English), @"\\\{([0-9])}", "(?<p$1>.*)")}$",
                RegexOptions.Singleline | RegexOptions.CultureInvariant),
            Regex.Replace(pair.Chinese, @"\{([0-9])\}", "${p$1}"))),
    ];

    private static readonly (string English, string Chinese)[] Heads =
    [
        ("Description:", "说明："), ("Usage:", "用法："), ("Arguments:", "参数："), ("Options:", "选项："), ("Commands:", "命令："), ("[options]", "[选项]"),
        ("[command]", "[命令]"),
        ("(REQUIRED)", "（必填）  "), // as wide, so that columns stay
        ("[default: ", "[默认："), ("Show help and usage information", "显示帮助与用法"), ("Show version information", "显示版本"),
    ];

    public static string Error(string message, Language language)
    {
        if (language != Language.Chinese)
            return message;
        foreach ((Regex english, string chinese) in Errors)
        {
            if (english.IsMatch(message))
                return english.Replace(message, chinese).Replace("\t", "  ", StringComparison.Ordinal);
        }

        return message;
    }

    public static string Help(string page, Language language) =>
        language == Language.Chinese
            ? Heads.Aggregate(page, (text, head) => text.Replace(head.English, head.Chinese, StringComparison.Ordinal))
            : page;
}

namespace ZoneComp.EndToEndTests;

/// <summary>What docs/ tells a person to type is typed here, in the page's order.</summary>
public sealed class DocumentedCommandsTests
{
    private static readonly string Docs = Path.Combine(SharedMaterial.RepositoryRoot, "docs");

    private static readonly string[] Commands =
    [
        "coverage", "init", "inspect", "check", "test", "format", "run", "overlay", "allocate", "serve", "merge", "explain", "compare",
        "diff", "verify", "rerun", "provenance",
    ];

    [Theory]
    [InlineData("tutorial.md")]
    [InlineData("how-to.md")]
    public void Every_command_of_a_page_works(string page)
    {
        using var folder = new TemporaryFolder();
        string[] typed = Blocks(page, "sh");
        Assert.True(typed.Length >= 8, $"{page} has {typed.Length} commands");
        foreach (string line in typed)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal("zonecomp", words[0]);
            ProgramRun run = ProgramRun.In(folder.Path, new Dictionary<string, string>(), words[1..]);
            Assert.True(run.ExitCode == 0, $"{page}: {line}: exit code {run.ExitCode}: {run.Errors}");
        }
    }

    [Theory]
    [InlineData("tutorial.md")]
    [InlineData("how-to.md")]
    public void The_Chinese_page_has_the_same_commands_and_sections(string page)
    {
        string chinese = Path.Combine("zh", page);
        Assert.Equal(Blocks(page, "sh"), Blocks(chinese, "sh"));
        Assert.Equal(Headings(page).Length, Headings(chinese).Length);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("tutorial.md")]
    [InlineData("how-to.md")]
    [InlineData("zh/README.md")]
    [InlineData("zh/tutorial.md")]
    [InlineData("zh/how-to.md")]
    public void Every_page_that_is_linked_to_is_there(string page)
    {
        string path = Path.Combine(Docs, page);
        foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(
            File.ReadAllText(path),
            @"\]\(([^)#:]+)\)"))
            Assert.True(
                Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, link.Groups[1].Value)),
                $"{page} links to {link.Groups[1].Value}");
    }

    [Theory]
    [InlineData("en", "commands.md", "# Commands\n\nAs the program prints them: `zonecomp COMMAND --help`.\nExit codes: 0 done, 1 "
        + "findings of severity error (no results), 2 wrong usage or policy, 130 cancelled.\n")]
    [InlineData("zh", "zh/commands.md", "# 命令\n\n即程序自身的输出：`zonecomp 命令 --help`。\n退出码：0 完成，1 有错误级发现（不写出结果），2 用法或测算方案有误，130 已取消。\n")]
    public void The_page_of_commands_is_what_the_program_prints(string language, string page, string head)
    {
        string listed = ProgramRun.Of("--help", "--lang", language).Output;
        Assert.All(Commands, command => Assert.Contains($"\n  {command} ", listed, StringComparison.Ordinal));
        string text = head + string.Concat(Commands.Select(command =>
            $"\n## zonecomp {command}\n\n```text\n{ProgramRun.Of(command, "--help", "--lang", language).Output
                .ReplaceLineEndings("\n")
                .Trim()}\n```\n"));

        // The number of processors of this machine stands in a default.
        Golden.Compare(
            Path.Combine("..", "..", "docs", page),
            text.Replace($"[default: {Environment.ProcessorCount}]", "[default: all]", StringComparison.Ordinal)
            .Replace($"[默认：{Environment.ProcessorCount}]", "[默认：all]", StringComparison.Ordinal));
    }

    /// <summary>Lines of the page's blocks of one kind.</summary>
    private static string[] Blocks(string page, string kind)
    {
        List<string> lines = [];
        bool inside = false;
        foreach (string line in File.ReadLines(Path.Combine(Docs, page)))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inside = line == "```" + kind;
            else if (inside)
                lines.Add(line);
        }

        return [.. lines];
    }

    private static string[] Headings(string page) =>
    [
        .. File.ReadLines(Path.Combine(Docs, page)).Where(line => line.StartsWith("## ", StringComparison.Ordinal)),
    ];
}

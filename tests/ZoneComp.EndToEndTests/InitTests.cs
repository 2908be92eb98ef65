namespace ZoneComp.EndToEndTests;

public sealed class InitTests
{
    [Fact]
    public void The_starter_that_init_writes_runs_at_once()
    {
        using var folder = new TemporaryFolder();
        ProgramRun init = ProgramRun.Of("init", folder["my-province"]);
        Assert.Equal((0, ""), (init.ExitCode, init.Errors));

        ProgramRun check = ProgramRun.Of("check", Path.Combine(folder["my-province"], "policy.yaml"), "--quiet");
        Assert.Equal((0, ""), (check.ExitCode, check.Errors));
    }

    [Fact]
    public void Init_leaves_a_folder_that_holds_something_alone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["mine.txt"], "mine");

        ProgramRun init = ProgramRun.Of("init", folder.Path);

        Assert.Equal(
            (2, $"zonecomp: {folder.Path} is there already and not empty; name a new folder, nothing was written\n"),
            (init.ExitCode, init.Errors));
        Assert.Equal(["mine.txt"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("coverage")]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("inspect")]
    [InlineData("overlay")]
    [InlineData("allocate")]
    [InlineData("init")]
    public void Every_command_has_help_with_examples_in_both_languages(string command)
    {
        ProgramRun english = ProgramRun.Of(command, "--help", "--lang", "en"), chinese = ProgramRun.Of(command, "--help", "--lang", "zh");

        Assert.Contains($"Examples:\n  zonecomp {command} ", english.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"示例：\n  zonecomp {command} ", chinese.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal((0, 0), (english.ExitCode, chinese.ExitCode));
    }
}

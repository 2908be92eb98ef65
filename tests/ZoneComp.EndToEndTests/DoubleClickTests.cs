namespace ZoneComp.EndToEndTests;

/// <summary>The program without arguments.</summary>
public class DoubleClickTests
{
    [Fact]
    public void In_a_window_of_its_own_the_workbench_opens_on_the_folder_in_which_the_program_lies()
    {
        Assert.Equal(["serve", "C:/工具/zonecomp", "--lang", "zh"], DoubleClick.Arguments(true, "C:/工具/zonecomp/", isChinese: true));
        Assert.Equal(["serve", "C:/zonecomp", "--lang", "en"], DoubleClick.Arguments(true, "C:/zonecomp", isChinese: false));
    }

    [Fact]
    public void From_a_prompt_there_is_help() => Assert.Equal(["--help"], DoubleClick.Arguments(false, "C:/zonecomp/", isChinese: true));

    [SkippableFact]
    public void Elsewhere_than_under_Windows_there_is_help_and_nothing_was_done()
    {
        Skip.If(OperatingSystem.IsWindows());
        ProgramRun none = ProgramRun.Of();

        Assert.Equal(2, none.ExitCode);
        Assert.Contains("zonecomp [command] [options]", none.Output, StringComparison.Ordinal);
        Assert.Contains("serve", none.Output, StringComparison.Ordinal);
        Assert.Equal("", none.Errors);
    }
}

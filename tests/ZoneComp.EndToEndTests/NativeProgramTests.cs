namespace ZoneComp.EndToEndTests;

/// <summary>What only the native program can get wrong; scripts/try-native.sh runs these, and all others, against it.</summary>
public sealed class NativeProgramTests
{
    [SkippableFact]
    public void Without_the_library_beside_it_the_program_says_so_before_the_work()
    {
        string program = ProgramRun.Program[0];
        Skip.If(
            ProgramRun.Program.Count > 1 || File.Exists(Path.Combine(Path.GetDirectoryName(program)!, "zonecomp.dll")),
            "ZONECOMP_PROGRAM names no native program");
        using var folder = new TemporaryFolder();
        File.Copy(program, folder["zonecomp"]);

        ProgramRun run = ProgramRun.Of(
            folder["zonecomp"],
            folder.Path,
            new Dictionary<string, string>(),
            ["init", folder["new"], "--lang", "en"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("libe_sqlite3.so is not in ", run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["new"]));
    }
}

using System.Diagnostics;
using System.Text;

namespace ZoneComp.EndToEndTests;

/// <summary>Runs the real program as a user does: a process of its own, with its exit code and what it printed.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The program as a command and its first arguments: the one beside the tests, or the one that ZONECOMP_PROGRAM names
    /// (scripts/try-native.sh: the native one).</summary>
    public static IReadOnlyList<string> Program { get; } = Environment.GetEnvironmentVariable("ZONECOMP_PROGRAM") is { Length: > 0 } named
        ? [Path.GetFullPath(named)]
        : ["dotnet", Path.Combine(AppContext.BaseDirectory, "zonecomp.dll")];

    public static ProgramRun Of(params IEnumerable<string> arguments) =>
        In(Directory.GetCurrentDirectory(), new Dictionary<string, string>(), arguments);

    public static ProgramRun In(string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments) =>
        Of(Program[0], folder, environment, Program.Skip(1).Concat(arguments));

    public static ProgramRun Of(
        string program,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["LANG"] = "C.UTF-8";
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProgramRun(process.ExitCode, output, errors.Result);
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ZoneComp.Cli;

/// <summary>What the program does when it is started without arguments.</summary>
/// <remarks>
/// Under Windows a double click gives the program a window of its own, which closes with it: there the workbench opens on the folder in
/// which the program lies, and an error stays to be read. From a prompt, and elsewhere, the help page is shown.
/// </remarks>
internal static partial class DoubleClick
{
    private const int ChinesePrimaryLanguage = 0x04, PrimaryLanguageMask = 0x3FF;

    /// <summary>Whether the program was started without arguments and its window is its own.</summary>
    public static bool IsThis(IReadOnlyList<string> args) => args.Count == 0 && OperatingSystem.IsWindows() && OwnsItsWindow();

    /// <summary>The arguments in the place of none.</summary>
    /// <param name="folder">Where the program lies.</param>
    public static string[] Arguments(bool isDoubleClick, string folder, bool isChinese) =>
        isDoubleClick ? ["serve", Path.TrimEndingDirectorySeparator(folder), "--lang", isChinese ? "zh" : "en"] : ["--help"];

    /// <summary>Runs in a window that closes with the program: what went wrong is read first.</summary>
    public static async Task<int> Invoke()
    {
        bool isChinese = OperatingSystem.IsWindows() && (GetUserDefaultUILanguage() & PrimaryLanguageMask) == ChinesePrimaryLanguage;
        int code = await CommandLine.InvokeAsync(
            Arguments(isDoubleClick: true, AppContext.BaseDirectory, isChinese), isChinese ? Language.Chinese : Language.English);
        if (code != ExitCode.Done)
        {
            await Console.Error.WriteLineAsync(isChinese ? "按回车键关闭本窗口。" : "Press Enter to close this window.");
            _ = Console.In.ReadLine();
        }

        return code;
    }

    // A prompt that the program was typed at is attached to the same window.
    [SupportedOSPlatform("windows")]
    private static bool OwnsItsWindow()
    {
        uint[] processes = new uint[2];
        return GetConsoleProcessList(processes, (uint)processes.Length) == 1;
    }

    [SupportedOSPlatform("windows")]
    [LibraryImport("kernel32.dll")]
    private static partial uint GetConsoleProcessList([Out] uint[] processes, uint count);

    [SupportedOSPlatform("windows")]
    [LibraryImport("kernel32.dll")]
    private static partial ushort GetUserDefaultUILanguage();
}

using System.Runtime.CompilerServices;

namespace ZoneComp.Cli;

/// <summary>The program as machine code alone (scripts/build-native.sh): what it needs beside it.</summary>
internal static class NativeProgram
{
    private const string SqliteLibrary = "libe_sqlite3.so";

    public static bool IsThis => !RuntimeFeature.IsDynamicCodeSupported;

    /// <summary>Results end in a GeoPackage: better said now than after the work.</summary>
    /// <exception cref="UserErrorException">SQLite's library is not beside the program.</exception>
    public static void RequireLibraries()
    {
        string folder = AppContext.BaseDirectory;
        if (IsThis && !File.Exists(Path.Combine(folder, SqliteLibrary)))
        {
            throw new UserErrorException(
                $"{SqliteLibrary} is not in {folder}: keep it beside the program, as the archive has it (a link to the program may lie "
                    + $"anywhere)",
                $"{folder} 中没有 {SqliteLibrary}：请与程序放在同一目录，与压缩包中一致（程序的链接可放在任何位置）");
        }
    }
}

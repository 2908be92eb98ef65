using Microsoft.Data.Sqlite;

namespace ZoneComp.Files;

/// <summary>Tells a full disk and a closed door from our own mistakes, whichever library met them first.</summary>
internal static class DiskErrors
{
    private const int UnixNoSpace = 28; // ENOSPC, the same number on Linux and macOS
    private const int UnixQuota = 122; // EDQUOT on Linux
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int SqliteFull = 13;
    private const int SqliteIoError = 10;
    private const int SqliteCannotOpen = 14;
    private const int SqliteReadOnly = 8;

    /// <summary>The error as the user should hear it; null when it does not come from the disk, so that it is a bug.</summary>
    public static UserErrorException? AsUserError(Exception error, string path) => error switch
    {
        UnauthorizedAccessException => OutputErrors.Denied(path, error),
        IOException io when IsFull(io) => OutputErrors.DiskFull(path, io),
        SqliteException { SqliteErrorCode: SqliteFull } => OutputErrors.DiskFull(path, error),
        SqliteException { SqliteErrorCode: SqliteReadOnly } => OutputErrors.Denied(path, error),
        SqliteException { SqliteErrorCode: SqliteIoError or SqliteCannotOpen } => OutputErrors.CannotWrite(path, error),
        IOException => OutputErrors.CannotWrite(path, error),
        { InnerException: { } inner } and (AggregateException or System.Reflection.TargetInvocationException) => AsUserError(inner, path),
        _ => null,
    };

    /// <summary>What the system says of a file that cannot be read, in Chinese where it is one of the usual things.</summary>
    public static string InChinese(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "文件不存在",
        UnauthorizedAccessException => "没有读取权限",
        _ => error.Message,
    };

    private static bool IsFull(IOException error) =>
        OperatingSystem.IsWindows()
            ? error.HResult is WindowsDiskFull or WindowsHandleDiskFull
            : error.HResult is UnixNoSpace or UnixQuota;
}

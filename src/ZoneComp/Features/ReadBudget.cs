using System.Globalization;

namespace ZoneComp.Features;

/// <summary>Bytes that a file may ask for in memory while it is read, by its own size: an honest one gives about what it holds, one made
/// to exhaust a machine thousands of times that.</summary>
/// <param name="path">The file.</param>
/// <param name="timesItsSize">What an honest file of its format never reaches.</param>
/// <param name="size">Bytes of what is read in the file's place; null for the file.</param>
internal sealed class ReadBudget(string path, long timesItsSize, long? size = null)
{
    /// <summary>Environment variable that states a higher limit, in bytes.</summary>
    public const string Variable = "ZONECOMP_READ_LIMIT";

    private const long AlwaysAllowed = 64L << 20;

    private readonly long limit = Math.Max(AlwaysAllowed + (timesItsSize * (size ?? new FileInfo(path).Length)), Stated);
    private long taken;

    private static long Stated =>
        long.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
            ? bytes
            : 0;

    /// <summary>Counts bytes that stay in memory.</summary>
    /// <exception cref="UserErrorException">They are too many.</exception>
    public void Take(long bytes) => Require(taken += bytes);

    /// <summary>Holds a number of bytes that are to come against the limit.</summary>
    /// <exception cref="UserErrorException">They are too many.</exception>
    public void Require(long bytes)
    {
        if (bytes > limit)
            throw TooMuch();
    }

    /// <summary>What a person is told whose file asked for too much.</summary>
    public UserErrorException TooMuch(Exception? inner = null)
    {
        string size = limit.ToString("N0", CultureInfo.InvariantCulture);
        return new UserErrorException(
            $"{path}: asks for more than {size} bytes of memory (64 MB and {timesItsSize} times its size), as files made to exhaust a "
            + $"machine do; "
            + $"if it is honest, set {Variable} to a higher number of bytes and run again",
            $"{path}：读取所需内存超过 {size} 字节（64 MB 加文件大小的 {timesItsSize} 倍），疑为恶意构造的文件；如文件可信，请把环境变量 {Variable} 设为更大的字节数后重新运行",
            inner);
    }
}

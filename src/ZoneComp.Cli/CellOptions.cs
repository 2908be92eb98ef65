using System.CommandLine;
using System.Globalization;

namespace ZoneComp.Cli;

/// <summary>Options of the commands that overlay: memory, the folder for what goes to disk meanwhile, and the cache.</summary>
internal sealed class CellOptions
{
    private readonly Option<string> memory;
    private readonly Option<string> work;
    private readonly Option<string> cache;
    private readonly Option<bool> noCache;

    public CellOptions(Language language)
    {
        memory = new Option<string>("--memory")
        {
            Description = new LocalText(
                "Most memory to use, such as 2GiB or 800MiB: zones go through the disk, cell by cell; results do not depend on it",
                "内存上限，如 2GiB、800MiB：图斑经磁盘分块处理；结果与之无关").In(language),
            HelpName = "SIZE",
        };
        memory.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && Bytes(text) is null)
                result.AddError(new LocalText(
                    $"--memory {text}: a number and a unit, such as 2GiB, 800MiB",
                    $"--memory {text}：应为数字加单位，如 2GiB、800MiB").In(language));
        });
        work = new Option<string>("--work")
        {
            Description = new LocalText(
                "Folder for the zones on disk while the run lasts (default: beside OUT)",
                "运行期间存放图斑数据的目录（默认与 OUT 同级）").In(language),
            HelpName = "DIR",
        };
        cache = new Option<string>("--cache")
        {
            Description = new LocalText(
                "Keep the sums of each cell of the map, so that the next run measures only what changed: in DIR, or without DIR in "
                    + "OUT.cache, which later runs into OUT then use by themselves (default: $ZONECOMP_CACHE, else OUT.cache where it is "
                        + "there, else none)",
                "保存各地块的结果，下次只重算有变化之处：存于 DIR；不写 DIR 则存于 OUT.cache，"
            + "此后写入 OUT 的运行自动使用（默认 $ZONECOMP_CACHE；未设则用已有的 OUT.cache；都没有则不用）").In(language),
            HelpName = "DIR",
            Arity = ArgumentArity.ZeroOrOne,
        };
        noCache = new Option<bool>("--no-cache")
        {
            Description = new LocalText("Use no cache: measure everything", "不使用缓存，全部重新计算").In(language),
        };
    }

    /// <param name="withCache">Whether the command measures cells that a cache can have.</param>
    public void AddTo(Command command, bool withCache = true)
    {
        command.Options.Add(memory);
        command.Options.Add(work);
        if (!withCache)
            return;
        command.Options.Add(cache);
        command.Options.Add(noCache);
    }

    /// <summary>Null where the ground stays in memory. Also tells the runtime to keep to the memory.</summary>
    public CellSettings? Of(ParseResult parsed, string outputPath)
    {
        long? bytes = MemoryOf(parsed);
        string own = CellSettings.OwnCacheOf(outputPath);
        string? folder = CacheOf(parsed, own);
        return bytes is null && folder is null
            ? null
            : new CellSettings { MemoryBytes = bytes, WorkFolder = WorkOf(parsed), CacheFolder = folder, CacheIsOwn = folder == own };
    }

    /// <summary>Whether the user asked for a cache in words.</summary>
    public bool AsksForCache(ParseResult parsed) => parsed.GetResult(cache) is { Implicit: false };

    private string? CacheOf(ParseResult parsed, string own)
    {
        if (parsed.GetValue(noCache))
            return null;
        string? folder = parsed.GetValue(cache);
        if (string.IsNullOrEmpty(folder) && AsksForCache(parsed))
            return own;
        if (string.IsNullOrEmpty(folder))
            folder = Environment.GetEnvironmentVariable("ZONECOMP_CACHE");
        return !string.IsNullOrEmpty(folder) ? folder : Directory.Exists(own) ? own : null;
    }

    public string? WorkOf(ParseResult parsed) => parsed.GetValue(work);

    /// <summary>Bytes; null where nothing is said. The runtime's collector keeps to it.</summary>
    public long? MemoryOf(ParseResult parsed)
    {
        if (parsed.GetValue(memory) is not { } text || Bytes(text) is not { } bytes)
            return null;
        AppContext.SetData("GCHeapHardLimit", (ulong)(bytes / 5 * 4)); // the rest for what is not on the heap
        GC.RefreshMemoryLimit();
        return bytes;
    }

    /// <summary>"2GiB", "2G", "800 MiB", "1.5GB" (GB = 10^9); null when it is none.</summary>
    internal static long? Bytes(string text)
    {
        string unit = text.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ' ');
        if (!decimal.TryParse(
            text[..(text.Length - unit.Length)].Trim(),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out decimal number)
            || number <= 0)
            return null;
        long? size = unit.ToUpperInvariant() switch
        {
            "KIB" or "K" => 1L << 10,
            "MIB" or "M" => 1L << 20,
            "GIB" or "G" => 1L << 30,
            "TIB" or "T" => 1L << 40,
            "MB" => 1_000_000,
            "GB" => 1_000_000_000,
            _ => null,
        };
        return size is null || number > 1_000_000 ? null : (long)(number * size.Value);
    }
}

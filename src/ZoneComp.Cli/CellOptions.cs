using System.CommandLine;
using System.Globalization;
using ZoneComp.Cells;
using ZoneComp.Diagnostics;

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
                result.AddError(new LocalText($"--memory {text}: a number and a unit, such as 2GiB, 800MiB", $"--memory {text}：应为数字加单位，如 2GiB、800MiB").In(language));
        });
        work = new Option<string>("--work")
        {
            Description = new LocalText("Folder for the zones on disk while the run lasts (default: beside OUT)", "运行期间存放图斑数据的目录（默认与 OUT 同级）").In(language),
            HelpName = "DIR",
        };
        cache = new Option<string>("--cache")
        {
            Description = new LocalText(
                "Folder where the sums of each cell of the map are kept, so that the next run measures only what changed (default: $ZONECOMP_CACHE, else none)",
                "保存各地块结果的缓存目录，下次只重算有变化之处（默认 $ZONECOMP_CACHE，未设则不用）").In(language),
            HelpName = "DIR",
        };
        noCache = new Option<bool>("--no-cache")
        {
            Description = new LocalText("Use no cache, whatever $ZONECOMP_CACHE says", "不使用缓存（忽略 $ZONECOMP_CACHE）").In(language),
        };
    }

    public void AddTo(Command command)
    {
        command.Options.Add(memory);
        command.Options.Add(work);
        command.Options.Add(cache);
        command.Options.Add(noCache);
    }

    /// <summary>Null where the ground stays in memory. Also tells the runtime to keep to the memory.</summary>
    public CellSettings? Of(ParseResult parsed)
    {
        long? bytes = MemoryOf(parsed);
        string? folder = parsed.GetValue(noCache) ? null : parsed.GetValue(cache) ?? Environment.GetEnvironmentVariable("ZONECOMP_CACHE");
        folder = string.IsNullOrEmpty(folder) ? null : folder;
        return bytes is null && folder is null ? null : new CellSettings { MemoryBytes = bytes, WorkFolder = WorkOf(parsed), CacheFolder = folder };
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
        if (!decimal.TryParse(text[..(text.Length - unit.Length)].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) || number <= 0)
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

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ZoneComp.Files;

/// <summary>Tells files that hold bytes from links, pipes and devices, which lead elsewhere or never end.</summary>
internal static partial class PlainFile
{
    private const int WorkingFolder = -100, NoFollow = 0x100, OfHandle = 0x1000;
    private const uint BasicFacts = 0x7ff;
    private const int FactsBytes = 256, NamesAt = 16, ModeAt = 28, NumberAt = 32, DiskAt = 136;
    private const ushort Kind = 0xF000, Regular = 0x8000, Folder = 0x4000;

    /// <summary>Whether a name is a file of bytes itself, no link to one.</summary>
    public static bool Is(string path) =>
        new FileInfo(path) is { Exists: true, LinkTarget: null } && KindOf(path, NoFollow) is null or Regular;

    /// <summary>Whether what a name leads to is neither a file of bytes nor a folder: opening it may wait for ever, and reading it never
    /// end.</summary>
    public static bool IsPipeOrDevice(string path) => KindOf(path, 0) is { } kind and not (Regular or Folder);

    /// <summary>Whether a name leads, through no link, to the file that is open.</summary>
    public static bool IsNameOf(string path, SafeFileHandle open)
    {
        if (!Is(path))
            return false;
        if (!OperatingSystem.IsLinux())
            return File.GetLastWriteTimeUtc(path) == File.GetLastWriteTimeUtc(open);
        Span<byte> named = stackalloc byte[FactsBytes], held = stackalloc byte[FactsBytes];
        return Facts(WorkingFolder, path, NoFollow, BasicFacts, ref MemoryMarshal.GetReference(named)) == 0
            && Facts((int)open.DangerousGetHandle(), "", OfHandle, BasicFacts, ref MemoryMarshal.GetReference(held)) == 0
            && named.Slice(NumberAt, sizeof(long)).SequenceEqual(held.Slice(NumberAt, sizeof(long)))
            && named.Slice(DiskAt, sizeof(long)).SequenceEqual(held.Slice(DiskAt, sizeof(long)));
    }

    /// <summary>What several names of one file have in common (hard links); null where it has one name, or the system does not
    /// say.</summary>
    public static string? NumberOf(string path)
    {
        Span<byte> facts = stackalloc byte[FactsBytes];
        return OperatingSystem.IsLinux()
            && Facts(WorkingFolder, path, 0, BasicFacts, ref MemoryMarshal.GetReference(facts)) == 0
            && MemoryMarshal.Read<uint>(facts[NamesAt..]) > 1
            ? System.FormattableString.Invariant(
                $"{MemoryMarshal.Read<ulong>(facts[NumberAt..])} on {MemoryMarshal.Read<ulong>(facts[DiskAt..])}")
            : null;
    }

    /// <summary>Null where the system does not say, or there is nothing.</summary>
    private static ushort? KindOf(string path, int flags)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        Span<byte> facts = stackalloc byte[FactsBytes];
        return Facts(WorkingFolder, path, flags, BasicFacts, ref MemoryMarshal.GetReference(facts)) != 0
            ? null
            : (ushort)(MemoryMarshal.Read<ushort>(facts[ModeAt..]) & Kind);
    }

    /// <summary>The one call that tells this of names and handles alike, laid out the same on every Linux.</summary>
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Facts(int folder, string path, int flags, uint mask, ref byte facts);
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ZoneComp.Cells;

/// <summary>Sums of cells that were measured before, by the hash of everything that they follow from.</summary>
/// <remarks>
/// The key: the program's own build, the options, where area terms count from, and the cell's edges with their classes, in their order.
/// Not the features'
/// numbers: those shift when something is edited elsewhere. A file is its checksum, over key and sums, and the sums; one that does not fit
/// is measured again.
/// </remarks>
internal sealed class CellCache(string folder)
{
    private readonly ConcurrentDictionary<string, bool> used = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, bool> regions = [];
    private int reused, measured, damaged, notKept;

    /// <param name="all">The regions as the ground numbers them.</param>
    public CacheUse Use(IReadOnlyList<Region> all) => new(reused, measured, damaged, notKept)
    {
        Folder = folder,
        Regions =
        [
            .. regions.Keys.Where(region => region < all.Count)
                .Select(region => all[region].Code)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ],
    };

    /// <summary>The sums kept under a key, with the features' numbers in the cell; null when there are none.</summary>
    public CellSums<TSet>? Find<TSet>(string key)
        where TSet : struct, IClassBits<TSet>
    {
        used[key] = true;
        byte[] bytes;
        try
        {
            bytes = PlainFile.IsPipeOrDevice(PathOf(key)) ? [] : File.ReadAllBytes(PathOf(key));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            Interlocked.Increment(ref measured);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            bytes = [];
        }

        if (bytes.Length < SHA256.HashSizeInBytes
            || !Checksum(key, bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes)))
        {
            Interlocked.Increment(ref damaged);
            Interlocked.Increment(ref measured);
            return null;
        }

        Interlocked.Increment(ref reused);
        using var reader = new BinaryReader(new MemoryStream(bytes, SHA256.HashSizeInBytes, bytes.Length - SHA256.HashSizeInBytes));
        return SumsCoding.Read<TSet>(reader);
    }

    /// <summary>Keeps a cell's sums; where the disk does not let it, that is counted, and the run goes on.</summary>
    /// <param name="inCell">Numbers of the regions whose ground the cell has, for what the run says.</param>
    public void Keep<TSet>(string key, CellSums<TSet> sums, IEnumerable<int> inCell)
        where TSet : struct, IClassBits<TSet>
    {
        foreach (int region in inCell)
            regions[region] = true;
        byte[] bytes = SumsCoding.ToBytes(sums);
        string path = PathOf(key), fresh = FormattableString.Invariant($"{path}.{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (FileStream stream = File.Create(fresh))
            {
                stream.Write(Checksum(key, bytes));
                stream.Write(bytes);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Interlocked.Increment(ref notKept);
        }
    }

    /// <summary>Deletes what this run did not use, leftovers of killed runs among it; what cannot be deleted stays.</summary>
    public void DeleteUnused()
    {
        if (!Directory.Exists(folder))
            return;
        IEnumerable<string> named = new DirectoryInfo(folder).EnumerateDirectories("??")
            .Where(inner => inner.LinkTarget is null)
            .SelectMany(inner => inner.EnumerateFiles())
            .Select(file => file.FullName);
        foreach (string file in named.Where(IsNamedAsOurs).ToArray())
        {
            if (Path.GetExtension(file) == ".sums" && used.ContainsKey(Path.GetFileNameWithoutExtension(file)))
                continue;
            try
            {
                File.Delete(file);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Another run holds it, or the folder is not ours: it costs room and changes nothing.
            }
        }
    }

    /// <summary>HEX.sums in the folder of its first two digits, or what a killed run was about to give that name.</summary>
    private static bool IsNamedAsOurs(string path)
    {
        string[] parts = Path.GetFileName(path).Split('.');
        return PlainFile.Is(path)
            && parts.Length is 2 or 3
            && parts[1] == "sums"
            && parts[0].Length == 2 * SHA256.HashSizeInBytes
            && parts[0].All(char.IsAsciiHexDigitLower)
            && parts[0].StartsWith(Path.GetFileName(Path.GetDirectoryName(path)!), StringComparison.Ordinal)
                && (parts.Length == 2 || Guid.TryParseExact(parts[2], "N", out _));
    }

    private static byte[] Checksum(string key, ReadOnlySpan<byte> sums)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(key));
        hash.AppendData(sums);
        return hash.GetHashAndReset();
    }

    private string PathOf(string key) => Path.Combine(folder, key[..2], key + ".sums");
}

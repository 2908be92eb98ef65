using System.Security.Cryptography;
using ZoneComp.Overlay;

namespace ZoneComp.Cells;

/// <summary>Sums of cells that were measured before, by the hash of everything that they follow from.</summary>
/// <remarks>
/// The key: the program's own build, the options, where area terms count from, and the cell's edges with their classes, in their order. Not the features'
/// numbers: those shift when something is edited elsewhere. A file is its checksum and the sums; one that does not fit its checksum is measured again.
/// </remarks>
internal sealed class CellCache(string folder)
{
    private int reused, measured, damaged, notKept;

    public CacheUse Use => new(reused, measured, damaged, notKept);

    /// <summary>The sums kept under a key, with the features' numbers in the cell; null when there are none.</summary>
    public CellSums<TSet>? Find<TSet>(string key)
        where TSet : struct, IClassBits<TSet>
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(PathOf(key));
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

        if (bytes.Length < SHA256.HashSizeInBytes || !SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes)))
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
    public void Keep<TSet>(string key, CellSums<TSet> sums)
        where TSet : struct, IClassBits<TSet>
    {
        byte[] bytes = SumsCoding.ToBytes(sums);
        string path = PathOf(key), fresh = FormattableString.Invariant($"{path}.{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (FileStream stream = File.Create(fresh))
            {
                stream.Write(SHA256.HashData(bytes));
                stream.Write(bytes);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Interlocked.Increment(ref notKept);
        }
    }

    private string PathOf(string key) => Path.Combine(folder, key[..2], key + ".sums");
}

/// <summary>What the cache did for a run, in cells.</summary>
/// <param name="Reused">Taken from the cache.</param>
/// <param name="Measured">Not there, or damaged, so measured.</param>
/// <param name="Damaged">There, but not as they were written.</param>
/// <param name="NotKept">Measured, but the folder could not be written.</param>
public sealed record CacheUse(int Reused, int Measured, int Damaged, int NotKept);

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ZoneComp.Cells;

/// <summary>What a part file says of itself, in its second line.</summary>
/// <param name="Ground">Hash of the ground and its cutting; parts of one run share it.</param>
/// <param name="Shard">1 to <paramref name="Of"/>.</param>
/// <param name="Trace">Whether it has sums by feature.</param>
/// <param name="Policy">The policy's full path on the machine that made the part.</param>
/// <param name="SortPieces">Pieces that the layers were sorted in.</param>
internal sealed record PartHeader(string Ground, int Shard, int Of, bool Trace, string Policy, int Cells, long Edges, int SortPieces);

/// <summary>One shard's sums: two lines of text, the sums of its cells, and the SHA-256 of all before it.</summary>
/// <remarks>Written under a name of its own and renamed once; so a part is whole or not there, whoever writes it how often.</remarks>
internal static class PartFile
{
    public const string Extension = ".part";
    private const string Magic = "zonecomp part 1\n";

    public static string NameOf(int shard, int of) => FormattableString.Invariant($"part-{shard:D4}-of-{of:D4}{Extension}");

    public static void Write(string path, PartHeader header, IReadOnlyDictionary<CellKey, byte[]> sums)
    {
        string fresh = FormattableString.Invariant($"{path}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
            using (FileStream stream = File.Create(fresh))
            {
                Put(Encoding.UTF8.GetBytes(Magic + JsonSerializer.Serialize(header, GroundJson.Default.PartHeader) + "\n"));
                foreach ((CellKey key, byte[] bytes) in sums)
                {
                    Put(BitConverter.GetBytes(key.Shift));
                    Put(BitConverter.GetBytes(key.Column));
                    Put(BitConverter.GetBytes(key.Row));
                    Put(BitConverter.GetBytes(bytes.Length));
                    Put(bytes);
                }

                stream.Write(hash.GetHashAndReset());
                stream.Flush(flushToDisk: true);

                void Put(ReadOnlySpan<byte> bytes)
                {
                    hash.AppendData(bytes);
                    stream.Write(bytes);
                }
            }

            File.Move(fresh, path, overwrite: true);
            DirectorySync.FlushEntries(Path.GetDirectoryName(path)!);
        }
        finally
        {
            File.Delete(fresh);
        }
    }

    /// <summary>Its header, once all of it was read and fits its checksum; null when it is not there or not whole.</summary>
    public static PartHeader? TryReadHeader(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return IsWhole(stream) ? Header(stream) : null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The sums of its cells, of a part that is whole.</summary>
    public static IEnumerable<(CellKey Key, byte[] Sums)> Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        if (Header(stream) is not { } header)
            throw new InvalidDataException(path);
        using var reader = new BinaryReader(stream);
        for (int cell = 0; cell < header.Cells; cell++)
        {
            var key = new CellKey(reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64());
            yield return (key, reader.ReadBytes(reader.ReadInt32()));
        }
    }

    private static bool IsWhole(FileStream stream)
    {
        long body = stream.Length - SHA256.HashSizeInBytes;
        if (body <= 0)
            return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        for (long left = body; left > 0;)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
                return false;
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        byte[] stated = new byte[SHA256.HashSizeInBytes];
        stream.ReadExactly(stated);
        stream.Position = 0;
        return hash.GetHashAndReset().AsSpan().SequenceEqual(stated);
    }

    private static PartHeader? Header(FileStream stream)
    {
        var line = new List<byte>();
        byte[] magic = new byte[Magic.Length];
        if (stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || Encoding.ASCII.GetString(magic) != Magic)
            return null;
        for (int next = stream.ReadByte(); next is not ('\n' or < 0); next = stream.ReadByte())
            line.Add((byte)next);
        return JsonSerializer.Deserialize(line.ToArray(), GroundJson.Default.PartHeader);
    }
}

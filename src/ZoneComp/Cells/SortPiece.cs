using System.Security.Cryptography;
using System.Text.Json;

namespace ZoneComp.Cells;

/// <summary>One piece of the sorting: the rows of its stretches' zones by cell, and behind them what the piece says of itself.</summary>
/// <remarks>Written under a name of its own and renamed once, never over a whole one; so a piece is whole or not there, whoever writes it
/// how often.</remarks>
internal sealed record SortPiece
{
    public const string Extension = ".rows";

    private const int Tail = sizeof(long) + SHA256.HashSizeInBytes;

    /// <summary>Build of the program that made it.</summary>
    public required string Program { get; init; }

    public required string PolicySha256 { get; init; }

    /// <summary>Where the run's turn of longitudes begins, which the regions decide: the zones lie in it.</summary>
    public required double FromLongitudeDeg { get; init; }

    /// <summary>1 to <see cref="Of"/>.</summary>
    public required int Piece { get; init; }

    public required int Of { get; init; }

    /// <summary>In the order of reading; segments of rows name them by index.</summary>
    public required IReadOnlyList<StoredStretch> Stretches { get; init; }

    public required IReadOnlyList<StoredCell> Cells { get; init; }

    /// <summary>As in <see cref="GroundManifest"/>.</summary>
    public required IReadOnlyList<Segment> Shared { get; init; }

    public required IReadOnlyList<Int128> Polygons2 { get; init; }

    /// <summary><see cref="FineEdges"/>, packed.</summary>
    public required byte[] FineEdges { get; init; }

    public static string NameOf(int piece, int of) => FormattableString.Invariant($"sort-{piece:D4}-of-{of:D4}{Extension}");

    /// <summary>Whether a folder has any piece.</summary>
    public static bool AreIn(string folder) => Directory.EnumerateFiles(folder, "*" + Extension).Any();

    /// <summary>Adds what the piece says of itself behind its rows.</summary>
    public void AppendTo(string rows)
    {
        byte[] index = JsonSerializer.SerializeToUtf8Bytes(this, GroundJson.Default.SortPiece);
        using var stream = new FileStream(rows, FileMode.Append);
        byte[] length = BitConverter.GetBytes((long)index.Length);
        stream.Write(index);
        stream.Write(length);
        stream.Write(SHA256.HashData([.. index, .. length]));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Gives the file its name, unless a whole one of the same has it already.</summary>
    public static void Publish(string fresh, string path, Func<SortPiece, bool> isSame)
    {
        for (bool tried = false; ; tried = true)
        {
            try
            {
                File.Move(fresh, path);
                DirectorySync.FlushEntries(Path.GetDirectoryName(path)!);
                return;
            }
            catch (IOException) when (!tried && File.Exists(path))
            {
                if (TryRead(path) is { } there && isSame(there.Piece))
                    return; // made twice at once: the rows of the first may be in use
                File.Delete(path);
            }
        }
    }

    /// <summary>The piece and the hash of what it says of itself; null when it is not there or not whole. Rows have checksums of their
    /// own.</summary>
    public static (SortPiece Piece, string Hash)? TryRead(string path)
    {
        try
        {
            return Index(path) is { } read && JsonSerializer.Deserialize(read.Index, GroundJson.Default.SortPiece) is { } piece
                ? (piece, read.Hash)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The hash of what a piece says of itself; null when it is not there or not whole.</summary>
    public static string? HashOf(string path) => Index(path)?.Hash;

    private static (byte[] Index, string Hash)? Index(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length < Tail)
                return null;
            byte[] tail = new byte[Tail];
            stream.Position = stream.Length - Tail;
            stream.ReadExactly(tail);
            long length = BitConverter.ToInt64(tail);
            if (length <= 0 || length > Math.Min(stream.Length - Tail, Array.MaxLength))
                return null;
            byte[] index = new byte[length];
            stream.Position = stream.Length - Tail - length;
            stream.ReadExactly(index);
            byte[] hash = SHA256.HashData([.. index, .. tail.AsSpan(0, sizeof(long))]);
            return hash.AsSpan().SequenceEqual(tail.AsSpan(sizeof(long))) ? (index, Convert.ToHexStringLower(hash)) : null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}

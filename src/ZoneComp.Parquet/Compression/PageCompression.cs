using System.IO.Compression;
using K4os.Compression.LZ4;
using ZoneComp.Parquet.Format;
using ZstdSharp;

namespace ZoneComp.Parquet.Compression;

/// <summary>Packs and unpacks the content of pages.</summary>
internal static class PageCompression
{
    // gzip and Brotli give no bound from their length, so room grows with what really comes out.
    private const int FirstRoom = 1 << 16;

    /// <summary>What a page may unpack to.</summary>
    private const long AlwaysAllowed = 64L << 20, MostTimes = 250;

    /// <summary>Unpacks to exactly <paramref name="size"/> bytes.</summary>
    public static ReadOnlyMemory<byte> Unpack(Codec codec, ReadOnlyMemory<byte> packed, int size) =>
        size > AlwaysAllowed + (MostTimes * packed.Length)
        ? throw new ParquetException(
            $"a page of {packed.Length} bytes claims to unpack to {size}, more than 64 MB and {MostTimes} times that; rewrite the file "
                + $"with smaller pages")
        : codec switch
        {
            Codec.Uncompressed => packed.Length == size
                ? packed
                : throw new ParquetException($"uncompressed page of {packed.Length} bytes claims to have {size}"),
            Codec.Snappy => SnappyDecoder.Decode(packed.Span, size),
            Codec.Gzip => UnpackStream(packed, size, "gzip", source => new GZipStream(source, CompressionMode.Decompress)),
            Codec.Brotli => UnpackStream(packed, size, "Brotli", source => new BrotliStream(source, CompressionMode.Decompress)),
            Codec.Zstd => UnpackBlock(packed.Span, size, "ZSTD", UnpackZstd),
            Codec.Lz4Raw => UnpackBlock(packed.Span, size, "LZ4", (block, page) => LZ4Codec.Decode(block, page)),
            _ => throw NotSupported(codec),
        };

    public static void Pack(Codec codec, ReadOnlySpan<byte> bytes, ByteSink packed)
    {
        switch (codec)
        {
            case Codec.Uncompressed:
                packed.Bytes(bytes);
                break;
            case Codec.Snappy:
                SnappyEncoder.Encode(bytes, packed);
                break;
            case Codec.Gzip:
                PackStream(bytes, packed, target => new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true));
                break;
            case Codec.Brotli:
                PackStream(bytes, packed, target => new BrotliStream(target, CompressionLevel.Optimal, leaveOpen: true));
                break;
            case Codec.Zstd:
                using (var compressor = new Compressor(Compressor.DefaultCompressionLevel))
                    packed.Bytes(compressor.Wrap(bytes));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(codec), codec, "not a codec that is written");
        }
    }

    public static ParquetException NotSupported(Codec codec)
    {
        string name = codec switch
        {
            Codec.Lz4Hadoop => "LZ4",
            Codec.Lzo => "LZO",
            _ => $"codec {(int)codec}",
        };
        return new ParquetException(
            $"compressed with {name}, which this reader does not support (it reads uncompressed, SNAPPY, GZIP, BROTLI, ZSTD and LZ4_RAW); "
            + "rewrite the file, for example in DuckDB: COPY (FROM 'in.parquet') TO 'out.parquet' (COMPRESSION snappy)");
    }

    private delegate int BlockDecoder(ReadOnlySpan<byte> packed, Span<byte> page);

    private static int UnpackZstd(ReadOnlySpan<byte> packed, Span<byte> page)
    {
        using var decompressor = new Decompressor();
        return decompressor.Unwrap(packed, page);
    }

    /// <summary>Unpacks what needs no stream; a decoder that gives fewer bytes, or a negative number, met damage.</summary>
    private static byte[] UnpackBlock(ReadOnlySpan<byte> packed, int size, string name, BlockDecoder decode)
    {
        var page = new byte[size];
        int unpacked;
        try
        {
            unpacked = decode(packed, page);
        }
        catch (ZstdException e)
        {
            throw new ParquetException($"{name} page of {packed.Length} bytes is damaged: {e.Message}", e);
        }

        return unpacked == size
            ? page
            : throw new ParquetException($"{name} page of {packed.Length} bytes does not unpack to the {size} bytes of its header");
    }

    private static byte[] UnpackStream(ReadOnlyMemory<byte> packed, int size, string name, Func<Stream, Stream> open)
    {
        var unpacked = new byte[Math.Min(size, FirstRoom)];
        int filled = 0;
        try
        {
            using Stream stream = open(new MemoryStream(packed.ToArray(), writable: false));
            while (true)
            {
                if (filled == unpacked.Length && filled < size)
                    Array.Resize(ref unpacked, (int)Math.Min(size, 2L * filled));
                int read = filled < unpacked.Length ? stream.Read(unpacked, filled, unpacked.Length - filled) : 0;
                if (read == 0)
                    break;
                filled += read;
            }

            if (filled < size || stream.ReadByte() >= 0)
                throw new ParquetException($"{name} page of {packed.Length} bytes does not unpack to the {size} bytes of its header");
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException)
        {
            throw new ParquetException($"{name} page is damaged: {e.Message}", e);
        }

        return unpacked;
    }

    private static void PackStream(ReadOnlySpan<byte> bytes, ByteSink packed, Func<Stream, Stream> open)
    {
        var target = new MemoryStream();
        using (Stream stream = open(target))
            stream.Write(bytes);
        packed.Bytes(target.GetBuffer().AsSpan(0, (int)target.Length));
    }
}

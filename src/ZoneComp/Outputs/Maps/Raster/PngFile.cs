using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ZoneComp.Outputs.Maps.Raster;

/// <summary>PNG files (ISO/IEC 15948), a byte per pixel that names a colour of the palette.</summary>
internal static class PngFile
{
    private const int PixelsPerMetre = 11811; // 300 to the inch

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    public static byte[] Encode(IndexedCanvas canvas)
    {
        using MemoryStream file = new();
        file.Write(Signature);
        byte[] head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, canvas.Width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), canvas.Height);
        (head[8], head[9]) = (8, 3);
        Chunk(file, "IHDR", head);
        Chunk(file, "PLTE", [.. canvas.Palette.SelectMany(colour => (byte[])[colour.Red, colour.Green, colour.Blue])]);
        byte[] density = new byte[9];
        BinaryPrimitives.WriteInt32BigEndian(density, PixelsPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(density.AsSpan(4), PixelsPerMetre);
        density[8] = 1;
        Chunk(file, "pHYs", density);
        Chunk(file, "IDAT", Rows(canvas));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Reads a file back: its chunks whole, its pixels as many as it says.</summary>
    /// <returns>Width and height in pixels.</returns>
    /// <exception cref="InvalidDataException">It is not whole.</exception>
    public static (int Width, int Height) Check(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        if (!file.AsSpan().StartsWith(Signature))
            throw new InvalidDataException($"{path}: is not a PNG file.");
        (int width, int height) = (0, 0);
        long found = 0;
        for (int at = Signature.Length; at < file.Length;)
        {
            int length = at + 12 <= file.Length ? BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at)) : -1;
            if (length < 0
                || length > file.Length - at - 12
                || BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)) != Crc(file.AsSpan(at + 4, length + 4)))
                throw new InvalidDataException($"{path}: is damaged at byte {at}.");
            string type = Encoding.ASCII.GetString(file, at + 4, 4);
            if (type == "IHDR")
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 8)),
                    BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 12)));
            else if (type == "IDAT")
                found += Unpacked(file.AsSpan(at + 8, length).ToArray());
            at += length + 12;
        }

        return found == (width + 1L) * height ? (width, height)
            : throw new InvalidDataException($"{path}: holds {found} bytes of pixels, not those of {width} x {height}.");
    }

    /// <summary>Rows as they are: the numbers of colours have no order, so differences would pack no better.</summary>
    private static byte[] Rows(IndexedCanvas canvas)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] rows = new byte[checked((canvas.Width + 1) * canvas.Height)];
            for (int y = 0; y < canvas.Height; y++)
                canvas.Pixels.AsSpan(y * canvas.Width, canvas.Width).CopyTo(rows.AsSpan((y * (canvas.Width + 1)) + 1));
            zlib.Write(rows);
        }

        return packed.ToArray();
    }

    private static long Unpacked(byte[] packed)
    {
        using ZLibStream zlib = new(new MemoryStream(packed), CompressionMode.Decompress);
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int read = zlib.Read(buffer); read > 0; read = zlib.Read(buffer))
            total += read;
        return total;
    }

    private static void Chunk(MemoryStream file, string type, byte[] content)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(typed));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint CrcOf(int index)
    {
        uint value = (uint)index;
        for (int bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    }
}

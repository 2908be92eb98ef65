using System.IO.Compression;

namespace ZoneComp.Features;

/// <summary>CRC-32 of zip entries (ISO 3309), which .NET does not look at when it unpacks.</summary>
internal static class ZipChecksum
{
    public const uint Start = uint.MaxValue;

    private static readonly uint[] Table = MakeTable();

    public static uint Next(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte one in bytes)
            crc = (crc >> 8) ^ Table[unchecked((byte)crc) ^ one];
        return crc;
    }

    /// <exception cref="InvalidDataException">The entry's bytes are not those that were packed.</exception>
    public static void Require(ZipArchiveEntry entry, uint crc)
    {
        if (~crc != entry.Crc32)
            throw new InvalidDataException($"the checksum of {entry.FullName} is wrong: its bytes have changed since the archive was made");
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB8_8320;
            table[value] = crc;
        }

        return table;
    }
}

using System.Buffers.Binary;

namespace ZoneComp.Tests.Reading;

/// <summary>Damages bytes at random, the same for the same seed.</summary>
internal static class Mutation
{
    private static readonly uint[] Extremes = [0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x3FFF_FFFF, 0x0FFF_FFFF];

    /// <summary>One to four damages, each a changed byte or number, a cut, a gap, a repetition or a swap.</summary>
    public static byte[] Of(ReadOnlySpan<byte> original, Random random)
    {
        byte[] bytes = original.ToArray();
        for (int damage = random.Next(1, 5); damage > 0 && bytes.Length > 8; damage--)
            bytes = Once(bytes, random);
        return bytes;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        int at = random.Next(bytes.Length - 4);
        int length = random.Next(1, Math.Min(64, bytes.Length - at));
        switch (random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), Extremes[random.Next(Extremes.Length)]);
                return bytes;
            case 3:
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), Extremes[random.Next(Extremes.Length)]);
                return bytes;
            case 4:
                return bytes[..at]; // cut
            case 5:
                return [.. bytes[..at], .. bytes[(at + length)..]]; // gap
            case 6:
                return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]]; // repetition
            default:
                int other = random.Next(bytes.Length - 4);
                (bytes[at], bytes[other]) = (bytes[other], bytes[at]);
                return bytes;
        }
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ZoneComp.Comparison.Maps;

/// <summary>A number for an outline: the same for equal rings wherever they start and whatever their order; on the lattice, so that equal
/// to the millimetre.</summary>
internal static class OutlineHash
{
    public static UInt128 Of(IReadOnlyList<LatticePoint[]> rings)
    {
        Span<byte> digests = new byte[rings.Count * SHA256.HashSizeInBytes];
        UInt128[] each = [.. rings.Select(Of).Order()];
        Span<byte> bytes = digests[..(each.Length * 16)];
        for (int ring = 0; ring < each.Length; ring++)
            BinaryPrimitives.WriteUInt128LittleEndian(bytes[(ring * 16)..], each[ring]);
        return BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(bytes));
    }

    private static UInt128 Of(LatticePoint[] ring)
    {
        int first = 0;
        for (int at = 1; at < ring.Length; at++)
        {
            if ((ring[at].X, ring[at].Y).CompareTo((ring[first].X, ring[first].Y)) < 0)
                first = at;
        }

        byte[] bytes = new byte[ring.Length * 16];
        for (int at = 0; at < ring.Length; at++)
        {
            LatticePoint point = ring[(first + at) % ring.Length];
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at * 16), point.X);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan((at * 16) + 8), point.Y);
        }

        return BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(bytes));
    }
}

using System.Buffers.Binary;
using static System.FormattableString;

namespace ZoneComp.Reading.GeoPackage;

/// <summary>The head that a GeoPackage puts before the WKB (OGC 12-128r18, §2.1.3).</summary>
internal static class GeoPackageBinary
{
    /// <summary>The id that the head states for itself; null where there is no head.</summary>
    public static int? SrsIdOf(ReadOnlySpan<byte> blob) =>
        blob.Length < 8 || blob[0] != (byte)'G' || blob[1] != (byte)'P' ? null
        : (blob[3] & 1) == 1 ? BinaryPrimitives.ReadInt32LittleEndian(blob[4..]) : BinaryPrimitives.ReadInt32BigEndian(blob[4..]);

    public static GeometryOutcome Read(ReadOnlySpan<byte> blob, FeatureShape shape)
    {
        shape.Clear();
        if (blob.Length < 8 || blob[0] != (byte)'G' || blob[1] != (byte)'P')
            return GeometryOutcome.Damaged("the blob does not begin with GP");
        if (blob[2] != 0)
            return GeometryOutcome.Damaged(Invariant($"its head is of version {blob[2] + 1}, which is not known"));
        byte flags = blob[3];
        if ((flags & 0x20) != 0)
            return GeometryOutcome.OfKind("extended GeoPackage geometry");
        int envelope = (flags >> 1 & 7) switch
        {
            0 => 0,
            1 => 32,
            2 or 3 => 48,
            4 => 64,
            _ => -1,
        };
        if (envelope < 0)
            return GeometryOutcome.Damaged(Invariant($"envelope type {flags >> 1 & 7} is unknown"));
        if (blob.Length < 8 + envelope)
            return GeometryOutcome.Damaged(Invariant($"the blob of {blob.Length} bytes ends in its head"));
        GeometryOutcome outcome = Wkb.Read(blob[(8 + envelope)..], shape);
        return outcome.Fault is GeometryFault.Damaged or GeometryFault.Kind && outcome.At is null && envelope > 0
            ? outcome with { At = MiddleOf(blob[8..40], isLittleEndian: (flags & 1) == 1) }
            : outcome;
    }

    /// <summary>Middle of an envelope: min x, max x, min y, max y.</summary>
    private static LayerPoint? MiddleOf(ReadOnlySpan<byte> envelope, bool isLittleEndian)
    {
        Span<double> numbers = stackalloc double[4];
        for (int index = 0; index < numbers.Length; index++)
            numbers[index] = isLittleEndian
                ? BinaryPrimitives.ReadDoubleLittleEndian(envelope[(8 * index)..])
                : BinaryPrimitives.ReadDoubleBigEndian(envelope[(8 * index)..]);
        return Rings.AreUsable(numbers) ? new LayerPoint((numbers[0] + numbers[1]) / 2, (numbers[2] + numbers[3]) / 2) : null;
    }
}

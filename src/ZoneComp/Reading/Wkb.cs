using System.Buffers.Binary;
using ZoneComp.Diagnostics;
using static System.FormattableString;

namespace ZoneComp.Reading;

/// <summary>Well-known binary (OGC 06-103r4, with the Z, M and SRID flags of EWKB) into a <see cref="FeatureShape"/>.</summary>
/// <remarks>No count is believed before the bytes for it are seen; collections may be nested 16 deep.</remarks>
internal ref struct Wkb
{
    private const int DeepestNesting = 16;

    private readonly ReadOnlySpan<byte> bytes;
    private readonly FeatureShape shape;
    private int at;
    private bool littleEndian;
    private LayerPoint? seen;

    private Wkb(ReadOnlySpan<byte> bytes, FeatureShape shape)
    {
        this.bytes = bytes;
        this.shape = shape;
    }

    /// <param name="shape">Filled anew; after a fault its content means nothing.</param>
    public static GeometryOutcome Read(ReadOnlySpan<byte> bytes, FeatureShape shape)
    {
        shape.Clear();
        var wkb = new Wkb(bytes, shape);
        GeometryOutcome outcome = wkb.ReadGeometry(0);
        if (outcome.Fault == GeometryFault.None)
            return Rings.AreUsable(shape.Coordinates) ? outcome : GeometryOutcome.Coordinate;
        return outcome with { At = wkb.seen };
    }

    private GeometryOutcome ReadGeometry(int depth)
    {
        if (bytes.Length - at < 5)
            return Cut("a geometry's head");
        byte order = bytes[at++];
        if (order > 1)
            return GeometryOutcome.Damaged(Invariant($"byte order {order} at byte {at - 1} of the WKB; expected 0 or 1"));
        littleEndian = order == 1;
        uint code = UInt();
        bool hasZ = (code & 0x8000_0000) != 0, hasM = (code & 0x4000_0000) != 0;
        if ((code & 0x2000_0000) != 0)
        {
            if (bytes.Length - at < 4)
                return Cut("an SRID");
            at += 4;
        }

        code &= 0x1FFF_FFFF;
        uint dimensions = code / 1000;
        int numbers = 2 + (hasZ || dimensions is 1 or 3 ? 1 : 0) + (hasM || dimensions is 2 or 3 ? 1 : 0);
        if (dimensions > 3)
            return GeometryOutcome.Damaged(Invariant($"geometry type {code} is unknown"));
        return (code % 1000) switch
        {
            1 => ReadPoint(numbers),
            2 => ReadSequence(numbers, GeometryKind.Line),
            3 => ReadPolygon(numbers),
            4 or 5 or 6 or 7 => ReadCollection(depth),
            8 => Unusable("CircularString", code),
            9 => Unusable("CompoundCurve", code),
            10 => Unusable("CurvePolygon", code),
            11 => Unusable("MultiCurve", code),
            12 => Unusable("MultiSurface", code),
            15 => Unusable("PolyhedralSurface", code),
            16 => Unusable("TIN", code),
            17 => Unusable("Triangle", code),
            _ => GeometryOutcome.Damaged(Invariant($"geometry type {code} is unknown")),
        };
    }

    private GeometryOutcome ReadPoint(int numbers)
    {
        if (bytes.Length - at < 8 * numbers)
            return Cut("a point");
        double x = Double(at), y = Double(at + 8);
        at += 8 * numbers;
        if (double.IsNaN(x) && double.IsNaN(y))
            return GeometryOutcome.Fine; // POINT EMPTY
        if (!Take(GeometryKind.Point))
            return Mixed();
        Span<double> part = shape.AddPart(1);
        (part[0], part[1]) = (x, y);
        return GeometryOutcome.Fine;
    }

    private GeometryOutcome ReadPolygon(int numbers)
    {
        if (bytes.Length - at < 4)
            return Cut("a polygon's head");
        uint rings = UInt();
        if (rings > (bytes.Length - at) / 4)
            return Cut(Invariant($"a polygon of {rings} rings"));
        for (uint ring = 0; ring < rings; ring++)
        {
            int before = shape.PartCount;
            GeometryOutcome outcome = ReadSequence(numbers, GeometryKind.Polygon);
            if (outcome.Fault != GeometryFault.None)
                return outcome;
            if (shape.PartCount > before)
                Rings.Turn(shape.Part(before), shell: ring == 0);
        }

        return GeometryOutcome.Fine;
    }

    private GeometryOutcome ReadSequence(int numbers, GeometryKind kind)
    {
        if (bytes.Length - at < 4)
            return Cut("a number of points");
        uint points = UInt();
        if (points > (bytes.Length - at) / (8 * numbers))
        {
            SeePoint();
            return Cut(Invariant($"a sequence of {points} points"));
        }

        if (points == 0)
            return GeometryOutcome.Fine;
        if (!Take(kind))
            return Mixed();
        Span<double> part = shape.AddPart((int)points);
        for (int index = 0; index < part.Length; index += 2, at += 8 * numbers)
            (part[index], part[index + 1]) = (Double(at), Double(at + 8));
        return GeometryOutcome.Fine;
    }

    private GeometryOutcome ReadCollection(int depth)
    {
        if (bytes.Length - at < 4)
            return Cut("a collection's head");
        uint members = UInt();
        if (members > (bytes.Length - at) / 5)
            return Cut(Invariant($"a collection of {members} members"));
        if (depth == DeepestNesting)
            return GeometryOutcome.Damaged(Invariant($"collections are nested more than {DeepestNesting} deep"));
        for (uint member = 0; member < members; member++)
        {
            GeometryOutcome outcome = ReadGeometry(depth + 1);
            if (outcome.Fault != GeometryFault.None)
                return outcome;
        }

        return GeometryOutcome.Fine;
    }

    /// <summary>A kind that is not used: only looked into as far as its first point, to say where it lies.</summary>
    private GeometryOutcome Unusable(string kind, uint code)
    {
        for (int depth = 0; depth <= DeepestNesting && bytes.Length - at >= 9; depth++)
        {
            _ = UInt(); // points, rings or members, of which the first is followed
            if (code % 1000 is 3 or 17)
                _ = UInt();
            if (code % 1000 is 2 or 3 or 8 or 17)
            {
                SeePoint();
                break;
            }

            littleEndian = bytes[at++] == 1;
            code = UInt() & 0x1FFF_FFFF;
            if (bytes.Length - at < 9)
                break;
            if (code % 1000 == 1)
            {
                SeePoint();
                break;
            }
        }

        return GeometryOutcome.OfKind(kind);
    }

    private void SeePoint()
    {
        if (bytes.Length - at >= 16 && Rings.AreUsable([Double(at), Double(at + 8)]))
            seen ??= new LayerPoint(Double(at), Double(at + 8));
    }

    private readonly bool Take(GeometryKind kind)
    {
        if (shape.Kind == GeometryKind.None)
            shape.Kind = kind;
        return shape.Kind == kind;
    }

    private static GeometryOutcome Mixed() => GeometryOutcome.OfKind("collection of several kinds");

    private readonly GeometryOutcome Cut(string what) => GeometryOutcome.Damaged(Invariant($"{what} does not fit the {bytes.Length - at} bytes left of {bytes.Length}"));

    private uint UInt()
    {
        ReadOnlySpan<byte> four = bytes.Slice(at, 4);
        at += 4;
        return littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(four) : BinaryPrimitives.ReadUInt32BigEndian(four);
    }

    private readonly double Double(int offset)
    {
        ReadOnlySpan<byte> eight = bytes.Slice(offset, 8);
        return littleEndian ? BinaryPrimitives.ReadDoubleLittleEndian(eight) : BinaryPrimitives.ReadDoubleBigEndian(eight);
    }
}

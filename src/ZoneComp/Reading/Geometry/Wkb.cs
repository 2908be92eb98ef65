using System.Buffers.Binary;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace ZoneComp.Reading.Geometry;

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
    private double arcsOff;
    private WkbForm form;

    private Wkb(ReadOnlySpan<byte> bytes, FeatureShape shape)
    {
        this.bytes = bytes;
        this.shape = shape;
    }

    /// <param name="shape">Filled anew; after a fault its content means nothing.</param>
    public static GeometryOutcome Read(ReadOnlySpan<byte> bytes, FeatureShape shape) => Read(bytes, shape, out _);

    /// <param name="form">What the shape does not show any more.</param>
    public static GeometryOutcome Read(ReadOnlySpan<byte> bytes, FeatureShape shape, out WkbForm form)
    {
        shape.Clear();
        var wkb = new Wkb(bytes, shape);
        GeometryOutcome outcome = wkb.ReadGeometry(0);
        form = wkb.form;
        if (outcome.Fault == GeometryFault.None && wkb.at < bytes.Length)
            outcome = GeometryOutcome.Damaged(Invariant($"{bytes.Length - wkb.at} bytes are left behind it: a count is too small"));
        if (outcome.Fault == GeometryFault.None)
            return Rings.AreUsable(shape.Coordinates) ? outcome with { ArcsOff = wkb.arcsOff } : GeometryOutcome.Coordinate;
        return outcome with { At = wkb.seen };
    }

    /// <summary>What EWKB states at its head; null where it states none.</summary>
    public static int? SridOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 9)
            return null;
        bool little = bytes[0] == 1;
        uint code = little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]);
        return (code & 0x2000_0000) == 0
            ? null
            : little ? BinaryPrimitives.ReadInt32LittleEndian(bytes[5..]) : BinaryPrimitives.ReadInt32BigEndian(bytes[5..]);
    }

    private GeometryOutcome ReadGeometry(int depth)
    {
        if (ReadHead(out uint code, out int numbers) is { Fault: not GeometryFault.None } fault)
            return fault;
        return (code % 1000) switch
        {
            1 => ReadPoint(numbers),
            2 => ReadSequence(numbers, GeometryKind.Line),
            3 => ReadPolygon(numbers),
            4 or 5 or 6 or 7 => ReadCollection(depth),
            8 or 9 => ReadCurve(code % 1000, numbers, GeometryKind.Line, shell: false),
            10 => ReadCurvePolygon(),
            11 or 12 => ReadCollection(depth),
            15 => Unusable("PolyhedralSurface", code),
            16 => Unusable("TIN", code),
            17 => Unusable("Triangle", code),
            _ => GeometryOutcome.Damaged(Invariant($"geometry type {code} is unknown")),
        };
    }

    private GeometryOutcome ReadHead(out uint code, out int numbers)
    {
        (code, numbers) = (0, 2);
        if (bytes.Length - at < 5)
            return Cut("a geometry's head");
        byte order = bytes[at++];
        if (order > 1)
            return GeometryOutcome.Damaged(Invariant($"byte order {order} at byte {at - 1} of the WKB; expected 0 or 1"));
        littleEndian = order == 1;
        code = UInt();
        bool hasZ = (code & 0x8000_0000) != 0, hasM = (code & 0x4000_0000) != 0;
        if ((code & 0x2000_0000) != 0)
        {
            if (bytes.Length - at < 4)
                return Cut("an SRID");
            at += 4;
        }

        code &= 0x1FFF_FFFF;
        uint dimensions = code / 1000;
        numbers = 2 + (hasZ || dimensions is 1 or 3 ? 1 : 0) + (hasM || dimensions is 2 or 3 ? 1 : 0);
        if (dimensions > 3)
            return GeometryOutcome.Damaged(Invariant($"geometry type {code} is unknown"));
        if (hasZ || dimensions is 1 or 3)
            form = form with { HasZ = true };
        if (hasM || dimensions is 2 or 3)
            form = form with { HasM = true };
        return GeometryOutcome.Fine;
    }

    private void Turn(Span<double> ring, bool shell)
    {
        if (Rings.Turn(ring, shell))
            form = form with { IsTurned = true };
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
                Turn(shape.Part(before), shell: ring == 0);
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

    /// <summary>Rings that are curves, each a geometry of its own.</summary>
    private GeometryOutcome ReadCurvePolygon()
    {
        if (bytes.Length - at < 4)
            return Cut("a polygon's head");
        uint rings = UInt();
        for (uint ring = 0; ring < rings; ring++)
        {
            if (ReadHead(out uint code, out int numbers) is { Fault: not GeometryFault.None } fault)
                return fault;
            GeometryOutcome outcome = ReadCurve(code % 1000, numbers, GeometryKind.Polygon, shell: ring == 0);
            if (outcome.Fault != GeometryFault.None)
                return outcome;
        }

        return GeometryOutcome.Fine;
    }

    private GeometryOutcome ReadCurve(uint kind, int numbers, GeometryKind of, bool shell)
    {
        var line = new List<double>();
        uint members = 1;
        if (kind == 9)
        {
            if (bytes.Length - at < 4)
                return Cut("a curve's head");
            members = UInt();
        }

        for (uint member = 0; member < members; member++)
        {
            uint own = kind;
            if (kind == 9 && ReadHead(out own, out numbers) is { Fault: not GeometryFault.None } fault)
                return fault;
            GeometryOutcome outcome = AppendCurve(own % 1000, numbers, line);
            if (outcome.Fault != GeometryFault.None)
                return outcome;
        }

        if (line.Count == 0)
            return GeometryOutcome.Fine;
        if (!Take(of))
            return Mixed();
        Span<double> part = shape.AddPart(line.Count / 2);
        CollectionsMarshal.AsSpan(line).CopyTo(part);
        if (of == GeometryKind.Polygon)
            Turn(part, shell);
        return GeometryOutcome.Fine;
    }

    /// <summary>Adds a line string or circular string to what it goes on from.</summary>
    private GeometryOutcome AppendCurve(uint kind, int numbers, List<double> line)
    {
        if (kind is not (2 or 8))
            return GeometryOutcome.Damaged(Invariant($"a curve holds a geometry of type {kind}; expected lines and arcs"));
        if (bytes.Length - at < 4)
            return Cut("a number of points");
        uint points = UInt();
        if (points > (bytes.Length - at) / (8 * numbers))
            return Cut(Invariant($"a sequence of {points} points"));
        SeePoint();
        var given = new double[2 * points];
        for (int index = 0; index < given.Length; index += 2, at += 8 * numbers)
            (given[index], given[index + 1]) = (Double(at), Double(at + 8));
        return ArcStroke.GoOn(given, kind == 8, line, ref arcsOff);
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

    private readonly GeometryOutcome Cut(string what) =>
        GeometryOutcome.Damaged(Invariant($"{what} does not fit the {bytes.Length - at} bytes left of {bytes.Length}"));

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

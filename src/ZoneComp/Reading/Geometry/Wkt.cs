using System.Globalization;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace ZoneComp.Reading.Geometry;

/// <summary>Well-known text (OGC 06-103r4), with the SRID in front that PostGIS writes, into a <see cref="FeatureShape"/>.</summary>
internal ref struct Wkt
{
    private const int DeepestNesting = 16;

    private readonly ReadOnlySpan<char> text;
    private readonly FeatureShape shape;
    private int at;
    private int numbers;
    private double arcsOff;

    private Wkt(ReadOnlySpan<char> text, FeatureShape shape)
    {
        this.text = text;
        this.shape = shape;
    }

    /// <param name="shape">Filled anew; after a fault its content means nothing.</param>
    public static GeometryOutcome Read(ReadOnlySpan<char> text, FeatureShape shape)
    {
        shape.Clear();
        var wkt = new Wkt(text, shape);
        _ = SridOf(text, out wkt.at);
        GeometryOutcome outcome = wkt.ReadGeometry(0);
        if (outcome.Fault != GeometryFault.None)
            return outcome with { At = FirstPosition(text) };
        wkt.SkipBlanks();
        if (wkt.at < text.Length)
            return wkt.Expected("the end") with { At = FirstPosition(text) };
        return Rings.AreUsable(shape.Coordinates) ? outcome with { ArcsOff = wkt.arcsOff } : GeometryOutcome.Coordinate;
    }

    /// <summary>Number in a leading "SRID=4490;"; null without one.</summary>
    /// <param name="length">Characters that it takes.</param>
    public static int? SridOf(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        ReadOnlySpan<char> trimmed = text.TrimStart();
        int end = trimmed.IndexOf(';');
        if (!trimmed.StartsWith("SRID=", StringComparison.OrdinalIgnoreCase) || end < 0)
            return null;
        length = text.Length - trimmed.Length + end + 1;
        return int.TryParse(trimmed[5..end], NumberStyles.None, CultureInfo.InvariantCulture, out int srid) ? srid : null;
    }

    /// <summary>The first two numbers after a bracket, to say where a geometry lies that is not used.</summary>
    private static LayerPoint FirstPosition(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> rest = text[(text.IndexOf('(') + 1)..];
        int start = rest.IndexOfAnyInRange('-', '9');
        if (start < 0)
            return LayerPoint.None;
        rest = rest[start..];
        int gap = rest.IndexOf(' ');
        ReadOnlySpan<char> after = gap < 0 ? [] : rest[gap..].TrimStart();
        int end = after.IndexOfAny(" ,)(");
        return gap > 0
            && double.TryParse(rest[..gap], NumberStyles.Float, CultureInfo.InvariantCulture, out double x)
            && double.TryParse(end < 0 ? after : after[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out double y)
            && Rings.AreUsable([x, y]) ? new LayerPoint(x, y) : LayerPoint.None;
    }

    private GeometryOutcome ReadGeometry(int depth)
    {
        int start = at;
        string name = Name(out bool empty);
        switch (name)
        {
            case "POINT" or "LINESTRING" or "POLYGON" or "MULTIPOINT" or "MULTILINESTRING"
                or "MULTIPOLYGON" or "GEOMETRYCOLLECTION" when empty:
            case "CIRCULARSTRING" or "COMPOUNDCURVE" or "CURVEPOLYGON" or "MULTICURVE" or "MULTISURFACE" when empty:
                return GeometryOutcome.Fine;
            case "POINT":
                return ReadSequence(GeometryKind.Point);
            case "LINESTRING":
                return ReadSequence(GeometryKind.Line);
            case "POLYGON":
                return ReadPolygon();
            case "MULTIPOINT":
                return ReadMultiPoint();
            case "MULTILINESTRING":
                return ReadList(static (ref Wkt wkt, int _) => wkt.ReadSequence(GeometryKind.Line), depth);
            case "MULTIPOLYGON":
                return ReadList(static (ref Wkt wkt, int _) => wkt.ReadPolygon(), depth);
            case "GEOMETRYCOLLECTION":
                return depth == DeepestNesting
                    ? TooDeep()
                    : ReadList(static (ref Wkt wkt, int inner) => wkt.ReadGeometry(inner + 1), depth);
            case "CIRCULARSTRING" or "COMPOUNDCURVE":
                at = start;
                return ReadCurve(GeometryKind.Line, shell: false);
            case "CURVEPOLYGON":
                return ReadRings(static (ref Wkt wkt, bool shell) => wkt.ReadCurve(GeometryKind.Polygon, shell));
            case "MULTICURVE":
                return ReadList(static (ref Wkt wkt, int _) => wkt.ReadCurve(GeometryKind.Line, shell: false), depth);
            case "MULTISURFACE":
                return depth == DeepestNesting ? TooDeep() : ReadList(static (ref Wkt wkt, int inner) => wkt.ReadSurface(inner), depth);
            case "POLYHEDRALSURFACE" or "TIN" or "TRIANGLE":
                return GeometryOutcome.OfKind(name);
            default:
                at = start;
                return Expected("POINT, LINESTRING, POLYGON, MULTIPOLYGON, ...");
        }
    }

    private delegate GeometryOutcome MemberReader(ref Wkt wkt, int depth);

    private delegate GeometryOutcome RingReader(ref Wkt wkt, bool shell);

    /// <summary>A geometry's name in capitals without Z, M or ZM; "" where there is none.</summary>
    private string Name(out bool empty)
    {
        string name = Word().ToUpperInvariant();
        foreach (string ending in new[] { "ZM", "Z", "M" })
        {
            if (name.Length > 4 && name.EndsWith(ending, StringComparison.Ordinal))
            {
                name = name[..^ending.Length];
                break;
            }
        }

        int before = at;
        string next = Word().ToUpperInvariant();
        if (next is "Z" or "M" or "ZM")
        {
            before = at;
            next = Word().ToUpperInvariant();
        }

        empty = next == "EMPTY";
        if (!empty)
            at = before;
        return name;
    }

    private GeometryOutcome ReadList(MemberReader member, int depth)
    {
        if (!Take('('))
            return Expected("(");
        do
        {
            GeometryOutcome outcome = TakeEmpty() ? GeometryOutcome.Fine : member(ref this, depth);
            if (outcome.Fault != GeometryFault.None)
                return outcome;
        }
        while (Take(','));
        return Take(')') ? GeometryOutcome.Fine : Expected(", or )");
    }

    private GeometryOutcome ReadSurface(int depth) => IsAt('(') ? ReadPolygon() : ReadGeometry(depth + 1);

    private GeometryOutcome ReadPolygon() => ReadRings(static (ref Wkt wkt, bool shell) =>
    {
        int before = wkt.shape.PartCount;
        GeometryOutcome outcome = wkt.ReadSequence(GeometryKind.Polygon);
        if (outcome.Fault == GeometryFault.None)
            Rings.Turn(wkt.shape.Part(before), shell);
        return outcome;
    });

    private GeometryOutcome ReadRings(RingReader ring)
    {
        if (!Take('('))
            return Expected("(");
        bool shell = true;
        do
        {
            GeometryOutcome outcome = TakeEmpty() ? GeometryOutcome.Fine : ring(ref this, shell);
            if (outcome.Fault != GeometryFault.None)
                return outcome;
            shell = false;
        }
        while (Take(','));
        return Take(')') ? GeometryOutcome.Fine : Expected(", or )");
    }

    /// <summary>Positions alone, a string of arcs, or a compound of both.</summary>
    private GeometryOutcome ReadCurve(GeometryKind kind, bool shell)
    {
        var line = new List<double>();
        GeometryOutcome outcome = AppendCurve(line, isMember: false);
        if (outcome.Fault != GeometryFault.None || line.Count == 0)
            return outcome;
        if (!TakeKind(kind))
            return Mixed();
        Span<double> part = shape.AddPart(line.Count / 2);
        CollectionsMarshal.AsSpan(line).CopyTo(part);
        if (kind == GeometryKind.Polygon)
            Rings.Turn(part, shell);
        return outcome;
    }

    private GeometryOutcome AppendCurve(List<double> line, bool isMember)
    {
        int start = at;
        string name = Name(out bool empty);
        if (name == "COMPOUNDCURVE" && !isMember && !empty)
        {
            if (!Take('('))
                return Expected("(");
            do
            {
                GeometryOutcome outcome = AppendCurve(line, isMember: true);
                if (outcome.Fault != GeometryFault.None)
                    return outcome;
            }
            while (Take(','));
            return Take(')') ? GeometryOutcome.Fine : Expected(", or )");
        }

        if (name is not ("" or "LINESTRING" or "CIRCULARSTRING") && !(name == "COMPOUNDCURVE" && empty))
        {
            at = start;
            return Expected("a line, CIRCULARSTRING or COMPOUNDCURVE");
        }

        if (empty)
            return GeometryOutcome.Fine;
        if (!Take('('))
            return Expected("(");
        var given = new List<double>();
        Span<double> position = stackalloc double[2];
        do
        {
            GeometryOutcome outcome = ReadPosition(position);
            if (outcome.Fault != GeometryFault.None)
                return outcome;
            given.AddRange(position);
        }
        while (Take(','));
        return Take(')')
            ? ArcStroke.GoOn(CollectionsMarshal.AsSpan(given), name == "CIRCULARSTRING", line, ref arcsOff)
            : Expected(", or )");
    }

    /// <summary>MULTIPOINT (1 2, 3 4) and MULTIPOINT ((1 2), (3 4)).</summary>
    private GeometryOutcome ReadMultiPoint()
    {
        if (!Take('('))
            return Expected("(");
        do
        {
            if (TakeEmpty())
                continue;
            bool inner = Take('(');
            if (!TakeKind(GeometryKind.Point))
                return Mixed();
            GeometryOutcome outcome = ReadPosition(shape.AddPart(1));
            if (outcome.Fault != GeometryFault.None)
                return outcome;
            if (inner && !Take(')'))
                return Expected(")");
        }
        while (Take(','));
        return Take(')') ? GeometryOutcome.Fine : Expected(", or )");
    }

    private GeometryOutcome ReadSequence(GeometryKind kind)
    {
        if (!Take('('))
            return Expected("(");
        if (!TakeKind(kind))
            return Mixed();
        ReadOnlySpan<char> rest = text[at..];
        int end = rest.IndexOf(')');
        int points = 1 + (end < 0 ? rest : rest[..end]).Count(',');
        if (kind == GeometryKind.Point && points > 1)
            return GeometryOutcome.Damaged("a POINT has one position");
        Span<double> part = shape.AddPart(points);
        for (int index = 0; index < part.Length; index += 2)
        {
            GeometryOutcome outcome = index > 0 && !Take(',') ? Expected(",") : ReadPosition(part.Slice(index, 2));
            if (outcome.Fault != GeometryFault.None)
                return outcome;
        }

        return Take(')') ? GeometryOutcome.Fine : Expected(", or )");
    }

    private GeometryOutcome ReadPosition(scoped Span<double> position)
    {
        int number = 0;
        for (; number < 4; number++)
        {
            SkipBlanks();
            int start = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '+' or '.'))
                at++;
            if (at == start)
            {
                if (number >= 2)
                    break;
                return Expected("a number");
            }

            if (!double.TryParse(text[start..at], NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                at = start;
                return Expected("a number");
            }

            if (number < 2)
                position[number] = value;
        }

        // A comma lost between two positions would make one of both, and a vertex less.
        if (numbers != 0 && number != numbers)
            return GeometryOutcome.Damaged(
                Invariant($"a position of {number} numbers before character {at + 1} of the WKT, the first has {numbers}"));
        numbers = number;
        return GeometryOutcome.Fine;
    }

    private readonly bool TakeKind(GeometryKind kind)
    {
        if (shape.Kind == GeometryKind.None)
            shape.Kind = kind;
        return shape.Kind == kind;
    }

    private bool TakeEmpty()
    {
        int before = at;
        if (Word().Equals("EMPTY", StringComparison.OrdinalIgnoreCase))
            return true;
        at = before;
        return false;
    }

    private bool IsAt(char sign)
    {
        SkipBlanks();
        return at < text.Length && text[at] == sign;
    }

    private bool Take(char sign)
    {
        if (!IsAt(sign))
            return false;
        at++;
        return true;
    }

    private string Word()
    {
        SkipBlanks();
        int start = at;
        // No keyword is longer; a longer run of letters is no keyword.
        while (at < text.Length && at - start < 24 && char.IsAsciiLetter(text[at]))
            at++;
        return text[start..at].ToString();
    }

    private void SkipBlanks()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private static GeometryOutcome TooDeep() =>
        GeometryOutcome.Damaged(Invariant($"collections are nested more than {DeepestNesting} deep"));

    private static GeometryOutcome Mixed() => GeometryOutcome.OfKind("collection of several kinds");

    private readonly GeometryOutcome Expected(string what)
    {
        string found = at >= text.Length ? "the end" : "'" + text.Slice(at, Math.Min(12, text.Length - at)).ToString() + "'";
        return GeometryOutcome.Damaged(Invariant($"at character {at + 1} of the WKT: expected {what}, found {found}"));
    }
}

using System.Globalization;
using ZoneComp.Diagnostics;
using static System.FormattableString;

namespace ZoneComp.Reading;

/// <summary>Well-known text (OGC 06-103r4), with the SRID in front that PostGIS writes, into a <see cref="FeatureShape"/>.</summary>
internal ref struct Wkt
{
    private const int DeepestNesting = 16;

    private readonly ReadOnlySpan<char> text;
    private readonly FeatureShape shape;
    private int at;
    private int numbers;

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
        return Rings.AreUsable(shape.Coordinates) ? outcome : GeometryOutcome.Coordinate;
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
        string name = Word().ToUpperInvariant();
        string suffix = "";
        foreach (string ending in new[] { "ZM", "Z", "M" })
        {
            if (name.Length > 4 && name.EndsWith(ending, StringComparison.Ordinal) && name != "GEOM")
            {
                (name, suffix) = (name[..^ending.Length], ending);
                break;
            }
        }

        int before = at;
        string next = Word().ToUpperInvariant();
        if (next is "Z" or "M" or "ZM" && suffix.Length == 0)
        {
            before = at;
            next = Word().ToUpperInvariant();
        }

        bool empty = next == "EMPTY";
        if (!empty)
            at = before;
        switch (name)
        {
            case "POINT" or "LINESTRING" or "POLYGON" or "MULTIPOINT" or "MULTILINESTRING" or "MULTIPOLYGON" or "GEOMETRYCOLLECTION" when empty:
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
                    ? GeometryOutcome.Damaged(Invariant($"collections are nested more than {DeepestNesting} deep"))
                    : ReadList(static (ref Wkt wkt, int inner) => wkt.ReadGeometry(inner + 1), depth);
            case "CIRCULARSTRING" or "COMPOUNDCURVE" or "CURVEPOLYGON" or "MULTICURVE" or "MULTISURFACE" or "POLYHEDRALSURFACE" or "TIN" or "TRIANGLE":
                return GeometryOutcome.OfKind(name);
            default:
                at = start;
                return Expected("POINT, LINESTRING, POLYGON, MULTIPOLYGON, ...");
        }
    }

    private delegate GeometryOutcome MemberReader(ref Wkt wkt, int depth);

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

    private GeometryOutcome ReadPolygon()
    {
        if (!Take('('))
            return Expected("(");
        bool shell = true;
        do
        {
            int before = shape.PartCount;
            GeometryOutcome outcome = TakeEmpty() ? GeometryOutcome.Fine : ReadSequence(GeometryKind.Polygon);
            if (outcome.Fault != GeometryFault.None)
                return outcome;
            if (shape.PartCount > before)
                Rings.Turn(shape.Part(before), shell);
            shell = false;
        }
        while (Take(','));
        return Take(')') ? GeometryOutcome.Fine : Expected(", or )");
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

    private GeometryOutcome ReadPosition(Span<double> position)
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
            return GeometryOutcome.Damaged(Invariant($"a position of {number} numbers before character {at + 1} of the WKT, the first has {numbers}"));
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

    private bool Take(char sign)
    {
        SkipBlanks();
        if (at == text.Length || text[at] != sign)
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

    private static GeometryOutcome Mixed() => GeometryOutcome.OfKind("collection of several kinds");

    private readonly GeometryOutcome Expected(string what)
    {
        string found = at >= text.Length ? "the end" : "'" + text.Slice(at, Math.Min(12, text.Length - at)).ToString() + "'";
        return GeometryOutcome.Damaged(Invariant($"at character {at + 1} of the WKT: expected {what}, found {found}"));
    }
}

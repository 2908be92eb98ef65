using System.Text.Json;
using static System.FormattableString;

namespace ZoneComp.Reading.GeoJson;

/// <summary>A GeoJSON geometry (RFC 7946, §3.1) into a <see cref="FeatureShape"/>.</summary>
internal sealed class GeoJsonGeometry(FeatureShape shape)
{
    /// <summary>No type of GeoJSON: rings in any order, the inside of each on its right (Esri's JSON).</summary>
    public const string RightHandedRings = "rings";

    private const int DeepestNesting = 16;

    private readonly List<double> ring = [];

    /// <summary>Whether the geometry last read has a "crs", as those of before RFC 7946 might.</summary>
    public bool StatesCrs { get; private set; }

    /// <param name="reader">On the geometry's first token; afterwards on its last.</param>
    public GeometryOutcome Read(ref Utf8JsonReader reader)
    {
        shape.Clear();
        StatesCrs = false;
        Utf8JsonReader whole = reader;
        GeometryOutcome outcome = ReadGeometry(ref reader, 0);
        if (outcome.Fault == GeometryFault.None)
            return Rings.AreUsable(shape.Coordinates) ? outcome : GeometryOutcome.Coordinate;
        return outcome with { At = FirstPosition(ref whole) };
    }

    /// <summary>The first two numbers in a row, to say where a geometry lies that is not used.</summary>
    private static LayerPoint FirstPosition(ref Utf8JsonReader reader)
    {
        int depth = reader.CurrentDepth;
        double? before = null;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out double value) || !Rings.AreUsable([value]))
                before = null;
            else if (before is { } x)
                return new LayerPoint(x, value);
            else
                before = value;
        }

        return LayerPoint.None;
    }

    private GeometryOutcome ReadGeometry(ref Utf8JsonReader reader, int depth)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return GeometryOutcome.Fine;
        Utf8JsonReader whole = reader;
        reader.Skip();
        if (whole.TokenType != JsonTokenType.StartObject)
            return GeometryOutcome.Damaged("the geometry is no object");
        string? type = null;
        Utf8JsonReader coordinates = default, geometries = default;
        bool hasCoordinates = false, hasGeometries = false, isRepeated = false;
        while (whole.Read() && whole.TokenType == JsonTokenType.PropertyName)
        {
            if (whole.ValueTextEquals("type"u8))
            {
                isRepeated |= type is not null;
                whole.Read();
                type = whole.TokenType == JsonTokenType.String ? JsonText.Of(ref whole) : null;
            }
            else if (whole.ValueTextEquals("coordinates"u8))
            {
                isRepeated |= hasCoordinates;
                whole.Read();
                coordinates = whole;
                hasCoordinates = true;
            }
            else if (whole.ValueTextEquals("geometries"u8))
            {
                isRepeated |= hasGeometries;
                whole.Read();
                geometries = whole;
                hasGeometries = true;
            }
            else
            {
                bool isCrs = whole.ValueTextEquals("crs"u8);
                whole.Read();
                StatesCrs |= isCrs && whole.TokenType != JsonTokenType.Null;
            }

            whole.Skip();
        }

        if (isRepeated)
            return GeometryOutcome.Damaged("its type or its coordinates stand twice");
        if (type == "GeometryCollection")
            return hasGeometries
                ? ReadCollection(ref geometries, depth)
                : GeometryOutcome.Damaged("a GeometryCollection without geometries");
        if (type is not ("Point" or "MultiPoint" or "LineString" or "MultiLineString" or "Polygon" or "MultiPolygon" or RightHandedRings))
            return GeometryOutcome.Damaged($"geometry type {type ?? "missing"}");
        if (!hasCoordinates || coordinates.TokenType == JsonTokenType.Null)
            return GeometryOutcome.Damaged($"a {type} without coordinates");
        return type switch
        {
            "Point" => ReadPoint(ref coordinates),
            "MultiPoint" => ReadList(ref coordinates, (ref inner) => ReadPoint(ref inner)),
            "LineString" => ReadSequence(ref coordinates, GeometryKind.Line),
            "MultiLineString" => ReadList(ref coordinates, (ref inner) => ReadSequence(ref inner, GeometryKind.Line)),
            "Polygon" => ReadPolygon(ref coordinates),
            RightHandedRings => ReadRightHanded(ref coordinates),
            _ => ReadList(ref coordinates, (ref inner) => ReadPolygon(ref inner)),
        };
    }

    private delegate GeometryOutcome MemberReader(ref Utf8JsonReader reader);

    private GeometryOutcome ReadCollection(ref Utf8JsonReader reader, int depth) => depth == DeepestNesting
        ? GeometryOutcome.Damaged(Invariant($"collections are nested more than {DeepestNesting} deep"))
        : ReadList(ref reader, (ref inner) => ReadGeometry(ref inner, depth + 1));

    private static GeometryOutcome ReadList(ref Utf8JsonReader reader, MemberReader member)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return GeometryOutcome.Damaged($"found {reader.TokenType} where an array of coordinates was expected");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            GeometryOutcome outcome = member(ref reader);
            if (outcome.Fault != GeometryFault.None)
                return outcome;
        }

        return GeometryOutcome.Fine;
    }

    private GeometryOutcome ReadPoint(ref Utf8JsonReader reader)
    {
        ring.Clear();
        GeometryOutcome outcome = ReadPosition(ref reader, emptyAllowed: true);
        if (outcome.Fault != GeometryFault.None || ring.Count == 0)
            return outcome;
        return Take(GeometryKind.Point);
    }

    private GeometryOutcome ReadPolygon(ref Utf8JsonReader reader)
    {
        bool shell = true;
        return ReadList(ref reader, (ref inner) =>
        {
            int before = shape.PartCount;
            GeometryOutcome outcome = ReadSequence(ref inner, GeometryKind.Polygon);
            if (outcome.Fault == GeometryFault.None && shape.PartCount > before)
                Rings.Turn(shape.Part(before), shell);
            shell = false;
            return outcome;
        });
    }

    private GeometryOutcome ReadRightHanded(ref Utf8JsonReader reader) => ReadList(ref reader, (ref inner) =>
    {
        int before = shape.PartCount;
        GeometryOutcome outcome = ReadSequence(ref inner, GeometryKind.Polygon);
        if (outcome.Fault == GeometryFault.None && shape.PartCount > before)
            Rings.Reverse(shape.Part(before));
        return outcome;
    });

    private GeometryOutcome ReadSequence(ref Utf8JsonReader reader, GeometryKind kind)
    {
        ring.Clear();
        if (reader.TokenType != JsonTokenType.StartArray)
            return GeometryOutcome.Damaged($"found {reader.TokenType} where an array of positions was expected");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            GeometryOutcome outcome = ReadPosition(ref reader, emptyAllowed: false);
            if (outcome.Fault != GeometryFault.None)
                return outcome;
        }

        return ring.Count == 0 ? GeometryOutcome.Fine : Take(kind);
    }

    private GeometryOutcome ReadPosition(ref Utf8JsonReader reader, bool emptyAllowed)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return GeometryOutcome.Damaged($"found {reader.TokenType} where a position was expected");
        int numbers = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out double value))
                return GeometryOutcome.Damaged($"found {reader.TokenType} where a coordinate was expected");
            if (numbers++ < 2)
                ring.Add(value);
        }

        return numbers >= 2 || (numbers == 0 && emptyAllowed)
            ? GeometryOutcome.Fine
            : GeometryOutcome.Damaged(Invariant($"a position of {numbers} numbers"));
    }

    private GeometryOutcome Take(GeometryKind kind)
    {
        if (shape.Kind == GeometryKind.None)
            shape.Kind = kind;
        if (shape.Kind != kind)
            return GeometryOutcome.OfKind("collection of several kinds");
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ring).CopyTo(shape.AddPart(ring.Count / 2));
        return GeometryOutcome.Fine;
    }
}

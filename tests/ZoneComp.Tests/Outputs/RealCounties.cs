using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;

namespace ZoneComp.Tests.Outputs;

/// <summary>Real county polygons under made-up figures: what the outputs look like on true shapes. Reads polygons and two text fields of a
/// shapefile, no more.</summary>
internal static class RealCounties
{
    /// <summary>The sample run's figures on the counties of a shapefile with the fields adcode and name.</summary>
    public static RunResults Make(params IReadOnlyList<string> shapefiles)
    {
        List<(string Code, string Name, Geometry Shape)> counties = [];
        foreach (string path in shapefiles)
            counties.AddRange(
                Attributes(Path.ChangeExtension(path, ".dbf")).Zip(Shapes(path), (row, shape) => (row.Code, row.Name, shape)));
        counties.Sort((left, right) => string.CompareOrdinal(left.Code, right.Code));
        RunResults run = SampleRun.Make(counties.Count, 1, pointsPerBorder: 1);
        Region[] regions =
        [
            .. counties.Select(county =>
                new Region(county.Code, county.Name, new Dictionary<string, string> { ["city"] = county.Code[..4] + "00" })),
        ];
        AllocationRow[] rows =
        [
            .. run.Allocation!.Rows.Select((row, index) => row with { Unit = regions[index].Code, UnitName = regions[index].Name }),
        ];
        return run with
        {
            Combinations = new CombinationTable
            {
                Classes = run.Combinations.Classes,
                Regions = regions,
                Rows = run.Combinations.Rows,
                Repeats = run.Combinations.Repeats,
            },
            Shapes = [.. counties.Select(county => county.Shape)],
            Allocation = new AllocationTable { Schemes = run.Allocation.Schemes, Rows = rows },
        };
    }

    private static IEnumerable<(string Code, string Name)> Attributes(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int rows = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4)),
            head = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(8)),
            width = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(10));
        Dictionary<string, (int From, int Length)> fields = [];
        int at = 1;
        for (int field = 32; bytes[field] != 0x0D; field += 32)
        {
            fields[Encoding.ASCII.GetString(bytes, field, 11).TrimEnd('\0').ToLowerInvariant()] = (at, bytes[field + 16]);
            at += bytes[field + 16];
        }

        for (int row = 0; row < rows; row++)
            yield return (Text("adcode", row).Split('.')[0], Text("name", row));

        string Text(string field, int row) =>
            Encoding.UTF8.GetString(bytes, head + (row * width) + fields[field].From, fields[field].Length).Trim('\0', ' ');
    }

    private static IEnumerable<Geometry> Shapes(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        for (int at = 100; at < bytes.Length;)
        {
            int length = 2 * BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 4));
            yield return Polygon(bytes.AsSpan(at + 8, length));
            at += 8 + length;
        }
    }

    private static MultiPolygon Polygon(ReadOnlySpan<byte> record)
    {
        int parts = BinaryPrimitives.ReadInt32LittleEndian(record[36..]), points = BinaryPrimitives.ReadInt32LittleEndian(record[40..]);
        List<LinearRing> shells = [], holes = [];
        for (int part = 0; part < parts; part++)
        {
            int from = BinaryPrimitives.ReadInt32LittleEndian(record[(44 + (4 * part))..]);
            int to = part + 1 < parts ? BinaryPrimitives.ReadInt32LittleEndian(record[(48 + (4 * part))..]) : points;
            Coordinate[] ring = new Coordinate[to - from];
            for (int index = from; index < to; index++)
            {
                int offset = 44 + (4 * parts) + (16 * index);
                ring[index - from] = new Coordinate(
                    BinaryPrimitives.ReadDoubleLittleEndian(record[offset..]),
                    BinaryPrimitives.ReadDoubleLittleEndian(record[(offset + 8)..]));
            }

            LinearRing linear = new(ring);
            (linear.IsCCW ? holes : shells).Add(linear);
        }

        return new MultiPolygon([.. shells.Select(shell => new Polygon(shell, [.. holes.Where(hole => new Polygon(shell).Covers(hole))]))]);
    }

}

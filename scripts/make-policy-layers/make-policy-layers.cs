#!/usr/bin/env dotnet
#:project ../../src/ZoneComp/ZoneComp.csproj
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false

// Makes the synthetic layers of policies/ from policies/layers/regions.csv and zones.csv, rectangles on a grid of whole kilometres,
// lines.csv and points.csv, written in the 3-degree Gauss-Krueger zone 37 of CGCS2000, so that with `area: {method: planar}` 1 km2 is
// 1,500 mu exactly; and of last-year.csv what a run of 2024 would have left for previous(): POLICY/2024/factors.parquet.
// Usage: dotnet run scripts/make-policy-layers/make-policy-layers.cs -- policies/layers
using System.Globalization;
using System.Text;
using ZoneComp.Parquet;
using ZoneComp.Shapefile;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length != 1)
{
    Console.Error.WriteLine("usage: dotnet run make-policy-layers.cs -- FOLDER");
    return 2;
}

const string Zone37 =
    """PROJCS["CGCS2000_3_Degree_GK_Zone_37",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",37500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";
const double Easting = 37_500_000, Northing = 4_100_000;
string folder = args[0];

string[][] regions = Rows("regions.csv");
foreach (IGrouping<string, string[]> set in regions.Skip(1).GroupBy(row => row[0]))
    Write(Path.Combine(folder, set.Key + ".shp"), ShapeType.Polygon, regions[0][1..4], [.. set.Select(row => row[1..])], 4);
string[][] zones = Rows("zones.csv"), lines = Rows("lines.csv"), points = Rows("points.csv");
Write(Path.Combine(folder, "zones.shp"), ShapeType.Polygon, zones[0][..7], zones[1..], 4);
Write(Path.Combine(folder, "lines.shp"), ShapeType.PolyLine, lines[0][..3], lines[1..], 4);
Write(Path.Combine(folder, "points.shp"), ShapeType.Point, points[0][..3], points[1..], 2);
foreach (IGrouping<string, string[]> policy in Rows("last-year.csv").Skip(1).GroupBy(row => row[0]))
{
    string[] codes = [.. policy.Select(row => row[3]).Distinct()];
    string last = Directory.CreateDirectory(Path.Combine(folder, "..", policy.Key, "2024")).FullName;
    ParquetWriter.Write(Path.Combine(last, "factors.parquet"),
    [
        ParquetColumn.Int32("year", [.. codes.Select(_ => 2024)]),
        ParquetColumn.Text("region_code", codes),
        .. policy.GroupBy(row => (Name: row[1], Unit: row[2])).Select(column => ParquetColumn
            .Decimal(column.Key.Name, 38, 2, [.. codes.Select(code => Value(column, code))]).Described(column.Key.Name, column.Key.Unit)),
    ]);
}

return 0;

static decimal? Value(IEnumerable<string[]> rows, string code) =>
    rows.FirstOrDefault(row => row[3] == code) is { } row ? decimal.Parse(row[4]) : null;

string[][] Rows(string name) =>
[
    .. File.ReadAllLines(Path.Combine(folder, name), Encoding.UTF8).Where(line => line.Length > 0).Select(line => line.Split(',')),
];

// The last cells of a row are the rectangle, the line's two ends or the point, in kilometres; those before them the attributes.
static void Write(string path, ShapeType type, string[] fields, string[][] rows, int coordinates)
{
    using var writer = new ShapefileWriter(path, type, [.. fields.Select(field => new DbfField(field, 'C', 60))], Encoding.UTF8, Zone37);
    foreach (string[] row in rows)
    {
        double[] at = [.. row[^coordinates..].Select((cell, index) => (index % 2 == 0 ? Easting : Northing) + (double.Parse(cell) * 1000))];
        ShapePoint[] shape = type switch
        {
            ShapeType.Polygon => [new(at[0], at[1]), new(at[0], at[3]), new(at[2], at[3]), new(at[2], at[1]), new(at[0], at[1])],
            ShapeType.PolyLine => [new(at[0], at[1]), new(at[2], at[3])],
            _ => [new(at[0], at[1])],
        };
        writer.Add(shape, [0], [.. row[..fields.Length].Select(cell => (object?)(cell.Length == 0 ? null : cell))]);
    }
}

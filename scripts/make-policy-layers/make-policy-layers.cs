#!/usr/bin/env dotnet
#:project ../../src/ZoneComp/ZoneComp.csproj
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false

// Makes the synthetic layers of policies/ from policies/layers/regions.csv and zones.csv: rectangles on a grid of whole kilometres,
// written in the 3-degree Gauss-Krueger zone 37 of CGCS2000, so that with `area: {method: planar}` 1 km2 is 1,500 mu exactly.
// Usage: dotnet run scripts/make-policy-layers/make-policy-layers.cs -- policies/layers
using System.Globalization;
using System.Text;
using ZoneComp.Shapefile;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length != 1)
{
    Console.Error.WriteLine("usage: dotnet run make-policy-layers.cs -- FOLDER");
    return 2;
}

const string Zone37 = """PROJCS["CGCS2000_3_Degree_GK_Zone_37",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",37500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";
const double Easting = 37_500_000, Northing = 4_100_000;
string folder = args[0];

string[][] regions = Rows("regions.csv");
foreach (IGrouping<string, string[]> set in regions.Skip(1).GroupBy(row => row[0]))
    Write(Path.Combine(folder, set.Key + ".shp"), regions[0][1..4], [.. set.Select(row => row[1..])]);
string[][] zones = Rows("zones.csv");
Write(Path.Combine(folder, "zones.shp"), zones[0][..7], zones[1..]);
return 0;

string[][] Rows(string name) => [.. File.ReadAllLines(Path.Combine(folder, name), Encoding.UTF8).Where(line => line.Length > 0).Select(line => line.Split(','))];

// The last four cells of a row are the rectangle in kilometres, those before it the attributes.
static void Write(string path, string[] fields, string[][] rows)
{
    using var writer = new ShapefileWriter(path, ShapeType.Polygon, [.. fields.Select(field => new DbfField(field, 'C', 60))], Encoding.UTF8, Zone37);
    foreach (string[] row in rows)
    {
        double[] box = [.. row[^4..].Select(double.Parse)];
        double west = Easting + box[0] * 1000, south = Northing + box[1] * 1000, east = Easting + box[2] * 1000, north = Northing + box[3] * 1000;
        ShapePoint[] ring = [new(west, south), new(west, north), new(east, north), new(east, south), new(west, south)];
        writer.Add(ring, [0], [.. row[..fields.Length].Select(cell => (object?)(cell.Length == 0 ? null : cell))]);
    }
}

#!/usr/bin/env dotnet
#:project ../../src/ZoneComp/ZoneComp.csproj
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false

// Makes sample-data/ from real open data: counties shifted back from GCJ-02, zone layers chosen by attribute and box, never cut.
// Usage: dotnet run scripts/make-sample-data/make-sample-data.cs -- SOURCE TARGET   (folders; SOURCE has cn_county_shp_gary and so on)
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ZoneComp.Preparation.CoordinateSystems;
using ZoneComp.Shapefile;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: dotnet run make-sample-data.cs -- SOURCE TARGET");
    return 2;
}

string source = args[0], target = args[1];
const string Cgcs2000 =
    """GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";
const string Albers =
    $"""PROJCS["CGCS2000_Albers",{Cgcs2000},PROJECTION["Albers"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Standard_Parallel_1",25.0],PARAMETER["Standard_Parallel_2",47.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";
string counties = Path.Combine(source, "cn_county_shp_gary"), zones = Path.Combine(source, "cn_zone_layers", "shp");

Residual residual = Measure(
    Path.Combine(counties, "original", "陕西省.shp"),
    Path.Combine(source, "cn_qinling_cgcs2000", "original", "秦岭.shp"));
Console.WriteLine(residual);
Directory.CreateDirectory(target);
Box box = WriteCounties();
Console.WriteLine($"box of the counties: {box}");

Dictionary<string, (string Name, string Kind)> ranges = new()
{
    ["HIMALAYAS"] = ("喜马拉雅山", "生物多样性维护"), ["KUNLUN MOUNTAINS"] = ("昆仑山", "防风固沙"), ["TIAN SHAN"] = ("天山", "水源涵养"),
    ["QUILIAN MOUNTAINS"] = ("祁连山", "水源涵养"), ["ALTAY MOUNTAINS"] = ("阿尔泰山", "水源涵养"), ["ALTUN MTS."] = ("阿尔金山", "防风固沙"),
    ["KARAKORAM RA."] = ("喀喇昆仑山", "水源涵养"), ["PAMIRS"] = ("帕米尔高原", "生物多样性维护"), ["Tsangpo Gorge"] = ("雅鲁藏布大峡谷", "生物多样性维护"),
    ["Borohoro Mts."] = ("博罗科努山", "水土保持"), ["Alataw Mts."] = ("阿拉套山", "水土保持"), ["Tarbagatay Ra."] = ("塔尔巴哈台山", "水土保持"),
};
int redline = WriteZones(
    "redline",
    ["ne_regions_cn"],
    Cgcs2000,
    [new("HXBM", 'C', 10), new("HXMC", 'C', 60), new("HXLX", 'C', 30)],
    ["name"],
    (values, number) =>
    ranges.TryGetValue(
        (string?)values[0] ?? "",
        out (string Name, string Kind) range) ? [$"HX{number:000}", range.Name, range.Kind] : null);

int forest = WriteZones(
    "forest",
    ["ecoregions2017_cn"],
    Albers,
    [new("BSM", 'C', 18), new("MC", 'C', 100), new("SEN_LIN_LB", 'C', 2), new("GJGYL_BHDJ", 'C', 1)],
    ["ECO_NAME", "BIOME_NUM"],
    (values, number) =>
    Convert.ToInt32(values[1], CultureInfo.InvariantCulture) switch
    {
        5 => [$"GYL{number:00000}", values[0], "11", "1"], // conifer forests
        1 or 4 => [$"GYL{number:00000}", values[0], "12", "2"], // broadleaf forests
        _ => null,
    });

Dictionary<string, string> functions = new()
{
    ["Tibetan Plateau alpine shrublands and meadows"] = "水源涵养", ["Southeast Tibet shrublands and meadows"] = "水源涵养",
    ["Qilian Mountains subalpine meadows"] = "水源涵养", ["Tian Shan montane steppe and meadows"] = "水源涵养",
    ["Altai alpine meadow and tundra"] = "水源涵养", ["North Tibetan Plateau-Kunlun Mountains alpine desert"] = "防风固沙",
    ["Taklimakan desert"] = "防风固沙", ["Eastern Himalayan alpine shrub and meadows"] = "生物多样性维护",
};
int function = WriteZones(
    "function_zones",
    ["ecoregions2017_cn"],
    Cgcs2000,
    [new("BSM", 'C', 18), new("GNQMC", 'C', 100), new("GNQLX", 'C', 30)],
    ["ECO_NAME"],
    (values, number) =>
    functions.TryGetValue((string?)values[0] ?? "", out string? kind) ? [$"GNQ{number:00000}", values[0], kind] : null);

int lakes = 0;
int wetland = WriteZones(
    "wetland",
    ["ne_lakes_cn", "ne_playas_cn"],
    Cgcs2000,
    [new("BSM", 'C', 18), new("SDMC", 'C', 60), new("SDLX", 'C', 30)],
    ["featurecla", "name"],
    (values, number) =>
{
    bool playa = (string?)values[0] == "Playa";
    lakes += playa ? 0 : 1;
    return [$"SD{number:00000}", values[1], playa ? "内陆盐沼" : (string?)values[0] == "Reservoir" ? "库塘湿地" : "湖泊湿地"];
});

int water = WriteZones(
    "water_conservation",
    ["ne_glaciers_cn"],
    Cgcs2000,
    [new("BSM", 'C', 18), new("MC", 'C', 60)],
    ["name"],
    (values, number) =>
    [$"SY{number:00000}", (string?)values[0] ?? "冰川"]);

WriteReadme();
return 0;

Box WriteCounties()
{
    Box all = Box.Empty;
    List<(object?[] Row, List<ShapePoint> Points, List<int> Starts)> rows = [];
    foreach (string file in new[] { "original/西藏自治区.shp", "shp/650000_新疆维吾尔自治区.shp", "original/青海省.shp" })
    {
        foreach (var (values, points, starts) in Read(
            Path.Combine(counties, file), "adcode", "name", "ctadcode", "ctname", "pradcode", "prname"))
        {
            // 1e-9 of a degree is 0.1 mm: what the iteration leaves, and the same on every machine.
            List<ShapePoint> shifted =
            [
                .. points.Select(point => Gcj02.ToWgs84(point.X, point.Y))
                    .Select(point => new ShapePoint(Math.Round(point.LongitudeDeg, 9), Math.Round(point.LatitudeDeg, 9))),
            ];
            all = shifted.Aggregate(all, (sum, point) => sum.With(point));
            rows.Add(([.. values.Select(value => value?.ToString())], shifted, starts));
        }
    }

    // As offices' files come from ArcGIS in Chinese Windows: GBK, said by the .dbf's language byte alone.
    DbfField[] fields =
    [
        new("XZQDM", 'C', 6), new("XZQMC", 'C', 60), new("SHIDM", 'C', 6), new("SHIMC", 'C', 60), new("SHENGDM", 'C', 6),
        new("SHENGMC", 'C', 60),
    ];
    using (ShapefileWriter writer = new(Path.Combine(target, "counties.shp"), ShapeType.Polygon, fields, CodePages.Gbk, Cgcs2000))
    {
        foreach (var (row, points, starts) in rows.OrderBy(row => (string?)row.Row[0], StringComparer.Ordinal))
            writer.Add(points.ToArray(), starts.ToArray(), row);
    }

    File.Delete(Path.Combine(target, "counties.cpg"));
    Console.WriteLine($"counties: {rows.Count}");
    return all;
}

int WriteZones(string name, string[] layers, string projection, DbfField[] fields, string[] wanted, Func<object?[], int, object?[]?> row)
{
    Projection plane = Projection.Of(Crs.Parse(projection));
    int count = 0;
    using ShapefileWriter writer = new(Path.Combine(target, name + ".shp"), ShapeType.Polygon, fields, CodePages.Utf8, projection);
    foreach (string layer in layers)
    {
        foreach (var (values, points, starts) in Read(Path.Combine(zones, layer + ".shp"), wanted))
        {
            if (!box.Meets(points.Aggregate(Box.Empty, (sum, point) => sum.With(point))) || row(values, count + 1) is not { } written)
                continue;
            for (int i = 0; i < points.Count; i++)
            {
                if (!plane.Forward(points[i].X, points[i].Y, out double x, out double y))
                    throw new InvalidOperationException($"{layer}: ({points[i].X}, {points[i].Y}) has no place in the target CRS");
                points[i] = new ShapePoint(Math.Round(x, 9), Math.Round(y, 9));
            }

            writer.Add(points.ToArray(), starts.ToArray(), written);
            count++;
        }
    }

    Console.WriteLine($"{name}: {count}");
    return count;
}

static IEnumerable<(object?[] Values, List<ShapePoint> Points, List<int> Starts)> Read(string path, params string[] fields)
{
    using ShapefileLayer layer = ShapefileLayer.Open(path);
    int[] indices =
    [
        .. fields.Select(field =>
            layer.Fields.ToList().FindIndex(known => string.Equals(known.Name, field, StringComparison.OrdinalIgnoreCase))),
    ];
    if (indices.Contains(-1))
        throw new InvalidOperationException($"{path} lacks one of {string.Join(", ", fields)}");
    ShapefileReader reader = layer.Read(indices);
    while (reader.MoveNext())
    {
        List<ShapePoint> points = [];
        List<int> starts = [];
        ShapeRecord shape = reader.Shape();
        for (int part = 0; part < shape.PartCount; part++)
        {
            starts.Add(points.Count);
            points.AddRange(shape.Part(part));
        }

        yield return ([.. indices.Select((_, index) => reader.Value(index))], points, starts);
    }

    if (reader.Problems.Count > 0)
        throw new InvalidOperationException($"{path}: {reader.Problems[0]}");
}

// How far the shifted-back Shaanxi counties lie from the same counties in a native CGCS2000 file: another office's drawing of the same
// lines.
static Residual Measure(string gcj, string native)
{
    Projection plane;
    using (ShapefileLayer layer = ShapefileLayer.Open(native))
        plane = Projection.Of(Crs.Parse(layer.Projection!));
    Dictionary<string, (List<ShapePoint> Points, List<int> Starts)> truth = [];
    foreach (var (values, points, starts) in Read(native, "PAC"))
        truth[values[0]!.ToString()!] = ([
            .. points.Select(point =>
                plane.Inverse(point.X, point.Y, out double lon, out double lat)
                    ? new ShapePoint(lon, lat)
                    : throw new InvalidOperationException()),
        ], starts);
    List<double> before = [], after = [], eastBefore = [], eastAfter = [], northBefore = [], northAfter = [];
    int used = 0;
    foreach (var (values, points, starts) in Read(gcj, "adcode"))
    {
        if (!truth.TryGetValue(values[0]!.ToString()!, out var there))
            continue;
        List<ShapePoint> back =
        [
            .. points.Select(point => Gcj02.ToWgs84(point.X, point.Y))
                .Select(point => new ShapePoint(point.LongitudeDeg, point.LatitudeDeg)),
        ];
        ShapePoint there0 = Centroid(there.Points, there.Starts, out double area),
            centreBefore = Centroid(points, starts, out double areaHere),
            centreAfter = Centroid(back, starts, out _);
        if (areaHere / area is < 0.99 or > 1.01) // a county whose border was redrawn between the two
            continue;
        used++;
        double cos = 111320 * Math.Cos(there0.Y * Math.PI / 180);
        eastBefore.Add((centreBefore.X - there0.X) * cos);
        eastAfter.Add((centreAfter.X - there0.X) * cos);
        northBefore.Add((centreBefore.Y - there0.Y) * 111000);
        northAfter.Add((centreAfter.Y - there0.Y) * 111000);
        before.AddRange(points.Select(point => Distance(point, there.Points, there.Starts)));
        after.AddRange(back.Select(point => Distance(point, there.Points, there.Starts)));
    }

    return new Residual(
        used, after.Count, At(before, 0.5), At(before, 0.95), At(after, 0.5), At(after, 0.95), At(eastBefore, 0.5), At(northBefore, 0.5),
        At(eastAfter, 0.5), At(northAfter, 0.5));
}

static double At(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

static double Distance(ShapePoint point, List<ShapePoint> points, List<int> starts)
{
    double cos = 111320 * Math.Cos(point.Y * Math.PI / 180), best = double.PositiveInfinity;
    for (int part = 0; part < starts.Count; part++)
    {
        int end = part + 1 < starts.Count ? starts[part + 1] : points.Count;
        for (int i = starts[part]; i + 1 < end; i++)
        {
            double ax = (points[i].X - point.X) * cos,
                ay = (points[i].Y - point.Y) * 111000,
                bx = (points[i + 1].X - point.X) * cos,
                by = (points[i + 1].Y - point.Y) * 111000;
            double dx = bx - ax,
                dy = by - ay,
                length = (dx * dx) + (dy * dy),
                t = length == 0 ? 0 : Math.Clamp(-((ax * dx) + (ay * dy)) / length, 0, 1);
            best = Math.Min(best, Math.Sqrt(Math.Pow(ax + (t * dx), 2) + Math.Pow(ay + (t * dy), 2)));
        }
    }

    return best;
}

static ShapePoint Centroid(List<ShapePoint> points, List<int> starts, out double area)
{
    double sum = 0, x = 0, y = 0;
    ShapePoint origin = points[0];
    for (int part = 0; part < starts.Count; part++)
    {
        int end = part + 1 < starts.Count ? starts[part + 1] : points.Count;
        for (int i = starts[part]; i + 1 < end; i++)
        {
            double ax = points[i].X - origin.X,
                ay = points[i].Y - origin.Y,
                bx = points[i + 1].X - origin.X,
                by = points[i + 1].Y - origin.Y,
                cross = (ax * by) - (bx * ay);
            sum += cross;
            x += (ax + bx) * cross;
            y += (ay + by) * cross;
        }
    }

    area = Math.Abs(sum / 2);
    return new ShapePoint(origin.X + (x / (3 * sum)), origin.Y + (y / (3 * sum)));
}

void WriteReadme()
{
    StringBuilder text = new();
    text.Append(File.ReadAllText(
        Path.Combine(AppContext.GetData("EntryPointFileDirectoryPath") as string ?? Path.GetDirectoryName(target)!, "README.template.md")));
    text.Replace("{counties}", Rows("counties"))
        .Replace("{lakes}", lakes.ToString(CultureInfo.InvariantCulture))
        .Replace("{wetland}", wetland.ToString(CultureInfo.InvariantCulture))
        .Replace("{redline}", redline.ToString(CultureInfo.InvariantCulture))
            .Replace("{forest}", forest.ToString(CultureInfo.InvariantCulture))
            .Replace("{function}", function.ToString(CultureInfo.InvariantCulture))
            .Replace("{water}", water.ToString(CultureInfo.InvariantCulture))
        .Replace("{residual}", residual.ToString());
    StringBuilder hashes = new();
    foreach (string file in Directory.GetFiles(target)
        .Where(file => Path.GetExtension(file) is ".shp" or ".shx" or ".dbf" or ".prj" or ".cpg")
        .Order(StringComparer.Ordinal))
        hashes.Append(
            CultureInfo.InvariantCulture,
            $"| {Path.GetFileName(file)} | {new FileInfo(file).Length} | "
                + $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))} |\n");
    text.Replace("{hashes}", hashes.ToString().TrimEnd());
    File.WriteAllText(Path.Combine(target, "README.md"), text.ToString());
}

string Rows(string layer)
{
    using ShapefileLayer written = ShapefileLayer.Open(Path.Combine(target, layer + ".shp"));
    return written.RecordCount.ToString(CultureInfo.InvariantCulture);
}

internal readonly record struct Box(double MinX, double MinY, double MaxX, double MaxY)
{
    public static readonly Box Empty = new(
        double.PositiveInfinity,
        double.PositiveInfinity,
        double.NegativeInfinity,
        double.NegativeInfinity);

    public Box With(ShapePoint point) =>
        new(Math.Min(MinX, point.X), Math.Min(MinY, point.Y), Math.Max(MaxX, point.X), Math.Max(MaxY, point.Y));

    public bool Meets(Box other) => MinX <= other.MaxX && other.MinX <= MaxX && MinY <= other.MaxY && other.MinY <= MaxY;
}

internal sealed record Residual(
    int Counties, int Points, double MedianBefore, double P95Before, double MedianAfter, double P95After, double EastBefore,
    double NorthBefore, double EastAfter, double NorthAfter)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"over {Counties} counties and {Points} border points: distance to the native border before {MedianBefore:0} m in the median (95 "
            + $"%: {P95Before:0} m), after {MedianAfter:0} m (95 %: {P95After:0} m); county centroids before {EastBefore:0} m east and "
                + $"{NorthBefore:0} m north, after {EastAfter:0.0} m and {NorthAfter:0.0} m (medians)");
}

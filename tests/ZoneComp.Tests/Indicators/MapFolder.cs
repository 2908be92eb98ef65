using System.Text;

namespace ZoneComp.Tests.Indicators;

/// <summary>A folder with small maps on a kilometre grid of CGCS2000's Gauss-Krueger zone 37, and a policy over them that the whole
/// program runs.</summary>
internal sealed class MapFolder : IDisposable
{
    private const string Zone37 =
        """PROJCS["CGCS2000_3_Degree_GK_Zone_37",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",37500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";

    public string Path { get; } = Directory.CreateTempSubdirectory("zonecomp-maps").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Rectangles in kilometres: west, south, east, north.</summary>
    public void Boxes(string name, string[] fields, params (object?[] Values, double[] Km)[] features) =>
        Write(name, ShapeType.Polygon, fields, features, box =>
            [At(box[0], box[1]), At(box[0], box[3]), At(box[2], box[3]), At(box[2], box[1]), At(box[0], box[1])]);

    /// <summary>One ring each through points in kilometres: x, y, x, y, ..., the first again at the end.</summary>
    public void Rings(string name, string[] fields, params (object?[] Values, double[] Km)[] features) =>
        Write(name, ShapeType.Polygon, fields, features, ring => [.. ring.Chunk(2).Select(point => At(point[0], point[1]))]);

    /// <summary>Lines through points in kilometres: x, y, x, y, ...</summary>
    public void Lines(string name, string[] fields, params (object?[] Values, double[] Km)[] features) =>
        Write(name, ShapeType.PolyLine, fields, features, line => [.. line.Chunk(2).Select(point => At(point[0], point[1]))]);

    public void Points(string name, string[] fields, params (object?[] Values, double[] Km)[] features) =>
        Write(name, ShapeType.Point, fields, features, point => [At(point[0], point[1])]);

    public void File(string name, string text) =>
        System.IO.File.WriteAllText(System.IO.Path.Combine(Path, name), text.ReplaceLineEndings("\n"));

    public RunOutcome Run(string policy, string? output = null, string? from = null, CellSettings? cells = null, int threads = 1)
    {
        File("policy.yaml", policy);
        return Pipeline.Run(
            new RunSettings
            {
                PolicyPath = System.IO.Path.Combine(Path, "policy.yaml"),
                OutputPath = output is null ? null : System.IO.Path.Combine(Path, output),
                CombinationsFrom = from is null ? null : System.IO.Path.Combine(Path, from),
                Threads = threads,
                Cells = cells,
            },
            new RunFacts(new ToolVersion("zonecomp", "0", null), [], new MachineRecord("", "", "", 1)),
            TimeProvider.System,
            new Progress<StageProgress>(),
            CancellationToken.None);
    }

    /// <summary>Codes and English texts of a run's errors.</summary>
    public static string Errors(RunOutcome outcome) =>
        string.Join(
            '\n',
            outcome.Findings.Where(finding => finding.Severity == Severity.Error)
                .Select(finding => $"{finding.Code} {finding.Message.En}"));

    private static ShapePoint At(double xKm, double yKm) => new(37_500_000 + (xKm * 1000), 4_100_000 + (yKm * 1000));

    private void Write(
        string name, ShapeType type, string[] fields, (object?[] Values, double[] Km)[] features, Func<double[], ShapePoint[]> points)
    {
        using var writer = new ShapefileWriter(
            System.IO.Path.Combine(Path, name), type, [.. fields.Select(field => new DbfField(field, 'C', 40))], Encoding.UTF8, Zone37);
        foreach ((object?[] values, double[] km) in features)
            writer.Add(points(km), [0], [.. values.Select(value => value?.ToString())]);
    }
}

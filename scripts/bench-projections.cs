#!/usr/bin/env dotnet
#:project ../src/ZoneComp/ZoneComp.csproj
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false

// Vertices a second from file coordinates to lattice points, and inverse projections alone. Usage: dotnet run -c Release
// scripts/bench-projections.cs
using System.Globalization;
using ZoneComp.Model;
using ZoneComp.Preparation.CoordinateSystems;
using ZoneComp.Preparation.Plane;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const string Degrees =
    """GEOGCS["g",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";
const string Lambert =
    $"""PROJCS["x",{Degrees},PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",0],PARAMETER["False_Northing",0],PARAMETER["Central_Meridian",105],PARAMETER["Standard_Parallel_1",25],PARAMETER["Standard_Parallel_2",47],PARAMETER["Latitude_Of_Origin",0],UNIT["Meter",1.0]]""";
foreach ((string name, string definition, bool planar) in new[]
{
    ("geographic", "EPSG:4490", false), ("Gauss-Krueger", "EPSG:4526", false), ("Albers", Lambert.Replace(
        "Lambert_Conformal_Conic",
        "Albers"), false),
    ("Lambert conformal", Lambert, false), ("Web Mercator", "EPSG:3857", false), ("planar, own CRS", "EPSG:4526", true),
})
{
    Crs crs = Crs.Parse(definition);
    Projection projection = Projection.Of(crs);
    projection.Forward(113.5, 33, out double x0, out double y0);
    double step = crs.IsGeographic ? 30 / 111000.0 : 30;
    double[][] rings = [.. Enumerable.Range(0, 20000).Select(k => Enumerable.Range(0, 101)
        .SelectMany(i =>
            new[]
            {
                x0 + (k % 300 * step * 5) + (step * 16 * Math.Cos(2 * Math.PI * i / 100)),
                y0 + (k / 300 * step * 5) + (step * 16 * Math.Sin(2 * Math.PI * i / 100)),
            })
            .ToArray())];
    LatticeProjector projector = LatticeProjector.Create(crs, planar ? AreaPlane.Planar(crs) : AreaPlane.EqualArea(114), DatumStep.None);
    List<LatticePoint> points = [];
    double best = 0, bestInverse = 0, sum = 0;
    for (int repeat = 0; repeat < 4; repeat++)
    {
        TimeSpan start = Environment.CpuUsage.UserTime;
        foreach (double[] ring in rings)
        {
            points.Clear();
            if (projector.Project(ring, points) is { } problem)
                throw new InvalidOperationException(problem.ToString());
        }

        best = Math.Max(best, rings.Length * 101 / (Environment.CpuUsage.UserTime - start).TotalSeconds);
        start = Environment.CpuUsage.UserTime;
        for (int i = 0; i < 3_000_000; i++)
        {
            projection.Inverse(x0 + (i * 1e-7), y0, out double longitude, out _);
            sum += longitude;
        }

        bestInverse = Math.Max(bestInverse, 3_000_000 / (Environment.CpuUsage.UserTime - start).TotalSeconds);
    }

    Console.WriteLine(
        $"{name}: {best / 1e6:0.0} million vertices a second to the lattice, {bestInverse / 1e6:0.0} million inverse projections ({sum:0})");
}

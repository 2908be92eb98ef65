using System.Globalization;
using System.Text.Json;
using Xunit.Abstractions;

namespace ZoneComp.Tests.Preparation.CoordinateSystems;

/// <summary>The shared CRS suites against their oracle, pyproj 3.4.1 with PROJ 9.1.1.</summary>
public class CrsSuiteTests(ITestOutputHelper output)
{
    /// <summary>Cases that are refused on purpose, with the reason; anything else must be read.</summary>
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["REMA_Tile_Index_Rel1_1-daefd3"] = "polar stereographic",
        ["gdal-esri-102026"] = "equidistant conic",
        ["Xian_1980_GK_CM_105E-39d658"] = "a degree of another size than a degree",
    };

    [SkippableTheory]
    [InlineData("suites/crs/prj-china-wild/china-wild.jsonl", 35)]
    [InlineData("suites/crs/prj-files-other/prj-files.jsonl", 71)]
    [InlineData("suites/crs/esri-canonical/esri-canonical.jsonl", 148)]
    public void Parameters_and_points_are_those_of_PROJ(string suite, int readable)
    {
        int read = 0;
        List<string> wrong = [];
        foreach (JsonElement line in Lines(SharedMaterial.PathOrSkip(suite)))
        {
            string id = line.GetProperty("id").GetString()!;
            JsonElement oracle = line.GetProperty("oracle");
            if (!Crs.TryParse(line.GetProperty("wkt").GetString()!, out Crs? crs, out LocalText? problem))
            {
                output.WriteLine($"{id}: refused: {problem}");
                if (oracle.GetProperty("parsed").GetBoolean() && !Refused.ContainsKey(id))
                    wrong.Add($"{id}: {problem}");
                continue;
            }

            read++;
            if (!oracle.GetProperty("parsed").GetBoolean())
                wrong.Add($"{id}: read, though PROJ refuses it");
            wrong.AddRange(Differences(id, crs, line, oracle));
        }

        Assert.Empty(wrong);
        Assert.Equal(readable, read);
    }

    private IEnumerable<string> Differences(string id, Crs crs, JsonElement line, JsonElement oracle)
    {
        JsonElement ellipsoid = oracle.GetProperty("ellipsoid");
        if (crs.Ellipsoid.SemiMajorM != ellipsoid.GetProperty("a").GetDouble()
            || Math.Abs(crs.Ellipsoid.InverseFlattening - ellipsoid.GetProperty("rf").GetDouble()) > 1e-9)
            yield return $"{id}: ellipsoid {crs.Ellipsoid}";
        string? expected = line.TryGetProperty("code", out JsonElement stated)
            ? stated.GetString()
            : oracle.GetProperty("epsg_confident").ToString();
        string? code = crs.Code?[(crs.Code.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (line.TryGetProperty("code", out _) ? code != expected : code is not null && expected is not null and not "" && code != expected)
            yield return $"{id}: code {crs.Code}, expected {expected}";
        if (crs.IsGeographic)
            yield break;
        Projection projection = Projection.Of(crs);
        double worst = 0, worstBack = 0;
        foreach (JsonElement point in oracle.GetProperty("points_lon_lat_to_x_y(same datum, no shift)").EnumerateArray())
        {
            double[] values = [.. point.EnumerateArray().Select(value => value.GetDouble())];
            values[0] *= crs.AngularUnitDeg; // the oracle gives them in the CRS's own angular unit; one case has a broken one
            values[1] *= crs.AngularUnitDeg;
            Assert.True(projection.Forward(values[0], values[1], out double x, out double y));
            // PROJ wraps longitudes, so a point 180 degrees and more from the meridian may lie one turn away.
            worst = Math.Max(worst, Math.Max(Math.Abs(x - values[2]), Math.Abs(y - values[3])) * crs.LinearUnitM);
            if (projection.Inverse(values[2], values[3], out double lon, out double lat))
                worstBack = Math.Max(
                    worstBack,
                    Math.Max(
                        Math.Abs(Math.IEEERemainder(lon - values[0], 360)) * Math.Cos(lat * Math.PI / 180),
                        Math.Abs(lat - values[1])) * 111320);
            else
                worstBack = double.PositiveInfinity;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{id}: {crs.Method} {crs.Code} {crs.Datum}: forward {worst * 1000:0.00000} mm, inverse {worstBack * 1000:0.00000} mm"));
        if (worst > 1e-3 || worstBack > 1e-3)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{id}: {crs.Method} forward {worst * 1000} mm, inverse {worstBack * 1000} mm");
    }

    internal static IEnumerable<JsonElement> Lines(string path)
    {
        foreach (string line in File.ReadLines(path))
        {
            if (line.Length > 0)
                yield return JsonDocument.Parse(line).RootElement;
        }
    }
}

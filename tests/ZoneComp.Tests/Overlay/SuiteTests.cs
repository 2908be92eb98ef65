using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace ZoneComp.Tests.Overlay;

/// <summary>The polygon cases of the JTS and GEOS suites: many are failures of other overlays from bug reports.</summary>
public class SuiteTests
{
    [SkippableFact]
    public void Overlays_of_valid_polygons_have_the_expected_areas()
    {
        int compared = 0;
        foreach (JsonElement element in SuiteCase.Read("overlay.jsonl"))
        {
            if (SuiteCase.Polygonal(element, "a") is not { IsValid: true } a
                || SuiteCase.Polygonal(element, "b") is not { IsValid: true } b)
                continue;
            Envelope box = a.EnvelopeInternal.Copy();
            box.ExpandToInclude(b.EnvelopeInternal);
            double scale = SuiteCase.ScaleFor(box);
            var input = new OverlayInput(1);
            _ = input.AddRegion();
            SuiteCase.AddRings(input, a, box.Centre, scale);
            _ = input.AddZone(0);
            SuiteCase.AddRings(input, b, box.Centre, scale);

            OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());

            double Area(int region, ClassSet set) =>
                (double)result.Areas.Where(row => row.Region == region && row.Classes == set)
                    .Aggregate((Int128)0, (sum, row) => sum + row.Area2) / 2 / scale / scale;
            double both = Area(0, ClassSet.Of(0)), onlyA = Area(0, ClassSet.Of()), onlyB = Area(-1, ClassSet.Of(0));

            // Rounding to the lattice moves no border by more than 0.71 units, nor does it where long edges are cut.
            double tolerance = 1.5 * (a.Length + b.Length) / scale;
            string id = element.GetProperty("id").GetString()!;
            Assert.True(Math.Abs(both + onlyA - a.Area) <= tolerance, $"{id}: {both} + {onlyA}, a has {a.Area}");
            Assert.True(Math.Abs(both + onlyB - b.Area) <= tolerance, $"{id}: {both} + {onlyB}, b has {b.Area}");
            double[] expected = Expected(element);
            if (expected.Length > 0)
            {
                double found = element.GetProperty("op").GetString() switch
                {
                    "intersection" => both,
                    "union" => both + onlyA + onlyB,
                    "difference" => onlyA,
                    "symdifference" => onlyA + onlyB,
                    _ => double.NaN,
                };
                Assert.True(
                    double.IsNaN(found) || expected.Any(value => Math.Abs(found - value) <= tolerance + (1e-9 * value)),
                    $"{id}: {found}, expected {string.Join(" or ", expected)}");
                compared += double.IsNaN(found) ? 0 : 1;
            }
        }

        Assert.True(compared >= 50, $"{compared} cases compared");
    }

    [SkippableTheory]
    [InlineData("validity.jsonl", "a", 20, 50)]
    [InlineData("overlay.jsonl", "a", 0, 200)]
    [InlineData("overlay.jsonl", "b", 0, 50)]
    [InlineData("unaryunion.jsonl", "a", 2, 0)]
    [InlineData("makevalid.jsonl", "a", 2, 1)]
    public void Invalid_polygons_end_in_a_fault_or_cover_what_everyone_agrees_they_cover(
        string file,
        string field,
        int leastFaults,
        int leastSound)
    {
        int faults = 0, sound = 0;
        foreach (JsonElement element in SuiteCase.Read(file))
        {
            if (SuiteCase.Polygonal(element, field) is not { } geometry || geometry.EnvelopeInternal is { Width: 0, Height: 0 })
                continue;
            double scale = SuiteCase.ScaleFor(geometry.EnvelopeInternal);
            var input = new OverlayInput(1);
            _ = input.AddZone(0);
            SuiteCase.AddRings(input, geometry, geometry.EnvelopeInternal.Centre, scale);

            OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());

            double covered = (double)result.Areas.Aggregate((Int128)0, (sum, row) => sum + row.Area2) / 2 / scale / scale;
            double tolerance = 1.5 * geometry.Length / scale;
            string id = element.GetProperty("id").GetString()!;
            faults += result.Faults.Count;
            if (geometry.IsValid)
            {
                sound++;
                Assert.True(result.Faults.Count == 0, $"{id}: a fault in a valid polygon: {string.Join(", ", result.Faults)}");
                Assert.True(Math.Abs(covered - geometry.Area) <= tolerance, $"{id}: {covered}, NTS {geometry.Area}");
            }
            else
            {
                // A fault is repaired by GeometryFixer; what is no fault for areas (touching rings, spikes) covers the same.
                double repaired = GeometryFixer.Fix(geometry).Area;
                Assert.True(
                    Math.Abs(covered - repaired) <= tolerance || result.Faults.Count == 1,
                    $"{id}: {covered}, repaired {repaired}, no fault");
            }
        }

        Assert.True(faults >= leastFaults && sound >= leastSound, $"{faults} faults, {sound} valid");
    }

    /// <summary>What the suite states and what GEOS 3.11.1 computed; none where the result was to be on a grid of its own.</summary>
    /// <remarks>
    /// They differ in two "failure" cases: the stated result of 0395b6ec1308 belongs to other polygons, and GEOS lost half of
    /// 2de79ef9c288. The sums with the areas of a and b, checked for every case, leave no doubt which is right.
    /// </remarks>
    private static double[] Expected(JsonElement element) =>
        Number(element, "precision_scale") is not null || Number(element, "grid_scale") is not null
            ? []
            : [.. new[] { Number(element, "expected_area"), Number(element, "geos311_area") }.OfType<double>()];

    private static double? Number(JsonElement element, string field) =>
        element.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}

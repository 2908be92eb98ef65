using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ZoneComp.Tests.Reading;

/// <summary>One case of the shared shapefile suite: what GDAL 3.6.2 reads and what we read.</summary>
internal sealed class ShapefileSuiteCase
{
    public required string Id { get; init; }

    public required JsonElement Gdal { get; init; }

    public long? Count { get; private set; }

    public double Area { get; private set; }

    public int Empty { get; private set; }

    public string? Refusal { get; private set; }

    public IReadOnlyList<Diagnostic> Findings { get; private set; } = [];

    public List<string> Differences { get; } = [];

    public TimeSpan Time { get; private set; }

    public bool GdalOpens => Gdal.GetProperty("open").GetBoolean();

    public static IEnumerable<ShapefileSuiteCase> All(string suite)
    {
        foreach (string folder in Directory.EnumerateDirectories(suite).Order(StringComparer.Ordinal))
        {
            using var cases = JsonDocument.Parse(
                File.ReadAllText(Path.Combine(folder, "cases.json")).Replace(": NaN", ": null", StringComparison.Ordinal));
            foreach (JsonElement one in cases.RootElement.Clone().EnumerateArray())
            {
                string id = one.GetProperty("id").GetString()!;
                bool derived = one.TryGetProperty("mutation", out _);
                // Without .shx GDAL opens nothing until it is told to build one.
                bool restored = !derived && one.GetProperty("gdal362_shx_restored").ValueKind == JsonValueKind.Object;
                var result = new ShapefileSuiteCase
                {
                    Id = derived ? "derived/" + id : id,
                    Gdal = one.GetProperty(restored ? "gdal362_shx_restored" : "gdal362"),
                };
                string main = derived ? "layer.shp" : one.GetProperty("main").GetString()!;
                result.Run(Path.Combine(derived ? Path.Combine(folder, id) : Path.Combine(suite, id), main));
                yield return result;
            }
        }
    }

    private void Run(string path)
    {
        var log = new DiagnosticLog();
        var watch = Stopwatch.StartNew();
        try
        {
            using var source = FeatureSources.Open(new SourceRequest(path), log);
            ReadAll(source);
        }
        catch (UserErrorException exception)
        {
            Refusal = exception.Message;
        }

        Time = watch.Elapsed;
        Findings = log.Sorted();
    }

    private void ReadAll(IFeatureSource source)
    {
        var fields = source.Info.Fields.Where(field => field.Type != FieldType.Other).Select(field => field.Name).ToArray();
        CompareFields(source.Info.Fields);
        long count = 0;
        using var cursor = source.Read(fields);
        while (cursor.MoveNext())
        {
            if (cursor.Shape.PointCount == 0)
                Empty++;
            Area += RingArea.OfRings(cursor.Shape);
            var values = fields.Select((_, index) => cursor.Value(index)).ToArray();
            if (count < 3 && GdalOpens && Gdal.TryGetProperty("first_rows", out JsonElement rows) && count < rows.GetArrayLength())
                CompareRow(rows[(int)count], fields, values);
            count++;
        }

        Assert.Equal(source.Info.FeatureCount, count);
        Count = count;
    }

    private void CompareFields(IReadOnlyList<FieldInfo> ours)
    {
        if (!GdalOpens)
            return;
        var theirs = Gdal.GetProperty("fields").EnumerateArray().Select(field => field[0].GetString()!).ToArray();
        if (theirs.Length == 1 && ours.Count == 0 && theirs[0] == "FID")
            return; // GDAL makes up a field where there is no .dbf
        if (theirs.Length != ours.Count)
            Differences.Add($"{ours.Count} fields, GDAL {theirs.Length}");
        for (int index = 0; index < Math.Min(theirs.Length, ours.Count); index++)
        {
            bool bytes = Gdal.GetProperty("encoding").GetString() == "" && theirs[index].Any(c => c > 127);
            bool repeated = ours[index].Name.StartsWith(theirs[index] + "_", StringComparison.OrdinalIgnoreCase);
            if (ours[index].Name != theirs[index] && !repeated && !bytes)
                Differences.Add($"field {ours[index].Name}, GDAL {theirs[index]}");
        }
    }

    private void CompareRow(JsonElement row, string[] fields, object?[] values)
    {
        bool undecoded = Gdal.GetProperty("encoding").GetString() == "";
        for (int index = 0; index < fields.Length; index++)
        {
            // Of repeated names GDAL's rows keep one value only.
            if (!row.TryGetProperty(fields[index], out JsonElement cell)
                || fields.Any(name => name.StartsWith(fields[index] + "_", StringComparison.Ordinal) && !row.TryGetProperty(name, out _)))
                continue;
            string? theirs = cell.GetString();
            if (undecoded && theirs is not null && theirs.Any(c => c > 127))
                continue; // GDAL gives the bytes as they are
            if (!Same(values[index], theirs))
                Differences.Add($"{fields[index]}: {values[index] ?? "null"}, GDAL {theirs ?? "null"}");
        }
    }

    private static bool Same(object? ours, string? theirs) => ours switch
    {
        null => string.IsNullOrWhiteSpace(theirs) || theirs.Trim('?').Length == 0,
        string text => text == theirs?.Trim(),
        bool flag => theirs is "T" or "t" or "Y" or "y" ? flag : theirs is "F" or "f" or "N" or "n" && !flag,
        DateOnly date => theirs is not null && date.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture) == theirs,
        // GDAL prints as many decimals as the field has; half of the last one may be rounded away.
        _ => double.TryParse(theirs, CultureInfo.InvariantCulture, out double number)
            && Math.Abs(Convert.ToDouble(ours, CultureInfo.InvariantCulture) - number) <= Math.Max(
                1e-14 * Math.Abs(number),
                0.5 * Math.Pow(10, -Decimals(theirs!))),
    };

    private static int Decimals(string number) =>
        number.Contains('.', StringComparison.Ordinal) ? number.Length - number.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
}

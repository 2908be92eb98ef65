using System.Text;

namespace ZoneComp.Tests.Reading;

/// <summary>A folder for one test's files, removed afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zonecomp-reading-");

    public string this[string name] => Path.Combine(folder.FullName, name);

    public string Write(string name, string text, Encoding? encoding = null)
    {
        File.WriteAllText(this[name], text, encoding ?? new UTF8Encoding(false));
        return this[name];
    }

    public void Dispose() => folder.Delete(recursive: true);
}

/// <summary>A feature as text, so that a test can write down what it expects.</summary>
internal static class Features
{
    /// <summary>"id: kind parts/points area | value | value" for each feature.</summary>
    public static List<string> Read(SourceRequest request, DiagnosticLog log, params string[] fields)
    {
        using var source = FeatureSources.Open(request, log);
        using var cursor = source.Read(fields);
        List<string> rows = [];
        while (cursor.MoveNext())
        {
            FeatureShape shape = cursor.Shape;
            string row = FormattableString.Invariant(
                $"{cursor.FeatureId}: {shape.Kind} {shape.PartCount}/{shape.PointCount} {RingArea.OfRings(shape)}");
            rows.Add(
                string.Join(" | ", [row, .. fields.Select((_, index) => FormattableString.Invariant($"{cursor.Value(index) ?? "null"}"))]));
        }

        return rows;
    }
}

using ZoneComp.Model;
using ZoneComp.Outputs;
using ZoneComp.Outputs.Files;
using ZoneComp.Outputs.ParquetTables;
using ZoneComp.Provenance;

namespace ZoneComp.Comparison;

/// <summary>Every file of a comparison, written into a new folder, read back, and put in place as a whole.</summary>
internal static class ComparisonFiles
{
    public static void Publish(OutputFolder folder, ComparisonResults results, Func<TimingRecord> timings, CancellationToken cancellation) =>
        folder.Publish(
            fresh => Write(fresh, results, timings, cancellation),
            path => Verify(path, results),
            cancellation);

    private static void Write(string folder, ComparisonResults results, Func<TimingRecord> timings, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, string> metadata = ParquetOutputs.Metadata(results.Manifest);
        foreach (ParquetTable table in ComparisonParquet.Tables(results))
        {
            cancellation.ThrowIfCancellationRequested();
            using var stream = new FileStream(Path.Combine(folder, table.FileName), FileMode.Create, FileAccess.Write, FileShare.None);
            table.Write(stream, metadata);
        }

        RunManifest manifest = results.Manifest with { Timings = timings(), Outputs = FolderContents.Describe(folder) };
        TextFile.Write(Path.Combine(folder, ManifestJson.FileName), ManifestJson.Full(manifest));
        ChecksumFile.Write(folder);
    }

    private static void Verify(string path, ComparisonResults results)
    {
        if (Path.GetFileName(path) == ManifestJson.FileName)
            _ = ManifestJson.Read(File.ReadAllText(path));
        else if (Path.GetFileName(path) == ChecksumFile.FileName)
            ChecksumFile.Verify(path);
        else if (ComparisonParquet.Tables(results).FirstOrDefault(table => table.FileName == Path.GetFileName(path)) is { } table)
            table.Verify(path);
        else
            throw new InvalidOperationException($"{path} was written, and nothing knows how to read it back.");
    }
}

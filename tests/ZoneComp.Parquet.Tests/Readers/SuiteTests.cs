
namespace ZoneComp.Parquet.Tests.Readers;

/// <summary>Files that other projects collected (GDAL, GeoParquet, geoarrow, Apache parquet-testing with its damaged files), read by
/// us.</summary>
public sealed class SuiteTests
{
    private static readonly string Expected = Path.Combine(
        SharedMaterial.RepositoryRoot, "tests", "ZoneComp.Parquet.Tests", "Readers", "suites.verified.txt");

    /// <summary>
    /// One line for each file: what we read of it, or why not. What we read is the same as what the other readers make of it, save the
    /// differences that the line states with their reason.
    /// </summary>
    [SkippableFact]
    public void Every_file_is_read_as_the_others_do_or_refused_with_a_reason()
    {
        string folder = SharedMaterial.PathOrSkip("suites/parquet");
        NodeReaders.SkipIfMissing();
        string[] files = [.. Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

        ILookup<string, ReaderAnswer> answers = NodeReaders.Read(files).ToLookup(answer => answer.File);
        string outcome = string.Concat(files.Select(file => $"{Path.GetRelativePath(folder, file)}: {Outcome(file, answers[file])}\n"));

        string received = Path.ChangeExtension(Expected, null) + ".received";
        if (outcome != File.ReadAllText(Expected))
            File.WriteAllText(received, outcome);
        Assert.Equal(File.ReadAllText(Expected), outcome);
    }

    private static string Outcome(string file, IEnumerable<ReaderAnswer> answers)
    {
        try
        {
            using ParquetFile ours = ParquetFile.Open(file);
            var parts = new List<string> { $"{ours.RowCount} rows" };
            foreach (ParquetLeaf leaf in ours.Columns.Where(leaf => leaf.NotRead is null))
                ours.Column(leaf.Name).Values();
            if (ours.Columns.Count(leaf => leaf.NotRead is not null) is > 0 and int notRead)
                parts.Add(
                    $"{notRead} of {ours.Columns.Count} columns not read ({ours.Columns.First(leaf => leaf.NotRead is not null).NotRead})");
            bool readsAny = ours.Columns.Any(leaf => leaf.NotRead is null);
            foreach (ReaderAnswer answer in answers.Where(answer => answer.Error is null && readsAny))
            {
                IReadOnlyList<string> differences = Agreement.Differences(ours, answer);
                parts.Add(differences.Count == 0 ? $"same as {answer.Reader}" : $"{differences.Count} differences: {differences[0]}");
            }

            return string.Join("; ", parts);
        }
        catch (ParquetException e)
        {
            return $"refused: {e.Message.Replace(file + ": ", "", StringComparison.Ordinal)}";
        }
    }
}

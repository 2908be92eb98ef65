namespace ZoneComp.Outputs;

/// <summary>Every file of a run's results, written into a new folder, read back, and put in place as a whole.</summary>
internal static class ResultFiles
{
    public static void Publish(OutputFolder folder, RunResults results, RunSettings settings, Func<TimingRecord> timings, CancellationToken cancellation)
    {
        ParquetTable[] tables = [.. ParquetOutputs.Tables(results)];
        folder.Publish(
            fresh => Write(fresh, results, tables, settings, timings, cancellation),
            path => Verify(path, results, tables),
            ThreadsOf(settings),
            cancellation);
    }

    private static void Write(string folder, RunResults results, ParquetTable[] tables, RunSettings settings, Func<TimingRecord> timings, CancellationToken cancellation)
    {
        Action forPeople = settings.OverlayOnly
            ? () => CsvTables.WriteAll(folder, results, settings.Language)
            : () => PeopleOutputs.Write(folder, results, settings.Language, cancellation);
        // The regions' polygons take longest.
        SideBySide.Run(
            [.. ParquetOutputs.Writing(folder, results, tables.OrderByDescending(table => table.FileName == GeoParquetRegions.FileName)), forPeople],
            ThreadsOf(settings),
            cancellation);
        RunManifest manifest = results.Manifest with { Timings = timings(), Outputs = FolderContents.Describe(folder) };
        TextFile.Write(Path.Combine(folder, ManifestJson.FileName), ManifestJson.Full(manifest));
        ChecksumFile.Write(folder);
    }

    /// <summary>Maps, workbook and page are made one after the other.</summary>
    private static int ThreadsOf(RunSettings settings) => settings.OverlayOnly ? settings.Threads : 1;

    private static void Verify(string path, RunResults results, ParquetTable[] tables)
    {
        if (Path.GetFileName(path) == ManifestJson.FileName)
            _ = ManifestJson.Read(File.ReadAllText(path));
        else if (Path.GetFileName(path) == ChecksumFile.FileName)
            ChecksumFile.Verify(path);
        else if (!ParquetOutputs.Verify(path, tables) && !PeopleOutputs.Verify(path, results))
            throw new InvalidOperationException($"{path} was written, and nothing knows how to read it back.");
    }
}

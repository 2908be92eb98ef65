namespace ZoneComp.Outputs;

/// <summary>Every file of a run's results, written into a new folder, read back, and put in place as a whole.</summary>
internal static class ResultFiles
{
    /// <summary>Part of the time that writing takes; the rest reads back.</summary>
    private const double Written = 0.8;

    public static void Publish(OutputFolder folder, RunResults results, RunSettings settings, StageClock stages)
    {
        ParquetTable[] tables = [.. ParquetOutputs.Tables(results)];
        int files = 1, read = 0;
        folder.Publish(
            fresh =>
            {
                Write(fresh, results, tables, settings, stages);
                files = Directory.EnumerateFiles(fresh, "*", SearchOption.AllDirectories).Count() + 2; // and those that conclude
            },
            path =>
            {
                Verify(path, results, tables);
                stages.Report(Written + ((1 - Written) * Interlocked.Increment(ref read) / files));
            },
            fresh => Conclude(fresh, results, stages),
            ThreadsOf(settings),
            stages.Cancellation);
    }

    private static void Write(string folder, RunResults results, ParquetTable[] tables, RunSettings settings, StageClock stages)
    {
        Action forPeople = settings.OverlayOnly
            ? () => CsvTables.WriteAll(folder, results, settings.Language)
            : () => PeopleOutputs.Write(folder, results, settings.Language, done => stages.Report(Written * done), stages.Cancellation);
        // The regions' polygons take longest.
        SideBySide.Run(
            [
                .. ParquetOutputs.Writing(folder, results, tables.OrderByDescending(table => table.FileName == GeoParquetRegions.FileName)),
                forPeople,
            ],
            ThreadsOf(settings),
            stages.Cancellation);
    }

    /// <summary>What all took, once the rest is written and read back.</summary>
    private static void Conclude(string folder, RunResults results, StageClock stages)
    {
        RunManifest manifest = results.Manifest with { Outputs = FolderContents.Describe(folder), Timings = stages.Timings() };
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

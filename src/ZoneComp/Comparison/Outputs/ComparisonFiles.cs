namespace ZoneComp.Comparison.Outputs;

/// <summary>Every file of a comparison, written into a new folder, read back, and put in place as a whole.</summary>
internal static class ComparisonFiles
{
    public static void Publish(
        OutputFolder folder, ComparisonResults results, Func<TimingRecord> timings, CancellationToken cancellation) =>
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

        MapShapes shapes = MapShapes.Of(results.Base);
        if (HasShapes(results))
        {
            MapFiles.WriteAll(folder, results.Base, [.. ChangeFigures.Of(results)
                .Select(figures => new FigureMap(figures[0].Name, DivergingClasses.Of(figures[0]), null))], shapes, results.Language,
                cancellation);
            foreach ((string name, string title, Figure old, Figure current) in ChangeFigures.BesideEachOther(results))
            {
                cancellation.ThrowIfCancellationRequested();
                MapFiles.WritePanels(folder, name, results.Base, shapes, PanelSheet.Of(
                    results.Base, shapes, title, [FigureClasses.Of(old), FigureClasses.Of(current)],
                    [results.Labels.Old.In(results.Language), results.Labels.New.In(results.Language)], results.Language));
            }

            ComparisonPackage.Write(Path.Combine(folder, ComparisonPackage.FileName), results);
        }

        cancellation.ThrowIfCancellationRequested();
        ComparisonWorkbook.Write(Path.Combine(folder, ComparisonWorkbook.FileName), results, results.Language);
        ComparisonPage.Write(Path.Combine(folder, ComparisonPage.FileName), results, shapes, results.Language);
        RunManifest manifest = results.Manifest with { Timings = timings(), Outputs = FolderContents.Describe(folder) };
        TextFile.Write(Path.Combine(folder, ManifestJson.FileName), ManifestJson.Full(manifest));
        ChecksumFile.Write(folder);
    }

    private static bool HasShapes(ComparisonResults results) => results.Base.Shapes.Any(shape => shape is not null);

    private static void Verify(string path, ComparisonResults results)
    {
        switch (Path.GetFileName(path))
        {
            case ManifestJson.FileName:
                _ = ManifestJson.Read(File.ReadAllText(path));
                return;
            case ChecksumFile.FileName:
                ChecksumFile.Verify(path);
                return;
            case ComparisonPackage.FileName:
                ComparisonPackage.Verify(path, results);
                return;
            case ComparisonWorkbook.FileName:
                ComparisonWorkbook.Verify(path, results, results.Language);
                return;
            case ComparisonPage.FileName:
                ComparisonPage.Verify(path, results);
                return;
            case var name when ComparisonParquet.Tables(results).FirstOrDefault(table => table.FileName == name) is { } table:
                table.Verify(path);
                return;
            case var _ when Path.GetFileName(Path.GetDirectoryName(path)) == MapFiles.Folder && PeopleOutputs.Verify(path, results.Base):
                return;
            default:
                throw new InvalidOperationException($"{path} was written, and nothing knows how to read it back.");
        }
    }
}

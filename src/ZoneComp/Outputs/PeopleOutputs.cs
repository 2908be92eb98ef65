using System.Text;
using System.Xml;

namespace ZoneComp.Outputs;

/// <summary>Everything that people open: the GeoPackage, the QGIS project, the maps, the workbook and its CSV twins, the page.</summary>
public static class PeopleOutputs
{
    /// <summary>Writes all of it into an empty folder, without what draws where no region has a shape; run.json and the Parquet tables are
    /// written elsewhere.</summary>
    /// <param name="language">Of titles and notes on maps, in the workbook, and what the page speaks first.</param>
    public static void Write(string folder, RunResults results, Language language, CancellationToken cancellation = default) =>
        Write(folder, results, language, _ => { }, cancellation);

    /// <param name="progress">Gets the part that is written, 0 to 1, roughly by time; from several threads while maps are drawn.</param>
    internal static void Write(
        string folder, RunResults results, Language language, Action<double> progress, CancellationToken cancellation)
    {
        if (results.Shapes.Count != results.Combinations.Regions.Count)
            throw new ArgumentException(
                $"{results.Shapes.Count} shapes for {results.Combinations.Regions.Count} regions.",
                nameof(results));
        MapShapes shapes = MapShapes.Of(results);
        if (results.Shapes.Any(shape => shape is not null))
        {
            cancellation.ThrowIfCancellationRequested();
            RegionGeoPackage.Write(Path.Combine(folder, RegionGeoPackage.FileName), results, QgisStyle.ForPackage(results));
            progress(0.2);
            cancellation.ThrowIfCancellationRequested();
            QgisProject.Write(Path.Combine(folder, QgisProject.FileName), results, shapes);
            ShapefileOutput.WriteAll(folder, results);
            MapFiles.WriteAll(folder, results, shapes, language, cancellation, drawn => progress(0.2 + (0.5 * drawn)));
        }

        cancellation.ThrowIfCancellationRequested();
        ResultWorkbook.Write(Path.Combine(folder, ResultWorkbook.FileName), results, language);
        progress(0.8);
        OfficeWorkbooks.WriteAll(folder, results, language, cancellation);
        CsvTables.WriteAll(folder, results, language);
        progress(0.9);
        cancellation.ThrowIfCancellationRequested();
        ReportPage.Write(Path.Combine(folder, ReportPage.FileName), results, shapes, language);
    }

    /// <summary>Reads one written file back.</summary>
    /// <returns>False when the file is none of these outputs.</returns>
    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static bool Verify(string path, RunResults results)
    {
        switch (Path.GetFileName(path), Path.GetExtension(path))
        {
            case (RegionGeoPackage.FileName, _):
                RegionGeoPackage.Verify(path, results);
                return true;
            case (QgisProject.FileName, _):
                RequireXml(path, Encoding.UTF8.GetString(FixedZip.Read(path, QgisProject.DocumentName)), "qgis");
                return true;
            case (_, _) when Path.GetFileName(Path.GetDirectoryName(path)) == ShapefileOutput.Folder:
                ShapefileOutput.Verify(path, results);
                return true;
            case (_, ".xlsx") when Path.GetFileName(Path.GetDirectoryName(path)) == OfficeWorkbooks.Folder:
                OfficeWorkbooks.Verify(path, results);
                return true;
            case (ResultWorkbook.FileName, _):
                ResultWorkbook.Verify(path, results);
                return true;
            case (ReportPage.FileName, _):
                ReportPage.Verify(path, results);
                return true;
            case (_, ".csv"):
                CsvTables.Verify(path, results);
                return true;
            case (_, ".svg"):
                RequireXml(path, File.ReadAllText(path), "svg");
                return true;
            case (_, ".png"):
                _ = Maps.Raster.PngFile.Check(path);
                return true;
            default:
                return false;
        }
    }

    private static void RequireXml(string path, string text, string root)
    {
        try
        {
            // The document type of QGIS files is a name and an address, which is not asked for.
            using XmlReader reader = XmlReader.Create(
                new StringReader(text),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != root)
                throw new InvalidDataException($"{path}: is not a {root} document.");
            while (reader.Read())
            {
                // To the end: that it is whole and well formed is what is asked.
            }
        }
        catch (XmlException error)
        {
            throw new InvalidDataException($"{path}: does not read back as XML ({error.Message}).", error);
        }
    }
}

using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;

namespace ZoneComp.Outputs.Shapefiles;

/// <summary>shapefile/regions.shp with its parts, and fields.csv: what each field is; only where the policy asks for it.</summary>
internal static class ShapefileOutput
{
    public const string Folder = "shapefile", LayerFile = "regions.shp", FieldsFile = "fields.csv";

    /// <summary>Bytes of a text field.</summary>
    public const int LongestText = 254;

    /// <summary>Bytes of a character at most; one that no longer fits is left out whole.</summary>
    private const int LongestCharacter = 4;

    /// <summary>As programs of the shapefile's own kind write it: names that all of them know.</summary>
    private const string Cgcs2000 =
        """GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],"""
        + """PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";

    public static void WriteAll(string folder, RunResults results)
    {
        if (results.Shapefile is not { } kind)
            return;
        string target = Path.Combine(folder, Folder);
        Directory.CreateDirectory(target);
        Encoding encoding = EncodingOf(kind);
        ShapefileTable table = ShapefileTable.Of(results, encoding);
        using ShapefileWriter writer = new(
            Path.Combine(target, LayerFile), ShapeType.Polygon, [.. table.Columns.Select(column => column.Field)], encoding,
                results.Crs.IsGeographic ? Cgcs2000 : null);
        for (int row = 0; row < results.Shapes.Count; row++)
        {
            (ShapePoint[] points, int[] parts) = RingsOf(results.Shapes[row]);
            writer.Add(points, parts, [.. table.Columns.Select(column => column.Values[row])]);
        }

        TextFile.Write(Path.Combine(target, FieldsFile), Fields(table, writer.Fields), withBom: true);
    }

    /// <summary>Reads the layer back: every value of every region, and as many points as the polygons have.</summary>
    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static void Verify(string path, RunResults results)
    {
        if (Path.GetFileName(path) != LayerFile)
            return; // the other parts are read with it
        Encoding encoding = EncodingOf(results.Shapefile!.Value);
        ShapefileTable table = ShapefileTable.Of(results, encoding);
        using ShapefileLayer layer = ShapefileLayer.Open(path);
        ShapefileReader reader = layer.Read([.. Enumerable.Range(0, layer.Fields.Count)]);
        int row = 0;
        for (; reader.MoveNext(); row++)
        {
            for (int column = 0; column < table.Columns.Count; column++)
            {
                if (!Same(encoding.GetString(reader.Bytes(column)), table.Columns[column].Values[row], encoding))
                    throw new InvalidDataException($"{path}: record {row} does not read back with its {table.Columns[column].Field.Name}.");
            }

            int points = RingsOf(results.Shapes[row]).Points.Length;
            if (reader.Shape().Points.Length != points)
                throw new InvalidDataException($"{path}: record {row} does not read back with its {points} points.");
        }

        if (row != results.Shapes.Count)
            throw new InvalidDataException($"{path}: does not read back with its {results.Shapes.Count} records.");
    }

    public static Encoding EncodingOf(ShapefileEncoding kind) => kind == ShapefileEncoding.Gbk ? CodePages.Gbk : CodePages.Utf8;

    /// <summary>Of a text that was cut (ZC711) as much stands there as the field holds; of all others all, to the last digit.</summary>
    private static bool Same(string cell, object? written, Encoding encoding) => written switch
    {
        string whole => cell.TrimEnd(' ') is var text
            && (text == whole.TrimEnd(' ')
                || (whole.StartsWith(text, StringComparison.Ordinal)
                    && encoding.GetByteCount(text) > LongestText - LongestCharacter)),
        decimal whole => decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) && number == whole,
        bool flag => cell == (flag ? "T" : "F"),
        _ => string.IsNullOrWhiteSpace(cell),
    };

    private static string Fields(ShapefileTable table, IReadOnlyList<DbfField> written)
    {
        StringBuilder text = new("field,column,title,unit,type\r\n");
        for (int index = 0; index < written.Count; index++)
        {
            ShapefileColumn column = table.Columns[index];
            string type = written[index].TypeCode == 'N'
                ? FormattableString.Invariant($"N {written[index].Width}.{written[index].Decimals}")
                : FormattableString.Invariant($"{written[index].TypeCode} {written[index].Width}");
            text.AppendJoin(',', new[] { written[index].Name, column.Field.Name, column.Title, column.Unit, type }.Select(CsvTables.Quoted))
                .Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>Rings one after the other, shells clockwise, holes the other way, each closed.</summary>
    private static (ShapePoint[] Points, int[] Parts) RingsOf(Geometry? shape)
    {
        List<ShapePoint> points = [];
        List<int> parts = [];
        // Oriented gives them the other way round.
        Geometry? oriented = GeoParquetGeometry.Oriented(shape);
        for (int index = 0; index < (oriented?.NumGeometries ?? 0); index++)
        {
            var polygon = (Polygon)oriented!.GetGeometryN(index);
            foreach (LineString ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing))
            {
                parts.Add(points.Count);
                points.AddRange(ring.Coordinates.Reverse().Select(point => new ShapePoint(point.X, point.Y)));
            }
        }

        return ([.. points], [.. parts]);
    }
}

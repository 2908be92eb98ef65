using System.Globalization;
using System.Text;

namespace ZoneComp.Outputs.Shapefiles;

/// <summary>The regions and their figures as the fields of a .dbf, exact as in coverage.geo.parquet.</summary>
internal sealed record ShapefileTable(IReadOnlyList<ShapefileColumn> Columns)
{
    public static ShapefileTable Of(RunResults results, Encoding encoding)
    {
        IReadOnlyList<Region> regions = results.Combinations.Regions;
        string[] levels = [.. regions.SelectMany(region => region.Parents.Keys).Distinct(StringComparer.Ordinal)];
        return new ShapefileTable(
        [
            Column("year", "年度", "", [.. regions.Select(_ => (object?)(decimal)results.Year)], encoding),
            Column("region_code", "行政区划代码", "", [.. regions.Select(region => region.Code)], encoding),
            Column("region_name", "行政区名称", "", [.. regions.Select(region => region.Name)], encoding),
            .. levels.Select(level =>
                Column($"parent_{level}", $"上级：{level}", "", [.. regions.Select(region => region.Parents.GetValueOrDefault(level))],
                    encoding)),
            .. RegionFigures.Of(results).Select(figure => Column(
                figure.Name, figure.Title.Zh, FigureText.Unit(figure.Unit).Zh,
                    [.. regions.Select((_, row) => GeoParquetRegions.Stored(figure, row))], encoding)),
        ]);
    }

    private static ShapefileColumn Column(string name, string title, string unit, IReadOnlyList<object?> values, Encoding encoding)
    {
        object[] present = [.. values.OfType<object>()];
        if (present.Length > 0 && present.All(value => value is bool))
            return new ShapefileColumn(new DbfField(name, 'L', 1), title, unit, values);
        if (present.Length > 0 && present.All(value => value is decimal))
        {
            // Zeros at the end are no digits: a field is as wide as its values need.
            decimal[] numbers = [.. present.Select(value => ShownDigits.Plain((decimal)value, 28))];
            int decimals = numbers.Max(number => number.Scale), width = numbers.Max(number => Written(number, decimals).Length);
            return new ShapefileColumn(new DbfField(name, 'N', width, decimals), title, unit, values);
        }

        object?[] texts = [.. values.Select(value => (object?)Convert.ToString(value, CultureInfo.InvariantCulture))];
        int longest = texts.OfType<string>().Select(encoding.GetByteCount).DefaultIfEmpty(1).Max();
        return new ShapefileColumn(new DbfField(name, 'C', Math.Clamp(longest, 1, ShapefileOutput.LongestText)), title, unit, texts);
    }

    private static string Written(decimal number, int decimals) =>
        number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <param name="Field">With the name that the figure has elsewhere.</param>
/// <param name="Values">By region: decimal, text, flag or null.</param>
internal sealed record ShapefileColumn(DbfField Field, string Title, string Unit, IReadOnlyList<object?> Values);

using System.Globalization;

namespace ZoneComp.Tests.Outputs.ParquetTables;

public sealed class CoverageParquetTests
{
    /// <summary>
    /// Region 010001 has 100 m²: forest.II 5, forest.I 40 + 5 + 20 = 65, forest as a whole 65, redline 20. 65 m² = 0.0065 ha = 0.0975 mu.
    /// Region 010002 is redline alone; 3.0000005 m² = 0.00450000075 mu.
    /// </summary>
    [Fact]
    public void Classes_and_layers_are_counted_once()
    {
        using var folder = new TemporaryFolder();
        ParquetOutputs.Write(folder.FullPath, SmallRun.Results);
        using ParquetFile file = ParquetFile.Open(folder.File("coverage.parquet"));

        string[] columns =
        [
            "region_code", "layer", "class", "area_m2", "area_ha", "area_mu", "region_area_m2", "coverage_ratio", "repeated_area_m2",
            "excess_area_m2",
        ];
        object?[][] values = [.. columns.Select(column => file.Column(column).Values())];
        string[] lines =
        [
            .. Enumerable.Range(0, (int)file.RowCount).Select(row => string.Join(' ', values.Select(column => Text(column[row])))),
        ];

        Assert.Equal(
            [
                "010001 forest - 65 0.0065 0.0975 100 0.65 - -",
                "010001 forest forest.II 5 0.0005 0.0075 100 0.05 0 0",
                "010001 forest forest.I 65 0.0065 0.0975 100 0.65 4 6",
                "010001 redline redline 20 0.002 0.03 100 0.2 0 0",
                "010002 forest - 0 0 0 3.0000005 0 - -",
                "010002 forest forest.II 0 0 0 3.0000005 0 0 0",
                "010002 forest forest.I 0 0 0 3.0000005 0 0 0",
                "010002 redline redline 3.0000005 0.00030000005 0.00450000075 3.0000005 1 0 0",
                "010003 forest - 0 0 0 0 - - -",
                "010003 forest forest.II 0 0 0 0 - 0 0",
                "010003 forest forest.I 0 0 0 0 - 0 0",
                "010003 redline redline 0 0 0 0 - 0 0",
                "outside forest - 0 0 0 - - - -",
                "outside forest forest.II 0 0 0 - - 0 0",
                "outside forest forest.I 0 0 0 - - 0 0",
                "outside redline redline 7.5 0.00075 0.01125 - - 0.5 0.5",
            ],
            lines);
    }

    private static string Text(object? value) => value switch
    {
        null => "-",
        decimal number => number.ToString("0.############", CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}

namespace ZoneComp.Parquet.Tests;

/// <summary>A small table with every type that is written, nulls among them, and values at the edges of their ranges.</summary>
internal static class SampleTable
{
    public const int Rows = 5;

    public static IReadOnlyList<ParquetColumn> Columns { get; } =
    [
        ParquetColumn.Text("region_code", ["110101", "110102", "010203", "110105", "𠀀"], nullable: false).Described("区划代码"),
        ParquetColumn.Text("region_name", ["东城区", "", null, "朝阳区", "O'Brien \"x\""]).Described("名称"),
        ParquetColumn.Int32("i32", [0, -1, int.MinValue, int.MaxValue, 7]),
        ParquetColumn.Int32("i32_null", [null, -1, null, int.MaxValue, 7]),
        ParquetColumn.Int64("i64", [0L, -1, long.MinValue, long.MaxValue, 7]),
        ParquetColumn.Int64("i64_null", new long?[] { 1, null, long.MinValue, null, null }),
        ParquetColumn.Double("f64", [0.1, -0.0, double.Epsilon, double.MaxValue, 1e300]),
        ParquetColumn.Double("f64_null", new double?[] { null, double.NaN, double.PositiveInfinity, double.NegativeInfinity, null }),
        ParquetColumn.Boolean("flag", [true, false, true, true, false]),
        ParquetColumn.Boolean("flag_null", new bool?[] { null, false, null, true, null }),
        ParquetColumn.Bytes("wkb", new byte[]?[] { [1, 2, 3], null, [], [255], [0, 0] }),
        ParquetColumn.Date(
            "day",
            [
                new DateOnly(1970, 1, 1), new DateOnly(1969, 12, 31), new DateOnly(2025, 2, 28), new DateOnly(1600, 2, 29),
                new DateOnly(2400, 1, 1),
            ]),
        ParquetColumn.Date("day_null", new DateOnly?[] { null, null, new DateOnly(2025, 2, 28), null, null }),
        ParquetColumn.Timestamp("instant", new DateTime?[] { Utc(1970, 0), null, Utc(2025, 1_234_567), Utc(1600, 10), null }),
        ParquetColumn.Decimal("d9", 9, 2, [0.01m, -9999999.99m, 9999999.99m, 0m, 1.5m]).Described("金额", "yuan"),
        ParquetColumn.Decimal("d18", 18, 7, new decimal?[] { 0.0000005m, null, -99999999999.9999999m, 12345678901.5m, 0m })
            .Described("面积", "m2"),
        ParquetColumn.Decimal("d28", 28, 7, [0.0000005m, -1m, 999999999999999999999.9999999m, -999999999999999999999.9999999m, 0m]),
        ParquetColumn.UnscaledDecimal(
            "d38",
            38,
            10,
            [Int128.Parse("99999999999999999999999999999999999999"), Int128.Parse("-99999999999999999999999999999999999999"), null, 1, -1]),
        ParquetColumn.Struct("bbox",
        [
            ParquetColumn.Double("xmin", new double?[] { 1, 2, null, 4, null }),
            ParquetColumn.Double("ymax", [1.5, 2.5, 3.5, 4.5, 5.5]),
        ], [true, true, true, false, true]),
    ];

    public static DateTime Utc(int year, long microseconds) =>
        new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public static byte[] Write(IReadOnlyList<ParquetColumn> columns, ParquetWriteOptions? options = null)
    {
        var stream = new MemoryStream();
        ParquetWriter.Write(stream, columns, options);
        return stream.ToArray();
    }

    public static ParquetFile Open(byte[] bytes) => ParquetFile.Open(new MemoryStream(bytes), "table.parquet");

    public static ParquetFile RoundTrip(params IReadOnlyList<ParquetColumn> columns) => Open(Write(columns));
}

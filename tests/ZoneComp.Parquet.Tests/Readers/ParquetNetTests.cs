using Parquet;
using Parquet.Schema;

namespace ZoneComp.Parquet.Tests.Readers;

/// <summary>What a .NET program that uses Parquet.Net sees in our files, and what we see in its.</summary>
/// <remarks>Known faults of Parquet.Net 6.1.0: docs/dependencies.md. They concern its statistics and page checksums, which its own reader
/// does not use.</remarks>
public sealed class ParquetNetTests
{
    [Theory]
    [InlineData(ParquetCompression.Uncompressed)]
    [InlineData(ParquetCompression.Snappy)]
    [InlineData(ParquetCompression.Gzip)]
    [InlineData(ParquetCompression.Zstd)]
    public async Task Parquet_Net_reads_what_we_write(ParquetCompression compression)
    {
        using var stream = new MemoryStream(SampleTable.Write(SampleTable.Columns, new ParquetWriteOptions { Compression = compression }));
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, null, false, default);
        using ParquetRowGroupReader rows = reader.OpenRowGroupReader(0);

        Assert.Equal((string?[])["110101", "110102", "010203", "110105", "𠀀"], await Texts("region_code"));
        Assert.Equal((string?[])["东城区", "", null, "朝阳区", "O'Brien \"x\""], await Texts("region_name"));
        Assert.Equal((int[])[0, -1, int.MinValue, int.MaxValue, 7], await Values<int>("i32"));
        Assert.Equal((long?[])[1, null, long.MinValue, null, null], await Optional<long>("i64_null"));
        Assert.Equal((double[])[0.1, -0.0, double.Epsilon, double.MaxValue, 1e300], await Values<double>("f64"));
        Assert.Equal((bool[])[true, false, true, true, false], await Values<bool>("flag"));
        Assert.Equal((decimal[])[0.01m, -9999999.99m, 9999999.99m, 0m, 1.5m], await Values<decimal>("d9"));
        Assert.Equal((decimal?[])[0.0000005m, null, -99999999999.9999999m, 12345678901.5m, 0m], await Optional<decimal>("d18"));
        Assert.Equal(
            (decimal[])[0.0000005m, -1m, 999999999999999999999.9999999m, -999999999999999999999.9999999m, 0m],
            await Values<decimal>("d28"));

        DataField Field(string name) => reader.Schema.GetDataFields().Single(field => field.Name == name);

        async Task<T[]> Values<T>(string name)
            where T : struct
        {
            var values = new T[SampleTable.Rows];
            await rows.ReadAsync(Field(name), values.AsMemory(), null, default);
            return values;
        }

        async Task<T?[]> Optional<T>(string name)
            where T : struct
        {
            var values = new T?[SampleTable.Rows];
            await rows.ReadAsync(Field(name), values.AsMemory(), null, default);
            return values;
        }

        async Task<string?[]> Texts(string name)
        {
            var values = new string?[SampleTable.Rows];
            await rows.ReadAsync(Field(name), values.AsMemory(), null, default);
            return values;
        }
    }
}

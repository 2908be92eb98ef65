using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Tests.Format;

public sealed class ThriftTests
{
    /// <summary>
    /// By hand, from the compact protocol: field 1 i32 -3 (15, zigzag 05); field 3 true (step 2, type 1: 21); field 20 text "é" (step 17:
    /// long form 08, id zigzag 28, length 02); field 21 list of 2 i64 1, 300 (19 26 02 D8 04); stop 00.
    /// </summary>
    [Fact]
    public void A_struct_has_the_bytes_of_the_compact_protocol()
    {
        var sink = new ByteSink();
        var thrift = new ThriftWriter(sink);
        thrift.BeginStruct();
        thrift.Int32(1, -3);
        thrift.Boolean(3, true);
        thrift.Text(20, "é");
        thrift.List(21, ThriftType.Int64, 2);
        sink.ZigZag(1);
        sink.ZigZag(300);
        thrift.EndStruct();

        Assert.Equal("1505" + "21" + "082802C3A9" + "192602D804" + "00", Convert.ToHexString(sink.Written));
    }

    [Fact]
    public void What_is_written_reads_back_and_unknown_fields_are_passed_over()
    {
        // field 1 i32 -3; field 2 map of 1: text "a" -> i64 1; field 3 struct {1: double}; field 4 list of 2 booleans; field 5 text "z"
        var reader = new ThriftReader(
            Convert.FromHexString("1505" + "1B01860161" + "02" + "1C17000000000000F03F00" + "19210102" + "18017A" + "00"));
        ThriftReader.Frame outer = reader.BeginStruct();
        Assert.True(reader.NextField(out int id, out ThriftType type));
        Assert.Equal((1, -3), (id, reader.Int32(type, "number")));
        foreach (int expected in new[] { 2, 3, 4 })
        {
            Assert.True(reader.NextField(out id, out type));
            Assert.Equal(expected, id);
            reader.Skip(type);
        }

        Assert.True(reader.NextField(out id, out type));
        Assert.Equal((5, "z"), (id, reader.Text(type, "text")));
        Assert.False(reader.NextField(out _, out _));
        reader.EndStruct(outer, "struct", 1, 5);
    }

    [Theory]
    [InlineData("18", "text needs 1 bytes at byte 1, 0 are left")]
    [InlineData("18FFFF03", "text claims a length of 65535 at byte 4, 0 bytes are left")]
    [InlineData("1802C328", "text is not UTF-8 text, at byte 4")]
    [InlineData("1505", "text is of type 5 at byte 1, expected bytes")]
    public void Damage_is_named(string hex, string message)
    {
        var error = Assert.Throws<ParquetException>(() =>
        {
            var reader = new ThriftReader(Convert.FromHexString(hex));
            reader.BeginStruct();
            reader.NextField(out _, out ThriftType type);
            reader.Text(type, "text");
        });

        Assert.StartsWith(message[..20], error.Message, StringComparison.Ordinal);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Endless_nesting_is_refused()
    {
        byte[] nested = [.. Enumerable.Repeat((byte)0x1C, 10_000)]; // a struct in a struct in a struct

        var error = Assert.Throws<ParquetException>(() =>
        {
            var reader = new ThriftReader(nested);
            reader.BeginStruct();
            reader.NextField(out _, out ThriftType type);
            reader.Skip(type);
        });

        Assert.Equal("metadata nested more than 32 deep at byte 32", error.Message);
    }
}

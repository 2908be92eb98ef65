using System.Globalization;
using System.Text;

namespace ZoneComp.Shapefile.Tests;

/// <summary>Tables written by hand, byte for byte.</summary>
public class DbfValueTests
{
    [Theory] // type, decimals, cell -> value
    [InlineData('N', 0, "   42", 42L)]
    [InlineData('N', 0, "00042", 42L)]
    [InlineData('N', 0, "     ", null)]
    [InlineData('N', 0, "*****", null)]
    [InlineData('N', 0, "42\0\0\0", 42L)]
    [InlineData('N', 0, "4.5", 4.5)]
    [InlineData('N', 3, "68,500", 68.5)]
    [InlineData('N', 2, "-0.25", -0.25)]
    [InlineData('F', 5, "1.5e+003", 1500.0)]
    [InlineData('F', 5, "1e300", 1e300)]
    [InlineData('F', 5, "1e-12", 1e-12)]
    [InlineData('F', 5, "nan", null)]
    [InlineData('N', 0, "4x", null)]
    [InlineData('C', 0, " 110105 ", "110105")]
    [InlineData('C', 0, "   ", null)]
    [InlineData('C', 0, "ab\0junk", "ab")]
    [InlineData('L', 0, "T", true)]
    [InlineData('L', 0, "n", false)]
    [InlineData('L', 0, "?", null)]
    [InlineData('L', 0, "X", null)]
    [InlineData('D', 0, "00000000", null)]
    [InlineData('D', 0, "20251301", null)]
    [InlineData('M', 0, "0000000001", null)]
    public void Values_are_read_as_what_they_say(char type, byte decimals, string cell, object? expected)
    {
        object? value = One(type, decimals, Encoding.Latin1.GetBytes(cell), out _);

        if (expected is double number && value is decimal exact)
            Assert.Equal((decimal)number, exact);
        else
            Assert.Equal(expected, value);
    }

    [Fact]
    public void Codes_of_many_digits_and_areas_keep_all_of_them()
    {
        Assert.Equal(1101051234567890123L, One('N', 0, "1101051234567890123"u8, out _));
        Assert.Equal(12345678901234567890m, One('N', 0, "12345678901234567890"u8, out _));
        Assert.Equal(98765432109.87m, One('N', 2, "98765432109.87"u8, out _));
    }

    [Theory] // as ogr2ogr writes these doubles to a field of 24 with 15 decimals
    [InlineData("901.009999999999991", "901.01")]
    [InlineData("0.299999999999999989", "0.3")]
    [InlineData("-9010099.999999999910000", "-9010100")]
    [InlineData("1101051234567890123.000", "1101051234567890123")]
    public void A_number_with_all_digits_of_a_double_is_the_number_that_was_meant(string cell, string meant)
    {
        Assert.Equal(decimal.Parse(meant, CultureInfo.InvariantCulture), One('N', 15, Encoding.Latin1.GetBytes(cell), out _));
    }

    [Theory] // what a person stated, digit for digit; a field of many decimals holds a double's noise only beyond 15 digits
    [InlineData('N', 2, "   12345678901234.56", "12345678901234.56")]
    [InlineData('N', 2, "-9876543210987654.32", "-9876543210987654.32")]
    [InlineData('F', 4, "  123456789012.3456", "123456789012.3456")]
    [InlineData('N', 6, "1234567890.123456", "1234567890.123456")]
    [InlineData('N', 11, "000901.01000000001", "901.01000000001")] // 14 digits: zeros in front are none
    [InlineData('N', 11, "9.0000000000099999e+02", "900.000000001")]
    [InlineData('N', 0, "98765432109876543210987654", "98765432109876543210987654")]
    public void A_number_stands_as_it_is_written(char type, byte decimals, string cell, string expected)
    {
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), One(type, decimals, Encoding.Latin1.GetBytes(cell), out _));
    }

    [Fact]
    public void A_code_of_more_digits_than_can_be_held_is_told_rather_than_rounded()
    {
        Assert.Null(One('N', 0, "110105123456789012345678901234"u8, out var problems));

        Assert.Equal(ProblemKind.ValueUnreadable, Assert.Single(problems).Kind);
    }

    [Theory]
    [InlineData("-0.00", 2)]
    [InlineData("-0", 0)]
    public void Zero_has_no_sign(string cell, byte decimals)
    {
        Assert.DoesNotContain(
            '-',
            Convert.ToString(One('N', decimals, Encoding.Latin1.GetBytes(cell), out _), CultureInfo.InvariantCulture)!);
    }

    [Fact]
    public void Dates_and_binary_numbers_are_read()
    {
        Assert.Equal(new DateOnly(2025, 12, 31), One('D', 0, "20251231"u8, out _));
        Assert.Equal(-2L, One('I', 0, [0xFE, 0xFF, 0xFF, 0xFF], out _));
        Assert.Equal(0.5, One('O', 0, [0, 0, 0, 0, 0, 0, 0xE0, 0x3F], out _));
        Assert.Equal(12.5m, One('Y', 0, [0x48, 0xE8, 1, 0, 0, 0, 0, 0], out _)); // 125,000 ten-thousandths
        // Julian day 2,451,545 is 1 January 2000; 43,200,000 ms are noon.
        Assert.Equal("2000-01-01T12:00:00.000", One('T', 0, [0x59, 0x68, 0x25, 0, 0x00, 0x2E, 0x93, 0x02], out _));
    }

    [Theory]
    [InlineData('N', "*****", ProblemKind.ValueOverflowed, "field F: '*****'")]
    [InlineData('N', "4x", ProblemKind.ValueUnreadable, "field F: '4x'")]
    [InlineData('L', "X", ProblemKind.ValueUnreadable, "field F: 'X'")]
    public void A_value_that_is_lost_is_told(char type, string cell, ProblemKind kind, string detail)
    {
        One(type, 0, Encoding.Latin1.GetBytes(cell), out var problems);

        var problem = Assert.Single(problems);
        Assert.Equal(kind, problem.Kind);
        Assert.Equal(detail, problem.Detail);
    }

    [Fact]
    public void A_field_wider_than_255_is_believed_where_the_row_is_as_wide()
    {
        // 300 = 44 + 256 x 1, the high byte in the place of the decimals.
        using var folder = new Folder();
        byte[] table = Table('C', 44, 1, new byte[300], rowLength: 301);
        Encoding.ASCII.GetBytes(new string('x', 300)).CopyTo(table, 66);
        File.WriteAllBytes(folder["a.dbf"], table);

        using var layer = ShapefileLayer.Open(folder["a.dbf"]);
        var reader = layer.Read(0);

        Assert.Equal(300, layer.Fields[0].Width);
        Assert.True(reader.MoveNext());
        Assert.Equal(new string('x', 300), reader.Value(0));
    }

    private static object? One(char type, byte decimals, ReadOnlySpan<byte> cell, out IReadOnlyList<ShapefileProblem> problems)
    {
        using var folder = new Folder();
        File.WriteAllBytes(folder["a.dbf"], Table(type, (byte)cell.Length, decimals, cell, 1 + cell.Length));
        using var layer = ShapefileLayer.Open(folder["a.dbf"]);
        var reader = layer.Read(0);
        Assert.True(reader.MoveNext());
        object? value = reader.Value(0);
        problems = reader.Problems;
        return value;
    }

    /// <summary>A .dbf of one field F and one row.</summary>
    private static byte[] Table(char type, byte width, byte decimals, ReadOnlySpan<byte> cell, int rowLength)
    {
        var bytes = new byte[66 + cell.Length];
        bytes[0] = 3;
        bytes[4] = 1; // rows
        bytes[8] = 65; // header: 32 + 32 + 1
        (bytes[10], bytes[11]) = ((byte)(rowLength & 255), (byte)(rowLength >> 8));
        bytes[32] = (byte)'F';
        bytes[43] = (byte)type;
        bytes[48] = width;
        bytes[49] = decimals;
        bytes[64] = 0x0D;
        bytes[65] = (byte)' ';
        cell.CopyTo(bytes.AsSpan(66));
        return bytes;
    }
}

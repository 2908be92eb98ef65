using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ZoneComp.Shapefile;

/// <summary>Decodes the values of one field.</summary>
internal sealed class DbfCells(DbfField field, TextDecision text, string file, ProblemLog problems)
{
    /// <summary>
    /// GIS software writes 901.01 with all digits of its double, 901.009999999999991, of which 15 count. It does so in fields of many
    /// decimals:
    /// money and areas that people state have up to this many, and stand as they are.
    /// </summary>
    private const int MostTyped = 6;

    private const int DigitsOfDouble = 15;

    private readonly TextCells texts = new(field, text, file, problems);

    /// <summary>null, string, long, decimal, double, bool or DateOnly; null, and a problem, for what cannot be read.</summary>
    public object? Decode(ReadOnlySpan<byte> cell, long row)
    {
        if (cell.Length < field.Width)
            return null; // told once for the field: it ends outside the row
        return field.Kind switch
        {
            DbfFieldKind.Text => texts.Decode(cell, row),
            DbfFieldKind.Number when field.TypeCode is 'N' or 'F' => Number(cell, row),
            DbfFieldKind.Number => Binary(cell),
            DbfFieldKind.Logical => Logical(cell, row),
            DbfFieldKind.Date => Date(cell, row),
            DbfFieldKind.Timestamp => Timestamp(cell, row),
            _ => null,
        };
    }

    private object? Number(ReadOnlySpan<byte> cell, long row)
    {
        ReadOnlySpan<byte> value = cell.Trim(" \0"u8);
        if (value.IsEmpty)
            return null;
        if (value[0] == (byte)'*')
            return Lost(ProblemKind.ValueOverflowed, row, value);
        if (field.Decimals == 0 && Utf8Parser.TryParse(value, out long whole, out int used) && used == value.Length)
            return whole;
        int comma = value.IndexOf((byte)',');
        object? real = comma >= 0 && value.Length - comma - 1 == field.Decimals && value.IndexOf((byte)'.') < 0
            ? WithDecimalComma(value, comma, row)
            : Real(value);
        return real ?? Lost(ProblemKind.ValueUnreadable, row, value);
    }

    /// <summary>As many digits after the comma as the field has decimals: a decimal comma, not a group sign.</summary>
    private object? WithDecimalComma(ReadOnlySpan<byte> value, int comma, long row)
    {
        byte[] withPoint = value.ToArray();
        withPoint[comma] = (byte)'.';
        if (Real(withPoint) is not object real)
            return null;
        problems.AddValue(ProblemKind.DecimalComma, file, row, field.Name, () => Encoding.ASCII.GetString(withPoint));
        return real;
    }

    private object? Real(ReadOnlySpan<byte> value)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) || !double.IsFinite(real))
            return null;
        // Outside this range a decimal would lose digits or overflow.
        bool fitsDecimal = real == 0 || Math.Abs(real) is >= 1e-9 and < 1e27;
        if (!fitsDecimal || !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact))
            // whole numbers stand for codes: none is better than another's
            return field.Decimals == 0 && !value.ContainsAny("eE"u8) ? null : real;
        return field.Decimals > MostTyped && Digits(value) > DigitsOfDouble && !decimal.IsInteger(exact) ? (decimal)real : exact;
    }

    /// <summary>Digits of the number itself, without zeros in front and an exponent.</summary>
    private static int Digits(ReadOnlySpan<byte> value)
    {
        int end = value.IndexOfAny("eE"u8), digits = 0;
        foreach (byte sign in end < 0 ? value : value[..end])
            digits += sign is > (byte)'0' and <= (byte)'9' || (sign == (byte)'0' && digits > 0) ? 1 : 0;
        return digits;
    }

    private object? Binary(ReadOnlySpan<byte> cell) => field.TypeCode switch
    {
        'I' or '+' => (long)BinaryPrimitives.ReadInt32LittleEndian(cell),
        'Y' => BinaryPrimitives.ReadInt64LittleEndian(cell) / 10_000m,
        _ => BinaryPrimitives.ReadDoubleLittleEndian(cell) is var real && double.IsFinite(real) ? real : null,
    };

    private object? Logical(ReadOnlySpan<byte> cell, long row)
    {
        ReadOnlySpan<byte> value = cell.Trim(" \0?"u8);
        if (value.IsEmpty)
            return null;
        return value[0] switch
        {
            (byte)'T' or (byte)'t' or (byte)'Y' or (byte)'y' or (byte)'1' => true,
            (byte)'F' or (byte)'f' or (byte)'N' or (byte)'n' or (byte)'0' => false,
            _ => Lost(ProblemKind.ValueUnreadable, row, value),
        };
    }

    private object? Date(ReadOnlySpan<byte> cell, long row)
    {
        ReadOnlySpan<byte> value = cell.Trim(" \0"u8);
        if (value.IsEmpty || value.TrimStart((byte)'0').IsEmpty)
            return null;
        return DateOnly.TryParseExact(
            Encoding.Latin1.GetString(value), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : Lost(ProblemKind.ValueUnreadable, row, value);
    }

    /// <summary>Julian day and milliseconds of the day, four bytes each.</summary>
    private object? Timestamp(ReadOnlySpan<byte> cell, long row)
    {
        const int JulianDayOfYear1 = 1_721_426;
        int day = BinaryPrimitives.ReadInt32LittleEndian(cell), milliseconds = BinaryPrimitives.ReadInt32LittleEndian(cell[4..]);
        if (day == 0 && milliseconds == 0)
            return null;
        if (day < JulianDayOfYear1 || day > JulianDayOfYear1 + DateOnly.MaxValue.DayNumber || milliseconds is < 0 or >= 86_400_000)
            return Lost(ProblemKind.ValueUnreadable, row, cell);
        return new DateTime(1, 1, 1).AddDays(day - JulianDayOfYear1)
            .AddMilliseconds(milliseconds)
            .ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    private object? Lost(ProblemKind kind, long row, ReadOnlySpan<byte> value)
    {
        string found = Encoding.Latin1.GetString(value[..Math.Min(value.Length, 40)]);
        problems.AddValue(
            kind,
            file,
            row,
            field.Name,
            () => found.All(c => c is >= ' ' and <= '~') ? $"'{found}'" : $"bytes {Convert.ToHexString(Encoding.Latin1.GetBytes(found))}");
        return null;
    }
}

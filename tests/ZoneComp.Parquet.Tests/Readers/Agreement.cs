using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace ZoneComp.Parquet.Tests.Readers;

/// <summary>Compares what our reader and another made of the same file.</summary>
internal static class Agreement
{
    // hyparquet gives decimals as binary numbers: scaling by a power of ten rounds twice, each by half a unit of 2^-53.
    private const double BinaryDecimalTolerance = 4.5e-16;

    /// <summary>Differences in words; empty when all that our reader reads is the same. Columns that it does not read are passed
    /// over.</summary>
    public static IReadOnlyList<string> Differences(ParquetFile ours, ReaderAnswer theirs)
    {
        var differences = new List<string>();
        if (theirs.Rows.Count != ours.RowCount)
            return [$"{theirs.Reader} has {theirs.Rows.Count} rows, we have {ours.RowCount}"];
        foreach (ParquetLeaf leaf in ours.Columns.Where(leaf => leaf.NotRead is null))
        {
            int column = theirs.Columns.ToList().IndexOf(leaf.Path[0]);
            if (column < 0)
            {
                differences.Add($"{theirs.Reader} has no column {leaf.Path[0]}");
                continue;
            }

            object?[] values = ours.Column(leaf.Name).Values();
            for (int row = 0; row < values.Length; row++)
            {
                JsonElement cell = Inside(theirs.Rows[row][column], leaf.Path);
                if (!Same(values[row], cell, leaf.Type))
                    differences.Add(
                        $"row {row}, {leaf.Name}: {theirs.Reader} {cell.GetRawText()}, ours {values[row] ?? "null"} ({leaf.Type})");
            }
        }

        return differences;
    }

    private static JsonElement Inside(JsonElement cell, IReadOnlyList<string> path)
    {
        foreach (string name in path.Skip(1))
            cell = cell.ValueKind == JsonValueKind.Null ? cell : cell.GetProperty(name);
        return cell;
    }

    private static bool Same(object? ours, JsonElement theirs, ParquetType type) => ours switch
    {
        null => theirs.ValueKind == JsonValueKind.Null,
        _ when theirs.ValueKind == JsonValueKind.Null => false,
        bool flag => theirs.ValueKind == (flag ? JsonValueKind.True : JsonValueKind.False),
        string text => theirs.ValueKind == JsonValueKind.String && theirs.GetString() == text,
        byte[] bytes =>
            theirs.ValueKind == JsonValueKind.Object && theirs.GetProperty("hex").GetString() == Convert.ToHexStringLower(bytes),
        double number => Text(theirs) is { } text && SameNumber(double.Parse(text, CultureInfo.InvariantCulture), number),
        int or long => Text(theirs) == Convert.ToString(ours, CultureInfo.InvariantCulture),
        Int128 unscaled => SameDecimal((BigInteger)unscaled, type.Scale, theirs),
        decimal number => SameDecimal(Digits(number), number.Scale, theirs),
        DateOnly date => SameTicks(date.ToDateTime(default).Ticks - DateTime.UnixEpoch.Ticks, theirs),
        DateTime instant => SameTicks(instant.Ticks - DateTime.UnixEpoch.Ticks, theirs),
        TimeOnly time => SameTime(time, theirs, type.Unit),
        _ => throw new InvalidOperationException($"{ours.GetType()} is not compared"),
    };

    private static string? Text(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.String => cell.GetString(),
        JsonValueKind.Number => cell.GetRawText(),
        _ => null,
    };

    private static bool SameNumber(double left, double right) =>
        BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right) || (double.IsNaN(left) && double.IsNaN(right));

    private static bool SameDecimal(BigInteger digits, int scale, JsonElement theirs)
    {
        if (theirs.ValueKind == JsonValueKind.Number)
        {
            double number = (double)digits / Math.Pow(10, scale), other = theirs.GetDouble();
            return Math.Abs(number - other) <= BinaryDecimalTolerance * Math.Abs(number);
        }

        if (Text(theirs) is not { } text)
            return false;
        int point = text.IndexOf('.', StringComparison.Ordinal);
        int theirScale = point < 0 ? 0 : text.Length - point - 1;
        BigInteger theirDigits = BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return theirDigits * BigInteger.Pow(10, scale) == digits * BigInteger.Pow(10, theirScale);
    }

    /// <summary>To the precision that the other reader gives: nanoseconds, microseconds, milliseconds or days.</summary>
    private static bool SameTicks(long ticks, JsonElement theirs)
    {
        if (theirs.ValueKind != JsonValueKind.Object)
            return false;
        if (theirs.TryGetProperty("ns", out JsonElement ns))
            return Floor(long.Parse(ns.GetString()!, CultureInfo.InvariantCulture), TimeSpan.NanosecondsPerTick) == ticks;
        if (theirs.TryGetProperty("us", out JsonElement us))
            return us.GetString() == Floor(ticks, TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);
        if (theirs.TryGetProperty("ms", out JsonElement ms))
            // hyparquet cuts towards 1970
            return ms.ValueKind == JsonValueKind.Number && Math.Abs(ms.GetDouble() - ((double)ticks / TimeSpan.TicksPerMillisecond)) < 1;
        return theirs.TryGetProperty("days", out JsonElement days) && days.GetInt64() == Floor(ticks, TimeSpan.TicksPerDay);
    }

    /// <summary>DuckDB gives microseconds, or for times in UTC text to the microsecond; the others the number as stored.</summary>
    private static bool SameTime(TimeOnly ours, JsonElement theirs, ParquetTimeUnit unit)
    {
        if (theirs.ValueKind == JsonValueKind.Object)
            return SameTicks(ours.Ticks, theirs);
        string text = Text(theirs)!;
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeOnly.Parse(text.Split('+')[0], CultureInfo.InvariantCulture).Ticks
                == Floor(ours.Ticks, TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond;
        long ticks = ours.Ticks;
        long stored = long.Parse(text, CultureInfo.InvariantCulture);
        return unit switch
        {
            ParquetTimeUnit.Milliseconds => stored * TimeSpan.TicksPerMillisecond == ticks,
            ParquetTimeUnit.Microseconds => stored * TimeSpan.TicksPerMicrosecond == ticks,
            _ => Floor(stored, TimeSpan.NanosecondsPerTick) == ticks,
        };
    }

    private static long Floor(long value, long divisor) => (value / divisor) - (value % divisor < 0 ? 1 : 0);

    private static BigInteger Digits(decimal number)
    {
        int[] bits = decimal.GetBits(number);
        BigInteger magnitude =
            new BigInteger(unchecked((uint)bits[2])) << 64 | new BigInteger(unchecked((uint)bits[1])) << 32 | unchecked((uint)bits[0]);
        return number < 0 ? -magnitude : magnitude;
    }
}

namespace ZoneComp.Parquet.Reading;

/// <summary>Stored numbers of days and ticks as dates and times.</summary>
internal static class TimeValues
{
    private static readonly int Day1970 = new DateOnly(1970, 1, 1).DayNumber;

    public static DateOnly Date(int days)
    {
        long number = (long)days + Day1970;
        return number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : throw new ParquetException($"day {days} from 1970-01-01 is not in the years 1 to 9999");
    }

    public static TimeOnly TimeOfDay(long value, ParquetTimeUnit unit)
    {
        Int128 ticks = Ticks(value, unit);
        return ticks >= 0 && ticks <= TimeOnly.MaxValue.Ticks
            ? new TimeOnly((long)ticks)
            : throw new ParquetException($"time of day {value} {unit} is not in 24 hours");
    }

    public static DateTime Timestamp(long value, ParquetType type)
    {
        Int128 ticks = Ticks(value, type.Unit) + DateTime.UnixEpoch.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks, type.IsUtc ? DateTimeKind.Utc : DateTimeKind.Unspecified)
            : throw new ParquetException($"timestamp {value} {type.Unit} from 1970 is not in the years 1 to 9999");
    }

    private static Int128 Ticks(long value, ParquetTimeUnit unit) => unit switch
    {
        ParquetTimeUnit.Milliseconds => (Int128)value * TimeSpan.TicksPerMillisecond,
        ParquetTimeUnit.Microseconds => (Int128)value * TimeSpan.TicksPerMicrosecond,
        _ => Floor(value, TimeSpan.NanosecondsPerTick),
    };

    private static long Floor(long value, long divisor) => (value / divisor) - (value % divisor < 0 ? 1 : 0);
}

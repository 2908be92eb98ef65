namespace ZoneComp.Parquet;

/// <summary>What the values of a column are, whatever their physical form.</summary>
public enum ParquetKind
{
    Boolean,

    /// <summary>Whole numbers of up to 32 bits with sign.</summary>
    Int32,

    /// <summary>Whole numbers of up to 64 bits with sign; unsigned 32-bit numbers too.</summary>
    Int64,

    /// <summary>Double precision; half and single precision are read into it without loss.</summary>
    Double,

    /// <summary>UTF-8 text; JSON, enumerations and UUIDs too.</summary>
    Text,

    /// <summary>Bytes without a text meaning: WKB, hashes, whatever is not annotated.</summary>
    Bytes,

    /// <summary>Day of the proleptic Gregorian calendar.</summary>
    Date,

    /// <summary>Time of day.</summary>
    Time,

    /// <summary>Instant (UTC) or local date and time, by <see cref="ParquetType.IsUtc"/>.</summary>
    Timestamp,

    /// <summary>Exact decimal number; unsigned 64-bit numbers are read as DECIMAL(20, 0).</summary>
    Decimal,

    /// <summary>A group of columns; has no values of its own.</summary>
    Struct,

    /// <summary>Something this library does not read, such as a list; <see cref="ParquetLeaf.NotRead"/> says what.</summary>
    Other,
}

/// <summary>Length of one tick of a time or timestamp as stored.</summary>
public enum ParquetTimeUnit
{
    Milliseconds,
    Microseconds,
    Nanoseconds,
}

/// <summary>Type of a column.</summary>
/// <param name="Precision">Digits of a decimal, 1 to 38; 0 for other kinds.</param>
/// <param name="Scale">Of these, digits after the point.</param>
public readonly record struct ParquetType(ParquetKind Kind, int Precision = 0, int Scale = 0)
{
    /// <summary>Largest precision that an <see cref="Int128"/> holds whole.</summary>
    public const int MaxPrecision = 38;

    public ParquetTimeUnit Unit { get; init; } = ParquetTimeUnit.Microseconds;

    /// <summary>Whether a timestamp is an instant; otherwise it is a wall clock without zone.</summary>
    public bool IsUtc { get; init; } = true;

    public override string ToString() => Kind switch
    {
        ParquetKind.Decimal => $"DECIMAL({Precision}, {Scale})",
        ParquetKind.Timestamp => IsUtc ? "TIMESTAMP (UTC)" : "TIMESTAMP (local)",
        _ => Kind.ToString().ToUpperInvariant(),
    };
}

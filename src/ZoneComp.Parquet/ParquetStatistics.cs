namespace ZoneComp.Parquet;

/// <summary>What a row group says about one of its columns.</summary>
/// <param name="Min">Smallest value in PLAIN form without length, in the order of the column's type; null when not stated.</param>
/// <param name="Max">Largest value, likewise.</param>
/// <param name="NullCount">Rows without a value; null when not stated.</param>
public sealed record ParquetStatistics(byte[]? Min, byte[]? Max, long? NullCount);

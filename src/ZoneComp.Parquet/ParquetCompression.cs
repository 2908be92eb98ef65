namespace ZoneComp.Parquet;

/// <summary>How pages are compressed when written.</summary>
public enum ParquetCompression
{
    Uncompressed,

    /// <summary>Fast, moderate; every reader has it. The bytes are the same on every machine.</summary>
    Snappy,

    /// <summary>Slower, smaller. The bytes depend on the .NET version's zlib.</summary>
    Gzip,

    /// <summary>Slowest, smallest; some readers lack it. The bytes depend on the .NET version.</summary>
    Brotli,

    /// <summary>Fast and small; readers from 2019 on have it. The bytes are the same on every machine.</summary>
    Zstd,
}

namespace ZoneComp.Model;

/// <summary>How a run goes through its ground cell by cell, on disk. Nothing here changes a result.</summary>
public sealed record CellSettings
{
    /// <summary>Memory that the run may use, bytes, without the input files that the system maps; null: as if 4 GiB.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Folder for the ground while the run lasts; null: beside the results.</summary>
    public string? WorkFolder { get; init; }

    /// <summary>Folder of sums of cells that earlier runs measured; null for none.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Whether the cache serves these results alone: what a run did not use is deleted at its end.</summary>
    public bool CacheIsOwn { get; init; }

    /// <summary>The cache that belongs to a folder of results: beside it, under its name.</summary>
    public static string OwnCacheOf(string outputPath) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputPath)) + ".cache";

    /// <summary>Folder of the parts of all shards, whose sums are put together; null to measure.</summary>
    public string? PartsFolder { get; init; }
}

namespace ZoneComp.Preparation.Sources;

/// <summary>How much of all files was read, by bytes; within a file by its features, where their number is known.</summary>
/// <remarks>Told by several threads: regions and layers are read side by side.</remarks>
internal sealed class ReadingShare(PolicyFile policy, IProgress<double> progress)
{
    /// <summary>What comes after the last feature (codes, gaps, files held against each other) is part of the stage too.</summary>
    private const double OfTheStage = 0.95;

    /// <summary>Regions are held against one another as they are read: a byte of theirs takes longer than a byte of a layer.</summary>
    private const long RegionByte = 20;

    private readonly long all = Math.Max(1, (RegionByte * BytesOfRegions(policy)) + BytesOfLayers(policy));
    private long done;

    public static long BytesOfRegions(PolicyFile policy) => Bytes(() => SourceFiles.Of(policy.Regions.Sources).Select(file => file.File));

    public static long BytesOfLayers(PolicyFile policy) => Bytes(() => ZoneFile.Of(policy).Select(file => file.Path));

    /// <summary>A file that is being read; the counts of one file come from one thread.</summary>
    /// <param name="features">Null where it is not known before.</param>
    public FilePart Begin(string path, bool isOfRegions, long? features) =>
        new(this, BytesOf(path) * (isOfRegions ? RegionByte : 1), features);

    private static long Bytes(Func<IEnumerable<string>> files)
    {
        try
        {
            return files().Sum(BytesOf);
        }
        catch (UserErrorException)
        {
            return 0; // told where the files are read
        }
    }

    private static long BytesOf(string path)
    {
        try
        {
            return File.Exists(path) ? new FileInfo(path).Length
                : Directory.Exists(path)
                ? new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
                : 0;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return 0; // told where the file is read
        }
    }

    private void Add(long bytes) => progress.Report(OfTheStage * Math.Min(1, Interlocked.Add(ref done, bytes) / (double)all));

    /// <summary>One file's part.</summary>
    internal sealed class FilePart(ReadingShare whole, long bytes, long? features)
    {
        private const int Step = 256;

        private long rows, told;

        public void CountRow()
        {
            if (++rows % Step == 0 && features is > 0 and { } count)
                TellUpTo((long)(bytes * Math.Min(1, rows / (double)count)));
        }

        public void End() => TellUpTo(bytes);

        private void TellUpTo(long now)
        {
            long more = now - told;
            told = now;
            whole.Add(more);
        }
    }
}

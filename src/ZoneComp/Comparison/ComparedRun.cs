using System.Text.Json;

namespace ZoneComp.Comparison;

/// <summary>A finished run as its folder holds it, and where its inputs are.</summary>
internal sealed record ComparedRun
{
    /// <summary>As the user named it.</summary>
    public required string Folder { get; init; }

    public required RunManifest Manifest { get; init; }

    /// <summary>Of run.json, for the provenance.</summary>
    public required FileRecord ManifestFile { get; init; }

    /// <summary>The policy as run.json keeps it, its paths from the folder where the inputs are.</summary>
    public required PolicyFile Policy { get; init; }

    public required CombinationTable Combinations { get; init; }

    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>Money and quotas, each scheme in its own measure; null when the policy has no scheme.</summary>
    public required AllocationTable? Allocation { get; init; }

    /// <summary>Input files that are not there or not what they were; empty when the run can be computed again.</summary>
    public required IReadOnlyList<LocalText> MissingInputs { get; init; }

    public int Year => Policy.Year;

    /// <summary>An order of two runs that does not depend on which is named first.</summary>
    public bool ComesBefore(ComparedRun other) =>
        (Year, Manifest.Policy.Sha256, ManifestFile.Sha256).CompareTo(
            (other.Year, other.Manifest.Policy.Sha256, other.ManifestFile.Sha256)) < 0;

    /// <param name="inputs">Folder that the policy's paths start from; null to look for it.</param>
    /// <exception cref="UserErrorException">The folder holds no results, or results that do not read.</exception>
    public static ComparedRun Read(string folder, string? inputs)
    {
        RunManifest manifest = ReadManifest(folder);
        if (!File.Exists(Path.Combine(folder, CombinationsParquet.FileName)))
        {
            throw new UserErrorException(
                $"{folder}: holds no {CombinationsParquet.FileName}, so it is not the result of a run; name the folder that zonecomp run "
                    + $"wrote",
                $"{folder}：其中没有 {CombinationsParquet.FileName}，不是一次运行的结果；请指定 zonecomp run 写出的目录");
        }

        UntouchedResults.Require(folder, withPieces: true);
        (string start, IReadOnlyList<LocalText> missing) = InputSearch.Find(folder, manifest, inputs);
        string factors = Path.Combine(folder, FactorsParquet.FileName), allocation = Path.Combine(folder, AllocationParquet.FileName),
            quotas = Path.Combine(folder, QuotasParquet.FileName);
        CombinationTable combinations = ParquetOutputs.ReadCombinations(folder);
        return new ComparedRun
        {
            Folder = folder,
            Manifest = manifest,
            ManifestFile = FolderContents.Describe(Path.Combine(folder, ManifestJson.FileName), ManifestJson.FileName),
            Policy = PolicyFile.Parse(Path.Combine(start, manifest.Policy.Path), manifest.Policy.Text),
            Combinations = combinations,
            Columns = File.Exists(factors) ? ByRegion(FactorsParquet.Read(factors), combinations, folder) : [],
            Allocation = MixedAmounts.Together(
                File.Exists(allocation) ? AllocationParquet.Read(allocation) : null,
                File.Exists(quotas) ? QuotasParquet.Read(quotas) : null),
            MissingInputs = missing,
        };
    }

    private static IReadOnlyList<Column> ByRegion(EarlierFactors factors, CombinationTable combinations, string folder) =>
        factors.Regions.Select(region => region.Code).SequenceEqual(combinations.Regions.Select(region => region.Code))
            ? [.. factors.Indicators, .. factors.Factors]
            : throw new UserErrorException(
                $"{folder}: {FactorsParquet.FileName} and {CombinationsParquet.FileName} are of different regions; was a file exchanged?",
                $"{folder}：{FactorsParquet.FileName} 与 {CombinationsParquet.FileName} 的区域不同；是否有文件被替换？");

    /// <exception cref="UserErrorException">There is none, or it does not read.</exception>
    public static RunManifest ReadManifest(string folder)
    {
        try
        {
            return ManifestJson.Read(File.ReadAllText(Path.Combine(folder, ManifestJson.FileName)));
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UserErrorException(
                $"{folder}: holds no readable {ManifestJson.FileName}; name the folder that zonecomp run wrote ({unread.Message})",
                $"{folder}：其中没有可读的 {ManifestJson.FileName}；请指定 zonecomp run 写出的目录（{DiskErrors.InChinese(unread)}）",
                unread);
        }
    }
}

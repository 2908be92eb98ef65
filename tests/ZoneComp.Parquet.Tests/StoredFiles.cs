
namespace ZoneComp.Parquet.Tests;

/// <summary>The small files of other programs that lie in the repository.</summary>
internal static class StoredFiles
{
    public static string Folder { get; } = Path.Combine(SharedMaterial.RepositoryRoot, "tests", "ZoneComp.Parquet.Tests", "files");

    public static string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Reads every column that can be read; gives the number of values.</summary>
    public static long ReadWhole(ParquetFile file)
    {
        long values = 0;
        foreach (ParquetLeaf leaf in file.Columns.Where(leaf => leaf.NotRead is null))
            values += file.Column(leaf.Name).Values().Length;
        return values;
    }
}

namespace ZoneComp.Tests.Cells;

/// <summary>What is kept is found again as it was, or not at all.</summary>
public sealed class CellCacheTests
{
    private const string Key = "00ab000000000000000000000000000000000000000000000000000000000000",
        Other = "00cd000000000000000000000000000000000000000000000000000000000000";

    [Fact]
    public void What_was_kept_is_found_again()
    {
        using TemporaryFolder place = new();
        Keep(place, Key, edges: 7);

        CellCache cache = new(place.File("cache"));

        Assert.Equal(7, cache.Find<ClassBits64>(Key)!.Edges);
        Assert.Null(cache.Find<ClassBits64>(Other));
        Assert.Equal((1, 1, 0), (Use(cache).Reused, Use(cache).Measured, Use(cache).Damaged));
    }

    [Fact]
    public void Every_flipped_bit_is_damage()
    {
        using TemporaryFolder place = new();
        string file = Keep(place, Key, edges: 7);
        byte[] good = File.ReadAllBytes(file);
        for (int bit = 0; bit < 8 * good.Length; bit++)
        {
            byte[] bad = [.. good];
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(file, bad);
            RequireDamaged(place, Key);
        }
    }

    [Fact]
    public void A_file_cut_short_or_empty_or_longer_is_damage()
    {
        using TemporaryFolder place = new();
        string file = Keep(place, Key, edges: 7);
        byte[] good = File.ReadAllBytes(file);
        for (int length = 0; length < good.Length; length++)
        {
            File.WriteAllBytes(file, good[..length]);
            RequireDamaged(place, Key);
        }

        File.WriteAllBytes(file, [.. good, 0]);
        RequireDamaged(place, Key);
    }

    // Whole in itself, but the sums of other ground: a file system that mixed up its entries, or a copy by hand.
    [Fact]
    public void The_file_of_another_cell_is_damage()
    {
        using TemporaryFolder place = new();
        string file = Keep(place, Key, edges: 7);
        File.Copy(file, file.Replace(Key + ".sums", Other + ".sums", StringComparison.Ordinal));

        RequireDamaged(place, Other);
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_is_damage_and_what_cannot_be_kept_is_counted()
    {
        using TemporaryFolder place = new();
        string file = Keep(place, Key, edges: 7);
        File.Delete(file);
        _ = Directory.CreateDirectory(file);
        RequireDamaged(place, Key);

        CellCache cache = new(place.File("cache"));
        cache.Keep(Key, new CellSums<ClassBits64>(), []);

        Assert.Equal(1, Use(cache).NotKept);
    }

    [Fact]
    public void A_cache_of_one_result_keeps_what_its_last_run_used()
    {
        using TemporaryFolder place = new();
        string kept = Keep(place, Key, edges: 7),
            unused = Keep(place, Other, edges: 8),
            killed = kept + ".0123456789abcdef0123456789abcdef";
        File.WriteAllBytes(killed, [1]);
        CellCache cache = new(place.File("cache"));
        _ = cache.Find<ClassBits64>(Key);

        cache.DeleteUnused();

        Assert.True(File.Exists(kept));
        Assert.False(File.Exists(unused));
        Assert.False(File.Exists(killed));
    }

    private static string Keep(TemporaryFolder place, string key, long edges)
    {
        new CellCache(place.File("cache")).Keep(key, new CellSums<ClassBits64> { Edges = edges }, []);
        return Path.Combine(place.File("cache"), key[..2], key + ".sums");
    }

    private static void RequireDamaged(TemporaryFolder place, string key)
    {
        CellCache cache = new(place.File("cache"));
        Assert.Null(cache.Find<ClassBits64>(key));
        Assert.Equal((0, 1, 1), (Use(cache).Reused, Use(cache).Measured, Use(cache).Damaged));
    }

    private static CacheUse Use(CellCache cache) => cache.Use([]);
}

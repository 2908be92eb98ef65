using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace ZoneComp.Parquet.Tests;

/// <summary>Files damaged in every way: read or refused with a <see cref="ParquetException"/>, never a crash, a hang or memory without
/// bound.</summary>
public sealed class DamageTests
{
    // A file of 20 kB may stand for many values by runs, but not for this much.
    private const long MaxAllocatedBytes = 1L << 30;

    [Theory]
    [InlineData("", "not a Parquet file: 0 bytes, the smallest has 12")]
    [InlineData("504152310000000050415258", "not a whole Parquet file: it does not end with PAR1 (cut off while it was written or copied?)")]
    [InlineData("000000000000000050415231", "not a Parquet file: it does not begin with PAR1")]
    [InlineData("504152450000000050415245", "the file is encrypted, which this reader does not support")]
    [InlineData("50415231FFFFFFFF50415231", "the footer claims 4294967295 bytes of a file of 12")]
    [InlineData("504152310000000050415231", "footer: field header needs 1 bytes at byte 0, 0 are left")]
    [InlineData("50415231000100000050415231", "footer: file metadata without its field 1, which the format demands, before byte 1")]
    public void What_is_no_Parquet_file_is_named(string hex, string message)
    {
        var error = Assert.Throws<ParquetException>(() => SampleTable.Open(Convert.FromHexString(hex)));

        Assert.Equal($"table.parquet: {message}", error.Message);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        byte[] whole = SampleTable.Write(SampleTable.Columns);
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<ParquetException>(() => SampleTable.Open(whole[..length]));
    }

    // The first page's header begins at byte 4 with fields 1, 2 and 3 as 32-bit numbers (0x15), then its checksum or the head of its kind.
    [Theory]
    [InlineData(4, 0x14, "page type is of type 4 at byte 1, expected a whole number of 32 bits")]
    [InlineData(4, 0x13, "page type is of type 3 at byte 1, expected a whole number of 32 bits")]
    [InlineData(4, 0x16, "page type is of type 6 at byte 1, expected a whole number of 32 bits")]
    [InlineData(4, 0x95, "page header without its field 1, which the format demands, before byte ")]
    [InlineData(5, 0x02, "a page of type 1 whose header is not one of this type")]
    public void A_page_header_of_other_fields_than_the_format_defines_is_refused(int at, byte put, string message)
    {
        byte[] whole = SampleTable.Write([ParquetColumn.Int32("n", [1, 2, 3])]);
        Assert.Equal(new byte[] { 0x15, 0x00, 0x15 }, whole[4..7]);
        whole[at] = put;

        var error = Assert.Throws<ParquetException>(() => SampleTable.Open(whole).Column("n").Int32s());

        Assert.StartsWith("table.parquet: column 'n', row group 0: page 0: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_given_twice_is_refused()
    {
        byte[] whole = SampleTable.Write([ParquetColumn.Int32("n", [1, 2, 3])]);
        int footer = whole.Length - 8 - BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(whole.Length - 8));
        Assert.Equal(0x15, whole[footer]); // field 1, the version
        byte[] twice = [.. whole[..(footer + 2)], 0x05, 0x02, 0x04, .. whole[(footer + 2)..]];
        BinaryPrimitives.WriteInt32LittleEndian(twice.AsSpan(twice.Length - 8), whole.Length - 8 - footer + 3);

        Assert.Equal(
            "table.parquet: footer: field 1 stands twice in one struct, before byte 4",
            Assert.Throws<ParquetException>(() => SampleTable.Open(twice)).Message);
    }

    /// <summary>A changed byte in a page is found by its checksum, in a page's header by the header's sense or not at all; values never
    /// differ silently.</summary>
    [Fact]
    public void A_changed_bit_in_a_page_never_changes_a_value()
    {
        byte[] whole = SampleTable.Write([
            ParquetColumn.Decimal("amount", 18, 2, [.. Enumerable.Range(0, 100).Select(i => i * 1.01m)]),
            ParquetColumn.Text("code", [.. Enumerable.Range(0, 100).Select(i => $"{i % 7}")]),
        ]);
        int dataEnd = whole.Length - 8 - BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(whole.Length - 8));
        using ParquetFile right = SampleTable.Open(whole);
        object?[] amounts = right.Column("amount").Values(), codes = right.Column("code").Values();
        for (int bit = 4 * 8; bit < dataEnd * 8; bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            try
            {
                using ParquetFile file = SampleTable.Open(damaged);
                Assert.Equal(amounts, file.Column("amount").Values());
                Assert.Equal(codes, file.Column("code").Values());
            }
            catch (ParquetException)
            {
                // refused, as it should be
            }
        }
    }

    /// <summary>
    /// Seeded; ZONECOMP_MUTATIONS sets another number per file. Files without checksums are among them, so that damage reaches the
    /// decoders.
    /// </summary>
    [Fact]
    public void Mutated_files_are_read_or_refused_and_nothing_else()
    {
        int mutations = int.Parse(Environment.GetEnvironmentVariable("ZONECOMP_MUTATIONS") ?? "150", CultureInfo.InvariantCulture);
        List<(string Name, byte[] Bytes)> files =
        [
            .. Directory.EnumerateFiles(StoredFiles.Folder, "*.parquet")
                .Order(StringComparer.Ordinal)
                .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path))),
        ];
        foreach (ParquetCompression compression in Enum.GetValues<ParquetCompression>())
            files.Add(
                ($"ours-{compression}", SampleTable.Write(SampleTable.Columns, new() { Compression = compression, RowGroupRows = 3 })));
        int read = 0, refused = 0;
        foreach ((string name, byte[] bytes) in files)
        {
            for (int seed = 0; seed < mutations; seed++)
            {
                byte[] mutated = Mutate(bytes, new Random(seed));
                long before = GC.GetAllocatedBytesForCurrentThread();
                long start = Stopwatch.GetTimestamp();
                try
                {
                    using ParquetFile file = ParquetFile.Open(new MemoryStream(mutated), name);
                    StoredFiles.ReadWhole(file);
                    read++;
                }
                catch (ParquetException)
                {
                    refused++;
                }
                catch (Exception error)
                {
                    Assert.Fail($"{name}, seed {seed}: {error}");
                }

                Assert.True(
                    GC.GetAllocatedBytesForCurrentThread() - before < MaxAllocatedBytes,
                    $"{name}, seed {seed}: took {GC.GetAllocatedBytesForCurrentThread() - before} bytes of memory");
                Assert.True(
                    Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(5),
                    $"{name}, seed {seed}: took {Stopwatch.GetElapsedTime(start)}");
            }
        }

        Assert.True(read > 100 && refused > read, $"{read} read, {refused} refused: the mutations no longer reach the reader");
    }

    /// <summary>One to four changes: bits, bytes, numbers at their limits, pieces cut out, doubled or made random; in a third of the files
    /// in the footer, else in the pages.</summary>
    private static byte[] Mutate(byte[] bytes, Random random)
    {
        int footer = Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(bytes.Length - 8)), 0, bytes.Length - 8);
        byte[] tail = bytes[^(footer + 8)..], head = bytes[..^(footer + 8)];
        bool inFooter = random.Next(3) == 0 || head.Length < 8;
        byte[] mutated = inFooter ? tail : head;
        for (int change = random.Next(1, 5); change > 0 && mutated.Length > 8; change--)
        {
            int at = random.Next(mutated.Length);
            int length = Math.Min(random.Next(1, 40), mutated.Length - at);
            switch (random.Next(7))
            {
                case 0:
                    mutated[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 2:
                    mutated[at] = random.Next(2) == 0 ? (byte)0xff : (byte)0x00;
                    break;
                case 3:
                    mutated.AsSpan(at, length).Fill((byte)(random.Next(2) == 0 ? 0xff : 0x80));
                    break;
                case 4:
                    mutated = [.. mutated[..at], .. mutated[(at + length)..]];
                    break;
                case 5:
                    mutated = [.. mutated[..(at + length)], .. mutated[at..]];
                    break;
                default:
                    random.NextBytes(mutated.AsSpan(at, length));
                    break;
            }
        }

        return inFooter ? [.. head, .. mutated] : [.. mutated, .. tail];
    }
}

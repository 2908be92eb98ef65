namespace ZoneComp.Tests.Overlay;

/// <summary>What is packed comes back to the bit, whatever the lengths of the steps.</summary>
public sealed class PointStoreTests
{
    [Fact]
    public void Numbers_of_every_width_and_count_come_back()
    {
        var random = new Random(20261122);
        byte[] packed = new byte[(65 * 4) + PackedNumbers.Slack];
        int[] numbers = new int[64 + 8], sums = new int[65 + 8], oneByOne = new int[65 + 8];
        for (int bits = 0; bits <= 31; bits++)
        {
            for (int count = 1; count <= 64; count++)
            {
                int least = random.Next(-1 << 20, 1 << 20);
                for (int at = 0; at < numbers.Length; at++)
                    numbers[at] = unchecked((int)(least + (random.NextInt64() & ((1L << bits) - 1))));
                numbers[random.Next(count)] = unchecked((int)(least + ((1L << bits) - 1)));
                int width = PackedNumbers.WidthFor((uint)((1L << bits) - 1));
                Assert.Equal(bits <= 25 ? bits : 32, width);
                random.NextBytes(packed);
                PackedNumbers.Pack(ref numbers[0], count, least, width, ref packed[0]);
                // What lies behind the packed bytes may be anything.
                random.NextBytes(packed.AsSpan(PackedNumbers.BytesFor(count, width)));
                PackedNumbers.AddUp(ref packed[0], count, least, width, 17, ref sums[0]);
                PackedNumbers.AddUpOneByOne(ref packed[0], count, least, width, 17, ref oneByOne[0]);
                int sum = 17;
                for (int at = 0; at <= count; at++)
                {
                    Assert.Equal((bits, count, at, sum, sum), (bits, count, at, sums[at], oneByOne[at]));
                    sum = unchecked(sum + numbers[at]);
                }
            }
        }
    }

    [Fact]
    public void Rings_come_back_with_their_boxes_from_one_store_and_from_one_that_took_it_over()
    {
        var random = new Random(7);
        byte[] lent = new byte[2000];
        var store = new PointStore(lent);
        var expected = new List<(EdgeBlock Block, LatticePoint[] Points)>();
        for (int trial = 0; trial < 500; trial++)
        {
            int count = random.Next(3, 65);
            long size = 1L << random.Next(1, 21); // up to the longest edge there is
            var at = new LatticePoint(random.NextInt64(-1L << 39, 1L << 39), random.NextInt64(-1L << 39, 1L << 39));
            var ring = new LatticePoint[count];
            for (int index = 0; index < count; index++)
                ring[index] = at = new LatticePoint(at.X + random.NextInt64(-size, size + 1), at.Y + random.NextInt64(-size, size + 1));
            expected.Add((store.Store(ring, 0, count), [.. ring, ring[0]]));
        }

        store.Seal();
        lent.AsSpan().Fill(0xA5); // whose it is uses it again
        var other = new PointStore();
        int shift = other.Adopt(store);
        Span<int> room = stackalloc int[PointStore.OffsetRoom];
        foreach ((EdgeBlock block, LatticePoint[] points) in expected)
        {
            LatticePoint origin = points[0];
            int[] offsets = [.. points.SelectMany(point => new[] { (int)(point.X - origin.X), (int)(point.Y - origin.Y) })];
            Assert.Equal(offsets, store.Read(block, room).ToArray());
            Assert.Equal(offsets, other.Read(block with { Chunk = block.Chunk + shift }, room).ToArray());
            Assert.Equal(
                new LatticeBox(
                    points.Min(point => point.X),
                    points.Min(point => point.Y),
                    points.Max(point => point.X),
                    points.Max(point => point.Y)), block.Box);
            EdgeBlock again = block;
            other.StorePacked(store.Packed(block), ref again);
            Assert.Equal(offsets, other.Read(again, room).ToArray());
        }
    }

    [Theory]
    [InlineData(2000)]
    [InlineData(100_000)]
    [InlineData(1 << 20)]
    public void Batches_that_share_their_memory_leave_what_was_appended_as_it_is(int roomBytes)
    {
        // Rings of long steps take more than the room of a batch; the next batch uses it again.
        var random = new Random(11);
        var whole = new OverlayInput(1);
        var batch = new OverlayInput(1);
        byte[] room = new byte[roomBytes];
        var expected = new List<LatticePoint[]>();
        for (int round = 0; round < 6; round++)
        {
            batch.Restart(room);
            for (int zone = 0; zone < 3; zone++)
            {
                int count = random.Next(5_000, 40_000);
                LatticePoint[] ring =
                [
                    .. Enumerable.Range(0, count)
                        .Select(index =>
                            new LatticePoint(index % 2 == 0 ? index : 900_000 + index, (random.Next(800_000) * 2) + (index % 2))),
                ];
                _ = batch.AddZone(0);
                batch.AddRing(ring);
                expected.Add(batch.ZoneRings(batch.ZoneCount - 1).Single());
                Assert.Equal(ring[0], expected[^1][0]);
            }

            if (round % 2 == 0)
                batch.Seal();
            whole.Append(batch);
        }

        Assert.Equal(expected.Count, whole.ZoneCount);
        for (int zone = 0; zone < expected.Count; zone++)
            Assert.Equal(expected[zone], whole.ZoneRings(zone).Single());
    }
}

namespace ZoneComp.Tests.Overlay;

public sealed class ChunkedListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(4096)]
    [InlineData(12_289)]
    public void Items_come_back_in_order_one_by_one_and_in_parts_across_chunks(int count)
    {
        var list = new ChunkedList<int>();
        for (int round = 0; round < 2; round++)
        {
            list.Clear();
            for (int item = 0; item < count; item++)
                list.Add(item + round);
            Assert.Equal(count, list.Count);
            foreach ((int first, int length) in new[]
            {
                (0, count),
                (count / 3, count / 2),
                (count, 0),
                (Math.Max(count - 2, 0), Math.Min(2, count)),
            })
            {
                ListPart<int> part = list.Slice(first, length);
                var seen = new List<int>();
                foreach (ref readonly int item in part)
                    seen.Add(item);
                Assert.Equal(Enumerable.Range(first + round, length), seen);
                Assert.Equal(seen, Enumerable.Range(0, part.Count).Select(index => part[index]));
            }

            ChunkedList<int> copy = list.First(count / 2);
            for (int item = 0; item < copy.Count; item++)
                copy[item] = -1;
            Assert.Equal(count / 2, copy.Count);
            Assert.All(Enumerable.Range(0, count), item => Assert.Equal(item + round, list[item]));
        }
    }
}

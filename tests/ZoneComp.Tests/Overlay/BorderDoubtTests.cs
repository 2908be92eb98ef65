using System.Numerics;

namespace ZoneComp.Tests.Overlay;

/// <summary>The sums that bounds of areas are made of, against the definitions of <see cref="BorderDoubt"/> in whole numbers without
/// end.</summary>
public sealed class BorderDoubtTests
{
    [Theory]
    [InlineData(1 << 5)]
    [InlineData(1 << 16)]
    [InlineData((1 << 16) + 3)]
    [InlineData(1 << 20)]
    public void Sums_are_those_of_the_edges_one_by_one_from_wherever_to_wherever(int longest)
    {
        var random = new Random(longest);
        int[] xs = new int[4000], ys = new int[4000];
        for (int at = 1; at < xs.Length; at++)
        {
            xs[at] = xs[at - 1] + Step();
            ys[at] = ys[at - 1] + Step();
        }

        foreach ((int from, int end) in new[] { (0, 3999), (1, 3), (7, 7), (2, 6), (3, 1201), (990, 3998) })
        {
            BigInteger squares = 0, rows = 0, bendsX = 0, bendsY = 0, bends = 0, longSquares = 0, longRows = 0;
            for (int edge = from; edge < end; edge++)
            {
                BigInteger dx = xs[edge + 1] - xs[edge], dy = ys[edge + 1] - ys[edge], square = (dx * dx) + (dy * dy);
                BigInteger width = BigInteger.Abs(dx) + BigInteger.Abs(dy);
                BigInteger row = dx.IsZero || dy.IsZero ? width : 0;
                if (BigInteger.Max(BigInteger.Abs(dx), BigInteger.Abs(dy)) >= BorderDoubt.LongFrom)
                {
                    longSquares += square / 1024;
                    longRows += row;
                    continue;
                }

                squares += square / 1024;
                rows += row;
                bendsX += dx * dx * dx / (1 << 20);
                bendsY += dx * dy * dy / (1 << 20);
                bends += width * square / (1 << 20);
            }

            Assert.Equal(
                new BorderDoubt((long)squares, (long)rows, (long)bendsX, (long)bendsY, (long)bends, 0, (long)longSquares, (long)longRows),
                BorderDoubt.OfEdges(xs, ys, from, end));
        }

        int Step() => random.Next(8) switch
        {
            0 => 0,
            1 => random.Next(2) == 0 ? longest : -longest,
            _ => random.Next(-longest, longest + 1),
        };
    }
}

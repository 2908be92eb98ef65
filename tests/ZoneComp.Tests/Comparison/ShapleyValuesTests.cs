using System.Numerics;

namespace ZoneComp.Tests.Comparison;

public sealed class ShapleyValuesTests
{
    [Fact]
    public void The_glove_game_gives_two_thirds_and_twice_a_sixth()
    {
        // Cause 0 has a left glove, 1 and 2 a right one each; a pair is worth 1: 4/6, 1/6, 1/6 (the textbook's example), here times 3! = 6.
        BigInteger[] values = [.. Enumerable.Range(0, 8).Select(mix => (BigInteger)((mix & 1) != 0 && (mix & 6) != 0 ? 1 : 0))];

        Assert.Equal([4, 1, 1], ShapleyValues.Numerators(values));
    }

    [Fact]
    public void Rounding_keeps_the_sums_of_rows_and_columns()
    {
        // Thirds: each row adds up to 1, each column too. By largest remainder alone the first column would get all three.
        BigInteger[][] thirds = [[1, 1, 1], [1, 1, 1], [1, 1, 1]];

        IReadOnlyList<BigInteger[]> whole = WholeParts.Round(thirds, 3);

        Assert.Equal([1, 1, 1], whole.Select(row => row.Aggregate((one, other) => one + other)));
        Assert.Equal([1, 1, 1], Enumerable.Range(0, 3).Select(column => whole.Aggregate(BigInteger.Zero, (sum, row) => sum + row[column])));
    }

    [Fact]
    public void Any_table_rounds_up_or_down_with_its_sums_kept()
    {
        Random random = new(7);
        for (int trial = 0; trial < 300; trial++)
        {
            int rows = random.Next(1, 12), columns = random.Next(2, 9), denominator = random.Next(2, 40);
            BigInteger[][] table = new BigInteger[rows][];
            for (int row = 0; row < rows; row++)
            {
                table[row] = [.. Enumerable.Range(0, columns).Select(_ => (BigInteger)random.Next(-100, 100))];
                BigInteger sum = table[row].Aggregate((one, other) => one + other);
                table[row][random.Next(columns)] -= ((sum % denominator) + denominator) % denominator;
            }

            IReadOnlyList<BigInteger[]> whole = WholeParts.Round(table, denominator);

            for (int row = 0; row < rows; row++)
            {
                Assert.Equal(
                    table[row].Aggregate((one, other) => one + other),
                    denominator * whole[row].Aggregate((one, other) => one + other));
                Assert.All(
                    Enumerable.Range(0, columns),
                    column => Assert.True(BigInteger.Abs((whole[row][column] * denominator) - table[row][column]) < denominator));
            }

            for (int column = 0; column < columns; column++)
            {
                BigInteger exact = table.Aggregate(BigInteger.Zero, (sum, row) => sum + row[column]),
                    rounded = whole.Aggregate(BigInteger.Zero, (sum, row) => sum + row[column]);
                Assert.True(BigInteger.Abs((rounded * denominator) - exact) < denominator);
            }
        }
    }
}

namespace ZoneComp.Tests.Overlay;

/// <summary>Sums and boxes taken some at a time are those taken one by one, for any number of points.</summary>
public sealed class TwiceAreaTests
{
    [Fact]
    public void Paths_of_any_length_and_size()
    {
        var random = new Random(3);
        for (int edges = 0; edges <= 70; edges++)
        {
            int[] x = [.. Enumerable.Range(0, edges + 1).Select(_ => random.Next(-1 << 29, 1 << 29))],
                y = [.. x.Select(_ => random.Next(-1 << 29, 1 << 29))];
            Int128 expected = 0;
            for (int edge = 0; edge < edges; edge++)
                expected += ((Int128)x[edge] + x[edge + 1]) * ((Int128)y[edge + 1] - y[edge]);
            Assert.Equal(unchecked((long)expected), TwiceArea.Of(ref x[0], ref y[0], edges));
        }
    }

    [Fact]
    public void Boxes_of_any_number_of_points()
    {
        var random = new Random(4);
        for (int points = 1; points <= 25; points++)
        {
            double[] numbers = [.. Enumerable.Range(0, 2 * points).Select(_ => random.NextDouble() - 0.5)];
            double[] x = [.. numbers.Where((_, index) => index % 2 == 0)], y = [.. numbers.Where((_, index) => index % 2 == 1)];
            Assert.Equal(new LayerExtent(x.Min(), y.Min(), x.Max(), y.Max()), LayerExtent.Of(numbers));
        }

        Assert.Null(LayerExtent.Of([]));
    }
}

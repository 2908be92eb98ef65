namespace ZoneComp.Tests.Outputs;

public sealed class SideBySideTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Every_step_is_done_once(int threads)
    {
        int[] done = new int[40];

        SideBySide.Run(
            [.. Enumerable.Range(0, done.Length).Select(step => (Action)(() => Interlocked.Increment(ref done[step])))],
            threads,
            CancellationToken.None);

        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Theory] // steps 7 and 8 fail; 7 begins first
    [InlineData(1)]
    [InlineData(4)]
    public void The_first_failure_in_the_order_of_the_steps_is_told_as_it_is(int threads)
    {
        var thrown = Assert.Throws<InvalidDataException>(() => SideBySide.Run(
            [.. Enumerable.Range(0, 20).Select(step => (Action)(() =>
            {
                if (step is 7 or 8)
                    throw new InvalidDataException($"step {step}");
            }))],
            threads,
            CancellationToken.None));

        Assert.Equal("step 7", thrown.Message);
    }

    [Fact]
    public void A_cancelled_run_does_no_further_step()
    {
        using var cancellation = new CancellationTokenSource();
        int done = 0;

        Assert.Throws<OperationCanceledException>(() =>
            SideBySide.Run([() => done++, cancellation.Cancel, () => done++], 1, cancellation.Token));

        Assert.Equal(1, done);
    }

    [Fact]
    public void No_step_at_all_is_no_trouble() => SideBySide.Run([], 2, CancellationToken.None);
}

namespace ZoneComp.Tests.Outputs;

public sealed class InputStampsTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    private string Input => place.File("layer.csv");

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_stayed_as_it_was_is_recorded(bool aside)
    {
        File.WriteAllText(Input, "abc");
        // FIPS 180-2, appendix B.1: the digest of "abc".
        Assert.Equal(
            new FileRecord("layer.csv", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3),
            Stamps(aside).Describe(Input, "layer.csv"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_changed_under_way_stops_the_run_instead_of_being_recorded_as_what_was_not_read(bool aside)
    {
        File.WriteAllText(Input, "abc");
        InputStamps stamps = Stamps(aside);
        File.WriteAllText(Input, "abcd");

        Assert.Equal(
            $"{Input}: was changed while the run was reading it; nothing was written. Run again when it is complete",
            Assert.Throws<UserErrorException>(() => stamps.Describe(Input, "layer.csv")).Text.En);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_gone_under_way_is_named(bool aside)
    {
        File.WriteAllText(Input, "abc");
        InputStamps stamps = Stamps(aside);
        File.Delete(Input);

        Assert.StartsWith(
            $"{Input}: vanished while the run was reading it",
            Assert.Throws<UserErrorException>(() => stamps.Describe(Input, "layer.csv")).Text.En,
            StringComparison.Ordinal);
    }

    private InputStamps Stamps(bool aside)
    {
        InputStamps stamps = new([Input]);
        if (aside)
            stamps.BeginDigests();
        return stamps;
    }
}

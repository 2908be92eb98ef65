using ZoneComp.Diagnostics;
using ZoneComp.Outputs.Files;

namespace ZoneComp.Tests.Outputs;

public sealed class InputStampsTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    private string Input => place.File("layer.csv");

    public void Dispose() => place.Dispose();

    [Fact]
    public void A_file_that_stayed_as_it_was_is_recorded()
    {
        File.WriteAllText(Input, "abc");
        Assert.Equal((3, "layer.csv"), (new InputStamps([Input]).Describe(Input, "layer.csv").Size, new InputStamps([Input]).Describe(Input, "layer.csv").Path));
    }

    [Fact]
    public void A_file_changed_under_way_stops_the_run_instead_of_being_recorded_as_what_was_not_read()
    {
        File.WriteAllText(Input, "abc");
        InputStamps stamps = new([Input]);
        File.WriteAllText(Input, "abcd");

        Assert.Equal($"{Input}: was changed while the run was reading it; nothing was written. Run again when it is complete", Assert.Throws<UserErrorException>(() => stamps.Describe(Input, "layer.csv")).Text.En);
    }

    [Fact]
    public void A_file_gone_under_way_is_named()
    {
        File.WriteAllText(Input, "abc");
        InputStamps stamps = new([Input]);
        File.Delete(Input);

        Assert.StartsWith($"{Input}: vanished while the run was reading it", Assert.Throws<UserErrorException>(() => stamps.Describe(Input, "layer.csv")).Text.En, StringComparison.Ordinal);
    }
}

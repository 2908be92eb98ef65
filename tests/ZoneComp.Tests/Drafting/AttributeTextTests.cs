namespace ZoneComp.Tests.Drafting;

public sealed class AttributeTextTests
{
    [Fact]
    public void A_date_reads_as_people_and_filters_write_it() => Assert.Equal("2023-12-31", AttributeText.Of(new DateOnly(2023, 12, 31)));
}

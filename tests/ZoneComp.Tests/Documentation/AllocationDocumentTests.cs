namespace ZoneComp.Tests.Documentation;

public class AllocationDocumentTests
{
    private static readonly string[] Blocks =
    [
        .. File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "allocation.md")).ReplaceLineEndings("\n").Split("```")
            .Where((_, index) => index % 2 == 1).Select(block => block["yaml\n".Length..].TrimEnd()),
    ];

    public static TheoryData<string> Examples => [.. Blocks];

    [Fact]
    public void Every_kind_of_scheme_has_an_example()
    {
        string[] kinds =
        [
            "pool", "rate", "points", "gap", "tiers", "increment", "lump", "ledger", "agreement", "reward", "linkage", "settlement",
            "adjustment",
        ];

        Assert.All(kinds, kind => Assert.Contains(Blocks, block => block.Contains($"kind: {kind}", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_reads(string schemes) => Assert.Equal("", SchemeBench.Errors(schemes));
}

namespace ZoneComp.Tests.WhatIf;

/// <summary>What a trial leaves behind: a diff, a file beside the policy.</summary>
public sealed class KeepingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-keeping").FullName;

    private string Policy => Path.Combine(folder, "policy.yaml");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_diff_is_as_diff_u_writes_it()
    {
        const string Old = "a\nb\nc\nd\ne\nf: 1\ng\nh\ni\nj\nk\nl\nm\nn: 2\no";

        // diff -u of the two, its dates left out.
        Assert.Equal(
            "--- a/p.yaml\n+++ b/p.yaml\n@@ -3,7 +3,7 @@\n c\n d\n e\n-f: 1\n+f: 5\n g\n h\n i\n@@ -11,5 +11,5 @@\n k\n l\n m\n-n: "
                + "2\n+n: 9\n o\n\\ No newline at end of file\n",
            UnifiedDiff.Of("a/p.yaml", "b/p.yaml", Old, Old.Replace("f: 1", "f: 5").Replace("n: 2", "n: 9")));
        Assert.Equal("", UnifiedDiff.Of("a", "b", Old, Old));
    }

    [Fact]
    public void A_variant_lies_beside_the_policy_with_its_byte_order_mark_and_line_ends()
    {
        File.WriteAllText(Policy, "\uFEFFyear: 2025\r\nfund: 1\r\n");

        string written = VariantFile.Place(Policy, VariantFile.NameOf(Policy, ""), replace: false);
        VariantFile.WriteWhole(written, "year: 2025\r\nfund: 2\r\n", VariantFile.HasBom(Policy));

        Assert.Equal(Path.Combine(folder, "policy.variant.yaml"), written);
        Assert.Equal("\uFEFFyear: 2025\r\nfund: 2\r\n"u8.ToArray(), File.ReadAllBytes(written));
        Assert.Equal("\uFEFFyear: 2025\r\nfund: 1\r\n"u8.ToArray(), File.ReadAllBytes(Policy));
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Theory]
    [InlineData("policy.yaml", "not saved over the policy itself")]
    [InlineData("POLICY.yaml", "not saved over the policy itself")]
    [InlineData("link.yaml", "not saved over the policy itself")]
    [InlineData("../policy2.yaml", "is no name")]
    [InlineData("/tmp/x.yaml", "is no name")]
    [InlineData(@"..\x.yaml", "is no name")]
    [InlineData("c:x.yaml", "is no name")]
    [InlineData("..", "is no name")]
    [InlineData("con.yaml", "is no name")]
    [InlineData("Lpt1.old.yaml", "is no name")]
    [InlineData("x\u202Elmay.yaml", "is no name")]
    [InlineData("x.txt", "does not end in .yaml")]
    [InlineData("outside.yaml", "lies outside")]
    [InlineData("there.yaml", "is there already")]
    public void Other_places_are_refused(string name, string because)
    {
        File.WriteAllText(Policy, "year: 2025");
        File.WriteAllText(Path.Combine(folder, "there.yaml"), "mine");
        File.CreateSymbolicLink(Path.Combine(folder, "link.yaml"), Policy);
        File.CreateSymbolicLink(Path.Combine(folder, "outside.yaml"), "/tmp/zonecomp-elsewhere.yaml");

        Assert.Contains(
            because,
            Assert.Throws<UserErrorException>(() => VariantFile.Place(Policy, name, replace: false)).Text.En);
        Assert.Equal("year: 2025", File.ReadAllText(Policy));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(folder, "there.yaml")));
    }

    [Theory]
    [InlineData("policy.variant.yaml", "variant")]
    [InlineData("policy.2026.b.yaml", "2026.b")]
    [InlineData("mine.yaml", "mine")]
    public void Copies_of_tables_are_called_after_their_variant(string name, string suffix) =>
        Assert.Equal(suffix, VariantFile.Suffix(Policy, name));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/../../b")]
    [InlineData("/etc")]
    public void Results_go_nowhere_but_below_the_policy(string name) =>
        Assert.Throws<UserErrorException>(() => VariantFile.FolderBelow(folder, name));
}

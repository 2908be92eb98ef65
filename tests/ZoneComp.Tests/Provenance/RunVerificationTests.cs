using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace ZoneComp.Tests.Provenance;

public sealed class RunVerificationTests(RunVerificationTests.Shared shared) : IClassFixture<RunVerificationTests.Shared>
{
    [Fact]
    public void What_a_run_left_is_untouched_and_its_laws_hold()
    {
        VerificationReport report = RunVerification.Of(shared.Run.Out, withInputs: true);

        Assert.True(report.IsIntact, string.Join("; ", report.Touched) + string.Join("; ", report.Laws));
        Assert.All(report.Laws, law => Assert.True(law.Checked > 0, law.Law.En));
        Assert.Equal(9, report.Laws.Count);
        Assert.Empty(report.Inputs);
        Assert.Equal(report.Seal, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(shared.Run.Out, "SHA256SUMS")))));
    }

    // Random places over all bytes of all files: each flip is undone before the next. Seed 780.
    [Fact]
    public void A_thousand_flipped_bytes_are_each_found()
    {
        Random random = new(780);
        string[] files = [.. Directory.EnumerateFiles(shared.Run.Out, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        HashSet<string> hit = [];
        for (int trial = 0; trial < 1000; trial++)
        {
            // Every file is met, large or small.
            string file = files[trial % files.Length];
            byte[] bytes = File.ReadAllBytes(file);
            int at = random.Next(bytes.Length);
            byte flipped = (byte)(bytes[at] ^ (1 << random.Next(8)));
            Overwrite(file, at, flipped);
            VerificationReport report = RunVerification.Of(shared.Run.Out);
            Overwrite(file, at, bytes[at]);
            Assert.False(report.IsIntact, $"byte {at} of {file} from {bytes[at]} to {flipped} was not found");
            // Of run.json and its line in SHA256SUMS nobody can say which one changed; any other file is named.
            string name = Path.GetRelativePath(shared.Run.Out, file).Replace('\\', '/');
            Assert.Contains(report.Touched, touched => touched.Path == name || (name == "SHA256SUMS" && touched.Path == "run.json"));
            _ = hit.Add(file);
        }

        Assert.Equal(files.Length, hit.Count);
        Assert.True(RunVerification.Of(shared.Run.Out).IsIntact);
    }

    [Theory]
    [InlineData("run.json", "gone")]
    [InlineData("SHA256SUMS", "gone")]
    [InlineData("allocation.parquet", "gone")]
    [InlineData("extra.txt", "not of this run")]
    [InlineData("SHA256SUMS", "an empty line more")]
    [InlineData("run.json", "a blank at the end")]
    public void A_file_gone_added_or_rewritten_in_other_words_is_found(string name, string what)
    {
        using FolderRun own = new("hainan");
        string path = Path.Combine(own.Out, name);
        switch (what)
        {
            case "gone" when name == "run.json":
                File.Delete(path);
                UserErrorException refused = Assert.Throws<UserErrorException>(() => RunVerification.Of(own.Out));
                Assert.Equal($"{own.Out}: holds no run.json, so it is no folder of results", refused.Text.En);
                return;
            case "gone":
                File.Delete(path);
                break;
            case "not of this run":
                File.WriteAllText(path, "mine");
                break;
            case "an empty line more":
                File.AppendAllText(path, "\n");
                break;
            default:
                File.AppendAllText(path, " ");
                break;
        }

        Assert.Contains(RunVerification.Of(own.Out).Touched, touched => touched.Path == name);
    }

    // Whoever changes a table and both records alike: the table's own provenance no longer fits where run.json tells it, a seal shows all
    // else.
    [Fact]
    public void A_change_with_all_records_made_to_fit_is_found_by_the_seal_alone()
    {
        using FolderRun own = new("hainan");
        string seal = RunVerification.Of(own.Out).Seal;
        string page = Path.Combine(own.Out, "report.html");
        File.AppendAllText(page, " ");
        string manifest = Path.Combine(own.Out, "run.json");
        RunManifest told = ManifestJson.Read(File.ReadAllText(manifest));
        File.WriteAllText(manifest, ManifestJson.Full(told with
        {
            Outputs =
            [
                .. told.Outputs!.Select(file =>
                    file.Path == "report.html"
                        ? new FileRecord(
                            file.Path,
                            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(page))),
                            new FileInfo(page).Length)
                        : file),
            ],
        }));
        ChecksumFile.Write(own.Out);

        Assert.True(RunVerification.Of(own.Out).IsIntact);
        Assert.Contains(RunVerification.Of(own.Out, seal).Touched, touched => touched.Path == "SHA256SUMS");
    }

    [Fact]
    public void Amounts_that_no_longer_add_up_break_a_law_even_where_the_digests_were_made_to_fit()
    {
        using FolderRun own = new("hainan");
        string path = Path.Combine(own.Out, AllocationParquet.FileName);
        AllocationTable money = AllocationParquet.Read(path);
        AllocationRow first = money.Rows[0];
        AllocationTable changed = new()
        {
            Schemes = money.Schemes,
            Rows = [first with { AmountYuan = first.AmountYuan + 100m }, .. money.Rows.Skip(1)],
        };
        using (FileStream stream = File.Create(path))
            AllocationParquet.Write(
                stream,
                changed,
                2025,
                ParquetOutputs.Metadata(ManifestJson.Read(File.ReadAllText(Path.Combine(own.Out, "run.json")))));

        LawResult[] broken = [.. RunVerification.Of(own.Out).Laws.Where(law => !law.Holds)];
        Assert.Equal(2, broken.Length); // the scheme's own total, and the totals of the level above
        Assert.StartsWith("amounts add up to each scheme's total", broken[0].Law.En, StringComparison.Ordinal);
        Assert.StartsWith("amounts of the levels above add up", broken[1].Law.En, StringComparison.Ordinal);
    }

    // Repeats too small to be told from rounding are not listed, at most 20 half mm² = 0.00001 m² a crossing: so much may a class's sum be
    // short of its polygons, and no more.
    [Fact]
    public void Repeats_below_their_rounding_are_no_breach_and_more_than_that_is()
    {
        string path = Path.Combine(shared.Run.Out, "run.json");
        RunManifest told = ManifestJson.Read(File.ReadAllText(path));
        decimal unlisted = Number("ghost_area_m2") + (Number("crossings") * 0.00001m);
        Assert.True(Number("crossings") > 0);
        CombinationTable table = ParquetOutputs.ReadCombinations(shared.Run.Out);
        int index = table.Classes.ToList().FindIndex(each => each.Name == "forest");
        decimal sum = table.Rows.Where(row => row.Classes.Contains(index)).Sum(row => row.AreaM2)
            + table.Repeats.Where(row => row.Class == index).Sum(row => row.ExcessM2);
        Assert.InRange(Number("polygons_m2 forest"), sum - unlisted, sum + unlisted);

        Assert.True(ClassTotals(sum + unlisted).Holds);
        Assert.True(ClassTotals(sum - unlisted).Holds);
        Assert.Contains("forest: ", ClassTotals(sum + unlisted + 0.0000001m).Breach!.En, StringComparison.Ordinal);
        Assert.False(ClassTotals(sum - unlisted - 0.0000001m).Holds);

        decimal Number(string measure) =>
            decimal.Parse(told.Measures.First(each => each.Name == measure).Value, CultureInfo.InvariantCulture);

        LawResult ClassTotals(decimal polygonsM2) => RunLaws.Check(shared.Run.Out, told with
        {
            Measures =
            [
                .. told.Measures.Select(each =>
                    each.Name == "polygons_m2 forest" ? each with { Value = polygonsM2.ToString(CultureInfo.InvariantCulture) } : each),
            ],
        }).Single(law => law.Law.En.StartsWith("per class,", StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_input_is_told_and_is_no_fault_of_the_results()
    {
        using FolderRun own = new("hainan", copyInputs: true);
        string table = Path.Combine(Path.GetDirectoryName(own.PolicyPath)!, "county.csv");
        File.AppendAllText(table, "\n");

        VerificationReport report = RunVerification.Of(own.Out, withInputs: true);
        Assert.True(report.IsIntact);
        Assert.Equal((table, "changed since the run"), (Assert.Single(report.Inputs).Path, report.Inputs[0].What.En));
    }

    [Fact]
    public void Run_json_follows_its_schema()
    {
        using JsonDocument schema = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "run.schema.json")));
        using JsonDocument run = JsonDocument.Parse(File.ReadAllText(Path.Combine(shared.Run.Out, "run.json")));

        Assert.Empty(JsonSchema.Check(schema.RootElement, run.RootElement));
        // The check does find what is wrong.
        using JsonDocument wrong = JsonDocument.Parse(File.ReadAllText(Path.Combine(shared.Run.Out, "run.json"))
            .Replace("\"schema_version\": 1", "\"schema_version\": 2", StringComparison.Ordinal));
        Assert.Equal(["$.schema_version: 2 breaks const 1"], JsonSchema.Check(schema.RootElement, wrong.RootElement));
    }

    [Fact]
    public void Run_json_tells_encoding_and_rows_of_every_table_and_how_each_was_decided()
    {
        RunManifest manifest = ManifestJson.Read(File.ReadAllText(Path.Combine(shared.Run.Out, "run.json")));

        InputRecord[] tables = [.. manifest.Inputs.Where(input => input.Role.StartsWith("table ", StringComparison.Ordinal))];
        Assert.NotEmpty(tables);
        Assert.All(tables, table => Assert.False(string.IsNullOrEmpty(table.Encoding) || string.IsNullOrEmpty(table.EncodingOrigin)));
        Assert.All(tables, table => Assert.True(table.Rows > 0));
        Assert.All(
            manifest.Inputs.Where(RunFolder.IsMap),
            layer =>
                Assert.False(
                    string.IsNullOrEmpty(layer.Crs) || string.IsNullOrEmpty(layer.CrsOrigin) || string.IsNullOrEmpty(layer.CrsSteps)));
        Assert.Equal(Path.GetDirectoryName(shared.Run.PolicyPath), manifest.Call!.PolicyFolder);
    }

    private static void Overwrite(string path, int at, byte value)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Write);
        stream.Position = at;
        stream.WriteByte(value);
    }

    public sealed class Shared : IDisposable
    {
        public Shared()
        {
            // Every kind of output: levels, the trace, zones and ground drawn.
            string text = File.ReadAllText(Run.PolicyPath);
            File.WriteAllText(Run.PolicyPath, text + "\noutputs: {zones: as_used, ground: {both: {title: 林湿, set: forest | wetland}}}\n");
            RunOutcome outcome = FolderRun.Run(new RunSettings
            {
                PolicyPath = Run.PolicyPath,
                OutputPath = Run.Out,
                WithPieces = true,
                Threads = 1,
            });
            Assert.False(outcome.HasErrors);
        }

        internal FolderRun Run { get; } = new("hainan", copyInputs: true);

        public void Dispose() => Run.Dispose();
    }
}

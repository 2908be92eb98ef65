namespace ZoneComp.EndToEndTests;

/// <summary>The README's first screen after its first command: the policy of five lines, one more, and what <c>explain</c> says, typed as
/// they stand there.</summary>
public sealed class FirstScreenTests
{
    [Theory]
    [InlineData("README.md", "en")]
    [InlineData("README.zh-CN.md", "zh")]
    public void The_policy_runs_and_explain_answers_as_is_shown(string page, string language)
    {
        string root = SharedMaterial.RepositoryRoot;
        using var folder = new TemporaryFolder();
        _ = Directory.CreateDirectory(folder["sample-data"]);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(root, "sample-data")))
            File.Copy(file, Path.Combine(folder["sample-data"], Path.GetFileName(file)));
        (string Kind, string Text)[] blocks = [.. Blocks(Path.Combine(root, page))];
        int policy = Array.FindIndex(blocks, block => block.Text.StartsWith("zonecomp: 1\n", StringComparison.Ordinal));
        Assert.Equal(["yaml", "sh", "yaml", "sh", "text", "text"], blocks[policy..(policy + 6)].Select(block => block.Kind));

        File.WriteAllText(folder["redline.yaml"], blocks[policy].Text);
        _ = Typed(blocks[policy + 1].Text);
        File.AppendAllText(folder["redline.yaml"], blocks[policy + 2].Text);
        ProgramRun explained = Typed(blocks[policy + 3].Text)[^1];

        Assert.Equal(blocks[policy + 4].Text.Trim(), explained.Output.ReplaceLineEndings("\n").Trim());
        ProgramRun all = Typed("zonecomp explain out --region 540423 --all\n")[^1];
        Assert.Contains(blocks[policy + 5].Text, all.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        ProgramRun[] Typed(string lines) =>
        [
            .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            {
                string[] words = line.Split(' ');
                Assert.Equal("zonecomp", words[0]);
                ProgramRun run = ProgramRun.In(folder.Path, new Dictionary<string, string>(), [.. words[1..], "--lang", language]);
                Assert.True(run.ExitCode == 0, $"{page}: {line}: {run.Errors}");
                return run;
            }),
        ];
    }

    private static IEnumerable<(string Kind, string Text)> Blocks(string path)
    {
        string? kind = null;
        string text = "";
        foreach (string line in File.ReadLines(path))
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                text += line + "\n";
            }
            else if (kind is null)
            {
                (kind, text) = (line[3..], "");
            }
            else
            {
                yield return (kind, text);
                kind = null;
            }
        }
    }
}

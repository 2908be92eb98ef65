using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Security;

/// <summary>Hostile names in a .dbf, through a whole run, into a real browser.</summary>
public sealed class HostileReportTests : IDisposable
{
    private static readonly string[] Names =
    [
        "</script><script>window.hacked=1</script>", "<img src=x onerror=window.hacked=2>", "\"><svg onload=window.hacked=3>",
        "=cmd|'/c calc'!A1",
        "javascript:window.hacked=4", "';window.hacked=5;'",
    ];

    private readonly FolderRun run = new("hainan", copyInputs: true);

    public HostileReportTests()
    {
        Rename(Path.Combine(run.Beside("layers"), "county.dbf"));
        _ = FolderRun.Run(new RunSettings { PolicyPath = run.PolicyPath, OutputPath = run.Out });
    }

    public void Dispose() => run.Dispose();

    // Every region chosen, every button and list used, both languages: what a name could do, it has had its chance to do.
    [SkippableFact]
    public async Task No_script_of_a_name_runs_in_the_report()
    {
        Skip.If(ChromiumPage.Program is null, "chromium is not installed");
        using ChromiumPage page = await ChromiumPage.OpenAsync(Path.Combine(run.Out, "report.html"));
        string before = await page.AskAsync("document.scripts.length");

        string used = await page.AskAsync(
            """
            (() => {
              const seen = [], use = (element, event) => element.dispatchEvent(new Event(event, { bubbles: true }));
              for (const list of ['figure', 'across', 'up', 'figure']) {
                const select = document.getElementById(list);
                for (let i = 0; i < select.options.length; i++) {
                  select.selectedIndex = i;
                  use(select, 'change');
                }
              }
              const detail = () => document.getElementById('detail').textContent, search = document.getElementById('region');
              for (const region of JSON.parse(document.getElementById('data').textContent).regions) {
                search.value = region[1];
                use(search, 'input');
                seen.push(document.getElementById('found').textContent);
                search.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
                seen.push(detail());
              }
              for (let i = 0; i < document.querySelectorAll('#all-rows .pick').length; i++) {
                document.querySelectorAll('#all-rows .pick')[i].click();
                document.getElementById('beside').click();
                seen.push(detail());
              }
              for (const button of document.querySelectorAll('button, summary')) button.click();
              for (const path of document.querySelectorAll('#shapes path')) path.dispatchEvent(new MouseEvent('pointermove', { bubbles: true }));
              return seen.join('\n');
            })()
            """);
        await Task.Delay(500);

        Assert.All(Names, name => Assert.Contains(name, used, StringComparison.Ordinal)); // shown as they are
        Assert.Contains("由来", used, StringComparison.Ordinal);
        // The amounts of the region that is chosen now as the page shows them, in the language that the button left: line for line what
        // stands in its data.
        string[] shown = (await page.AskAsync(
            "[...document.querySelectorAll('.story')].map(story => [...story.children].map(line => "
                + "line.textContent).join('\\n')).join('\\n\\n')")).Split("\n\n");
        string code = await page.AskAsync("new URLSearchParams(location.hash.slice(1)).get('region')");
        Assert.Equal(
            ReportStories.Read(Path.Combine(run.Out, "report.html"))
                .Where(story => story.Code == code)
                .Select(story => Regex.Replace(story.Text, @"^ *(\* )?", "", RegexOptions.Multiline)), shown);
        Assert.Equal("undefined", await page.AskAsync("typeof window.hacked"));
        Assert.Equal(before, await page.AskAsync("document.scripts.length"));
        Assert.Equal(
            "0",
            await page.AskAsync(
                "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on') || "
                    + "a.value.trim().startsWith('javascript:'))).length"));
        // The check would see a script that runs.
        Assert.Equal("7", await page.AskAsync("(window.hacked = 7)"));
        Assert.Equal("number", await page.AskAsync("typeof window.hacked"));
    }

    [Fact]
    public void No_name_is_a_formula_in_a_spreadsheet()
    {
        foreach (string csv in Directory.EnumerateFiles(Path.Combine(run.Out, "csv"), "*.csv"))
        {
            string text = File.ReadAllText(csv);
            if (text.Contains("cmd|", StringComparison.Ordinal))
                Assert.Contains("'=cmd|", text, StringComparison.Ordinal);
            Assert.DoesNotContain(",=cmd", text, StringComparison.Ordinal);
        }
    }

    /// <summary>Puts the names into the table's second field, in its own bytes (dBASE III: header length at 8, record length at
    /// 10).</summary>
    private static void Rename(string path)
    {
        byte[] table = File.ReadAllBytes(path);
        int header = BinaryPrimitives.ReadUInt16LittleEndian(table.AsSpan(8)),
            record = BinaryPrimitives.ReadUInt16LittleEndian(table.AsSpan(10));
        int code = table[32 + 16], name = table[64 + 16];
        for (int row = 0; row < Names.Length; row++)
            Encoding.ASCII.GetBytes(Names[row].PadRight(name)).CopyTo(table, header + (row * record) + 1 + code);
        File.WriteAllBytes(path, table);
    }
}

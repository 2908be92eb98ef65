using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace ZoneComp.EndToEndTests;

/// <summary>The workbench over HTTP: who is let in, what it computes against what <c>allocate</c> writes, what it leaves on the
/// disk.</summary>
public sealed class WorkbenchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public WorkbenchTests()
    {
        folder.Take(Path.Combine(SharedMaterial.RepositoryRoot, "policies"));
        // A run with other numbers stops at worked examples that no longer hold, as it should.
        string text = File.ReadAllText(Policy);
        File.WriteAllText(Policy, text[..(text.IndexOf("\nexamples:", StringComparison.Ordinal) + 1)]);
        ProgramRun overlay = ProgramRun.Of("overlay", Policy, "-o", folder["hainan/out"]);
        Assert.True(overlay.ExitCode == 0, overlay.Errors);
    }

    private string Policy => folder["hainan/policy.yaml"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Only_its_own_page_is_let_in()
    {
        using WorkbenchRun workbench = WorkbenchRun.Of(folder["hainan"], "policy.yaml");
        string host = workbench.Address.Authority;

        Assert.Equal("127.0.0.1", workbench.Address.Host);
        Assert.Equal(HttpStatusCode.OK, await Status(HttpMethod.Get, ""));
        Assert.Equal(HttpStatusCode.OK, await Status(HttpMethod.Post, "api/alive", "{}"));
        Assert.Equal(
            HttpStatusCode.OK,
            await Status(HttpMethod.Post, "api/alive", "{}", ("Origin", $"http://{host}"), ("Sec-Fetch-Site", "same-origin")));
        foreach ((string name, string value) in new[]
        {
            ("Host", "evil.example"), ("Host", $"localhost:{workbench.Address.Port}"), ("Host", "127.0.0.1"),
            ("Origin", "http://evil.example"), ("Origin", "null"),
            ("Origin", "http://127.0.0.1:1"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
        })
        {
            Assert.True(HttpStatusCode.Forbidden == await Status(HttpMethod.Post, "api/alive", "{}", (name, value)), $"{name}: {value}");
            Assert.True(HttpStatusCode.Forbidden == await Status(HttpMethod.Get, "", null, (name, value)), $"{name}: {value}");
        }

        foreach (string path in new[]
        {
            "/",
            "/api/alive",
            "/workbench.js",
            $"/{new string('0', 32)}/",
            $"/{new string('0', 32)}/api/alive",
        })
            Assert.True(HttpStatusCode.Forbidden == await Status(HttpMethod.Get, path), path);
        // A form of another page can send only other types.
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await Status(HttpMethod.Post, "api/alive", "{}", ("Content-Type", "text/plain")));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await Status(HttpMethod.Get, "api/alive"));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(HttpMethod.Post, "api/alive", "{"));
        foreach (string half in new[] { """{"edits": {"\ud800": "1"}}""", """{"held": ["\udc00"]}""", """{"name": "\ud800.yaml"}""" })
            Assert.True(HttpStatusCode.BadRequest == await Status(HttpMethod.Post, "api/trial", half), half);
        foreach (string path in new[]
        {
            "policy.yaml",
            "..%2fpolicy.yaml",
            "%2e%2e/policy.yaml",
            "....//policy.yaml",
            "out/run.json",
            "/etc/passwd",
            "api/nothing",
        })
            Assert.True(
                await Status(
                    path.StartsWith("api", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get,
                    path,
                    path.StartsWith("api", StringComparison.Ordinal) ? "{}" : null) is HttpStatusCode.NotFound or HttpStatusCode.Forbidden,
                path);

        using HttpResponseMessage page = await workbench.Send(HttpMethod.Get, "");
        Assert.StartsWith(
            "default-src 'none'; script-src 'self'",
            page.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        Assert.False(page.Headers.Contains("Access-Control-Allow-Origin"));

        async Task<HttpStatusCode> Status(HttpMethod method, string path, string? json = null, params (string Name, string Value)[] headers)
        {
            using HttpResponseMessage answer = await workbench.Send(method, path, json, headers);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task What_it_shows_is_what_allocate_writes_of_the_saved_variant()
    {
        using WorkbenchRun workbench = WorkbenchRun.Of(folder["hainan"], "policy.yaml", "--from", "out");
        JsonElement start = await workbench.Ask("start", "{}");
        string fund = start.GetProperty("knobs")
            .EnumerateArray()
            .First(knob => knob.GetProperty("role").GetString() == "Fund")
            .GetProperty("id")
            .GetString()!;
        string edits = $"{{\"{fund}\": \"987.6543\"}}";

        JsonElement trial = await workbench.Ask("trial", $"{{\"edits\": {edits}, \"scheme\": \"\", \"figure\": \"amount\"}}");
        JsonElement saved = await workbench.Ask("save", $"{{\"edits\": {edits}}}");

        Assert.Contains("+", saved.GetProperty("unified").GetString());
        ProgramRun allocate = ProgramRun.Of(
            "allocate", folder["hainan/policy.variant.yaml"], "--from", folder["hainan/out"], "-o", folder["hainan/out-variant"]);
        Assert.True(allocate.ExitCode == 0, allocate.Errors);
        using ParquetFile written = ParquetFile.Open(folder["hainan/out-variant/allocation.parquet"]);
        string?[] codes = written.Column("region_code").Texts();
        object?[] amounts = written.Column("amount_yuan").Values();
        Assert.Equal(
            codes.Zip(amounts)
                .GroupBy(row => row.First!)
                .Select(unit => (unit.Key, unit.Sum(row => (decimal)row.Second!)))
                .OrderBy(unit => unit.Key, StringComparer.Ordinal),
            trial.GetProperty("rows")
                .EnumerateArray()
                .Select(row => (row[0].GetString()!, decimal.Parse(row[2].GetString()!, CultureInfo.InvariantCulture)))
                .OrderBy(row => row.Item1, StringComparer.Ordinal));
        JsonElement told = await workbench.Ask("explain", $"{{\"edits\": {edits}, \"code\": \"{codes[0]}\"}}");
        Assert.Contains("9876543", told.GetProperty("steps").ToString(), StringComparison.Ordinal);

        JsonElement run = await workbench.Ask("run", "{\"policy\": \"policy.variant.yaml\", \"folder\": \"out-run\"}");
        Assert.Equal(folder["hainan/out-run"], run.GetProperty("written").GetString());
        Assert.Equal(
            File.ReadAllBytes(folder["hainan/out-variant/allocation.parquet"]),
            File.ReadAllBytes(folder["hainan/out-run/allocation.parquet"]));
        JsonElement refused = await workbench.Ask("run", "{\"policy\": \"policy.variant.yaml\", \"folder\": \"../elsewhere\"}");
        Assert.Contains("no name", refused.GetProperty("refused").GetProperty("en").GetString());
    }

    [Fact]
    public async Task Killed_while_saving_the_policy_and_the_variant_are_whole()
    {
        const int Kills = 3;
        string before = await File.ReadAllTextAsync(Policy);
        HashSet<string> whole = [];
        for (int kill = 0; kill < Kills; kill++)
        {
            using WorkbenchRun workbench = WorkbenchRun.Of(folder["hainan"], "policy.yaml", "--from", "out");
            JsonElement start = await workbench.Ask("start", "{}");
            string fund = start.GetProperty("knobs")
                .EnumerateArray()
                .First(knob => knob.GetProperty("role").GetString() == "Fund")
                .GetProperty("id")
                .GetString()!;
            string Edits(int at) => $"{{\"edits\": {{\"{fund}\": \"{900 + at}\"}}, \"replace\": \"yes\"}}";
            _ = await workbench.Ask("save", Edits(0));
            _ = whole.Add(await File.ReadAllTextAsync(folder["hainan/policy.variant.yaml"]));
            _ = await workbench.Ask("save", Edits(1));
            _ = whole.Add(await File.ReadAllTextAsync(folder["hainan/policy.variant.yaml"]));
            Task saving = Task.Run(async () =>
            {
                for (int at = 0; ; at = 1 - at)
                    _ = await workbench.Ask("save", Edits(at));
            });
            await Task.Delay(150 + (70 * kill));
            workbench.Kill();
            _ = await Assert.ThrowsAnyAsync<HttpRequestException>(() => saving);

            Assert.Contains(await File.ReadAllTextAsync(folder["hainan/policy.variant.yaml"]), whole);
            Assert.Equal(before, await File.ReadAllTextAsync(Policy));
        }
    }

    [SkippableFact]
    public async Task Ctrl_C_ends_it_however_long_the_machine_takes_for_that()
    {
        Skip.If(OperatingSystem.IsWindows());
        // Held for longer than the two seconds after which the command line's library gives up, at several moments of ending.
        await Task.WhenAll(new[] { 0, 1, 2, 4, 8, 16, 40, 80 }.Select(async wait =>
        {
            using WorkbenchRun workbench = await Task.Run(() => WorkbenchRun.Of(folder["hainan"], "policy.yaml", "--from", "out"));
            Signal(workbench.Id, "-INT");
            await Task.Delay(wait);
            Signal(workbench.Id, "-STOP");
            await Task.Delay(2500);
            Signal(workbench.Id, "-CONT");

            Assert.Equal(0, await Task.Run(workbench.WaitForExit));
        }));
    }

    private static void Signal(int process, string signal)
    {
        using Process kill = Process.Start("kill", [signal, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}

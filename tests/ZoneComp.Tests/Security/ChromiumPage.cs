using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ZoneComp.Tests.Security;

/// <summary>A page open in headless Chromium, asked through the browser's own debugging protocol.</summary>
internal sealed class ChromiumPage : IDisposable
{
    private readonly Process browser;
    private readonly string profile;
    private readonly ClientWebSocket socket = new();
    private int asked;

    private ChromiumPage(Process browser, string profile)
    {
        this.browser = browser;
        this.profile = profile;
    }

    public static string? Program { get; } =
        new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public static async Task<ChromiumPage> OpenAsync(string file)
    {
        string profile = Directory.CreateTempSubdirectory("zonecomp-chromium-").FullName;
        Process browser = Process.Start(new ProcessStartInfo(
            Program!, [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0",
                $"--user-data-dir={profile}", new Uri(file).AbsoluteUri,
            ])
        { RedirectStandardError = true })!;
        ChromiumPage page = new(browser, profile);
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(5));
        string? line;
        do
            line = await browser.StandardError.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("the browser ended");
        while (!line.StartsWith("DevTools listening on ", StringComparison.Ordinal));
        _ = browser.StandardError.ReadToEndAsync(CancellationToken.None); // or its pipe fills and the browser stands still
        Uri control = new(line["DevTools listening on ".Length..]);
        using HttpClient list = new();
        string address = "";
        while (address.Length == 0)
        {
            using JsonDocument tabs = JsonDocument.Parse(
                await list.GetStringAsync(new Uri($"http://{control.Authority}/json"), patience.Token));
            address = tabs.RootElement.EnumerateArray()
                .Where(tab => tab.GetProperty("url").GetString()!.StartsWith("file:", StringComparison.Ordinal))
                .Select(tab => tab.GetProperty("webSocketDebuggerUrl").GetString()!).FirstOrDefault("");
        }

        await page.socket.ConnectAsync(new Uri(address), patience.Token);
        // The tab carries the file's address while the empty page it starts with is still in it, and that one is complete as well.
        while (await page.TryAskAsync("location.protocol + document.readyState", patience.Token) != "file:complete")
            await Task.Delay(50, patience.Token);
        return page;
    }

    /// <summary>What an expression gives in the page, as text.</summary>
    public async Task<string> AskAsync(string expression)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(5));
        return await TryAskAsync(expression, patience.Token)
            ?? throw new InvalidOperationException($"the page could not be asked: {expression}");
    }

    /// <summary>As <see cref="AskAsync"/>; null where the page that was asked went away, as the empty one does when the file's
    /// comes.</summary>
    private async Task<string?> TryAskAsync(string expression, CancellationToken patience)
    {
        int id = ++asked;
        byte[] question = JsonSerializer.SerializeToUtf8Bytes(
            new { id, method = "Runtime.evaluate", @params = new { expression = $"String({expression})", returnByValue = true } });
        await socket.SendAsync(question, WebSocketMessageType.Text, endOfMessage: true, patience);
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            using MemoryStream message = new();
            WebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer, patience);
                message.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            using JsonDocument answer = JsonDocument.Parse(Encoding.UTF8.GetString(message.ToArray()));
            if (!answer.RootElement.TryGetProperty("id", out JsonElement number) || number.GetInt32() != id)
                continue;
            return answer.RootElement.TryGetProperty("result", out JsonElement result)
                && result.GetProperty("result").TryGetProperty("value", out JsonElement value)
                ? value.GetString()
                : null;
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        if (!browser.HasExited)
            browser.Kill(entireProcessTree: true);
        browser.WaitForExit();
        browser.Dispose();
        try
        {
            Directory.Delete(profile, recursive: true);
        }
        catch (IOException)
        {
            // A helper of the browser may still be writing its cache; the folder is the system's to clean.
        }
    }
}

using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ZoneComp.EndToEndTests;

/// <summary>A workbench that runs as a process of its own, and is asked over HTTP as its page does.</summary>
internal sealed class WorkbenchRun : IDisposable
{
    private readonly Process process;
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private WorkbenchRun(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>With the token.</summary>
    public Uri Address { get; }

    public int Id => process.Id;

    public static WorkbenchRun Of(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(ProgramRun.Program[0]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (string argument in ProgramRun.Program.Skip(1).Append("serve").Concat(arguments).Append("--no-open"))
            start.ArgumentList.Add(argument);
        start.Environment["LANG"] = "C.UTF-8";
        Process process = Process.Start(start)!;
        string line = process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("the workbench ended before it told its address");
        return new WorkbenchRun(process, new Uri(line));
    }

    public async Task<JsonElement> Ask(string what, string request)
    {
        using HttpResponseMessage answer = await Send(HttpMethod.Post, $"api/{what}", request);
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    /// <param name="path">Relative to the address; beginning with / to the host.</param>
    public async Task<HttpResponseMessage> Send(
        HttpMethod method,
        string path,
        string? json = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path));
        if (json is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        foreach ((string name, string value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                _ = request.Content!.Headers.Remove(name) & request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public int WaitForExit()
    {
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
        client.Dispose();
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ZoneComp.Cli.Serving;

/// <summary>Serves the workbench's page and its answers to this machine alone.</summary>
/// <remarks>
/// Listens on 127.0.0.1 only. Every path begins with a random token, the Host must be the very address, and what a page of another origin
/// sends is refused:
/// neither another user of the machine, nor a page of the web, nor a name that resolves to 127.0.0.1 gets in.
/// </remarks>
internal sealed class WorkbenchServer : IAsyncDisposable
{
    private const int LargestRequest = 1 << 20;

    /// <summary>Checks without a sign of a page before the server ends; a machine that sleeps makes none.</summary>
    private const int QuietChecks = 10;

    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(30);

    private readonly WebApplication web;
    private readonly Workbench workbench;
    private readonly byte[] token;
    private string host = "";
    private int quiet;

    private WorkbenchServer(WebApplication web, Workbench workbench, byte[] token)
    {
        this.web = web;
        this.workbench = workbench;
        this.token = token;
    }

    /// <summary>With the token: who has it is let in.</summary>
    public string Address => $"http://{host}/{Encoding.ASCII.GetString(token)}/";

    /// <param name="port">0 for a free one.</param>
    /// <exception cref="UserErrorException">The port is taken.</exception>
    public static async Task<WorkbenchServer> Start(Workbench workbench, int port, CancellationToken cancel)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        WebApplication web = builder.Build();
        var server = new WorkbenchServer(
            web,
            workbench,
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))));
        web.Run(server.Answer);
        try
        {
            await web.StartAsync(cancel);
        }
        catch (Exception taken) when (taken is IOException or System.Net.Sockets.SocketException)
        {
            throw new UserErrorException($"port {port} cannot be used: {taken.Message}", $"端口 {port} 无法使用：{taken.Message}", taken);
        }

        server.host =
            new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority;
        return server;
    }

    /// <summary>Until Ctrl-C, or until no page has been open for some minutes.</summary>
    public async Task UntilUnused(CancellationToken cancel)
    {
        try
        {
            while (Interlocked.Increment(ref quiet) <= QuietChecks)
                await Task.Delay(CheckEvery, cancel);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how a server ends.
        }
    }

    public async ValueTask DisposeAsync() => await web.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        HttpRequest request = context.Request;
        HttpResponse response = context.Response;
        if (request.Host.Value != host || !IsOurs(request))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        string[] path = (request.Path.Value ?? "").Split('/', 3);
        if (path.Length < 3 || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(path[1]), token))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        _ = Interlocked.Exchange(ref quiet, 0);
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (path[2].StartsWith("api/", StringComparison.Ordinal))
            await AnswerQuestion(context, path[2]["api/".Length..]);
        else
            await AnswerFile(context, path[2]);
    }

    /// <summary>What browsers say of where a request comes from. Only the address line may come from nowhere.</summary>
    private bool IsOurs(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString(), site = request.Headers["Sec-Fetch-Site"].ToString();
        return (origin is "" || origin == $"http://{host}") && (site is "" or "same-origin" or "none");
    }

    private async Task AnswerQuestion(HttpContext context, string what)
    {
        // A form of another page cannot send this type without asking first.
        if (!HttpMethods.IsPost(context.Request.Method) || context.Request.ContentType != "application/json")
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        byte[]? answer;
        try
        {
            using JsonDocument request = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            RequireUnicode(request.RootElement);
            answer = await Task.Run(() => workbench.Answer(what, request.RootElement, context.RequestAborted), context.RequestAborted);
        }
        catch (JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        catch (OperationCanceledException)
        {
            return; // the page asked anew
        }
        catch (Exception unforeseen) when (unforeseen is not (IOException or UserErrorException))
        {
            // The page sends people to this window.
            await Console.Error.WriteLineAsync($"{what}: {unforeseen}");
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        if (answer is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    /// <exception cref="JsonException">A text of it is none: bytes that are no UTF-8, half a character.</exception>
    private static void RequireUnicode(JsonElement question)
    {
        try
        {
            if (question.ValueKind == JsonValueKind.String)
                _ = question.GetString();
            foreach (JsonElement inside in question.ValueKind == JsonValueKind.Array ? question.EnumerateArray() : default)
                RequireUnicode(inside);
            foreach (JsonProperty inside in question.ValueKind == JsonValueKind.Object ? question.EnumerateObject() : default)
            {
                _ = inside.Name;
                RequireUnicode(inside.Value);
            }
        }
        catch (InvalidOperationException half)
        {
            throw new JsonException("no Unicode text", half);
        }
    }

    private static async Task AnswerFile(HttpContext context, string name)
    {
        bool isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!isRead || PageFiles.Find(name) is not (byte[] content, string type))
        {
            context.Response.StatusCode = isRead ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed;
            return;
        }

        context.Response.ContentType = type;
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; base-uri 'none'; "
                + "form-action 'none'; frame-ancestors 'none'";
        if (HttpMethods.IsGet(context.Request.Method))
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }
}

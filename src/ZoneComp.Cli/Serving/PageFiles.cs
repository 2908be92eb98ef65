using System.Reflection;

namespace ZoneComp.Cli.Serving;

/// <summary>The page's files, which the program carries: its own, and the modules that it shares with report.html.</summary>
internal static class PageFiles
{
    private const string Prefix = "workbench/", SharedPrefix = "page/";

    /// <param name="name">Below the page's address; "" for the page itself.</param>
    public static (byte[] Content, string Type)? Find(string name)
    {
        string file = name.Length == 0 ? "workbench.html" : name;
        string? type = Path.GetExtension(file) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            _ => null,
        };
        return type is not null && Read(file) is { } content ? (content, type) : null;
    }

    private static byte[]? Read(string file)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + file)
            ?? typeof(Workbench).Assembly.GetManifestResourceStream(SharedPrefix + file);
        if (stream is null)
            return null;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}

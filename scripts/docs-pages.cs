#!/usr/bin/env dotnet
#:package Markdig
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false

// The documentation as HTML pages to read without a network: every .md file below FROM becomes a page below TO, in the same place,
// and TO/index.html leads to the Chinese contents. Usage: dotnet run scripts/docs-pages.cs -- FROM TO
using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

string from = Path.GetFullPath(args[0]), to = Path.GetFullPath(args[1]);
string template = File.ReadAllText(
    Path.Combine(AppContext.GetData("EntryPointFileDirectoryPath") as string ?? "scripts", "docs-pages.html"));
MarkdownPipeline pipeline = new MarkdownPipelineBuilder().UsePipeTables()
    .UseAutoLinks()
    .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
    .Build();
string[] pages =
[
    .. Directory.EnumerateFiles(from, "*.md", SearchOption.AllDirectories)
        .Where(page => !Path.GetFullPath(page).StartsWith(to + Path.DirectorySeparatorChar, StringComparison.Ordinal)),
];
foreach (string page in pages)
{
    string relative = Path.ChangeExtension(Path.GetRelativePath(from, page), ".html");
    string target = Path.Combine(to, relative);
    MarkdownDocument document = Markdown.Parse(File.ReadAllText(page), pipeline);
    foreach (LinkInline link in document.Descendants<LinkInline>().ToArray())
        Mend(link, page);
    var body = new StringWriter();
    var renderer = new HtmlRenderer(body);
    pipeline.Setup(renderer);
    renderer.Render(document);
    string up = string.Concat(Enumerable.Repeat("../", relative.Count(letter => letter is '/' or '\\')));
    string title = document.OfType<HeadingBlock>().FirstOrDefault()?.Inline?.OfType<LiteralInline>().FirstOrDefault()?.ToString()
        ?? relative;
    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
    File.WriteAllText(
        target,
        template.Replace("{up}", up).Replace("{title}", title).Replace("{body}", body.ToString()),
        new UTF8Encoding(false));
}

File.WriteAllText(
    Path.Combine(to, "index.html"),
    "<!doctype html><meta charset=utf-8><meta http-equiv=refresh content=\"0; url=docs/zh/README.html\"><a "
        + "href=\"docs/zh/README.html\">文档</a>\n");
// A link that leads nowhere is a mistake of this program or of the pages.
foreach (string page in Directory.EnumerateFiles(to, "*.html", SearchOption.AllDirectories))
{
    foreach (Match link in Regex.Matches(File.ReadAllText(page), "(?:href|src)=\"([^\"#:]+)"))
    {
        if (!Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(link.Groups[1].Value))))
            throw new InvalidOperationException($"{page} leads to {link.Groups[1].Value}");
    }
}

Console.WriteLine($"{pages.Length} pages in {to}");

// Pages lead to pages, pictures come along, and what stays in the source tree is a name without a link.
void Mend(LinkInline link, string page)
{
    string[] parts = (link.Url ?? "").Split('#');
    if (parts[0].Length == 0 || parts[0].Contains(':', StringComparison.Ordinal))
        return;
    string there = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0])));
    if (parts[0].EndsWith(".md", StringComparison.Ordinal) && pages.Contains(there))
    {
        link.Url = parts[0][..^3] + ".html" + (parts.Length > 1 ? "#" + parts[1] : "");
    }
    else if (link.IsImage && File.Exists(there))
    {
        string copy = Path.Combine(to, Path.GetRelativePath(from, there));
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(there, copy, overwrite: true);
    }
    else
    {
        foreach (Inline inline in link.ToArray())
        {
            inline.Remove();
            link.InsertBefore(inline);
        }

        link.Remove();
    }
}

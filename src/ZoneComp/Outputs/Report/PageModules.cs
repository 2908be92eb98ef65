using System.Text;
using System.Text.RegularExpressions;

namespace ZoneComp.Outputs.Report;

/// <summary>The pages' ES modules put into one script, since a page that is opened from a disk may import nothing.</summary>
/// <remarks>
/// Each module becomes a function of its own that returns its exports, so that names of different modules do not meet. Modules write
/// <c>import { a, b } from "./other.js";</c> on a line and <c>export</c> before <c>const</c> or <c>function</c>; nothing else is
/// understood.
/// </remarks>
internal static partial class PageModules
{
    /// <summary>Where modules, styles and templates lie among the program's resources.</summary>
    public const string Folder = "page/";

    /// <param name="main">The module that starts the page: report.js.</param>
    public static string Bundle(string main)
    {
        StringBuilder script = new("\"use strict\";\n(() => {\nconst modules = {};\n");
        List<string> begun = [], done = [];
        Add(main);
        return script.Append("})();\n").ToString();

        void Add(string module)
        {
            if (done.Contains(module))
                return;
            if (begun.Contains(module))
                throw new InvalidOperationException($"{module} imports itself by way of {string.Join(", ", begun)}.");
            begun.Add(module);
            string text = PageParts.Resource(Folder + module);
            foreach (Match import in Imports().Matches(text))
                Add(import.Groups["from"].Value);
            string names = string.Join(", ", Exports().Matches(text).Select(export => export.Groups["name"].Value));
            text = Exports().Replace(Imports().Replace(text, "const {${names}} = modules[\"${from}\"];"), "${kind} ${name}");
            if (Unread().IsMatch(text))
                throw new InvalidOperationException($"{module} has an import or export that is not understood.");
            _ = script.Append("modules[\"")
                .Append(module)
                .Append("\"] = (() => {\n")
                .Append(text)
                .Append("return { ")
                .Append(names)
                .Append(" };\n})();\n");
            done.Add(module);
        }
    }

    [GeneratedRegex("""^import \{(?<names>[\w, ]+)\} from "\./(?<from>[\w-]+\.js)";$""", RegexOptions.Multiline)]
    private static partial Regex Imports();

    [GeneratedRegex("""^export (?<kind>const|function|async function) (?<name>\w+)""", RegexOptions.Multiline)]
    private static partial Regex Exports();

    [GeneratedRegex("""^\s*(import|export)\b""", RegexOptions.Multiline)]
    private static partial Regex Unread();
}

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZoneComp.Drafting;

/// <summary>Writes a drafted policy as the YAML that the policy reader takes.</summary>
public static class DraftText
{
    /// <param name="policyPath">Where the policy will lie: paths are written from there, and folders outside of it are named.</param>
    public static string Write(Draft draft, string policyPath, Language language)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(policyPath))!;
        var text = new StringBuilder();
        Comments(draft.Head, "");
        Line("zonecomp: 1");
        Line($"title: {Scalar(draft.Title.In(language))}");
        Line(string.Create(CultureInfo.InvariantCulture, $"year: {draft.Year}"));
        if (draft.AreaMethod is { } method)
            Line($"area: {method}");
        if (Outside(draft, folder) is { Count: > 0 } outside)
            Line($"outside: [{string.Join(", ", outside.Select(Quoted))}]");
        if (draft.Accepted.Count > 0)
        {
            Line("accept:");
            foreach ((string code, string reason) in draft.Accepted)
                Line($"  - {{code: {Quoted(code)}, reason: {Quoted(reason)}}}");
        }

        Line("");
        Comments(draft.Regions.Notes, "");
        Line("regions:");
        Line($"  title: {Scalar(draft.Regions.Title)}");
        Source(draft.Regions.Source, "  ");
        Line($"  code: {Scalar(draft.Regions.Code)}");
        if (draft.Regions.Name is { } name)
            Line($"  name: {Scalar(name)}");
        if (draft.Regions.JoinsParts)
            Line("  parts: join");
        if (draft.Regions.Overlaps is { } overlaps)
            Line($"  overlaps: {overlaps}");
        if (draft.Regions.Parents.Count > 0)
        {
            Line("  parents:");
            foreach ((string level, LocalText title, int prefix) in draft.Regions.Parents)
                Line(
                    string.Create(CultureInfo.InvariantCulture, $"    {level}: {{title: {Quoted(title.In(language))}, prefix: {prefix}}}"));
        }

        Line("");
        Line("layers:");
        foreach (DraftLayer layer in draft.Layers)
            Layer(layer);
        if (draft.Tables.Count > 0)
        {
            Line("");
            Line("tables:");
            foreach (DraftTable table in draft.Tables)
                Table(table);
        }

        if (draft.Indicators.Count > 0)
        {
            Line("");
            Line("indicators:");
            foreach (DraftIndicator each in draft.Indicators)
                Line($"  {each.Name}: {{title: {Quoted(each.Title.In(language))}, expr: {Quoted(each.Expression)}}}");
        }

        if (language == Language.English)
        {
            // What people open is Chinese unless the policy says otherwise; messages follow the terminal, results the policy alone.
            Line("");
            Line("outputs: {language: en}");
        }

        if (draft.Tail.Count > 0)
            Line("");
        Comments(draft.Tail, "");
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');

        void Comments(IEnumerable<LocalText> lines, string indent)
        {
            foreach (LocalText line in lines)
                Line($"{indent}# {OneLine(line.In(language))}".TrimEnd());
        }

        void Source(DraftSource source, string indent)
        {
            string[] all = [.. source.Further.Prepend(source).Select(One)];
            Line($"{indent}source: {(all.Length == 1 ? all[0] : $"[{string.Join(", ", all)}]")}");
            if (source.Crs is { } crs)
                Line($"{indent}crs: {Scalar(crs)}");
            if (source.AssumeBecause is { } reason)
                Line($"{indent}datum: {{assume: cgcs2000, reason: {Quoted(reason)}}}");

            string One(DraftSource each) => each.Layer is { } layer
                ? $"{{path: {Quoted(PathFrom(folder, each.Files[0]))}, layer: {Quoted(layer)}}}"
                : source.Further.Count == 0 ? Scalar(PathFrom(folder, each.Files[0])) : Quoted(PathFrom(folder, each.Files[0]));
        }

        void Layer(DraftLayer layer)
        {
            Comments(layer.Notes, "  ");
            Line($"  {layer.Name}:");
            Line($"    title: {Scalar(layer.Title)}");
            Source(layer.Source, "    ");
            if (layer.Geometry is { } geometry)
                Line($"    geometry: {geometry}");
            if (layer.Field is null)
                return;
            Line($"    class: {Scalar(layer.Field)}");
            Line("    classes:");
            foreach (DraftClass each in layer.Classes)
                Line($"      {each.Name}: {{title: {Quoted(each.Title)}, values: [{Quoted(each.Value)}]}}");
        }

        void Table(DraftTable table)
        {
            Comments(table.Notes, "  ");
            Line($"  {table.Name}:");
            Line($"    title: {Scalar(table.Title)}");
            Line($"    source: {Scalar(PathFrom(folder, table.File))}");
            Line($"    key: {Scalar(table.Key)}");
            if (table.Missing is { } missing)
                Line($"    missing: {missing}");
            Line("    columns:");
            foreach (DraftColumn column in table.Columns)
                Line($"      {column.Name}: {{title: {Quoted(column.Field)}, field: {Quoted(column.Field)}, type: {column.Type}}}");
        }
    }

    /// <summary>A value of a mapping, in quotes where it needs them.</summary>
    public static string Scalar(string text)
    {
        bool isPlain = text.Length > 0
            && text.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/' or ' ')
            && char.IsLetter(text[0]) && text[^1] != ' '
            && text.ToUpperInvariant() is not ("NULL" or "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N");
        return isPlain ? text : Quoted(text);
    }

    /// <summary>In single quotes, or with escapes where the text holds what cannot stand in a line.</summary>
    public static string Quoted(string text) => text.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF')
        ? "\"" + JsonEncodedText.Encode(text) + "\""
        : "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string OneLine(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));

    private static string PathFrom(string folder, string file)
    {
        string path = Path.GetRelativePath(folder, Path.GetFullPath(file));
        return Path.DirectorySeparatorChar == '\\' ? path.Replace('\\', '/') : path;
    }

    /// <summary>Folders of files that lie, links followed, outside the policy's own.</summary>
    private static IReadOnlyList<string> Outside(Draft draft, string folder)
    {
        string[] files =
        [
            .. draft.Regions.Source.AllFiles,
            .. draft.Layers.SelectMany(layer => layer.Source.AllFiles),
            .. draft.Tables.Select(table => table.File),
        ];
        var own = new AllowedFolders(folder, []);
        return [
            .. files.Where(file => !own.Holds(file))
                .Select(file => PathFrom(folder, Path.GetDirectoryName(AllowedFolders.RealPath(file))!))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }
}

namespace ZoneComp.Drafting;

/// <summary>A layer as a person types it: FILE, FILE#LAYER, FILE:FIELD or FILE#LAYER:FIELD.</summary>
/// <param name="Layer">Layer in a container; null when it holds just one.</param>
/// <param name="Field">Field whose values are the classes; null for a layer that is one class.</param>
public sealed record LayerArgument(string Path, string? Layer, string? Field)
{
    /// <summary>The longest beginning that is a file or folder is the path, whatever colons and hashes it holds; the rest names layer and
    /// field.</summary>
    /// <exception cref="UserErrorException">There is no such file, or something after it is not there.</exception>
    public static LayerArgument Parse(string text)
    {
        int end = Enumerable.Range(0, text.Length + 1).Reverse()
            .FirstOrDefault(at => at > 0 && (at == text.Length || text[at] is ':' or '#') && System.IO.Path.Exists(text[..at]), -1);
        if (end < 0)
            throw NotThere(PathMeant(text));
        string path = text[..end], rest = text[end..];
        if (path.AsSpan().ContainsAny('*', '?'))
        {
            throw new UserErrorException(
                $"{path}: the name holds * or ?, which a policy reads as a pattern of names; rename the file",
                $"{path}：文件名含 * 或 ?，测算方案会把它当作通配符；请给文件改名");
        }

        if (Directory.Exists(path) && !path.TrimEnd('/', '\\').EndsWith(".gdb", StringComparison.OrdinalIgnoreCase))
        {
            throw new UserErrorException(
                $"{path}: is a folder; name the layer's file. For a policy from all that lies in it: zonecomp init DIR --from \"{path}\"",
                $"{path}：是目录，请写明图层文件。如要由其中全部图层起草测算方案：zonecomp init DIR --from \"{path}\"");
        }

        (string? layer, string? field) = rest.Length == 0
            ? (null, null)
            : rest.Length == 1 ? ("", null) : rest[0] == ':' ? (null, rest[1..]) : InContainer(path, rest[1..]);
        if (layer is "" || field is "")
            throw new UserErrorException(
                $"{text}: a name is missing after the last sign; expected FILE#LAYER:FIELD",
                $"{text}：末尾符号之后缺少名称；写法为 文件#图层:字段");
        return new LayerArgument(path, layer, field);
    }

    /// <summary>As <see cref="Parse"/>; where the last part of the path is a pattern (*, ?), every layer's file that it matches, by name.
    /// Shells of Windows leave patterns as they are.</summary>
    /// <exception cref="UserErrorException">The pattern matches none.</exception>
    public static IReadOnlyList<LayerArgument> ParseAll(string text)
    {
        int name = text.LastIndexOfAny(['/', '\\']) + 1, sign = text.IndexOf(':', Math.Max(name, Math.Min(2, text.Length)));
        string pattern = sign < 0 ? text : text[..sign];
        if (System.IO.Path.Exists(pattern) || !pattern.AsSpan(name).ContainsAny('*', '?'))
            return [Parse(text)];
        string folder = name == 0 ? "." : text[..name];
        string[] files = !Directory.Exists(folder) ? [] :
        [
            .. Directory.EnumerateFileSystemEntries(folder, pattern[name..])
                .Where(file => FolderSurvey.IsLayer(file) && !AppleDouble.Is(file))
                .Select(file => name == 0 ? System.IO.Path.GetFileName(file) : file)
                .Order(StringComparer.Ordinal),
        ];
        return files.Length > 0
            ? [.. files.Select(file => new LayerArgument(file, null, sign < 0 ? null : text[(sign + 1)..]))]
            : throw new UserErrorException($"{pattern}: no layer's file matches it", $"{pattern}：没有与之相符的图层文件");
    }

    /// <summary>As it would be typed.</summary>
    public override string ToString() => Path + (Layer is null ? "" : "#" + Layer) + (Field is null ? "" : ":" + Field);

    /// <summary>Layer names may hold colons: the longest beginning that is a layer is the layer.</summary>
    private static (string Layer, string? Field) InContainer(string path, string rest)
    {
        IReadOnlyList<string> layers = FeatureSources.Layers(path);
        for (int at = rest.Length; at > 0; at = rest.LastIndexOf(':', at - 1))
        {
            if (layers.Contains(rest[..at], StringComparer.OrdinalIgnoreCase))
                return (rest[..at], at == rest.Length ? null : rest[(at + 1)..]);
        }

        int colon = rest.LastIndexOf(':');
        string wanted = colon < 0 ? rest : rest[..colon];
        LocalText hint = NearestName.Hint(wanted, [.. layers]);
        throw new UserErrorException($"{path}: there is no layer \"{wanted}\"{hint.En}", $"{path}：没有图层“{wanted}”{hint.Zh}");
    }

    /// <summary>What is most likely the path of a text that names nothing: up to the last colon or hash of the last folder's part, a
    /// drive's colon not counted.</summary>
    private static string PathMeant(string text)
    {
        int folder = text.LastIndexOfAny(['/', '\\']);
        int sign = text.IndexOfAny([':', '#'], Math.Min(text.Length, Math.Max(folder + 1, 2)));
        return sign < 0 ? text : text[..sign];
    }

    private static UserErrorException NotThere(string path)
    {
        if (path.Contains('\uFFFD', StringComparison.Ordinal))
            return SourceRefusals.NameUnreadable(path);
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        string[] beside = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder).Select(file => System.IO.Path.GetFileName(file)!).Order(StringComparer.Ordinal)]
            : [];
        string hint = NearestName.Of(System.IO.Path.GetFileName(path), beside) ?? "";
        return new UserErrorException(
            $"{path}: there is no such file{(hint.Length == 0 ? "" : $"; did you mean '{hint}'?")}",
            $"{path}：文件不存在{(hint.Length == 0 ? "" : $"；是否应为“{hint}”？")}");
    }
}

namespace ZoneComp.Policy;

/// <summary>One year's policy as its file says it: every number of the method, none of the data.</summary>
public sealed record PolicyFile
{
    public required PolicyDocument Document { get; init; }

    /// <summary>What people read above the results.</summary>
    public required string Title { get; init; }

    public required int Year { get; init; }

    public required AreaSettings Area { get; init; }

    /// <summary>Folder of last year's results, as written (relative to the file); null when the policy looks at no earlier year.</summary>
    public required string? Previous { get; init; }

    /// <summary>What became of last year's codes; null where every code of last year is this year's.</summary>
    public CodeChanges? PreviousCodes { get; init; }

    /// <summary>Findings that the policy's author knows of and accepts, each with the reason.</summary>
    public required IReadOnlyList<Acceptance> Accept { get; init; }

    /// <summary>Findings that count as graver or lighter than the program takes them, each with the reason.</summary>
    public IReadOnlyList<Acceptance> Severities { get; init; } = [];

    /// <summary>Folders outside the policy's own, as written, that its files may come from.</summary>
    public IReadOnlyList<string> Outside { get; init; } = [];

    public required RegionSettings Regions { get; init; }

    /// <summary>Other ground of the regions, such as their sea areas, for the indicators that name it.</summary>
    public IReadOnlyList<RegionSetSettings> RegionSets { get; init; } = [];

    /// <summary>In file order, which is the order of the zone classes.</summary>
    public required IReadOnlyList<LayerSettings> Layers { get; init; }

    public required IReadOnlyList<TableSettings> Tables { get; init; }

    /// <summary>Columns from the areas alone, in file order.</summary>
    public required IReadOnlyList<NamedExpression> Indicators { get; init; }

    /// <summary>Columns from indicators, tables and other factors, in file order.</summary>
    public required IReadOnlyList<NamedExpression> Factors { get; init; }

    /// <summary>The schemes' block as written, for the allocation to read; null when the policy has none.</summary>
    public required PolicyNode? Schemes { get; init; }

    /// <summary>The policy's own families of compensation, beside those of the national regulation.</summary>
    public IReadOnlyList<string> Families { get; init; } = [];

    /// <summary>Whether the policy carries figures worked out by hand, to be held in every run.</summary>
    public bool HasExamples => Root["examples"] is { IsNothing: false };

    /// <summary>What the map files hold besides the regions.</summary>
    public OutputSettings Outputs { get; init; } = OutputSettings.Default;

    /// <summary>The whole tree as written.</summary>
    public required PolicyNode Root { get; init; }

    public string Path => Document.Path;

    /// <summary>Folder that the file's relative paths start from.</summary>
    public string Directory => Document.Directory;

    public string Text => Document.Text;

    public string Sha256 => Document.Sha256;

    /// <summary>Reads and checks the whole file, but for the schemes' inside.</summary>
    /// <exception cref="PolicyException">With everything that is wrong in it.</exception>
    /// <exception cref="UserErrorException">The file cannot be read at all.</exception>
    public static PolicyFile Load(string path) => Read(PolicyDocument.Load(path));

    /// <summary>As <see cref="Load"/>, of a text; relative paths start from <paramref name="path"/>'s folder.</summary>
    public static PolicyFile Parse(string path, string text) => Read(PolicyDocument.FromText(path, text));

    /// <summary>One block of the file in a form that white space, comments and quotes do not change; "" when it is not there.</summary>
    public string Block(string key) => Root[key]?.ToString() ?? "";

    /// <summary>A tree that was put together of others.</summary>
    internal static PolicyFile Of(PolicyNode root)
    {
        PolicyErrors errors = new();
        PolicyFile policy = PolicyFileReader.Read(root, errors);
        errors.ThrowIfAny();
        return policy;
    }

    private static PolicyFile Read(PolicyDocument document)
    {
        PolicyErrors errors = new();
        PolicyNode? root = YamlTree.Read(document, errors);
        errors.ThrowIfAny();
        return Of(root!);
    }

    internal void RequireConfined()
    {
        Document.Folders.IsConfined = true;
        if (Outside.Count == 0)
            return;
        string folders = string.Join(", ", Outside);
        throw new UserErrorException(
            $"{Path}: the policy takes files from outside its folder ({folders}), and this run is confined to it",
            $"{Path}：测算方案要使用其目录之外的文件（{folders}），而本次运行限定在该目录之内");
    }
}

namespace ZoneComp.Drafting;

/// <summary>A policy that the program proposes; <see cref="DraftText"/> writes it.</summary>
public sealed record Draft
{
    public required LocalText Title { get; init; }

    public required int Year { get; init; }

    /// <summary>Comment lines at the head of the file.</summary>
    public IReadOnlyList<LocalText> Head { get; init; } = [];

    /// <summary>Area method as the policy writes it; null for its default.</summary>
    public string? AreaMethod { get; init; }

    public IReadOnlyList<(string Code, string Reason)> Accepted { get; init; } = [];

    public required DraftRegions Regions { get; init; }

    public required IReadOnlyList<DraftLayer> Layers { get; init; }

    public IReadOnlyList<DraftTable> Tables { get; init; } = [];

    public IReadOnlyList<DraftIndicator> Indicators { get; init; } = [];

    /// <summary>Comment lines at the file's end.</summary>
    public IReadOnlyList<LocalText> Tail { get; init; } = [];
}

/// <param name="Files">Every file that is read for the layer, full paths, the first one named in the policy.</param>
public sealed record DraftSource(IReadOnlyList<string> Files, string? Layer = null, string? Crs = null, string? AssumeBecause = null)
{
    /// <summary>Further files of the same layer; CRS and datum are said once for all.</summary>
    public IReadOnlyList<DraftSource> Further { get; init; } = [];

    /// <summary>Every file that is read, those of the further ones too.</summary>
    public IEnumerable<string> AllFiles => Files.Concat(Further.SelectMany(source => source.Files));
}

/// <param name="Notes">Comment lines above the block.</param>
public sealed record DraftRegions(string Title, DraftSource Source, string Code, string? Name, IReadOnlyList<LocalText> Notes)
{
    public bool JoinsParts { get; init; }

    public string? Overlaps { get; init; }

    /// <summary>Levels above by the first digits of the code.</summary>
    public IReadOnlyList<(string Level, LocalText Title, int Prefix)> Parents { get; init; } = [];
}

/// <param name="Geometry">"lines" or "points"; null for polygons.</param>
public sealed record DraftLayer(
    string Name, string Title, DraftSource Source, string? Field, IReadOnlyList<DraftClass> Classes, IReadOnlyList<LocalText> Notes,
    string? Geometry = null);

/// <param name="Value">Of the class field; "" for features without one.</param>
public sealed record DraftClass(string Name, string Title, string Value);

public sealed record DraftTable(
    string Name, string Title, string File, string Key, IReadOnlyList<DraftColumn> Columns, IReadOnlyList<LocalText> Notes)
{
    /// <summary>"zero" or "null" where regions without a row are to pass; null for an error.</summary>
    public string? Missing { get; init; }
}

/// <param name="Type">As policies write it: "number", "text".</param>
public sealed record DraftColumn(string Name, string Field, string Type);

public sealed record DraftIndicator(string Name, LocalText Title, string Expression);

using System.Text.Json.Serialization;

namespace ZoneComp.Comparison.Results;

/// <summary>Everything that a finished comparison hands to its outputs.</summary>
public sealed record ComparisonResults
{
    /// <summary>Title of the second run.</summary>
    public required string Title { get; init; }

    public required int OldYear { get; init; }

    public required int NewYear { get; init; }

    public required ComparisonLabels Labels { get; init; }

    /// <summary>What the two policies say differently, in the order of the second.</summary>
    public required IReadOnlyList<PolicyChange> PolicyChanges { get; init; }

    /// <summary>By kind (coverage, factor, allocation), then region or payee, then column in the policy's order.</summary>
    public required IReadOnlyList<ComparisonRow> Rows { get; init; }

    public required Attribution Attribution { get; init; }

    /// <summary>The second run's regions and shapes, with this comparison's title, findings and provenance: what maps are drawn
    /// on.</summary>
    public required RunResults Base { get; init; }

    /// <summary>Code of the matched unit by region code of the second run.</summary>
    public required IReadOnlyDictionary<string, string> UnitOf { get; init; }

    /// <summary>Of titles and notes in the workbook and on maps.</summary>
    public required Language Language { get; init; }

    /// <summary>The polygons that changed; empty where the maps are the same or not there any more (a finding says so).</summary>
    public required MapChanges Maps { get; init; }

    /// <summary>Schemes of both runs, money before quotas and the second's first, with their totals.</summary>
    public required IReadOnlyList<ComparedScheme> Schemes { get; init; }

    public IEnumerable<ComparedScheme> Money => Schemes.Where(scheme => !scheme.IsQuota);

    public IEnumerable<ComparedScheme> Quotas => Schemes.Where(scheme => scheme.IsQuota);

    /// <summary>What a scheme gives each payee.</summary>
    public IEnumerable<ComparisonRow> AmountsOf(ComparedScheme scheme) => Rows.Where(row =>
        row.Kind == (scheme.IsQuota ? ComparisonRow.Quota : ComparisonRow.Allocation) && row.Column == scheme.Name + ComparisonRow.Amount);

    /// <summary>As <see cref="DiagnosticLog.Sorted"/> gives them.</summary>
    public required IReadOnlyList<Diagnostic> Findings { get; init; }

    /// <summary>Of this comparison: the two runs and the code-change table as inputs.</summary>
    public required RunManifest Manifest { get; init; }
}

/// <param name="Name">Of the scheme; where the two runs count it in different units it is two schemes, "NAME (UNIT)".</param>
/// <param name="OldYuan">Sum of the scheme's amounts, in its measure; null when the first run does not have it.</param>
/// <param name="NewYuan">Likewise of the second.</param>
public sealed record ComparedScheme(string Name, string Title, decimal? OldYuan, decimal? NewYuan)
{
    /// <summary>"yuan", or what a quota counts: "m3", "t", "kWh", "person".</summary>
    public string Measure { get; init; } = "yuan";

    /// <summary>That show amounts and their parts whole: of money the fen.</summary>
    public int Decimals { get; init; } = 2;

    /// <summary>In the policies.</summary>
    [JsonIgnore]
    public string OwnName { get; init; } = Name;

    /// <summary>Quotas are added neither to money nor to one another.</summary>
    [JsonIgnore]
    public bool IsQuota => Measure != "yuan";

    public decimal ChangeYuan => (NewYuan ?? 0m) - (OldYuan ?? 0m);

    /// <summary>Of a quota with its unit: "取水量（立方米）".</summary>
    [JsonIgnore]
    public LocalText Heading => IsQuota
        ? new($"{Title} ({FigureText.Unit(Measure).En})", $"{Title}（{FigureText.Unit(Measure).Zh}）")
        : new(Title, Title);
}

/// <summary>What came of a comparison.</summary>
/// <param name="WrittenTo">Folder that now holds it; null when nothing was written.</param>
public sealed record ComparisonOutcome(ComparisonResults Results, string? WrittenTo)
{
    /// <summary>What people left in an earlier comparison of the place, and where it lies now.</summary>
    public IReadOnlyList<KeptFiles> Kept { get; init; } = [];
}

namespace ZoneComp.Model;

/// <summary>The second half of a run: columns and amounts.</summary>
public sealed record RunTables
{
    /// <summary>Nothing computed: a run that stops after the overlay.</summary>
    public static RunTables None { get; } = new();

    public IReadOnlyList<Column> Indicators { get; init; } = [];

    public IReadOnlyList<Column> Factors { get; init; } = [];

    /// <summary>Null when the policy has no scheme that pays money.</summary>
    public AllocationTable? Allocation { get; init; }

    /// <summary>What schemes give that is no money; null when there is none.</summary>
    public AllocationTable? Quotas { get; init; }

    /// <summary>How indicators and factors come about in every region; empty where no report is written.</summary>
    public IReadOnlyList<TrailColumn> Trails { get; init; } = [];

    /// <summary>How amounts come about; null where no report is written.</summary>
    public AmountTrails? AmountTrails { get; init; }

    /// <summary>The tables that were read.</summary>
    public IReadOnlyList<InputRecord> Inputs { get; init; } = [];
}

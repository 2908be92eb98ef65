namespace ZoneComp.WhatIf;

/// <summary>A number that the policy writes and that can be tried at other values: what it is, where it stands, how far a slider
/// goes.</summary>
public sealed record Knob
{
    /// <summary>Path of the text and the number's place among those in it, "factors.score.expr#2": the same in every variant.</summary>
    public required string Id { get; init; }

    public required KnobRole Role { get; init; }

    /// <summary>Title of the scheme, factor, indicator or table that it belongs to.</summary>
    public required string Owner { get; init; }

    /// <summary>What it is there.</summary>
    public required LocalText Title { get; init; }

    /// <summary>The stretch of the policy around it.</summary>
    public required string Context { get; init; }

    /// <summary>"yuan/mu", "%", "" for a plain number.</summary>
    public required LocalText Unit { get; init; }

    /// <summary>As the policy writes it, with its sign where it has one.</summary>
    public required string Written { get; init; }

    public required decimal Value { get; init; }

    /// <summary>Where a slider begins; what is typed may go beyond.</summary>
    public required decimal Least { get; init; }

    public required decimal Most { get; init; }

    public required decimal Step { get; init; }

    /// <summary>Index of its first character in the policy's text, or in that of <see cref="File"/>.</summary>
    public required int Start { get; init; }

    /// <summary>In the policy; of a table's number, where the policy names the table.</summary>
    public required PolicyPlace Place { get; init; }

    /// <summary>Name of the table's file that holds it; null for the policy itself.</summary>
    public string? File { get; init; }

    /// <summary>Line of <see cref="File"/>.</summary>
    public int FileLine { get; init; }

    /// <summary>Keys down to the text that holds it.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    internal int End => Start + Written.Length;
}

/// <summary>In the order in which a page shows them.</summary>
public enum KnobRole
{
    Fund,
    Weight,
    Rate,

    /// <summary>In a table of parameters.</summary>
    Parameter,
    Bound,
    Band,
    Membership,
    Coefficient,
    Other,
}

/// <summary>Weights that belong together: their sum stays.</summary>
/// <param name="IsRequired">Whether the policy does not read where they add up to something else.</param>
public sealed record KnobGroup(decimal Total, bool IsRequired, IReadOnlyList<string> Knobs);

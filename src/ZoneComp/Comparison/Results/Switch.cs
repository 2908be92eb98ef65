namespace ZoneComp.Comparison.Results;

/// <summary>What a switch turns from the old year to the new.</summary>
internal enum SwitchKind
{
    /// <summary>The regions: their ground, codes, names and the levels above them.</summary>
    Boundary,

    /// <summary>One zone layer: its features, and how they are classed.</summary>
    Layer,

    /// <summary>One table.</summary>
    Table,

    /// <summary>The results of the year before, which a policy may look back on.</summary>
    Previous,

    /// <summary>Indicators, factors and schemes, but for what the next two hold.</summary>
    Policy,

    /// <summary>What the schemes' <c>fund</c> says.</summary>
    Fund,

    /// <summary>Bounds, last year's amounts that they compare with, what becomes of over-runs and rests, and the rounding unit.</summary>
    Bounds,
}

/// <summary>One thing that can be taken from either year.</summary>
/// <param name="Name">Of the layer or table; "" for the others.</param>
internal readonly record struct Switch(SwitchKind Kind, string Name = "")
{
    public bool IsMap => Kind is SwitchKind.Boundary or SwitchKind.Layer;

    public bool IsText => Kind is SwitchKind.Policy or SwitchKind.Fund or SwitchKind.Bounds;
}

/// <summary>A mix of two years: the switches that stand on the new year.</summary>
internal sealed class Mix(IReadOnlySet<Switch> turned)
{
    public bool IsNew(SwitchKind kind, string name = "") => turned.Contains(new Switch(kind, name));
}

namespace ZoneComp.Model;

/// <summary>What kind of quantity a value is; adding an area to money is an error.</summary>
public enum Quantity
{
    /// <summary>No unit: ratios, factors, scores, counts.</summary>
    Number,

    /// <summary>Square metres.</summary>
    Area,

    /// <summary>Metres.</summary>
    Length,

    /// <summary>Yuan.</summary>
    Money,

    /// <summary>Cubic metres.</summary>
    Volume,

    /// <summary>Tonnes.</summary>
    Mass,

    /// <summary>Kilowatt hours.</summary>
    Energy,
    Persons,
    Text,
    Flag,
}

/// <summary>One named column over all regions: an indicator, a factor, or a column of a table.</summary>
/// <param name="Name">ASCII, unique among indicators and factors.</param>
/// <param name="Title">What people read.</param>
/// <param name="Unit">Unit of the numbers as written out: "", "m2", "ha", "mu", "km2", "m", "km", "yuan", "wan_yuan", "m3", "t",
/// "kWh", "person" and their multiples.</param>
/// <param name="Values">One per region, in the order of the regions: <see cref="decimal"/>, <see cref="string"/>, <see cref="bool"/>, or
/// null for a missing value.</param>
public sealed record Column(string Name, string Title, Quantity Quantity, string Unit, IReadOnlyList<object?> Values)
{
    /// <summary>The expression as the policy writes it; null for a column of a table.</summary>
    public string? Formula { get; init; }

    /// <summary>The document, article and date that it rests on; null where the policy states none.</summary>
    public string? Basis { get; init; }

    /// <summary>Decimals that people are shown; the stored value has all.</summary>
    public int Decimals { get; init; } = 4;
}

namespace ZoneComp.Parquet;

/// <summary>A column of the schema as it is written: a leaf, or a struct of leaves.</summary>
/// <param name="Nullable">Whether a row may have no value.</param>
public sealed record ParquetField(string Name, ParquetType Type, bool Nullable)
{
    /// <summary>The struct's columns; empty for a leaf.</summary>
    public IReadOnlyList<ParquetField> Children { get; init; } = [];

    /// <summary>What people read, in any language; null when there is none.</summary>
    public string? Title { get; init; }

    /// <summary>Unit of the numbers, such as "m2"; null when there is none.</summary>
    public string? Unit { get; init; }

    public bool Equals(ParquetField? other) => other is not null && Name == other.Name && Type == other.Type
        && Nullable == other.Nullable && Title == other.Title && Unit == other.Unit && Children.SequenceEqual(other.Children);

    public override int GetHashCode() => HashCode.Combine(Name, Type, Nullable, Children.Count);
}

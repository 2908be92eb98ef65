namespace ZoneComp.Outputs.ParquetTables;

/// <summary>One column of an output table: how it is named and stored, and its value in a row.</summary>
/// <param name="Name">ASCII; unique in the table whatever its case.</param>
/// <param name="Title">What people read, Chinese.</param>
/// <param name="Unit">Of the numbers; null where there is none.</param>
/// <param name="IsNullable">Whether a row may have no value.</param>
/// <param name="Value">
/// Null, or by kind: <see cref="string"/>, <see cref="int"/>, <see cref="long"/>, <see cref="bool"/>, <see cref="double"/>,
/// <see cref="decimal"/>
/// (which must fit the type without rounding), bytes; for a struct whether it is there, as <see cref="bool"/>.
/// </param>
internal sealed record TableColumn<TRow>(
    string Name, string Title, string? Unit, ParquetType Type, bool IsNullable, Func<TRow, object?> Value)
{
    /// <summary>Name in the documentation of a column that comes from the policy, such as CLASS; null for the fixed ones.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The struct's columns, of which values are taken where the struct is there; empty for other kinds.</summary>
    public IReadOnlyList<TableColumn<TRow>> Children { get; init; } = [];

    /// <summary>The columns with values: the column itself, or those of the struct by their dotted names.</summary>
    public IEnumerable<TableColumn<TRow>> Leaves => Children.Count == 0
        ? [this]
        : Children.Select(child => child with
        {
            Name = $"{Name}.{child.Name}",
            IsNullable = child.IsNullable || IsNullable,
            Value = row => Value(row) is true ? child.Value(row) : null,
        });

    /// <summary>As it is written; values are taken from the rows only while the file is written.</summary>
    public ParquetColumn Over(IReadOnlyList<TRow> rows) => Values(rows).Described(Title, Unit);

    private ParquetColumn Values(IReadOnlyList<TRow> rows) => Type.Kind switch
    {
        ParquetKind.Struct =>
            ParquetColumn.Struct(Name, [.. Children.Select(child => child.Over(rows))], Project(rows, value => (bool)value!)),
        ParquetKind.Text => ParquetColumn.Text(Name, Project(rows, value => (string?)value), IsNullable),
        ParquetKind.Bytes => ParquetColumn.Bytes(Name, Project(rows, value => (byte[]?)value), IsNullable),
        ParquetKind.Boolean when IsNullable => ParquetColumn.Boolean(Name, Project(rows, value => (bool?)value)),
        ParquetKind.Boolean => ParquetColumn.Boolean(Name, Project(rows, value => (bool)value!)),
        ParquetKind.Int32 when IsNullable => ParquetColumn.Int32(Name, Project(rows, value => (int?)value)),
        ParquetKind.Int32 => ParquetColumn.Int32(Name, Project(rows, value => (int)value!)),
        ParquetKind.Int64 when IsNullable => ParquetColumn.Int64(Name, Project(rows, value => (long?)value)),
        ParquetKind.Int64 => ParquetColumn.Int64(Name, Project(rows, value => (long)value!)),
        ParquetKind.Double when IsNullable => ParquetColumn.Double(Name, Project(rows, value => (double?)value)),
        ParquetKind.Double => ParquetColumn.Double(Name, Project(rows, value => (double)value!)),
        ParquetKind.Decimal when IsNullable =>
            ParquetColumn.Decimal(Name, Type.Precision, Type.Scale, Project(rows, value => (decimal?)value)),
        ParquetKind.Decimal => ParquetColumn.Decimal(Name, Type.Precision, Type.Scale, Project(rows, value => (decimal)value!)),
        _ => throw new InvalidOperationException($"Column '{Name}': {Type} is not a kind of output column."),
    };

    private Projection<T> Project<T>(IReadOnlyList<TRow> rows, Func<object?, T> cast) => new(rows, row => cast(Value(row)));

    /// <summary>A list whose values are computed when asked for, so that no column of a large table is in memory whole.</summary>
    private sealed class Projection<T>(IReadOnlyList<TRow> rows, Func<TRow, T> value) : IReadOnlyList<T>
    {
        public int Count => rows.Count;

        public T this[int index] => value(rows[index]);

        public IEnumerator<T> GetEnumerator() => rows.Select(value).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

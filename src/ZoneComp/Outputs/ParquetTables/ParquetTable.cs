using System.Globalization;

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>An output table with its rows at hand, whatever their type.</summary>
internal abstract class ParquetTable
{
    public abstract string FileName { get; }

    /// <summary>Name (or placeholder), type, nullability, unit and title of each column, for the documentation's test.</summary>
    public abstract IReadOnlyList<ParquetField> DocumentedColumns { get; }

    public abstract void Write(Stream stream, IReadOnlyDictionary<string, string> metadata);

    /// <summary>Reads a written file back and compares every value.</summary>
    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public abstract void Verify(string path);
}

internal sealed class ParquetTable<TRow>(string fileName, IReadOnlyList<TableColumn<TRow>> columns, IReadOnlyList<TRow> rows) : ParquetTable
{
    public override string FileName => fileName;

    /// <summary>What this kind of table adds to the metadata, such as what its columns stand for.</summary>
    public IReadOnlyDictionary<string, string> OwnMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Rows in a row group: fewer where a row is large.</summary>
    public int RowGroupRows { get; init; } = 122_880;

    public override IReadOnlyList<ParquetField> DocumentedColumns =>
        [
            .. columns.SelectMany(column => column.Leaves)
                .Select(column =>
                    new ParquetField(column.Placeholder ?? column.Name, column.Type, column.IsNullable)
                    {
                        Title = column.Title,
                        Unit = column.Unit,
                    }),
        ];

    public override void Write(Stream stream, IReadOnlyDictionary<string, string> metadata)
    {
        var all = new Dictionary<string, string>(metadata, StringComparer.Ordinal);
        foreach ((string key, string value) in OwnMetadata)
            all.Add(key, value);
        ParquetWriter.Write(
            stream,
            [.. columns.Select(column => column.Over(rows))],
            new ParquetWriteOptions { Metadata = all, RowGroupRows = RowGroupRows });
    }

    public override void Verify(string path)
    {
        try
        {
            using ParquetFile file = ParquetFile.Open(path);
            if (file.RowCount != rows.Count
                || !file.Columns.Select(leaf => leaf.Name)
                    .SequenceEqual(columns.SelectMany(column => column.Leaves).Select(column => column.Name)))
                throw new InvalidDataException($"{path}: has other rows or columns than were written.");
            foreach (TableColumn<TRow> column in columns.SelectMany(column => column.Leaves))
                Verify(file, column);
        }
        catch (ParquetException error)
        {
            throw new InvalidDataException($"{path}: does not read back: {error.Message}", error);
        }
    }

    private void Verify(ParquetFile file, TableColumn<TRow> column)
    {
        int row = 0;
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            foreach (object? read in file.Column(column.Name).Values(group))
            {
                object? written = column.Value(rows[row]);
                if (!Same(read, written))
                    throw new InvalidDataException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{file.Name}: row {row} of {column.Name} reads back as {read}, written was {written}."));
                row++;
            }
        }
    }

    private static bool Same(object? read, object? written) => (read, written) switch
    {
        (byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other),
        _ => Equals(read, written),
    };
}

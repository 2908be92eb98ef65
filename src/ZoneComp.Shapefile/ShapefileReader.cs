namespace ZoneComp.Shapefile;

/// <summary>Walks over the records of a shapefile; one thread at a time.</summary>
public sealed class ShapefileReader
{
    private readonly ShpFile? shp;
    private readonly DbfFile? dbf;
    private readonly DbfField[] fields;
    private readonly DbfCells[] cells;
    private readonly ProblemLog problems = new();
    private readonly long end;
    private readonly ShapeType layerType;

    internal ShapefileReader(ShapefileLayer layer, long from, long to, ReadOnlySpan<int> fieldIndices)
    {
        shp = layer.Shp;
        dbf = layer.Dbf;
        Record = from - 1;
        end = to;
        layerType = layer.Type;
        fields = new DbfField[fieldIndices.Length];
        cells = new DbfCells[fieldIndices.Length];
        for (int index = 0; index < fields.Length; index++)
        {
            fields[index] = layer.Fields[fieldIndices[index]];
            cells[index] = new DbfCells(fields[index], dbf!.Text, dbf.Path, problems);
        }
    }

    /// <summary>The current record, from 0.</summary>
    public long Record { get; private set; }

    /// <summary>Whether the current record has a row of attributes.</summary>
    public bool HasRow => dbf is not null && Record >= 0 && Record < dbf.RowCount;

    /// <summary>Records so far that could not be read or had no row, values that could not be decoded.</summary>
    public IReadOnlyList<ShapefileProblem> Problems => problems.ToList();

    /// <summary>Goes to the next record that is not deleted.</summary>
    public bool MoveNext()
    {
        while (++Record < end)
        {
            if (dbf is null)
                return true;
            if (Record >= dbf.RowCount)
            {
                problems.Add(ProblemKind.RowMissing, dbf.Path, Record, $"the .dbf has {dbf.RowCount} rows: the shape has no attributes");
                return true;
            }

            if (!dbf.IsDeleted(Record))
                return true;
        }

        return false;
    }

    /// <summary>The current shape; a null shape where there is none or it cannot be read, with a problem in the second case.</summary>
    public ShapeRecord Shape()
    {
        if (shp is null)
            return default;
        ShapeRecord shape = shp.Read((int)Record, problems);
        if (shape.Type != layerType && shape.Type != ShapeType.Null)
            problems.Add(ProblemKind.TypesMixed, shp.Path, Record, $"a {shape.Type} in a layer of {layerType}");
        return shape;
    }

    /// <summary>Where the current shape, just read, lies.</summary>
    public ShapePlace PlaceOf(ShapeRecord shape) => new(shape.ContentBytes == 0 ? 0 : shp!.ContentOffset((int)Record), shape.ContentBytes);

    /// <summary>A coordinate of a record's shape, to find it on the map; null where it has none.</summary>
    public ShapePoint? PlaceOf(long record) => shp?.PlaceOf(record);

    /// <summary>n-th of the fields asked for as the file has it, padded; empty where the record has no row.</summary>
    public ReadOnlySpan<byte> Bytes(int index) => HasRow ? dbf!.Cell(Record, fields[index]) : default;

    /// <summary>n-th of the fields asked for: null, string, long, decimal, double, bool or DateOnly.</summary>
    public object? Value(int index) => HasRow ? cells[index].Decode(dbf!.Cell(Record, fields[index]), Record) : null;
}

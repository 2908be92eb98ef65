using ZoneComp.Parquet.Reading;

namespace ZoneComp.Parquet;

/// <summary>Values of one column, of one row group or (without a number) of the whole file; null where a row has none.</summary>
/// <remarks>Asking for another kind than the column's is a <see cref="ParquetException"/>, never a silent conversion with loss.</remarks>
public sealed class ParquetColumnReader
{
    private readonly ParquetFile file;

    internal ParquetColumnReader(ParquetFile file, ParquetLeaf leaf)
    {
        this.file = file;
        Leaf = leaf;
    }

    public ParquetLeaf Leaf { get; }

    public ParquetStatistics? Statistics(int rowGroup) => file.Statistics(Leaf, rowGroup);

    public bool?[] Booleans(int? rowGroup = null) => Read(rowGroup, LeafDecoders.Booleans, value => value, ParquetKind.Boolean);

    public int?[] Int32s(int? rowGroup = null) => Read(rowGroup, LeafDecoders.Int32s, value => value, ParquetKind.Int32);

    /// <summary>Whole numbers of 32 or 64 bits.</summary>
    public long?[] Int64s(int? rowGroup = null) =>
        Read(rowGroup, LeafDecoders.Longs(Leaf), value => value, ParquetKind.Int64, ParquetKind.Int32);

    public double?[] Doubles(int? rowGroup = null) => Read(rowGroup, LeafDecoders.Doubles(Leaf), value => value, ParquetKind.Double);

    public DateOnly?[] Dates(int? rowGroup = null) => Read(rowGroup, LeafDecoders.Int32s, TimeValues.Date, ParquetKind.Date);

    /// <summary>Times of day; nanoseconds are cut to 100 ns.</summary>
    public TimeOnly?[] Times(int? rowGroup = null) =>
        Read(rowGroup, LeafDecoders.Longs(Leaf), value => TimeValues.TimeOfDay(value, Leaf.Type.Unit), ParquetKind.Time);

    /// <summary>Kind is UTC for instants, unspecified for wall clocks; nanoseconds are cut to 100 ns.</summary>
    public DateTime?[] Timestamps(int? rowGroup = null) =>
        Read(rowGroup, LeafDecoders.Longs(Leaf), value => TimeValues.Timestamp(value, Leaf.Type), ParquetKind.Timestamp);

    /// <summary>Decimals as digits without the point: the number is the value divided by 10 to the type's scale.</summary>
    public Int128?[] UnscaledDecimals(int? rowGroup = null) =>
        Read(rowGroup, LeafDecoders.Decimals(Leaf), value => value, ParquetKind.Decimal);

    /// <summary>Decimals; a value that <see cref="decimal"/> cannot hold whole is an error.</summary>
    public decimal?[] Decimals(int? rowGroup = null) =>
        Read(rowGroup, LeafDecoders.Decimals(Leaf), value => DecimalValues.ToDecimal(value, Leaf.Type.Scale), ParquetKind.Decimal);

    public string?[] Texts(int? rowGroup = null) => ReadObjects(rowGroup, LeafDecoders.Texts(Leaf), ParquetKind.Text);

    public byte[]?[] Bytes(int? rowGroup = null) => ReadObjects(rowGroup, LeafDecoders.Bytes(Leaf), ParquetKind.Bytes);

    /// <summary>Values of any kind, boxed as the typed methods give them; decimals that are too large as <see cref="Int128"/> without the
    /// point.</summary>
    public object?[] Values(int? rowGroup = null) => Leaf.Type.Kind switch
    {
        ParquetKind.Boolean => Box(Booleans(rowGroup)),
        ParquetKind.Int32 => Box(Int32s(rowGroup)),
        ParquetKind.Int64 => Box(Int64s(rowGroup)),
        ParquetKind.Double => Box(Doubles(rowGroup)),
        ParquetKind.Date => Box(Dates(rowGroup)),
        ParquetKind.Time => Box(Times(rowGroup)),
        ParquetKind.Timestamp => Box(Timestamps(rowGroup)),
        ParquetKind.Decimal => Array.ConvertAll(UnscaledDecimals(rowGroup), value => DecimalValues.Boxed(value, Leaf.Type.Scale)),
        ParquetKind.Text => Texts(rowGroup),
        ParquetKind.Bytes => Bytes(rowGroup),
        _ => throw new ParquetException($"{file.Name}: column '{Leaf.Name}': {Leaf.NotRead}"),
    };

    private static object?[] Box<T>(T?[] values)
        where T : struct => Array.ConvertAll(values, value => (object?)value);

    private TOut?[] Read<TIn, TOut>(
        int? rowGroup,
        ValueDecoder<TIn> decoder,
        Func<TIn, TOut> convert,
        params ReadOnlySpan<ParquetKind> kinds)
        where TOut : struct
    {
        CheckKind(kinds);
        var all = new List<TOut?>();
        foreach (int group in Groups(rowGroup))
        {
            ColumnData<TIn> data = file.Read(Leaf, group, decoder);
            for (int i = 0; i < data.Values.Length; i++)
                all.Add(data.Present is null || data.Present[i] ? Convert(data.Values[i], convert) : null);
        }

        return [.. all];
    }

    private TOut Convert<TIn, TOut>(TIn value, Func<TIn, TOut> convert)
    {
        try
        {
            return convert(value);
        }
        catch (ParquetException e)
        {
            throw e.At($"{file.Name}: column '{Leaf.Name}'");
        }
    }

    private T?[] ReadObjects<T>(int? rowGroup, ValueDecoder<T> decoder, ParquetKind kind)
        where T : class
    {
        CheckKind(kind);
        if (rowGroup is { } one)
            return file.Read(Leaf, one, decoder).Values;
        var all = new List<T?>();
        foreach (int group in Groups(null))
            all.AddRange(file.Read(Leaf, group, decoder).Values);
        return [.. all];
    }

    private IEnumerable<int> Groups(int? rowGroup) => rowGroup is { } one ? [one] : Enumerable.Range(0, file.RowGroupCount);

    private void CheckKind(params ReadOnlySpan<ParquetKind> kinds)
    {
        if (Leaf.NotRead is not null)
            throw new ParquetException($"{file.Name}: column '{Leaf.Name}': {Leaf.NotRead}");
        if (!kinds.Contains(Leaf.Type.Kind))
            throw new ParquetException(
                $"{file.Name}: column '{Leaf.Name}' is {Leaf.Type}, expected {kinds[0].ToString().ToUpperInvariant()}");
    }
}

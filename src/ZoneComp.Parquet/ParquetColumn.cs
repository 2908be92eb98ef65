using ZoneComp.Parquet.Format;
using ZoneComp.Parquet.Writing;

namespace ZoneComp.Parquet;

/// <summary>One column to be written: its field, and a value (or none) for each row.</summary>
/// <remarks>
/// Made by the factory of its type: with values that cannot be null the column is required, with nullable ones it is
/// nullable. Values are read when the file is written, not before; the lists are not copied.
/// </remarks>
public sealed class ParquetColumn
{
    private readonly LeafColumn? leaf;
    private readonly IReadOnlyList<ParquetColumn> children;
    private readonly Func<int, bool>? present;

    private ParquetColumn(ParquetField field, int count, LeafColumn? leaf, IReadOnlyList<ParquetColumn> children, Func<int, bool>? present)
    {
        Field = field;
        Count = count;
        this.leaf = leaf;
        this.children = children;
        this.present = present;
    }

    public ParquetField Field { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    public static ParquetColumn Boolean(string name, IReadOnlyList<bool> values) =>
        Required(name, ParquetKind.Boolean, values, new BooleanEncoder());

    public static ParquetColumn Boolean(string name, IReadOnlyList<bool?> values) =>
        Optional(name, ParquetKind.Boolean, values, new BooleanEncoder());

    public static ParquetColumn Int32(string name, IReadOnlyList<int> values) =>
        Required(name, ParquetKind.Int32, values, new Int32Encoder());

    public static ParquetColumn Int32(string name, IReadOnlyList<int?> values) =>
        Optional(name, ParquetKind.Int32, values, new Int32Encoder());

    public static ParquetColumn Int64(string name, IReadOnlyList<long> values) =>
        Required(name, ParquetKind.Int64, values, new Int64Encoder());

    public static ParquetColumn Int64(string name, IReadOnlyList<long?> values) =>
        Optional(name, ParquetKind.Int64, values, new Int64Encoder());

    public static ParquetColumn Double(string name, IReadOnlyList<double> values) =>
        Required(name, ParquetKind.Double, values, new DoubleEncoder());

    public static ParquetColumn Double(string name, IReadOnlyList<double?> values) =>
        Optional(name, ParquetKind.Double, values, new DoubleEncoder());

    /// <param name="nullable">Whether the column may hold null; a null in one that may not is an <see cref="ArgumentException"/> when
    /// written.</param>
    public static ParquetColumn Text(string name, IReadOnlyList<string?> values, bool nullable = true) =>
        Reference(name, ParquetKind.Text, values, nullable, new TextEncoder());

    /// <inheritdoc cref="Text"/>
    public static ParquetColumn Bytes(string name, IReadOnlyList<byte[]?> values, bool nullable = true) =>
        Reference(name, ParquetKind.Bytes, values, nullable, new BytesEncoder());

    public static ParquetColumn Date(string name, IReadOnlyList<DateOnly> values) =>
        Mapped(name, new(ParquetKind.Date), values, new Int32Encoder(), Days);

    public static ParquetColumn Date(string name, IReadOnlyList<DateOnly?> values) =>
        MappedOptional(name, new(ParquetKind.Date), values, new Int32Encoder(), Days);

    /// <summary>Instants in microseconds; a value whose kind is not UTC is an <see cref="ArgumentException"/>.</summary>
    public static ParquetColumn Timestamp(string name, IReadOnlyList<DateTime> values) =>
        Mapped(name, new(ParquetKind.Timestamp), values, new Int64Encoder(), Microseconds);

    /// <inheritdoc cref="Timestamp(string, IReadOnlyList{DateTime})"/>
    public static ParquetColumn Timestamp(string name, IReadOnlyList<DateTime?> values) =>
        MappedOptional(name, new(ParquetKind.Timestamp), values, new Int64Encoder(), Microseconds);

    /// <summary>Exact decimals; a value with more digits than <paramref name="precision"/> and <paramref name="scale"/> leave room for is
    /// an <see cref="ArgumentException"/>, never rounded.</summary>
    public static ParquetColumn Decimal(string name, int precision, int scale, IReadOnlyList<decimal> values) =>
        DecimalOf(name, precision, scale, false, values.Count, row => Unscaled(name, values[row], precision, scale));

    /// <inheritdoc cref="Decimal(string, int, int, IReadOnlyList{decimal})"/>
    public static ParquetColumn Decimal(string name, int precision, int scale, IReadOnlyList<decimal?> values) =>
        DecimalOf(
            name,
            precision,
            scale,
            true,
            values.Count,
            row => values[row] is { } value ? Unscaled(name, value, precision, scale) : null);

    /// <summary>Decimals given as digits without the point, for numbers that <see cref="decimal"/> cannot hold.</summary>
    public static ParquetColumn UnscaledDecimal(string name, int precision, int scale, IReadOnlyList<Int128?> values, bool nullable = true)
    {
        Int128 limit = DecimalValues.PowerOfTen(CheckedPrecision(precision, scale));
        return DecimalOf(
            name,
            precision,
            scale,
            nullable,
            values.Count,
            row => values[row] is not { } value || (value < limit && value > -limit)
            ? values[row]
            : throw new ArgumentException($"Column '{name}': {values[row]} has more than {precision} digits."));
    }

    /// <summary>One level of columns under a common name, such as the bbox of GeoParquet.</summary>
    /// <param name="present">Rows in which the struct is there at all; null when it always is, and then it is required.</param>
    public static ParquetColumn Struct(string name, IReadOnlyList<ParquetColumn> children, IReadOnlyList<bool>? present = null)
    {
        if (children.Count == 0 || children.Any(child => child.leaf is null))
            throw new ArgumentException($"Struct '{name}' must have columns, and none of them may be a struct.");
        int count = children[0].Count;
        if (children.Any(child => child.Count != count) || (present is not null && present.Count != count))
            throw new ArgumentException($"The columns of struct '{name}' differ in length.");
        var field = new ParquetField(name, new(ParquetKind.Struct), present is not null)
        {
            Children = [.. children.Select(child => child.Field)],
        };
        return new ParquetColumn(field, count, null, children, present is null ? null : row => present[row]);
    }

    /// <summary>The same column with a title for people and the unit of its numbers.</summary>
    public ParquetColumn Described(string? title, string? unit = null) =>
        new(Field with { Title = title, Unit = unit }, Count, leaf, children, present);

    /// <summary>Writes rows of all leaves of this column, in schema order.</summary>
    internal IEnumerable<ColumnChunkMetadata> Write(int from, int count, Codec codec, PageTarget target)
    {
        if (leaf is not null)
        {
            yield return leaf.Write([Field.Name], Field.Nullable, from, count, null, codec, target);
            yield break;
        }

        foreach (ParquetColumn child in children)
            yield return child.leaf!.Write([Field.Name, child.Field.Name], child.Field.Nullable, from, count, present, codec, target);
    }

    private static ParquetColumn Required<T>(string name, ParquetKind kind, IReadOnlyList<T> values, ValueEncoder<T> encoder)
        where T : struct => Mapped(name, new(kind), values, encoder, value => value);

    private static ParquetColumn Optional<T>(string name, ParquetKind kind, IReadOnlyList<T?> values, ValueEncoder<T> encoder)
        where T : struct => MappedOptional(name, new(kind), values, encoder, value => value);

    private static ParquetColumn Mapped<TIn, T>(
        string name, ParquetType type, IReadOnlyList<TIn> values, ValueEncoder<T> encoder, Func<TIn, T> map)
        where TIn : struct
        where T : struct =>
        Leaf(name, type, false, values.Count, encoder, (int row, out T value) =>
        {
            value = map(values[row]);
            return true;
        });

    private static ParquetColumn MappedOptional<TIn, T>(
        string name, ParquetType type, IReadOnlyList<TIn?> values, ValueEncoder<T> encoder, Func<TIn, T> map)
        where TIn : struct
        where T : struct =>
        Leaf(name, type, true, values.Count, encoder, (int row, out T value) =>
        {
            TIn? given = values[row];
            value = given is { } some ? map(some) : default;
            return given is not null;
        });

    private static ParquetColumn Reference<T>(
        string name, ParquetKind kind, IReadOnlyList<T?> values, bool nullable, ValueEncoder<T> encoder)
        where T : class =>
        Leaf(name, new(kind), nullable, values.Count, encoder, (int row, out T value) =>
        {
            value = values[row]!;
            return value is not null;
        });

    private static ParquetColumn DecimalOf(string name, int precision, int scale, bool nullable, int count, Func<int, Int128?> unscaled)
    {
        var type = new ParquetType(ParquetKind.Decimal, CheckedPrecision(precision, scale), scale);
        return LeafStorage.Of(type).Physical switch
        {
            PhysicalType.Int32 => Leaf(name, type, nullable, count, new Int32Encoder(), (int row, out int value) =>
            {
                Int128? digits = unscaled(row);
                value = (int)(digits ?? 0);
                return digits is not null;
            }),
            PhysicalType.Int64 => Leaf(name, type, nullable, count, new Int64Encoder(), (int row, out long value) =>
            {
                Int128? digits = unscaled(row);
                value = (long)(digits ?? 0);
                return digits is not null;
            }),
            _ => Leaf(name, type, nullable, count, new WideDecimalEncoder(precision), (int row, out Int128 value) =>
            {
                Int128? digits = unscaled(row);
                value = digits ?? 0;
                return digits is not null;
            }),
        };
    }

    private static ParquetColumn Leaf<T>(
        string name, ParquetType type, bool nullable, int count, ValueEncoder<T> encoder, LeafColumn<T>.TryGet get)
        where T : notnull =>
        new(new ParquetField(name, type, nullable), count, new LeafColumn<T>(encoder, get), [], null);

    private static int CheckedPrecision(int precision, int scale) =>
        precision is >= 1 and <= ParquetType.MaxPrecision && scale >= 0 && scale <= precision
            ? precision
            : throw new ArgumentException(
                $"DECIMAL({precision}, {scale}): the precision is 1 to {ParquetType.MaxPrecision}, the scale 0 to the precision.");

    private static Int128 Unscaled(string name, decimal value, int precision, int scale) => DecimalValues.Unscaled(value, precision, scale)
        ?? throw new ArgumentException(
            $"Column '{name}': {value.ToString(System.Globalization.CultureInfo.InvariantCulture)} does not fit DECIMAL({precision}, "
                + $"{scale}) without rounding.");

    private static int Days(DateOnly date) => date.DayNumber - new DateOnly(1970, 1, 1).DayNumber;

    private static long Microseconds(DateTime instant)
    {
        if (instant.Kind != DateTimeKind.Utc)
            throw new ArgumentException($"Timestamp {instant:O} is not in UTC.");
        long ticks = instant.Ticks - DateTime.UnixEpoch.Ticks;
        return Math.DivRem(ticks, TimeSpan.TicksPerMicrosecond) is var (whole, rest) && rest == 0
            ? whole
            : throw new ArgumentException($"Timestamp {instant:O} has parts of a microsecond.");
    }
}

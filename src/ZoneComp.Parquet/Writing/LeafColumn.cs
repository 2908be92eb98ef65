using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Writing;

/// <summary>Values of one leaf as they are to be stored; knows its rows, not where it stands in the schema.</summary>
internal abstract class LeafColumn
{
    public abstract PhysicalType Physical { get; }

    public abstract int TypeLength { get; }

    /// <param name="from">First row of the row group.</param>
    /// <param name="structPresent">Whether the struct around it is there in a row; null when it always is.</param>
    public abstract ColumnChunkMetadata Write(
        IReadOnlyList<string> path, bool nullable, int from, int count, Func<int, bool>? structPresent, Codec codec, PageTarget target);
}

/// <param name="get">The value of a row, or false when it has none.</param>
internal sealed class LeafColumn<T>(ValueEncoder<T> encoder, LeafColumn<T>.TryGet get) : LeafColumn
    where T : notnull
{
    internal delegate bool TryGet(int row, out T value);

    public override PhysicalType Physical => encoder.Physical;

    public override int TypeLength => encoder.TypeLength;

    public override ColumnChunkMetadata Write(
        IReadOnlyList<string> path, bool nullable, int from, int count, Func<int, bool>? structPresent, Codec codec, PageTarget target)
    {
        int outer = structPresent is null ? 0 : 1;
        int maxDefinition = outer + (nullable ? 1 : 0);
        var values = new List<T>(count);
        int[]? levels = maxDefinition > 0 ? new int[count] : null;
        for (int i = 0; i < count; i++)
        {
            if (structPresent is not null && !structPresent(from + i))
                continue;
            bool isThere = get(from + i, out T value);
            if (isThere)
                values.Add(value);
            else if (!nullable)
                throw new ArgumentException($"Column '{string.Join('.', path)}' is required, and row {from + i} has no value.");
            if (levels is not null)
                levels[i] = outer + (nullable && isThere ? 1 : 0);
        }

        return new ChunkWriter<T>(encoder, codec, target).Write(path, [.. values], levels, maxDefinition);
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ZoneComp.Shapefile;

/// <summary>The geometry of a shapefile: .shp with its .shx.</summary>
internal sealed class ShpFile : IDisposable
{
    private readonly MappedFile shp;
    private readonly MappedFile? shx;
    private readonly RecordIndex index;

    private ShpFile(MappedFile shp, MappedFile? shx, ShpHeader header, RecordIndex index)
    {
        this.shp = shp;
        this.shx = shx;
        this.index = index;
        Header = header;
    }

    public ShpHeader Header { get; }

    public int Count => index.Count;

    public string Path => shp.Path;

    public static ShpFile Open(string shpPath, string? shxPath, ProblemLog problems)
    {
        var shp = MappedFile.Open(shpPath);
        MappedFile? shx = null;
        try
        {
            var header = ShpHeader.Read(shp);
            if (shxPath is not null)
                shx = MappedFile.Open(shxPath);
            if (header.DeclaredBytes != shp.Length)
                problems.Add(ProblemKind.HeaderLengthWrong, shpPath, null, $"{header.DeclaredBytes} bytes declared, {shp.Length} there");
            var index = RecordIndex.Build(shp, header, shx, problems);
            return new ShpFile(shp, shx, header, index);
        }
        catch
        {
            shx?.Dispose();
            shp.Dispose();
            throw;
        }
    }

    /// <summary>As <see cref="ShapefileLayer.RecordAt"/>.</summary>
    public long RecordAt(long offset)
    {
        if (!index.IsInOrder)
            return Math.Clamp((long)((Int128)Count * offset / Math.Max(shp.Length, 1)), 0, Count);
        int low = 0, high = Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = index.Offset(middle) < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The shape of a record; a null shape, and a problem, where it cannot be read.</summary>
    public ShapeRecord Read(int record, ProblemLog problems)
    {
        long offset = index.Offset(record);
        if (offset < ShpHeader.Size || offset > shp.Length - 12)
        {
            problems.Add(
                ProblemKind.RecordUnreadable,
                shp.Path,
                record,
                $"begins at byte {offset} of {shp.Length}: the file is cut or its index is wrong");
            return default;
        }

        long room = Math.Min(shp.Length - offset - 8, int.MaxValue);
        long declared = BinaryPrimitives.ReadUInt32BigEndian(shp.Slice(offset + 4, 4)) * 2L;
        long length = Math.Max(
            declared <= room ? declared : 0,
            index.ContentLength(record) is long byIndex && byIndex <= room ? byIndex : 0);
        var shape = ShapeRecord.Decode(shp.Slice(offset + 8, (int)length), out string? fault);
        if (shape.Type == ShapeType.Null && index.ContentLength(record) is long there && there != declared && there > 4)
            fault = $"no shape at byte {offset}, where the .shx has one of {there} bytes: one of them is damaged";
        if (fault is null)
        {
            if (declared != index.ContentLength(record).GetValueOrDefault(declared) || (shape.Type == ShapeType.Null && declared != 4))
                problems.Add(
                    ProblemKind.RecordLengthWrong,
                    shp.Path,
                    record,
                    $"{declared} bytes declared in the .shp, {index.ContentLength(record)} in the .shx");
            if (shape.PointsOutsideParts > 0)
                problems.Add(
                    ProblemKind.PointsOutsideParts,
                    shp.Path,
                    record,
                    $"the first part starts at point {shape.PointsOutsideParts}");
            return shape;
        }

        // No declared length holds the shape. If both lead outside the file, its own counts may still fit what is there.
        if (length == 0)
        {
            shape = ShapeRecord.Decode(shp.Slice(offset + 8, (int)room), out string? second);
            if (second is null)
            {
                problems.Add(ProblemKind.RecordLengthWrong, shp.Path, record, $"{declared} bytes declared, {room} left in the file");
                return shape;
            }

            fault = second;
        }

        problems.Add(ProblemKind.RecordUnreadable, shp.Path, record, fault);
        return default;
    }

    /// <summary>Where the content of a record begins.</summary>
    public long ContentOffset(int record) => index.Offset(record) + 8;

    /// <summary>The lines or rings of a record that was read before, perhaps by another thread.</summary>
    public ShapeRecord ReadAgain(ShapePlace place)
    {
        var shape = ShapeRecord.Decode(shp.SliceAgain(place.Offset, place.Bytes), out string? fault);
        return fault is null ? shape : throw new ShapefileException(shp.Path, null, $"changed while it was read: {fault}");
    }

    /// <summary>The first coordinate of a record that is one, or the middle of its box where its points cannot be read; null where the
    /// record has neither.</summary>
    public ShapePoint? PlaceOf(long record)
    {
        if (record < 0 || record >= Count)
            return null;
        foreach (ShapePoint point in Read((int)record, new ProblemLog()).Points)
        {
            if (ShapePoints.IsUsable(point))
                return point;
        }

        long offset = index.Offset((int)record);
        if (offset < ShpHeader.Size || offset > shp.Length - 44)
            return null;
        ReadOnlySpan<double> box = MemoryMarshal.Cast<byte, double>(shp.Slice(offset + 12, 32));
        var middle = new ShapePoint((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
        int type = BinaryPrimitives.ReadInt32LittleEndian(shp.Slice(offset + 8, 4));
        bool hasBox = ShapeTypes.IsKnown(type) && ((ShapeType)type).Family() is not (ShapeFamily.Null or ShapeFamily.Point);
        return hasBox && ShapePoints.IsUsable(middle) ? middle : null;
    }

    public void Dispose()
    {
        shx?.Dispose();
        shp.Dispose();
    }
}

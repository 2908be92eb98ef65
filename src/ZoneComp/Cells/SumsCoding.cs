using System.Text;

namespace ZoneComp.Cells;

/// <summary>A cell's sums as bytes, and back: for part files and the cache. Both carry a checksum of their own.</summary>
internal static class SumsCoding
{
    public static byte[] ToBytes<TSet>(CellSums<TSet> sums)
        where TSet : struct, IClassBits<TSet>
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
            Write(writer, sums);
        return stream.ToArray();
    }

    public static void Write<TSet>(BinaryWriter writer, CellSums<TSet> sums)
        where TSet : struct, IClassBits<TSet>
    {
        writer.Write(sums.Edges);
        writer.Write(sums.Crossings);
        writer.Write(sums.Tiles);
        Write(writer, sums.RepairedBox);
        Write(writer, sums.Sums.Areas);
        Write(writer, sums.Sums.Pieces);
        writer.Write(sums.Sums.Repeats.Sums.Count);
        foreach (((int region, int @class, TSet hidden), RepeatSum sum) in sums.Sums.Repeats.Sums)
        {
            writer.Write(region);
            writer.Write(@class);
            hidden.Write(writer);
            Write(writer, sum.Repeated2);
            Write(writer, sum.Excess2);
            writer.Write(sum.Rounded);
        }

        writer.Write(sums.Sums.Overlaps.Count);
        foreach (((int first, int second), (Int128 area2, long rounded)) in sums.Sums.Overlaps)
        {
            writer.Write(first);
            writer.Write(second);
            Write(writer, area2);
            writer.Write(rounded);
        }

        writer.Write(sums.Sums.Borders.Count);
        foreach (((int region, int @class), BorderDoubt doubt) in sums.Sums.Borders)
        {
            writer.Write(region);
            writer.Write(@class);
            writer.Write(doubt.Squares);
            writer.Write(doubt.Rows);
            writer.Write(doubt.BendsX);
            writer.Write(doubt.BendsY);
            writer.Write(doubt.Bends);
            writer.Write(doubt.Cuts);
            writer.Write(doubt.LongSquares);
            writer.Write(doubt.LongRows);
        }

        writer.Write(sums.Sums.Faults.Count);
        foreach ((int feature, FaultSums fault) in sums.Sums.Faults)
        {
            writer.Write(feature);
            Write(writer, fault);
        }

        writer.Write(sums.Faults.Count);
        foreach ((int number, FeatureFault fault) in sums.Faults)
        {
            writer.Write(number);
            Write(writer, fault);
        }
    }

    public static CellSums<TSet> Read<TSet>(BinaryReader reader)
        where TSet : struct, IClassBits<TSet>
    {
        var sums = new CellSums<TSet>
        {
            Edges = reader.ReadInt64(),
            Crossings = reader.ReadInt64(),
            Tiles = reader.ReadInt32(),
            RepairedBox = new LatticeBox(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64()),
        };
        Read(reader, sums.Sums.Areas);
        Read(reader, sums.Sums.Pieces);
        for (int count = reader.ReadInt32(); count > 0; count--)
            sums.Sums.Repeats.Add(
                reader.ReadInt32(), reader.ReadInt32(), TSet.Read(reader), ReadInt128(reader), ReadInt128(reader), reader.ReadInt64());
        for (int count = reader.ReadInt32(); count > 0; count--)
            sums.Sums.AddOverlap(reader.ReadInt32(), reader.ReadInt32(), ReadInt128(reader), reader.ReadInt64());
        for (int count = reader.ReadInt32(); count > 0; count--)
            sums.Sums.AddBorder(
                reader.ReadInt32(),
                reader.ReadInt32(),
                new(
                    reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(),
                    reader.ReadInt64(), reader.ReadInt64()));
        for (int count = reader.ReadInt32(); count > 0; count--)
            sums.Sums.AddFault(reader.ReadInt32(), ReadFaultSums(reader));
        for (int count = reader.ReadInt32(); count > 0; count--)
            sums.Faults.Add((reader.ReadInt32(), ReadFault(reader)));
        return sums;
    }

    private static void Write<TSet>(BinaryWriter writer, AreaTable<TSet> table)
        where TSet : struct, IClassBits<TSet>
    {
        writer.Write(table.Count);
        foreach (ref readonly AreaTable<TSet>.Row row in table.Rows)
        {
            writer.Write(row.Region);
            writer.Write(row.Feature);
            row.Set.Write(writer);
            Write(writer, row.Area2);
            writer.Write(row.Rounded);
        }
    }

    private static void Read<TSet>(BinaryReader reader, AreaTable<TSet> into)
        where TSet : struct, IClassBits<TSet>
    {
        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            int region = reader.ReadInt32(), feature = reader.ReadInt32();
            into.Add(region, feature, TSet.Read(reader), ReadInt128(reader), reader.ReadInt64());
        }
    }

    private static void Write(BinaryWriter writer, FaultSums fault)
    {
        Write(writer, fault.Negative2);
        Write(writer, fault.Repeated2);
        Write(writer, fault.Odd2);
        Write(writer, fault.Length);
        writer.Write(fault.Rounded);
        writer.Write(fault.FirstVertex);
        writer.Write(fault.FirstAt);
        writer.Write(fault.Place.X);
        writer.Write(fault.Place.Y);
    }

    private static FaultSums ReadFaultSums(BinaryReader reader) => new()
    {
        Negative2 = ReadInt128(reader),
        Repeated2 = ReadInt128(reader),
        Odd2 = ReadInt128(reader),
        Length = ReadInt128(reader),
        Rounded = reader.ReadInt64(),
        FirstVertex = reader.ReadInt64(),
        FirstAt = reader.ReadDouble(),
        Place = new LatticePoint(reader.ReadInt64(), reader.ReadInt64()),
    };

    private static void Write(BinaryWriter writer, FeatureFault fault)
    {
        writer.Write(fault.IsRegion);
        writer.Write(fault.Feature);
        writer.Write(fault.What.En);
        writer.Write(fault.What.Zh);
        writer.Write(fault.At.X);
        writer.Write(fault.At.Y);
        Write(writer, fault.Before2);
        Write(writer, fault.After2);
        Write(writer, fault.EvenOdd2);
    }

    private static FeatureFault ReadFault(BinaryReader reader) => new(
        reader.ReadBoolean(),
        reader.ReadInt32(),
        new LocalText(reader.ReadString(), reader.ReadString()),
        new LatticePoint(reader.ReadInt64(), reader.ReadInt64()),
        ReadInt128(reader),
        ReadInt128(reader),
        ReadInt128(reader));

    private static void Write(BinaryWriter writer, LatticeBox box)
    {
        writer.Write(box.MinX);
        writer.Write(box.MinY);
        writer.Write(box.MaxX);
        writer.Write(box.MaxY);
    }

    private static void Write(BinaryWriter writer, Int128 number)
    {
        writer.Write(unchecked((ulong)number));
        writer.Write((long)(number >> 64));
    }

    private static Int128 ReadInt128(BinaryReader reader)
    {
        ulong low = reader.ReadUInt64();
        return unchecked(new Int128((ulong)reader.ReadInt64(), low));
    }
}

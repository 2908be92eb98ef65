using System.IO.Compression;
using System.Runtime.InteropServices;

namespace ZoneComp.Cells;

/// <summary>How many edges lie where, by cells of the smallest width: tells how large any cell is before anybody sorted all that goes into
/// it.</summary>
internal sealed class FineEdges
{
    private readonly Dictionary<CellKey, long> cells = [];

    /// <summary>Counts the edges held, each block where its middle lies.</summary>
    /// <param name="firstFeature">Features before it are left out.</param>
    public void Add(OverlayInput held, int firstFeature)
    {
        foreach (ref readonly EdgeBlock block in held.Blocks.All())
        {
            if (block.Feature < firstFeature)
                continue;
            LatticeBox box = block.Box;
            var key = new CellKey(
                CellKey.SmallestShift,
                CellKey.At((box.MinX + box.MaxX) / 2, CellKey.SmallestShift),
                CellKey.At((box.MinY + box.MaxY) / 2, CellKey.SmallestShift));
            CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out bool _) += block.EdgeCount;
        }
    }

    public void Add(FineEdges others)
    {
        foreach ((CellKey key, long edges) in others.cells)
            CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out bool _) += edges;
    }

    /// <summary>Edges of every cell that has any, of all widths.</summary>
    public Dictionary<CellKey, long> OfAllWidths()
    {
        var all = new Dictionary<CellKey, long>(cells);
        Dictionary<CellKey, long> level = cells;
        for (int shift = CellKey.SmallestShift + 1; shift <= CellKey.LargestShift; shift++)
        {
            var above = new Dictionary<CellKey, long>();
            foreach ((CellKey key, long edges) in level)
                CollectionsMarshal.GetValueRefOrAddDefault(above, new CellKey(shift, key.Column >> 1, key.Row >> 1), out bool _) += edges;
            foreach ((CellKey key, long edges) in above)
                all.Add(key, edges);
            level = above;
        }

        return all;
    }

    public byte[] Packed()
    {
        var packed = new MemoryStream();
        using (var writer = new BinaryWriter(new DeflateStream(packed, CompressionLevel.Fastest)))
        {
            writer.Write(cells.Count);
            foreach ((CellKey key, long edges) in cells.OrderBy(pair => pair.Key))
            {
                writer.Write(key.Column);
                writer.Write(key.Row);
                writer.Write(edges);
            }
        }

        return packed.ToArray();
    }

    public static FineEdges Unpacked(byte[] packed)
    {
        using var reader = new BinaryReader(new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress));
        var read = new FineEdges();
        for (int left = reader.ReadInt32(); left > 0; left--)
            read.cells.Add(new CellKey(CellKey.SmallestShift, reader.ReadInt64(), reader.ReadInt64()), reader.ReadInt64());
        return read;
    }
}

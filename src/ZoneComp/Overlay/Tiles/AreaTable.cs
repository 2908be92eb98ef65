using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay.Tiles;

/// <summary>Exact sums of area terms by owner (region, or region and feature) and set of classes.</summary>
internal sealed class AreaTable<TSet>
    where TSet : struct, IClassBits<TSet>
{
    private Row[] rows = new Row[64];
    private int[] slots = new int[256];

    public AreaTable() => Array.Fill(slots, -1);

    public int Count { get; private set; }

    public ReadOnlySpan<Row> Rows => rows.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        Array.Fill(slots, -1);
    }

    /// <param name="rounded">Area terms in <paramref name="area2"/> that were rounded.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int region, int feature, in TSet set, Int128 area2, long rounded)
    {
        unchecked
        {
            ulong hash = (set.Hash ^ ((ulong)(uint)region << 20) ^ ((ulong)(uint)feature << 40)) * 0x9E3779B97F4A7C15UL;
            int mask = slots.Length - 1, at = (int)(hash >> 40) & mask;
            for (; slots[at] >= 0; at = (at + 1) & mask)
            {
                ref Row row = ref rows[slots[at]];
                if (row.Region != region || row.Feature != feature || !row.Set.Equals(set))
                    continue;
                row.Area2 += area2;
                row.Rounded += rounded;
                return;
            }

            slots[at] = Count;
        }

        if (Count == rows.Length)
            Array.Resize(ref rows, 2 * Count);
        rows[Count++] = new Row { Region = region, Feature = feature, Set = set, Area2 = area2, Rounded = rounded };
        if (3 * Count > slots.Length)
            Rehash();
    }

    /// <summary>A copy that is as large as it must be.</summary>
    public Row[] ToArray() => Rows.ToArray();

    private void Rehash()
    {
        Row[] kept = rows;
        int count = Count;
        rows = new Row[kept.Length];
        slots = new int[4 * slots.Length];
        Count = 0;
        Array.Fill(slots, -1);
        for (int index = 0; index < count; index++)
            Add(kept[index].Region, kept[index].Feature, kept[index].Set, kept[index].Area2, kept[index].Rounded);
    }

    internal struct Row
    {
        public int Region;
        public int Feature;
        public TSet Set;
        public Int128 Area2;
        public long Rounded;
    }
}

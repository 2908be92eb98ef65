namespace ZoneComp.Overlay.Ground;

/// <summary>How often the features of each class together wind round a place. Asking is one look whatever the number of classes, and
/// going through them meets only those that are there.</summary>
internal sealed class ClassWindings(int classCount)
{
    private readonly int[] windings = new int[classCount];
    private readonly int[] places = new int[classCount]; // in the list, where the winding is not zero
    private int[] list = new int[16];
    private int count;

    /// <summary>Classes whose winding is not zero, in any order.</summary>
    public ReadOnlySpan<int> Classes => list.AsSpan(0, count);

    public int this[int index] => windings[index];

    public void Clear()
    {
        foreach (int index in Classes)
            windings[index] = 0;
        count = 0;
    }

    /// <returns>The winding afterwards.</returns>
    public int Add(int index, int change)
    {
        int before = windings[index], after = before + change;
        windings[index] = after;
        if (before == 0 && after != 0)
        {
            if (count == list.Length)
                Array.Resize(ref list, 2 * count);
            places[index] = count;
            list[count++] = index;
        }
        else if (before != 0 && after == 0)
        {
            int last = list[--count];
            list[places[index]] = last;
            places[last] = places[index];
        }

        return after;
    }
}

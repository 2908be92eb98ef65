using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay.Ground;

/// <summary>One feature, or a whole class (<see cref="WindingOwners"/>), and how often it winds round a place; never zero in a
/// list.</summary>
internal readonly record struct FeatureWinding(int Owner, int Winding);

/// <summary>The features and classes that cover a place. Short nearly everywhere, so a plain list.</summary>
internal sealed class FeatureWindings
{
    private FeatureWinding[] entries = new FeatureWinding[16];

    public int Count { get; private set; }

    public ReadOnlySpan<FeatureWinding> Entries => entries.AsSpan(0, Count);

    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Set(ReadOnlySpan<FeatureWinding> other)
    {
        if (other.Length > entries.Length)
            entries = new FeatureWinding[2 * other.Length];
        other.CopyTo(entries);
        Count = other.Length;
    }

    public int Of(int owner)
    {
        foreach (FeatureWinding entry in Entries)
        {
            if (entry.Owner == owner)
                return entry.Winding;
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int owner, int change)
    {
        if (change == 0)
            return;
        for (int index = 0; index < Count; index++)
        {
            if (entries[index].Owner != owner)
                continue;
            int winding = entries[index].Winding + change;
            if (winding != 0)
                entries[index] = new FeatureWinding(owner, winding);
            else
                entries[index] = entries[--Count];
            return;
        }

        if (Count == entries.Length)
            Array.Resize(ref entries, 2 * Count);
        entries[Count++] = new FeatureWinding(owner, change);
    }
}

using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay;

/// <summary>One feature and how often it winds round a place; never zero in a list.</summary>
internal readonly record struct FeatureWinding(int Feature, int Winding);

/// <summary>The features that cover a place. Short nearly everywhere, so a plain list.</summary>
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

    public int Of(int feature)
    {
        foreach (FeatureWinding entry in Entries)
        {
            if (entry.Feature == feature)
                return entry.Winding;
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int feature, int change)
    {
        if (change == 0)
            return;
        for (int index = 0; index < Count; index++)
        {
            if (entries[index].Feature != feature)
                continue;
            int winding = entries[index].Winding + change;
            if (winding != 0)
                entries[index] = new FeatureWinding(feature, winding);
            else
                entries[index] = entries[--Count];
            return;
        }

        if (Count == entries.Length)
            Array.Resize(ref entries, 2 * Count);
        entries[Count++] = new FeatureWinding(feature, change);
    }
}

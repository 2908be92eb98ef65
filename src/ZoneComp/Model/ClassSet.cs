using System.Numerics;

namespace ZoneComp.Model;

/// <summary>A set of zone classes by their index in the run's class list; immutable, equal by content.</summary>
public readonly struct ClassSet : IEquatable<ClassSet>, IComparable<ClassSet>
{
    private readonly ulong low; // classes 0 to 63
    private readonly int[]? high; // the others, descending; null when there are none

    public ClassSet(ulong bits)
    {
        low = bits;
        high = null;
    }

    private ClassSet(ulong low, int[]? high) => (this.low, this.high) = (low, high);

    /// <param name="classes">In any order.</param>
    public static ClassSet Of(params ReadOnlySpan<int> classes)
    {
        ulong low = 0;
        var high = new List<int>();
        foreach (int index in classes)
        {
            if (index < 64)
                low |= 1UL << index;
            else if (!high.Contains(index))
                high.Add(index);
        }

        high.Sort(static (left, right) => right.CompareTo(left));
        return new ClassSet(low, high.Count > 0 ? [.. high] : null);
    }

    public bool IsEmpty => low == 0 && high is null;

    public int Count => BitOperations.PopCount(low) + (high?.Length ?? 0);

    public bool Contains(int index) => index < 64 ? (low >> index & 1) != 0 : high is not null && Array.IndexOf(high, index) >= 0;

    /// <summary>Whether any class of the set is one of those marked by index; classes beyond the marks, as hidden ones are, are none of
    /// them.</summary>
    public bool ContainsAny(ReadOnlySpan<bool> marked)
    {
        for (ulong bits = low; bits != 0; bits &= bits - 1)
        {
            if (Marks(marked, BitOperations.TrailingZeroCount(bits)))
                return true;
        }

        foreach (int index in high ?? [])
        {
            if (Marks(marked, index))
                return true;
        }

        return false;

        static bool Marks(ReadOnlySpan<bool> marked, int index) => index < marked.Length && marked[index];
    }

    /// <summary>Indices of the classes, ascending.</summary>
    public IEnumerable<int> Indices()
    {
        for (ulong bits = low; bits != 0; bits &= bits - 1)
            yield return BitOperations.TrailingZeroCount(bits);
        for (int at = (high?.Length ?? 0) - 1; at >= 0; at--)
            yield return high![at];
    }

    /// <summary>Names of the classes in the set, ordinal, joined by "|"; "" for none.</summary>
    public string NameIn(IReadOnlyList<ZoneClass> classes) =>
        string.Join('|', Indices().Select(index => classes[index].Name).Order(StringComparer.Ordinal));

    public bool Equals(ClassSet other) => low == other.low && (high ?? []).AsSpan().SequenceEqual(other.high ?? []);

    public override bool Equals(object? obj) => obj is ClassSet other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(low);
        foreach (int index in high ?? [])
            hash.Add(index);
        return hash.ToHashCode();
    }

    /// <summary>Orders sets as numbers whose highest bit is the highest class.</summary>
    public int CompareTo(ClassSet other)
    {
        int order = (high ?? []).AsSpan().SequenceCompareTo(other.high ?? []);
        return order != 0 ? order : low.CompareTo(other.low);
    }

    public static bool operator ==(ClassSet left, ClassSet right) => left.Equals(right);

    public static bool operator !=(ClassSet left, ClassSet right) => !left.Equals(right);

    public static bool operator <(ClassSet left, ClassSet right) => left.CompareTo(right) < 0;

    public static bool operator >(ClassSet left, ClassSet right) => left.CompareTo(right) > 0;

    public static bool operator <=(ClassSet left, ClassSet right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ClassSet left, ClassSet right) => left.CompareTo(right) >= 0;
}

using System.Numerics;

namespace ZoneComp.Model;

/// <summary>A set of zone classes by their index in the run's class list, 0 to 1,023; immutable, equal by content.</summary>
public readonly struct ClassSet : IEquatable<ClassSet>, IComparable<ClassSet>
{
    private readonly ulong low;
    private readonly ulong[]? high; // bits 64 and up, without trailing zero words; null when there are none

    public ClassSet(ulong bits)
    {
        low = bits;
        high = null;
    }

    public ClassSet(ReadOnlySpan<ulong> words)
    {
        low = words.Length > 0 ? words[0] : 0;
        int used = words.Length;
        while (used > 1 && words[used - 1] == 0)
            used--;
        high = used > 1 ? words[1..used].ToArray() : null;
    }

    public static ClassSet Of(params ReadOnlySpan<int> classes)
    {
        Span<ulong> words = stackalloc ulong[16];
        foreach (int index in classes)
            words[index >> 6] |= 1UL << (index & 63);
        return new ClassSet(words);
    }

    public bool IsEmpty => low == 0 && high is null;

    public int Count
    {
        get
        {
            int count = BitOperations.PopCount(low);
            foreach (ulong word in high ?? [])
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    public bool Contains(int index)
    {
        if (index < 64)
            return (low >> index & 1) != 0;
        int word = (index >> 6) - 1;
        return high is not null && word < high.Length && (high[word] >> (index & 63) & 1) != 0;
    }

    /// <summary>Indices of the classes, ascending.</summary>
    public IEnumerable<int> Indices()
    {
        for (int word = 0; word <= (high?.Length ?? 0); word++)
        {
            for (ulong bits = word == 0 ? low : high![word - 1]; bits != 0; bits &= bits - 1)
                yield return (word << 6) + BitOperations.TrailingZeroCount(bits);
        }
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
        foreach (ulong word in high ?? [])
            hash.Add(word);
        return hash.ToHashCode();
    }

    /// <summary>Orders sets as numbers whose highest bit is the highest class.</summary>
    public int CompareTo(ClassSet other)
    {
        int mine = high?.Length ?? 0, theirs = other.high?.Length ?? 0;
        if (mine != theirs)
            return mine.CompareTo(theirs);
        for (int word = mine - 1; word >= 0; word--)
        {
            int order = high![word].CompareTo(other.high![word]);
            if (order != 0)
                return order;
        }

        return low.CompareTo(other.low);
    }

    public static bool operator ==(ClassSet left, ClassSet right) => left.Equals(right);

    public static bool operator !=(ClassSet left, ClassSet right) => !left.Equals(right);

    public static bool operator <(ClassSet left, ClassSet right) => left.CompareTo(right) < 0;

    public static bool operator >(ClassSet left, ClassSet right) => left.CompareTo(right) > 0;

    public static bool operator <=(ClassSet left, ClassSet right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ClassSet left, ClassSet right) => left.CompareTo(right) >= 0;
}

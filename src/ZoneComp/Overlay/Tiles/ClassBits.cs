namespace ZoneComp.Overlay.Tiles;

/// <summary>A set of classes inside the walk. The walk is compiled once for each kind, so that up to 64 classes cost one
/// word.</summary>
internal interface IClassBits<TSelf> : IEquatable<TSelf>
    where TSelf : struct, IClassBits<TSelf>
{
    bool IsEmpty { get; }

    ulong Hash { get; }

    bool Contains(int index);

    TSelf With(int index);

    TSelf Without(int index);

    ClassSet ToClassSet();

    /// <summary>As bytes, for <see cref="Read"/>.</summary>
    void Write(BinaryWriter writer);

    static abstract TSelf Read(BinaryReader reader);
}

/// <summary>Up to 64 classes.</summary>
internal readonly struct ClassBits64(ulong bits) : IClassBits<ClassBits64>
{
    private readonly ulong bits = bits;

    public bool IsEmpty => bits == 0;

    public ulong Hash => bits;

    public bool Contains(int index) => (bits >> index & 1) != 0;

    public ClassBits64 With(int index) => new(bits | 1UL << index);

    public ClassBits64 Without(int index) => new(bits & ~(1UL << index));

    public ClassSet ToClassSet() => new(bits);

    public void Write(BinaryWriter writer) => writer.Write(bits);

    public static ClassBits64 Read(BinaryReader reader) => new(reader.ReadUInt64());

    public bool Equals(ClassBits64 other) => bits == other.bits;

    public override bool Equals(object? obj) => obj is ClassBits64 other && Equals(other);

    public override int GetHashCode() => bits.GetHashCode();
}

/// <summary>Any number of classes, of which few cover one place: the list of those that do, sorted.</summary>
internal readonly struct ClassList : IClassBits<ClassList>
{
    private readonly int[]? classes; // ascending, never changed; null where there are none

    private ClassList(int[]? classes, ulong hash) => (this.classes, Hash) = (classes, hash);

    public bool IsEmpty => classes is null;

    /// <summary>Made of the classes' own in any order, so that one more or less needs no other look at the list.</summary>
    public ulong Hash { get; }

    public bool Contains(int index) => Classes.BinarySearch(index) >= 0;

    public ClassList With(int index)
    {
        int at = Classes.BinarySearch(index);
        if (at >= 0)
            return this;
        at = ~at;
        var longer = new int[Classes.Length + 1];
        Classes[..at].CopyTo(longer);
        longer[at] = index;
        Classes[at..].CopyTo(longer.AsSpan(at + 1));
        return new ClassList(longer, Hash ^ HashOf(index));
    }

    public ClassList Without(int index)
    {
        int at = Classes.BinarySearch(index);
        if (at < 0)
            return this;
        if (Classes.Length == 1)
            return default;
        var shorter = new int[Classes.Length - 1];
        Classes[..at].CopyTo(shorter);
        Classes[(at + 1)..].CopyTo(shorter.AsSpan(at));
        return new ClassList(shorter, Hash ^ HashOf(index));
    }

    public ClassSet ToClassSet() => ClassSet.Of(Classes);

    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(Classes.Length);
        foreach (int index in Classes)
            writer.Write7BitEncodedInt(index);
    }

    public static ClassList Read(BinaryReader reader)
    {
        ClassList read = default;
        for (int count = reader.Read7BitEncodedInt(); count > 0; count--)
            read = read.With(reader.Read7BitEncodedInt());
        return read;
    }

    public bool Equals(ClassList other) => Hash == other.Hash && (classes == other.classes || Classes.SequenceEqual(other.Classes));

    public override bool Equals(object? obj) => obj is ClassList other && Equals(other);

    public override int GetHashCode() => Hash.GetHashCode();

    private ReadOnlySpan<int> Classes => classes;

    /// <summary>Spreads a small number over all bits (the end of MurmurHash3).</summary>
    private static ulong HashOf(int index)
    {
        unchecked
        {
            ulong hash = (ulong)index + 1;
            hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
            hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53UL;
            return hash ^ (hash >> 33);
        }
    }
}

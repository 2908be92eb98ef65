using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay.Tiles;

/// <summary>A set of classes inside the walk. The walk is compiled once per width, so that up to 64 classes cost one word.</summary>
internal interface IClassBits<TSelf> : IEquatable<TSelf>
    where TSelf : struct, IClassBits<TSelf>
{
    bool IsEmpty { get; }

    ulong Hash { get; }

    bool Contains(int index);

    TSelf With(int index);

    TSelf Without(int index);

    ClassSet ToClassSet();
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

    public bool Equals(ClassBits64 other) => bits == other.bits;

    public override bool Equals(object? obj) => obj is ClassBits64 other && Equals(other);

    public override int GetHashCode() => bits.GetHashCode();
}

/// <summary>Up to 1,024 classes.</summary>
internal struct ClassBits1024 : IClassBits<ClassBits1024>
{
    private Words words;

    public readonly bool IsEmpty => ((ReadOnlySpan<ulong>)words).IndexOfAnyExcept(0UL) < 0;

    public readonly ulong Hash
    {
        get
        {
            ulong hash = 0;
            foreach (ulong word in words)
                hash = unchecked((hash ^ word) * 0x9E3779B97F4A7C15UL);
            return hash;
        }
    }

    public readonly bool Contains(int index) => (words[index >> 6] >> (index & 63) & 1) != 0;

    public readonly ClassBits1024 With(int index)
    {
        ClassBits1024 copy = this;
        copy.words[index >> 6] |= 1UL << (index & 63);
        return copy;
    }

    public readonly ClassBits1024 Without(int index)
    {
        ClassBits1024 copy = this;
        copy.words[index >> 6] &= ~(1UL << (index & 63));
        return copy;
    }

    public readonly ClassSet ToClassSet() => new((ReadOnlySpan<ulong>)words);

    public readonly bool Equals(ClassBits1024 other) => ((ReadOnlySpan<ulong>)words).SequenceEqual(other.words);

    public override readonly bool Equals(object? obj) => obj is ClassBits1024 other && Equals(other);

    public override readonly int GetHashCode() => Hash.GetHashCode();

    [InlineArray(OverlayInput.MaxClasses / 64)]
    private struct Words
    {
        private ulong first;
    }
}

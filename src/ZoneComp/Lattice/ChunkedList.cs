using System.Runtime.CompilerServices;

namespace ZoneComp.Lattice;

/// <summary>A list whose items never move: it grows by chunks and not by copies of itself, so nothing is left behind for the
/// collector.</summary>
/// <remarks>One thread adds; any number may read what is there, and change different items.</remarks>
internal sealed class ChunkedList<T>
    where T : struct
{
    private const int Bits = 12;
    private const int ChunkLength = 1 << Bits;
    private const int SmallestLength = 16;
    private T[][] chunks = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref chunks[index >> Bits][index & (ChunkLength - 1)];

    public ref T Last => ref this[Count - 1];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in T item)
    {
        int chunk = Count >> Bits, at = Count & (ChunkLength - 1);
        if (chunk == chunks.Length || chunks[chunk] is not { } into || at == into.Length)
            into = Grow(chunk, at);
        into[at] = item;
        Count++;
    }

    /// <summary>Empty again, with its memory.</summary>
    public void Clear() => Count = 0;

    public void AddRange(ListPart<T> items)
    {
        foreach (ref readonly T item in items)
            Add(item);
    }

    /// <summary>Items that follow one another, as they are at the time when they are looked at.</summary>
    public ListPart<T> Slice(int first, int count) => new(this, first, count);

    public ListPart<T> All() => new(this, 0, Count);

    /// <summary>A list of its own of the first items.</summary>
    public ChunkedList<T> First(int count)
    {
        var first = new ChunkedList<T>();
        first.AddRange(Slice(0, count));
        return first;
    }

    /// <summary>The items from one on that lie side by side in memory.</summary>
    internal Span<T> Run(int from, int end)
    {
        int at = from & (ChunkLength - 1);
        return chunks[from >> Bits].AsSpan(at, Math.Min(end - from, ChunkLength - at));
    }

    /// <summary>A new chunk; the first of all begins small and is doubled, since most lists are short.</summary>
    private T[] Grow(int chunk, int at)
    {
        if (chunk == chunks.Length)
            Array.Resize(ref chunks, Math.Max(4, 2 * chunk));
        if (chunk == 0)
            Array.Resize(ref chunks[0], Math.Max(SmallestLength, 2 * at));
        else
            chunks[chunk] = GC.AllocateUninitializedArray<T>(ChunkLength);
        return chunks[chunk];
    }
}

/// <summary>Some items of a <see cref="ChunkedList{T}"/> that follow one another.</summary>
internal readonly struct ListPart<T>(ChunkedList<T> list, int first, int count)
    where T : struct
{
    public int Count => count;

    public bool IsEmpty => count == 0;

    public ref readonly T this[int index] => ref list[first + index];

    public Enumerator GetEnumerator() => new(list, first, first + count);

    internal ref struct Enumerator(ChunkedList<T> list, int first, int end)
    {
        private Span<T> run = default;
        private int next = first; // item behind the run
        private int at = -1;

        public readonly ref readonly T Current => ref run[at];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext() => ++at < run.Length || NextRun();

        private bool NextRun()
        {
            if (next >= end)
                return false;
            run = list.Run(next, end);
            next += run.Length;
            at = 0;
            return true;
        }
    }
}

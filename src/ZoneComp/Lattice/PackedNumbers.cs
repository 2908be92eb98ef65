using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZoneComp.Lattice;

/// <summary>Numbers written with as many bits as the greatest of them needs, one behind the other, the lowest bit first.</summary>
/// <remarks>
/// Eight numbers of w bits fill w bytes, so every eighth begins a byte: eight at once are unpacked by one shuffle of bytes and one shift
/// by a width of each
/// lane's own (frame of reference with binary packing, as in D. Lemire, L. Boytsov, Decoding billions of integers per second through
/// vectorization, 2015).
/// </remarks>
internal static class PackedNumbers
{
    /// <summary>Bytes behind the packed ones that are read and written too, whatever they hold.</summary>
    public const int Slack = 32;

    /// <summary>Width of numbers that are not packed: four bytes each.</summary>
    public const int Unpacked = 32;

    /// <summary>A number of this many bits lies within four bytes wherever it begins.</summary>
    private const int MostPacked = 25;

    private const int Lanes = 8;

    // By width: the four bytes that hold each of eight numbers, counted from each half's first byte, and the bits before it in them.
    private static readonly Vector256<byte>[] Bytes = [.. Enumerable.Range(0, MostPacked + 1).Select(BytesOf)];
    private static readonly Vector256<uint>[] Shifts = [.. Enumerable.Range(0, MostPacked + 1).Select(ShiftsOf)];

    /// <summary>Bits that numbers from 0 to this one need.</summary>
    public static int WidthFor(uint greatest)
    {
        int width = 32 - BitOperations.LeadingZeroCount(greatest);
        return width <= MostPacked ? width : Unpacked;
    }

    /// <summary>Bytes that some numbers take.</summary>
    public static int BytesFor(int count, int width) => ((count * width) + 7) / 8;

    /// <summary>Packs numbers, counted from the least of them.</summary>
    /// <param name="numbers">May be followed by up to seven others, which are read.</param>
    /// <param name="into">Takes <see cref="BytesFor"/> bytes; up to <see cref="Slack"/> more are spoilt.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(ref int numbers, int count, int least, int width, ref byte into)
    {
        if (width == Unpacked)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<int, byte>(ref numbers), 4 * count)
                .CopyTo(MemoryMarshal.CreateSpan(ref into, 4 * count));
            return;
        }

        ulong bits = 0;
        int filled = 0;
        Vector256<int> from = Vector256.Create(least);
        Vector256<ulong> mask = Vector256.Create((1ul << width) - 1);
        Span<ulong> pairs = stackalloc ulong[Lanes / 2];
        for (int at = 0; at < count; at += Lanes)
        {
            Vector256<ulong> two = (Vector256.LoadUnsafe(ref numbers, (nuint)at) - from).AsUInt64();
            ((two & mask) | (((two >>> 32) & mask) << width)).CopyTo(pairs);
            foreach (ulong pair in pairs)
            {
                // At most 7 bits are waiting, and a pair has at most 50.
                bits |= pair << filled;
                Unsafe.WriteUnaligned(ref into, bits);
                filled += 2 * width;
                into = ref Unsafe.Add(ref into, filled >> 3);
                bits >>= filled & ~7;
                filled &= 7;
            }
        }
    }

    /// <summary>Unpacks differences and adds them up: the first sum given, and one more for each number.</summary>
    /// <param name="into">Takes count + 1 sums; up to seven places more are spoilt.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddUp(ref byte packed, int count, int least, int width, int first, ref int into)
    {
        into = first;
        if (!Avx2.IsSupported)
        {
            AddUpOneByOne(ref packed, count, least, width, first, ref into);
            return;
        }

        Vector256<int> from = Vector256.Create(least), sum = Vector256.Create(first), last = Vector256.Create(Lanes - 1);
        if (width == Unpacked)
        {
            for (int at = 0; at < count; at += Lanes)
            {
                sum += Running(Vector256.LoadUnsafe(ref packed, (nuint)(4 * at)).AsInt32());
                sum.StoreUnsafe(ref into, (nuint)(at + 1));
                sum = Avx2.PermuteVar8x32(sum, last);
            }

            return;
        }

        Vector256<byte> bytes = Bytes[width];
        Vector256<uint> shifts = Shifts[width], mask = Vector256.Create((uint)((1ul << width) - 1));
        nuint half = (nuint)(width / 2), place = 0;
        for (int at = 0; at < count; at += Lanes, place += (nuint)width)
        {
            Vector256<byte> both = Vector256.Create(
                Vector128.LoadUnsafe(ref packed, place),
                Vector128.LoadUnsafe(ref packed, place + half));
            Vector256<uint> numbers = Avx2.ShiftRightLogicalVariable(Avx2.Shuffle(both, bytes).AsUInt32(), shifts) & mask;
            sum += Running(numbers.AsInt32() + from);
            sum.StoreUnsafe(ref into, (nuint)(at + 1));
            sum = Avx2.PermuteVar8x32(sum, last);
        }
    }

    /// <summary>The same without instructions of the processor's own.</summary>
    public static void AddUpOneByOne(ref byte packed, int count, int least, int width, int first, ref int into)
    {
        unchecked
        {
            into = first;
            least = width == Unpacked ? 0 : least;
            for (int at = 0; at < count; at++)
            {
                int bit = at * width;
                ulong bits = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref packed, bit >> 3)) >> (bit & 7);
                first += (int)(uint)(bits & ((1ul << width) - 1)) + least;
                Unsafe.Add(ref into, at + 1) = first;
            }
        }
    }

    /// <summary>Each lane with all lanes before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Running(Vector256<int> lanes)
    {
        lanes += Avx2.ShiftLeftLogical128BitLane(lanes, 4);
        lanes += Avx2.ShiftLeftLogical128BitLane(lanes, 8);
        return lanes + Avx2.Shuffle(Avx2.Permute2x128(lanes, lanes, 0x08), 0xFF);
    }

    private static Vector256<byte> BytesOf(int width)
    {
        Span<byte> bytes = stackalloc byte[Vector256<byte>.Count];
        for (int lane = 0; lane < Lanes; lane++)
        {
            for (int index = 0; index < 4; index++)
                bytes[(4 * lane) + index] = (byte)((BitInHalf(lane, width) / 8) + index);
        }

        return Vector256.Create((ReadOnlySpan<byte>)bytes);
    }

    private static Vector256<uint> ShiftsOf(int width)
    {
        Span<uint> shifts = stackalloc uint[Lanes];
        for (int lane = 0; lane < Lanes; lane++)
            shifts[lane] = (uint)(BitInHalf(lane, width) % 8);
        return Vector256.Create((ReadOnlySpan<uint>)shifts);
    }

    /// <summary>Where a number begins, from the first byte of its half: the second half's first byte may hold four bits of the
    /// first.</summary>
    private static int BitInHalf(int lane, int width) => lane < Lanes / 2 ? lane * width : (lane * width) - (width / 2 * 8);
}

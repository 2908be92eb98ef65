using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZoneComp.Overlay.Tiles;

/// <summary>Ground that features of one class cover more than once, summed up by region, class and the hidden classes on that
/// ground.</summary>
internal sealed class RepeatTable<TSet>
    where TSet : struct, IClassBits<TSet>
{
    private readonly Dictionary<(int Region, int Class, TSet Hidden), RepeatSum> sums = [];

    public IReadOnlyDictionary<(int Region, int Class, TSet Hidden), RepeatSum> Sums => sums;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int region, int @class, in TSet hidden, Int128 repeated2, Int128 excess2, long rounded)
    {
        ref RepeatSum sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (region, @class, hidden), out _);
        sum = new RepeatSum(sum.Repeated2 + repeated2, sum.Excess2 + excess2, sum.Rounded + rounded);
    }
}

/// <param name="Repeated2">Twice the area covered at least twice.</param>
/// <param name="Excess2">Twice the sum of (winding - 1) x area; where slivers wind below zero, of winding x area.</param>
/// <param name="Rounded">Area terms that were rounded.</param>
internal readonly record struct RepeatSum(Int128 Repeated2, Int128 Excess2, long Rounded);

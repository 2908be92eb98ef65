using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay;

/// <summary>Sums of polygons as they are, each by itself: what a plain sum of an attribute table would give.</summary>
internal static class ZonePolygons
{
    private const int FeaturesAtOnce = 4096;

    /// <summary>Adds twice the signed area of every zone held to its class.</summary>
    /// <param name="firstFeature">Features before it are left out.</param>
    public static void Add(OverlayInput held, int firstFeature, Int128[] byClass, int threads)
    {
        if (firstFeature >= held.FeatureCount)
            return;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        _ = Parallel.ForEach(Partitioner.Create(firstFeature, held.FeatureCount, FeaturesAtOnce), options, range =>
        {
            Seam.At("polygons summed");
            var sums = new Int128[byClass.Length];
            for (int feature = range.Item1; feature < range.Item2; feature++)
            {
                FeatureEntry entry = held.Feature(feature);
                if (!entry.IsRegion)
                    sums[entry.Group] += SignedArea2(held, feature);
            }

            lock (byClass)
            {
                for (int index = 0; index < sums.Length; index++)
                    byClass[index] += sums[index];
            }
        });
    }

    /// <summary>The sums after repair, where the sums before it are given.</summary>
    /// <param name="classOf">Class of a zone.</param>
    public static Int128[] Repaired(Int128[] before, IEnumerable<FeatureFault> faults, Func<int, int> classOf)
    {
        Int128[] after = [.. before];
        foreach (FeatureFault fault in faults.Where(fault => !fault.IsRegion))
            after[classOf(fault.Feature)] += fault.After2 - fault.Before2;
        return after;
    }

    /// <summary>By Green, counted from each block's own origin: the rest of the term telescopes to the block's height.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Int128 SignedArea2(OverlayInput held, int feature)
    {
        Int128 sum = 0;
        Span<int> x = stackalloc int[PointStore.AxisRoom], y = stackalloc int[PointStore.AxisRoom];
        foreach (ref readonly EdgeBlock block in held.BlocksOf(feature))
        {
            held.Points.CopyTo(block, block.OriginX, block.OriginY, ref x[0], ref y[0]);
            sum += TwiceArea.Of(ref x[0], ref y[0], block.EdgeCount) + (2 * (Int128)block.OriginX * ((long)y[block.EdgeCount]));
        }

        return sum;
    }
}

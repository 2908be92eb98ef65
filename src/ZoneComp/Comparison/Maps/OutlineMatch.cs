using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace ZoneComp.Comparison.Maps;

/// <summary>Matches the polygons of a layer between two years; gives those that are not the same in both.</summary>
/// <remarks>
/// Polygons with equal outlines are the same, whatever file or place in it they come from; where their classes differ, they are reclassed.
/// Of the rest, two of one
/// number whose boxes meet are one that moved, then two whose boxes meet each other and nothing else that is left; all others appeared or
/// vanished.
/// </remarks>
internal static class OutlineMatch
{
    /// <returns>Reclassed, moved, vanished, appeared; each in the order of the files.</returns>
    public static IReadOnlyList<OutlinePair> Of(string layer, IReadOnlyList<Outline> old, IReadOnlyList<Outline> current)
    {
        List<Outline> before = [.. old], after = [.. current];
        _ = Take(before, after, each => (each.Hash, each.Classes), (_, _) => true);
        List<(Outline, Outline)> reclassed = Take(before, after, each => each.Hash, (_, _) => true);
        List<(Outline, Outline)> moved = Take(before, after, each => each.Feature, (one, other) => one.Box.Meets(other.Box));
        moved.AddRange(OnlyNeighbours(before, after));
        return
        [
            .. reclassed.Select(pair => new OutlinePair(layer, FeatureChange.Reclassed, pair.Item1, pair.Item2)),
            .. moved.Select(pair => new OutlinePair(layer, FeatureChange.Moved, pair.Item1, pair.Item2)).OrderBy(pair => pair.Old!.Index),
            .. before.Select(one => new OutlinePair(layer, FeatureChange.Vanished, one, null)),
            .. after.Select(other => new OutlinePair(layer, FeatureChange.Appeared, null, other)),
        ];
    }

    /// <summary>Pairs of one key, first with first; takes them out of both lists.</summary>
    private static List<(Outline Old, Outline New)> Take<TKey>(
        List<Outline> before,
        List<Outline> after,
        Func<Outline, TKey> key,
        Func<Outline, Outline, bool> fits)
        where TKey : notnull
    {
        Dictionary<TKey, Queue<Outline>> waiting = [];
        foreach (Outline other in after)
        {
            if (!waiting.TryGetValue(key(other), out Queue<Outline>? queue))
                waiting.Add(key(other), queue = []);
            queue.Enqueue(other);
        }

        List<(Outline Old, Outline New)> pairs = [];
        foreach (Outline one in before)
        {
            if (waiting.TryGetValue(key(one), out Queue<Outline>? queue) && queue.TryPeek(out Outline? other) && fits(one, other))
                pairs.Add((one, queue.Dequeue()));
        }

        Remove(before, after, pairs);
        return pairs;
    }

    private static List<(Outline Old, Outline New)> OnlyNeighbours(List<Outline> before, List<Outline> after)
    {
        Dictionary<int, Outline> partnerOfNew = OnlyOne(after, before), partnerOfOld = OnlyOne(before, after);
        List<(Outline Old, Outline New)> pairs =
            [
                .. before.Where(one =>
                    partnerOfOld.TryGetValue(one.Index, out Outline? other) && partnerOfNew.GetValueOrDefault(other.Index) == one)
                    .Select(one => (one, partnerOfOld[one.Index])),
            ];
        Remove(before, after, pairs);
        return pairs;
    }

    /// <summary>By index of an outline, the one outline of the other year whose box meets its own; missing where none or several
    /// do.</summary>
    private static Dictionary<int, Outline> OnlyOne(List<Outline> outlines, List<Outline> others)
    {
        STRtree<Outline> boxes = new();
        foreach (Outline other in others)
            boxes.Insert(EnvelopeOf(other.Box), other);
        Dictionary<int, Outline> partners = [];
        foreach (Outline one in outlines)
        {
            if (others.Count > 0 && boxes.Query(EnvelopeOf(one.Box)) is [var other])
                partners.Add(one.Index, other);
        }

        return partners;
    }

    private static void Remove(List<Outline> before, List<Outline> after, List<(Outline Old, Outline New)> pairs)
    {
        HashSet<int> old = [.. pairs.Select(pair => pair.Old.Index)], current = [.. pairs.Select(pair => pair.New.Index)];
        _ = before.RemoveAll(one => old.Contains(one.Index));
        _ = after.RemoveAll(other => current.Contains(other.Index));
    }

    private static Envelope EnvelopeOf(LatticeBox box) => new(box.MinX, box.MaxX, box.MinY, box.MaxY);
}

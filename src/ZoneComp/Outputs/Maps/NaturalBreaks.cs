namespace ZoneComp.Outputs.Maps;

/// <summary>Cuts values into classes that differ little inside and much between: Fisher's exact optimum, known to map makers as Jenks'
/// natural breaks.</summary>
/// <remarks>Source: W. D. Fisher, On Grouping for Maximum Homogeneity, JASA 53 (1958). The sum of squared deviations is minimal over all
/// cuts.</remarks>
public static class NaturalBreaks
{
    /// <summary>Highest value of each class, ascending; the last is the maximum. Fewer classes where there are fewer different values;
    /// empty for no values.</summary>
    public static IReadOnlyList<decimal> UpperBounds(IEnumerable<decimal> values, int classes)
    {
        decimal[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
            return [];
        decimal[] distinct = [.. sorted.Distinct()];
        int groups = Math.Min(classes, distinct.Length);
        if (groups == distinct.Length)
            return distinct;

        // Scaled to 0..1, so that squares of areas in m² lose no digits.
        decimal low = distinct[0], span = distinct[^1] - low;
        int count = distinct.Length;
        double[] weight = new double[count + 1], sum = new double[count + 1], squares = new double[count + 1];
        int at = 0;
        for (int index = 0; index < count; index++)
        {
            int times = 0;
            for (; at < sorted.Length && sorted[at] == distinct[index]; at++)
                times++;
            double value = (double)((distinct[index] - low) / span);
            weight[index + 1] = weight[index] + times;
            sum[index + 1] = sum[index] + (times * value);
            squares[index + 1] = squares[index] + (times * value * value);
        }

        double[] best = new double[count + 1];
        int[][] cuts = new int[groups + 1][];
        for (int end = 1; end <= count; end++)
            best[end] = Deviation(0, end);
        for (int group = 2; group <= groups; group++)
        {
            double[] next = new double[count + 1];
            cuts[group] = new int[count + 1];
            Fill(group, group, count, group - 1, count - 1, best, next, cuts[group]);
            best = next;
        }

        decimal[] bounds = new decimal[groups];
        int upTo = count;
        for (int group = groups; group >= 1; group--)
        {
            bounds[group - 1] = distinct[upTo - 1];
            upTo = group > 1 ? cuts[group][upTo] : 0;
        }

        return bounds;

        // The best last cut moves right as the end does, so halves of the ends share halves of the cuts.
        void Fill(int group, int fromEnd, int toEnd, int fromCut, int toCut, double[] before, double[] after, int[] cut)
        {
            if (fromEnd > toEnd)
                return;
            int middle = (fromEnd + toEnd) / 2, chosen = fromCut;
            double least = double.PositiveInfinity;
            for (int start = fromCut; start <= Math.Min(toCut, middle - 1); start++)
            {
                double total = before[start] + Deviation(start, middle);
                if (total < least)
                    (least, chosen) = (total, start);
            }

            (after[middle], cut[middle]) = (least, chosen);
            Fill(group, fromEnd, middle - 1, fromCut, chosen, before, after, cut);
            Fill(group, middle + 1, toEnd, chosen, toCut, before, after, cut);
        }

        double Deviation(int start, int end)
        {
            double mass = weight[end] - weight[start], total = sum[end] - sum[start];
            return Math.Max(0, squares[end] - squares[start] - (total * total / mass));
        }
    }
}

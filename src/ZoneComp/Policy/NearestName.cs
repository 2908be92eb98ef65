namespace ZoneComp.Policy;

/// <summary>The known name that a misspelt one most likely means.</summary>
public static class NearestName
{
    /// <summary>The nearest candidate by edits (insert, delete, replace, swap of neighbours), case not counted; null when none is
    /// near.</summary>
    public static string? Of(string found, IEnumerable<string> candidates)
    {
        string? nearest = null;
        if (ChineseSigns.UnitOf(found) is string unit && candidates.Contains(unit))
            return unit;
        int fewest = Math.Max(1, found.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - found.Length) >= fewest)
                continue;
            int edits = Edits(found.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (edits < fewest)
                (nearest, fewest) = (candidate, edits);
        }

        return nearest;
    }

    /// <summary>The end of a message: "; did you mean 'x'?", or the known names when none is near and they are few.</summary>
    public static LocalText Hint(string found, IReadOnlyCollection<string> candidates)
    {
        if (Of(found, candidates) is string nearest)
            return new($"; did you mean '{nearest}'?", $"；是否应为“{nearest}”？");
        if (candidates.Count is 0 or > 40)
            return new("", "");
        return new($"; known: {string.Join(", ", candidates)}", $"；可用：{string.Join("、", candidates)}");
    }

    /// <summary>As <see cref="Hint"/> for keys: of a word of two Chinese signs one that differs is half of it, so that 标题 is no misspelt
    /// 标准, and all are named.</summary>
    public static LocalText KeyHint(string found, IReadOnlyCollection<string> keys) =>
        found.Length > 2 || keys.Count > 40 || !found.Any(PolicyNames.IsHan)
            ? Hint(found, keys)
            : new($"; known: {string.Join(", ", keys)}", $"；可用：{string.Join("、", keys)}");

    // Optimal string alignment: Damerau 1964, with each piece edited once.
    private static int Edits(string from, string to)
    {
        int[,] table = new int[from.Length + 1, to.Length + 1];
        for (int row = 0; row <= from.Length; row++)
            table[row, 0] = row;
        for (int column = 0; column <= to.Length; column++)
            table[0, column] = column;
        for (int row = 1; row <= from.Length; row++)
        {
            for (int column = 1; column <= to.Length; column++)
            {
                int replace = table[row - 1, column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                int best = Math.Min(replace, Math.Min(table[row - 1, column], table[row, column - 1]) + 1);
                if (row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1])
                    best = Math.Min(best, table[row - 2, column - 2] + 1);
                table[row, column] = best;
            }
        }

        return table[from.Length, to.Length];
    }
}

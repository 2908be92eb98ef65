namespace ZoneComp.Comparison.Results;

/// <summary>What became of a region or other payee between two runs.</summary>
public enum MatchKind
{
    /// <summary>The same code in both.</summary>
    Same,

    /// <summary>One old code, one other new code.</summary>
    Renamed,

    /// <summary>Several old codes, one new one.</summary>
    Merged,

    /// <summary>One old code, several new ones.</summary>
    Split,

    /// <summary>Several old codes, several new ones.</summary>
    Regrouped,

    /// <summary>In the second run only.</summary>
    Appeared,

    /// <summary>In the first run only.</summary>
    Vanished,
}

/// <summary>Codes of two runs that stand for the same ground or payee: the smallest groups that can be compared.</summary>
/// <param name="Old">Codes in the first run, ordinal; empty when it appeared.</param>
/// <param name="New">Codes in the second run, ordinal; empty when it vanished.</param>
public sealed record MatchedUnit(IReadOnlyList<string> Old, IReadOnlyList<string> New)
{
    /// <summary>New codes, or the old ones of what vanished, joined by "+".</summary>
    public string Code => string.Join('+', New.Count > 0 ? New : Old);

    public MatchKind Kind => (Old.Count, New.Count) switch
    {
        (0, _) => MatchKind.Appeared,
        (_, 0) => MatchKind.Vanished,
        (1, 1) => Old[0] == New[0] ? MatchKind.Same : MatchKind.Renamed,
        (_, 1) => MatchKind.Merged,
        (1, _) => MatchKind.Split,
        _ => MatchKind.Regrouped,
    };
}

/// <summary>All codes of two runs in groups: codes that a change links, directly or through others, are one group.</summary>
/// <remarks>A code that the change table names as old is linked to what the table says; any other code is linked to the same code of the
/// second run, if it is there.</remarks>
internal sealed class UnitMatch
{
    private readonly Dictionary<string, int> byOld = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> byNew = new(StringComparer.Ordinal);

    private UnitMatch(IReadOnlyList<MatchedUnit> units)
    {
        Units = units;
        for (int index = 0; index < units.Count; index++)
        {
            foreach (string code in units[index].Old)
                byOld.Add(code, index);
            foreach (string code in units[index].New)
                byNew.Add(code, index);
        }
    }

    /// <summary>By code, ordinal.</summary>
    public IReadOnlyList<MatchedUnit> Units { get; }

    /// <param name="links">Codes of either side that no run has are told.</param>
    public static UnitMatch Of(
        IReadOnlySet<string> oldCodes,
        IReadOnlySet<string> newCodes,
        IReadOnlyList<CodeLink> links,
        DiagnosticLog log)
    {
        foreach (CodeLink link in links)
        {
            if (!oldCodes.Contains(link.Old))
                log.Add(ComparisonFindings.UnknownCode(link.Old, isOld: true));
            if (!newCodes.Contains(link.New))
                log.Add(ComparisonFindings.UnknownCode(link.New, isOld: false));
        }

        HashSet<string> changed = [.. links.Select(link => link.Old)];
        List<CodeLink> all =
        [
            .. links.Where(link => oldCodes.Contains(link.Old) && newCodes.Contains(link.New)),
            .. oldCodes.Where(code => !changed.Contains(code) && newCodes.Contains(code)).Select(code => new CodeLink(code, code)),
        ];
        ILookup<string, string> newOf = all.ToLookup(link => link.Old, link => link.New, StringComparer.Ordinal);
        ILookup<string, string> oldOf = all.ToLookup(link => link.New, link => link.Old, StringComparer.Ordinal);
        HashSet<string> oldLeft = new(oldCodes, StringComparer.Ordinal), newLeft = new(newCodes, StringComparer.Ordinal);
        List<MatchedUnit> units = [];
        foreach (string code in oldCodes)
        {
            if (!oldLeft.Contains(code))
                continue;
            SortedSet<string> olds = new(StringComparer.Ordinal), news = new(StringComparer.Ordinal);
            var waiting = new Stack<string>([code]);
            while (waiting.TryPop(out string? old))
            {
                if (!olds.Add(old))
                    continue;
                foreach (string current in newOf[old].Where(news.Add))
                {
                    foreach (string other in oldOf[current])
                        waiting.Push(other);
                }
            }

            oldLeft.ExceptWith(olds);
            newLeft.ExceptWith(news);
            units.Add(new MatchedUnit([.. olds], [.. news]));
        }

        units.AddRange(newLeft.Select(code => new MatchedUnit([], [code])));
        return new UnitMatch([.. units.OrderBy(unit => unit.Code, StringComparer.Ordinal).ThenBy(unit => unit.Kind)]);
    }

    /// <summary>Index in <see cref="Units"/>; null for a code that the run does not have.</summary>
    public int? Find(string code, bool isNew) => (isNew ? byNew : byOld).TryGetValue(code, out int index) ? index : null;

    /// <summary>The one code of the other run for a code of this run; null when the group is no plain pair.</summary>
    public string? Counterpart(string code, bool isNew) =>
        Find(code, isNew) is { } index && Units[index] is { Old: [var old], New: [var current] } ? isNew ? old : current : null;
}

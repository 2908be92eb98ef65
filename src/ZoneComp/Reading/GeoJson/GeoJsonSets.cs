using static System.FormattableString;

namespace ZoneComp.Reading.GeoJson;

/// <summary>
/// Which properties the features of a GeoJSON file have: it states its fields nowhere,
/// so that a name written otherwise in one feature is one field more, and a value less.
/// </summary>
internal sealed class GeoJsonSets
{
    private const int MostSets = 10_000;
    private const int MostOdd = 20;
    private const int FewFeatures = 10; // of which nothing is usual

    private readonly Dictionary<ulong, (long Count, long First, int[] Fields)> sets = [];
    private readonly List<long> seen = []; // the feature, from 1, that has had the field last
    private readonly List<long> holders = [];
    private readonly List<int> current = [];
    private ulong sum;
    private long features = 1;

    public void Add(int field)
    {
        while (seen.Count <= field)
        {
            seen.Add(0);
            holders.Add(0);
        }

        if (seen[field] == features)
            return; // ZC137 tells
        seen[field] = features;
        holders[field]++;
        current.Add(field);
        sum ^= Mixed((ulong)field + 1); // the order does not matter
    }

    /// <param name="feature">Its number as findings give it.</param>
    public void Close(long feature)
    {
        if (sets.TryGetValue(sum, out var set))
            sets[sum] = set with { Count = set.Count + 1 };
        else if (sets.Count < MostSets)
            sets.Add(sum, (1, feature, [.. current]));
        current.Clear();
        sum = 0;
        features++;
    }

    /// <summary>Each set that few features have where nearly all have another; else the names that one feature alone has.</summary>
    public IEnumerable<Diagnostic> Odd(string subject, IReadOnlyList<FieldInfo> fields)
    {
        if (sets.Count < 2)
            yield break;
        long total = features - 1;
        var usual = sets.Values.MaxBy(set => set.Count);
        if (total - usual.Count <= Math.Max(1, total / 10) && sets.Count <= MostOdd)
        {
            foreach (var (count, first, own) in sets.Values.Where(set => set != usual).OrderBy(set => set.First))
            {
                yield return Differs(
                    Invariant($"{subject}#{first}"), count, usual.Count, Names(usual.Fields.Except(own)), Names(own.Except(usual.Fields)));
            }

            yield break;
        }

        if (total < FewFeatures)
            yield break;
        string single = Names(Enumerable.Range(0, holders.Count).Where(field => holders[field] == 1));
        if (single.Length > 0)
            yield return NamedOnce(subject, single);

        string Names(IEnumerable<int> indices) => string.Join(", ", indices.Order().Take(MostOdd).Select(index => fields[index].Name));
    }

    /// <remarks>The finalizer of SplitMix64 (Steele, Lea and Flood 2014).</remarks>
    private static ulong Mixed(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    private static Diagnostic Differs(string subject, long count, long usual, string lacking, string own)
    {
        string andMore = count == 1 ? "" : Invariant($" (and {count - 1} more)");
        string andMoreZh = count == 1 ? "" : Invariant($"（另有 {count - 1} 个）");
        string join = lacking.Length > 0 && own.Length > 0 ? " and " : "";
        string en = $"{(lacking.Length > 0 ? "lacks " : "")}{lacking}{join}{(own.Length > 0 ? $"has {own} besides" : "")}";
        string zh = $"{(lacking.Length > 0 ? "缺少属性 " : "")}{lacking}{(join.Length > 0 ? "，" : "")}{(own.Length > 0 ? $"另有属性 {own}" : "")}";
        return new Diagnostic("ZC140", Severity.Note, subject, new LocalText(
            Invariant($"the feature{andMore} {en}, where {usual} features have one and the same properties; a name may be written ")
                + "otherwise, and its value is then missing",
            Invariant($"该要素{andMoreZh}{zh}，而其余 {usual} 个要素的属性相同；属性名可能写法不同，其值因此缺失")));
    }

    private static Diagnostic NamedOnce(string subject, string names) => new("ZC140", Severity.Note, subject, new LocalText(
        $"its features do not all have the same properties, and these stand in a single feature each: {names}; if one is a name "
            + "written otherwise, its value is missing where it belongs",
        $"各要素的属性不尽相同，且以下属性各只在一个要素中出现：{names}；如系属性名写法不同，则其值在应有之处缺失"));
}

using System.Globalization;

namespace ZoneComp.Reading.Schemas;

/// <summary>The national codes of county level and above (GB/T 2260), those withdrawn since December 2002 too.</summary>
/// <remarks>A fixed table inside the program; docs/regions.md names its sources, scripts/gb2260.py makes it.</remarks>
internal sealed class NationalCodes
{
    private static readonly Lazy<NationalCodes> Table = new(Read);

    private readonly Dictionary<string, List<NationalCode>> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Province, string Name), List<string>> current = [];

    /// <summary>Year and month of the newest list.</summary>
    public string Newest { get; private set; } = "";

    public static NationalCodes Known => Table.Value;

    /// <summary>Every name that a six-digit code has had, the newest last; empty for a code that no list has.</summary>
    public IReadOnlyList<NationalCode> Find(string code) => byCode.GetValueOrDefault(code, []);

    public bool IsCurrent(string code) => Find(code).Any(each => each.LastSeen == Newest);

    /// <summary>Name that the code has now, or had last; null for a code that no list has or that names no place ("市辖区").</summary>
    public string? NameOf(string code) => Find(code).Select(each => each.Name).LastOrDefault() is { Length: > 0 } name ? name : null;

    /// <summary>The code that the same name has now in the same province; null when there is none or more than one.</summary>
    public string? SameNameNow(string code, string name) =>
        code.Length >= 2 && current.TryGetValue((code[..2], Stem(name)), out List<string>? codes) && codes.Count == 1 && codes[0] != code
            ? codes[0]
            : null;

    /// <summary>A county that became a city or a district keeps its stem: 密云县, 密云区.</summary>
    internal static string Stem(string name)
    {
        foreach (string ending in (ReadOnlySpan<string>)["自治县", "自治旗", "县", "区", "市", "旗"])
        {
            if (name.Length > ending.Length + 1 && name.EndsWith(ending, StringComparison.Ordinal))
                return name[..^ending.Length];
        }

        return name;
    }

    /// <summary>"2016-07" of "201607".</summary>
    internal static string Shown(string revision) => string.Create(CultureInfo.InvariantCulture, $"{revision[..4]}-{revision[4..]}");

    private static NationalCodes Read()
    {
        var codes = new NationalCodes();
        using Stream stream = typeof(NationalCodes).Assembly.GetManifestResourceStream("gb2260.tsv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            string[] parts = line.Split('\t');
            var entry = new NationalCode(parts[0], parts[1], parts[2], parts[3]);
            if (!codes.byCode.TryGetValue(entry.Code, out List<NationalCode>? names))
                codes.byCode.Add(entry.Code, names = []);
            names.Add(entry);
            if (string.CompareOrdinal(entry.LastSeen, codes.Newest) > 0)
                codes.Newest = entry.LastSeen;
        }

        foreach (List<NationalCode> names in codes.byCode.Values)
            names.Sort((left, right) => string.CompareOrdinal(left.LastSeen, right.LastSeen));
        foreach (NationalCode entry in codes.byCode.Values.SelectMany(names => names)
            .Where(entry => entry.LastSeen == codes.Newest && entry.Name.Length > 0))
        {
            (string, string) key = (entry.Code[..2], Stem(entry.Name));
            if (!codes.current.TryGetValue(key, out List<string>? same))
                codes.current.Add(key, same = []);
            same.Add(entry.Code);
        }

        return codes;
    }
}

/// <param name="Name">"" for groups that are no place of their own ("市辖区").</param>
/// <param name="FirstSeen">First list that has the code under this name: "200212".</param>
/// <param name="LastSeen">Last list that has it.</param>
internal sealed record NationalCode(string Code, string Name, string FirstSeen, string LastSeen);

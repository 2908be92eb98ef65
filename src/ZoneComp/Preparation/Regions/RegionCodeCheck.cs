namespace ZoneComp.Preparation.Regions;

/// <summary>Holds the regions' codes against the national list: unknown ones, withdrawn ones, and names that belong to another
/// code.</summary>
internal static class RegionCodeCheck
{
    /// <summary>Digits of a county, and of the town and the village that continue it.</summary>
    private static readonly int[] Lengths = [6, 9, 12];

    public static void Look(RegionSettings settings, IReadOnlyList<Region> regions, DiagnosticLog log)
    {
        Region[] own = [.. regions.Where(region => !region.IsRemainder)];
        if (!Applies(settings, [.. own.Select(region => region.Code)]))
            return;
        NationalCodes known = NationalCodes.Known;
        var unknown = new List<Region>();
        var withdrawn = new SortedDictionary<string, (NationalCode Last, string? Now)>(StringComparer.Ordinal);
        var others = new List<(Region Region, string Listed)>();
        foreach (Region region in own)
        {
            string county = region.Code.Length >= 6 ? region.Code[..6] : region.Code;
            IReadOnlyList<NationalCode> entries = known.Find(county);
            if (!LooksNational(region.Code) || entries.Count == 0)
                unknown.Add(region);
            else if (!known.IsCurrent(county))
                withdrawn[county] = (entries[^1], known.SameNameNow(county, entries[^1].Name));
            else if (region.Code.Length == 6 && region.Name != region.Code && !entries.Any(entry => SameName(entry.Name, region.Name)))
                others.Add((region, entries[^1].Name));
        }

        if (unknown.Count > 0)
            log.Add(RegionFindings.UnknownCodes(unknown, NationalCodes.Shown(known.Newest)));
        if (withdrawn.Count > 0)
            log.Add(RegionFindings.WithdrawnCodes([.. withdrawn.Values]));
        if (others.Count > 0)
            log.Add(RegionFindings.OtherNames(others));
    }

    /// <summary>Whether the codes are meant to be those of the national list.</summary>
    public static bool Applies(RegionSettings settings, IReadOnlyList<string> codes) =>
        settings.Codes != CodeCheck.Never && (settings.Codes == CodeCheck.Always || codes.Count(LooksNational) * 2 > codes.Count);

    /// <summary>Name of a region above, by its code of two, four or six digits; null when the list has none.</summary>
    public static string? NameOfParent(string code) =>
        code.Length is 2 or 4 or 6 ? NationalCodes.Known.NameOf(code.PadRight(6, '0')) : null;

    /// <summary>Names of the regions above that nobody states come from the national list.</summary>
    public static Region WithNamesOfParents(Region region)
    {
        Dictionary<string, string> names = new(region.ParentNames, StringComparer.Ordinal);
        foreach ((string level, string code) in region.Parents)
        {
            if (!names.ContainsKey(level) && NameOfParent(code) is { } name)
                names.Add(level, name);
        }

        return region with { ParentNames = names };
    }

    /// <summary>Digits alone, of a length that codes have, and a province at the front.</summary>
    private static bool LooksNational(string code) =>
        Lengths.Contains(code.Length)
        && !code.AsSpan().ContainsAnyExceptInRange('0', '9')
        && NationalCodes.Known.Find(code[..2] + "0000").Count > 0;

    private static bool SameName(string listed, string given) =>
        listed.Length == 0
        || listed == given
        || NationalCodes.Stem(listed) == NationalCodes.Stem(given)
        || given.EndsWith(listed, StringComparison.Ordinal);
}

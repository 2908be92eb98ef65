using System.Globalization;
using System.Text;

namespace ZoneComp.Outputs.Workbook;

/// <summary>offices/LEVEL-CODE-NAME.xlsx, where the policy says <c>outputs: per</c>: what one office is paid, and how, without any other's
/// figures, to be sent to it.</summary>
/// <remarks>Amounts are values where their formula needs others' figures (a share of a fund); the fund, the findings and the sums of
/// levels are not in it.</remarks>
internal static class OfficeWorkbooks
{
    public const string Folder = "offices";

    private const int MostCharacters = 60;

    private static readonly string[] Sheets =
        ["coverage", "factors", "allocation", "allocation_detail", "paid_items", "quotas", "quota_detail", "quota_items"];

    public static void WriteAll(string folder, RunResults results, Language language, CancellationToken cancellation)
    {
        foreach ((string file, Office office) in Files(results))
        {
            cancellation.ThrowIfCancellationRequested();
            Directory.CreateDirectory(Path.Combine(folder, Folder));
            RunResults own = Own(results, office);
            IReadOnlyList<PeopleTable> tables = Tables(own);
            LiveAmounts live = new(own, tables, language);
            WorkbookFile.Write(Path.Combine(folder, Folder, file), styles =>
            [
                .. ResultWorkbook.Issue(own, tables, language, styles),
                .. tables.Select(table => new WorkbookSheet(
                    TableSheet.Write(
                        table, ResultWorkbook.Title(own, table, language), language, styles, live.Of(table), ResultWorkbook.Locked),
                        ResultWorkbook.SheetName(table, language), table)),
            ]);
        }
    }

    /// <summary>Opens a workbook and compares the rows of each sheet with the office's tables.</summary>
    /// <exception cref="InvalidDataException">It does not read back as written, or belongs to no office.</exception>
    public static void Verify(string path, RunResults results)
    {
        if (!Files(results).TryGetValue(Path.GetFileName(path), out Office? office))
            throw new InvalidDataException($"{path}: belongs to no office of this run.");
        WorkbookFile.Verify(path, Tables(Own(results, office)), firstTable: 1);
    }

    /// <summary>By file name, which no two offices share whatever the case of its letters.</summary>
    internal static IReadOnlyDictionary<string, Office> Files(RunResults results)
    {
        Dictionary<string, Office> files = new(StringComparer.OrdinalIgnoreCase);
        foreach (Office office in results.Allocation is null && results.Quotas is null ? [] : Offices(results))
        {
            string stem = Plain($"{office.Level}-{office.Code}{(office.Name is null ? "" : "-" + office.Name)}"), name = stem + ".xlsx";
            for (int next = 2; !files.TryAdd(name, office); next++)
                name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{next}.xlsx");
        }

        return files;
    }

    private static IEnumerable<Office> Offices(RunResults results)
    {
        CombinationTable ground = results.Combinations;
        HashSet<string> paid =
        [
            .. (results.Allocation?.Rows ?? []).Concat(results.Quotas?.Rows ?? []).Select(row => row.Unit),
        ];
        IReadOnlyList<LevelRegion> above = LevelRegions.Of(ground);
        foreach (string level in results.Issue.Per)
        {
            IEnumerable<Office> offices = ground.Levels.Any(one => one.Name == level)
                ? above.Where(region => region.Level.Name == level)
                    .Select(region => new Office(level, region.Code, PlaceNames.Of(region), region.Members,
                    [
                        .. region.Members.Select(member => ground.Regions[member].Code), region.Code,
                        .. above.Where(lower => lower.Parents.GetValueOrDefault(level) == region.Code).Select(lower => lower.Code),
                    ]))
                : ground.Regions.Select((region, index) =>
                    new Office(level, region.Code, PlaceNames.Of(region.Code, region.Name), [index], [region.Code]));
            foreach (Office office in offices.Where(office => office.Units.Overlaps(paid)))
                yield return office;
        }
    }

    /// <summary>The run as that office may see it.</summary>
    private static RunResults Own(RunResults results, Office office)
    {
        CombinationTable ground = results.Combinations;
        Dictionary<int, int> kept = office.Members.Select((member, index) => (member, index))
            .ToDictionary(pair => pair.member, pair => pair.index);
        return results with
        {
            Title = office.Name is null ? results.Title : $"{results.Title}（{office.Name}）",
            Issue = results.Issue with
            {
                Title = results.Issue.Title is { } title && office.Name is { } name ? $"{title}（{name}）" : results.Issue.Title,
            },
            Combinations = new CombinationTable
            {
                Classes = ground.Classes,
                Regions = [.. office.Members.Select(member => ground.Regions[member])],
                Rows = [.. ground.Rows.Where(row => kept.ContainsKey(row.Region)).Select(row => row with { Region = kept[row.Region] })],
                Repeats = [],
                Levels = ground.Levels,
            },
            Indicators = [.. results.Indicators.Select(Own)],
            Factors = [.. results.Factors.Select(Own)],
            Allocation = OfOffice(results.Allocation, office),
            Quotas = OfOffice(results.Quotas, office),
            Trails = [],
            AmountTrails = null,
            Findings = [],
        };

        Column Own(Column column) => column with { Values = [.. office.Members.Select(member => column.Values[member])] };
    }

    private static AllocationTable? OfOffice(AllocationTable? all, Office office)
    {
        if (all is null)
            return null;
        AllocationRow[] rows = [.. all.Rows.Where(row => office.Units.Contains(row.Unit))];
        HashSet<string> schemes = [.. rows.Select(row => row.Scheme)];
        return schemes.Count == 0 ? null : new AllocationTable
        {
            Schemes = [.. all.Schemes.Where(scheme => schemes.Contains(scheme.Name)).Select(scheme =>
                scheme with
                {
                    FundYuan = null,
                    ReserveYuan = 0,
                    UnallocatedYuan = 0,
                    TotalYuan = rows.Where(row => row.Scheme == scheme.Name).Sum(row => row.AmountYuan),
                })],
            Rows = rows,
            PaidItems = [.. all.PaidItems.Where(item => office.Units.Contains(item.Unit))],
            HandedOn = [.. all.HandedOn.Where(row => office.Units.Contains(row.Unit))],
            Debits = all.Debits.Where(payer => office.Units.Contains(payer.Key)).ToDictionary(),
        };
    }

    private static IReadOnlyList<PeopleTable> Tables(RunResults own) => [.. PeopleTables.Of(own)
        .Where(table => Sheets.Contains(table.Name))];

    /// <summary>Letters, digits and a few signs, as every file system takes them; all else, marks of direction and control signs too,
    /// becomes "_".</summary>
    private static string Plain(string text)
    {
        StringBuilder plain = new();
        foreach (Rune rune in text.EnumerateRunes())
            plain.Append(Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '（' or '）' ? rune.ToString() : "_");
        return plain.Length > MostCharacters
            ? plain.ToString(0, char.IsHighSurrogate(plain[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)
            : plain.ToString();
    }

    /// <param name="Members">Indices of its regions.</param>
    /// <param name="Units">Codes of all payees in it: its regions, itself, and offices below it.</param>
    internal sealed record Office(string Level, string Code, string? Name, IReadOnlyList<int> Members, HashSet<string> Units);
}

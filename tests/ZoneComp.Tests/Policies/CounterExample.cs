using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Policies;

/// <summary>
/// A line of a policy's counter-examples.txt: a row of docs/mission.md, what of its sentence's condition is changed in a copy of the inputs
/// or of the policy, whose amount that moves, and the amounts before and after, worked out by hand.
/// </summary>
/// <param name="Change">Of the inputs: <c>zones NAME field=value</c> (<c>box=x0/y0/x1/y1</c> moves it), <c>FILE KEY field=value</c> for a
/// table's row with that first cell (<c>#2</c>: the second row), <c>FILE + a,b,c</c>, <c>FILE - KEY</c>; of the policy:
/// <c>policy OLD -> NEW</c>. Several are joined by " ; ".</param>
/// <param name="What"><c>SCHEME PAYEE</c> (also <c>SCHEME.SOURCE PAYEE</c>, <c>SCHEME total</c>), <c>COLUMN REGION</c>, <c>family
/// NAME</c>, or <c>unpaid CLASS</c> (mu that no scheme pays).</param>
internal sealed record CounterExample(string Row, string Change, string What, string Before, string After, string Why)
{
    private static readonly ConcurrentDictionary<(string Policy, string Change), Lazy<GridRun>> Runs = new();
    private static readonly ConcurrentDictionary<(string Policy, string Change), Lazy<AllocationTable>> FullRuns = new();

    public string Column => What.Split(' ')[0].Split('.')[0];

    public static IReadOnlyList<CounterExample> Of(string policy) =>
    [
        .. File.ReadAllLines(Path.Combine(GridRun.Folder, policy, "counter-examples.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" | ", StringSplitOptions.TrimEntries))
            .Select(cells => cells.Length == 6
                ? new CounterExample(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5])
                : throw new InvalidOperationException($"{policy}: not six cells: {string.Join(" | ", cells)}")),
    ];

    /// <summary>What is wrong with it, if anything is.</summary>
    public IEnumerable<string> Wrong(string policy)
    {
        decimal before = Arithmetic(Before), after = Arithmetic(After);
        foreach ((string change, decimal expected) in new[] { ("", before), (Change, after) })
        {
            decimal step = 0m;
            string found;
            try
            {
                found = Found(policy, change, out step);
            }
            catch (Exception failed) when (failed is InvalidOperationException or UserErrorException)
            {
                found = failed.Message;
            }

            if (Math.Abs(Number(found) - expected) > step)
                yield return $"{Row} {What} after '{change}': {found}, by hand {expected}";
        }

        if (before == after)
            yield return $"{Row} {What}: does not move";
    }

    /// <param name="step">What the figure may be off: a yuan where it is a share that is divided by hand, whose last unit the program may
    /// give to another payee; the 28th digit of a column; nothing else.</param>
    private string Found(string policy, string change, out decimal step)
    {
        step = (Before + After).Contains('/', StringComparison.Ordinal) ? 1m : 0m;
        GridRun run = Run(policy, change);
        (string name, string who) = What.Split(' ', 2) is [var first, var rest] ? (first, rest) : (What, "");
        (string scheme, string source) = name.Split('.') is [var left, var right] ? (left, right) : (name, "");
        AllocationTable allocation = run.OffGrid.Contains(scheme) ? Full(policy, change) : run.Allocation;
        if (allocation.Quotas is { } quotas && quotas.Schemes.FirstOrDefault(each => each.Name == scheme) is { } quota)
            (allocation, step) = (quotas, step == 0 ? 0 : quota.UnitYuan);
        if (name == "family")
        {
            HashSet<string> of = FamilyTable.Families(allocation).Where(family => family.Family == who).SelectMany(family => family.Schemes)
                .ToHashSet(StringComparer.Ordinal);
            return Text(allocation.Rows.Where(row => of.Contains(row.Scheme)).Sum(row => row.AmountYuan));
        }

        if (name == "unpaid")
        {
            return Text(allocation.UnpaidGround.Where(ground => ground.Combination.Split('|').Contains(who)).Sum(ground => ground.AreaM2)
                / 2000m * 3m);
        }

        if (run.Columns.FirstOrDefault(column => column.Name == name) is { } column)
        {
            step = 0.000_000_000_001m;
            int region = run.Ground.Regions.ToList().FindIndex(each => each.Code == who);
            return region < 0 ? $"no region {who}" : column.Values[region]?.ToString() ?? "nothing";
        }

        if (allocation.Schemes.All(each => each.Name != scheme))
            return $"no scheme or column {scheme}";
        AllocationRow[] rows =
        [
            .. allocation.Rows.Where(row =>
                row.Scheme == scheme && (who == "total" || row.Unit == who) && (source.Length == 0 || row.Source == source)),
        ];
        IEnumerable<LedgerRow> payments = rows.Length > 0 ? [] : allocation.Ledger.Where(row => row.Scheme == scheme);
        return Text(rows.Sum(row => row.AmountYuan)
            + payments.Sum(row => row.Payee == who ? row.AmountYuan : row.Payer == who ? -row.AmountYuan : 0));
    }

    private static GridRun Run(string policy, string change) =>
        Runs.GetOrAdd((policy, change), _ => new Lazy<GridRun>(() => Changed(policy, change, GridRun.In))).Value;

    private static AllocationTable Full(string policy, string change)
    {
        if (change.Contains("zones ", StringComparison.Ordinal))
            throw new InvalidOperationException($"{change}: only square kilometres know of changed zones; change the policy's layer");
        return FullRuns.GetOrAdd(
            (policy, change),
            _ => new(() => Changed(policy, change, (folder, name) => Money(LibraryRun.In(folder, name))))).Value;
    }

    private static AllocationTable Money(RunOutcome outcome) => outcome.Results?.Allocation
        ?? throw new InvalidOperationException($"{outcome.Findings.First(finding => finding.Severity == Severity.Error)}");

    private static T Changed<T>(string policy, string change, Func<string, string, T> run)
    {
        if (change.Length == 0)
            return run(GridRun.Folder, policy);
        using TemporaryFolder copy = new();
        foreach (string part in new[] { policy, "layers" })
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(GridRun.Folder, part), "*", SearchOption.AllDirectories))
            {
                string target = copy.File(Path.GetRelativePath(GridRun.Folder, file));
                _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        foreach (string one in change.Split(" ; "))
            Edit(copy, policy, one);
        T result = run(copy.File("."), policy);
        if (result is GridRun { Log: var log } && log.HasErrors)
            throw new InvalidOperationException($"{change}: {log.Sorted().First(finding => finding.Severity == Severity.Error)}");
        return result;
    }

    private static void Edit(TemporaryFolder copy, string policy, string change)
    {
        string[] words = change.Split(' ', 3);
        string path = copy.File(words[0] switch
        {
            "policy" => $"{policy}/policy.yaml",
            "zones" => "layers/zones.csv",
            _ => $"{policy}/{words[0]}.csv",
        });
        if (words[0] == "policy")
        {
            string[] texts = change[7..].Split(" -> ");
            string text = File.ReadAllText(path);
            File.WriteAllText(
                path,
                text.Contains(texts[0], StringComparison.Ordinal)
                    ? text.Replace(texts[0], texts[1], StringComparison.Ordinal)
                    : throw new InvalidOperationException($"the policy holds no '{texts[0]}'"));
            return;
        }

        List<string[]> rows = [.. File.ReadAllLines(path).Where(line => line.Length > 0).Select(line => line.Split(','))];
        if (words[1] == "+")
        {
            rows.Add(words[2].Split(','));
        }
        else
        {
            string key = words[1] == "-" ? words[2] : words[1];
            int[] at = key[0] == '#'
                ? [int.Parse(key[1..], CultureInfo.InvariantCulture)]
                : [.. Enumerable.Range(1, rows.Count - 1).Where(row => rows[row][words[0] == "zones" ? 1 : 0] == key)];
            if (at.Length == 0)
                throw new InvalidOperationException($"{change}: no row '{key}'");
            foreach (int row in at)
            {
                foreach (string[] cell in words[1] == "-" ? [] : words[2].Split(' ').Select(each => each.Split('=')))
                {
                    if (cell[0] == "box")
                        cell[1].Split('/').CopyTo(rows[row], rows[row].Length - 4);
                    else
                        rows[row][Array.IndexOf(rows[0], cell[0])] = cell[1];
                }
            }

            if (words[1] == "-")
                rows = [.. rows.Where((_, row) => !at.Contains(row))];
        }

        File.WriteAllLines(path, rows.Select(row => string.Join(',', row)));
    }

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static decimal Number(string text) => text switch
    {
        "True" => 1m,
        "False" or "nothing" => 0m,
        _ => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : decimal.MinValue / 2,
    };

    /// <summary>Sums of products of numbers, with brackets: innermost brackets first, then * and /, then + and -.</summary>
    private static decimal Arithmetic(string text)
    {
        string rest = text.Replace(" ", "", StringComparison.Ordinal);
        while (Regex.Match(rest, @"\(([^()]*)\)") is { Success: true } inner)
            rest = rest[..inner.Index] + Text(Arithmetic(inner.Groups[1].Value)) + rest[(inner.Index + inner.Length)..];
        decimal sum = 0m;
        foreach (Match term in Regex.Matches(rest, @"([+-]*)(\d[\d.]*(?:[*/]-?\d[\d.]*)*)"))
        {
            decimal product = 1m;
            foreach (Match factor in Regex.Matches("*" + term.Groups[2].Value, @"([*/])(-?[\d.]+)"))
            {
                decimal number = decimal.Parse(factor.Groups[2].Value, CultureInfo.InvariantCulture);
                product = factor.Groups[1].Value == "*" ? product * number : product / number;
            }

            sum += term.Groups[1].Value.Count(sign => sign == '-') % 2 == 0 ? product : -product;
        }

        return sum;
    }
}

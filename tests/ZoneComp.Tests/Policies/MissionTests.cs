using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Policies;

/// <summary>docs/mission.md claims only what runs.</summary>
public partial class MissionTests
{
    private static readonly IReadOnlyList<(string Id, string Class, string Where)> Rows =
    [
        .. File.ReadAllLines(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "mission.md"))
            .Where(line => MissionRow().IsMatch(line))
            .Select(line => line.Split('|'))
            .Select(cells => (cells[1].Trim(), cells[3].Trim(), cells[4].Trim())),
    ];

    [Fact] // Shanxi 51, Beijing 27, Panjin 26, Xinjiang 25, Sichuan 40.
    public void Every_mechanism_has_one_row()
    {
        IEnumerable<string> expected = new[] { ("S", 51), ("B", 27), ("P", 26), ("X", 25), ("C", 40) }
            .SelectMany(document => Enumerable.Range(1, document.Item2).Select(number => $"{document.Item1}{number}"));

        Assert.Equal(expected, Rows.Select(row => row.Id));
        Assert.Equal(169, Rows.Count);
    }

    [Fact]
    public void Only_what_no_program_computes_is_out_of_scope()
    {
        Assert.Equal(
            Rows.Where(row => row.Class == "e").Select(row => row.Id),
            Rows.Where(row => row.Where == "out of scope").Select(row => row.Id));
    }

    [Fact]
    public void Every_place_named_holds_what_it_is_said_to_hold_and_has_a_result()
    {
        Dictionary<string, GridRun> runs = GridRun.Names.ToDictionary(name => name, GridRun.Of, StringComparer.Ordinal);
        List<string> wrong = [];
        foreach ((string id, _, string where) in Rows.Where(row => row.Where != "out of scope"))
        {
            MatchCollection places = Place().Matches(where);
            if (places.Count == 0)
                wrong.Add($"{id} names no place");
            foreach (Match place in places)
            {
                (string policy, string name) = (place.Groups[1].Value, place.Groups[3].Value);
                int line = int.Parse(place.Groups[2].Value, CultureInfo.InvariantCulture);
                string[] lines = File.ReadAllLines(Path.Combine(GridRun.Folder, policy, "policy.yaml"));
                if (line > lines.Length || !lines[line - 1].StartsWith($"  {name}:", StringComparison.Ordinal))
                    wrong.Add($"{id}: {policy}/policy.yaml:{line} is not '{name}'");
                if (!HasResult(runs[policy], policy, name))
                    wrong.Add($"{id}: '{name}' of {policy} has no result");
            }
        }

        Assert.Equal("", string.Join('\n', wrong));
    }

    private static bool HasResult(GridRun run, string policy, string name) => run.OffGrid.Contains(name)
        ? LibraryRun.Of(policy).Results!.Allocation!.Rows.Any(row => row.Scheme == name && row.AmountYuan != 0)
        : run.Allocation.Rows.Any(row => row.Scheme == name && row.AmountYuan != 0)
        || run.Allocation.Ledger.Any(row => row.Scheme == name)
        || run.Columns.Any(column => column.Name == name && column.Values.Any(value => value is not null and not 0m and not false));

    [GeneratedRegex(@"^\| [SBPXC]\d+ \|")]
    private static partial Regex MissionRow();

    [GeneratedRegex(@"`([a-z]+)/policy\.yaml:(\d+) (\w+)`")]
    private static partial Regex Place();
}

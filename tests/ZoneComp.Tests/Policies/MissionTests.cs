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

    /// <summary>Policies whose rows have counter-examples, with the letter of their rows.</summary>
    public static TheoryData<string, string> Documents => new()
    {
        { "shanxi", "S" }, { "sichuan", "C" }, { "beijing", "B" }, { "xinjiang", "X" }, { "panjin", "P" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_row_called_done_has_a_counter_example_of_what_it_names(string policy, string letter)
    {
        ILookup<string, CounterExample> lines = CounterExample.Of(policy).ToLookup(line => line.Row, StringComparer.Ordinal);
        (string Id, string Class, string Where)[] done =
            [.. Rows.Where(row => row.Id.StartsWith(letter, StringComparison.Ordinal) && row.Where != "out of scope")];

        Assert.Equal("", string.Join(' ', done.Select(row => row.Id).Except(lines.Select(line => line.Key))));
        Assert.Equal("", string.Join(' ', lines.Select(line => line.Key).Except(done.Select(row => row.Id))));
        Assert.Equal("", string.Join('\n', done.SelectMany(row => Place().Matches(row.Where)
            .Select(place => place.Groups[3].Value)
            .Where(name => lines[row.Id].All(line => line.Column != name && line.Column is not ("family" or "unpaid")))
            .Select(name => $"{row.Id}: no line changes '{name}'"))));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_changed_condition_moves_the_amount_as_the_sentence_says(string policy, string letter)
    {
        Assert.All(CounterExample.Of(policy), line => Assert.StartsWith(letter, line.Row, StringComparison.Ordinal));
        string[] wrong = [.. CounterExample.Of(policy).SelectMany(line => line.Wrong(policy))];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    private static bool HasResult(GridRun run, string policy, string name) => run.OffGrid.Contains(name)
        ? LibraryRun.Of(policy).Results!.Allocation!.Rows.Any(row => row.Scheme == name && row.AmountYuan != 0)
        : run.Allocation.Rows.Concat(run.Allocation.Quotas?.Rows ?? []).Any(row => row.Scheme == name && row.AmountYuan != 0)
        || run.Allocation.Ledger.Any(row => row.Scheme == name)
        || run.Columns.Any(column => column.Name == name && column.Values.Any(value => value is not null and not 0m and not false));

    [GeneratedRegex(@"^\| [SBPXC]\d+ \|")]
    private static partial Regex MissionRow();

    [GeneratedRegex(@"`([a-z]+)/policy\.yaml:(\d+) (\w+)`")]
    private static partial Regex Place();
}

using System.Numerics;

namespace ZoneComp.Comparison;

/// <summary>Two policies against each other: what changed in words of the policy and, on the ground of one run, how much money each line
/// moved.</summary>
/// <remarks>
/// The money of a line is its Shapley value over all mixes of the two policies (as in <c>compare</c>), so the lines add up to the whole
/// change, to the fen, in whatever order they are thought of.
/// Of more than <see cref="MostLines"/> lines those of one indicator, factor or scheme go together, and then all.
/// </remarks>
public static class PolicyDiff
{
    /// <summary>Mixes are 2 to the power of their number.</summary>
    internal const int MostLines = 7;

    /// <param name="from">Results whose ground both policies are computed on; null for the words alone.</param>
    /// <exception cref="UserErrorException">A policy does not read, or the results are of other ground.</exception>
    public static PolicyDiffResult Of(
        string oldPath, string newPath, string? from, TimeProvider clock, IProgress<StageProgress> progress,
        CancellationToken cancellation)
    {
        (PolicyFile old, PolicyFile current) = (Checked(oldPath, out ExpressionScope names),
            Checked(newPath, out ExpressionScope newNames));
        IReadOnlyList<PolicyChange> changes = PolicyDifference.Of(old.Root, current.Root);
        if (from is null)
            return new PolicyDiffResult(changes, null, null);
        RunInputs ground = EarlierRun.Read(from, old, names);
        _ = EarlierRun.Read(from, current, newNames);
        StageClock stages = new(clock, progress, cancellation);
        return Moved(old, current, changes, policy =>
        {
            cancellation.ThrowIfCancellationRequested();
            _ = ExpressionScope.Check(policy);
            DiagnosticLog log = new(new StatedSeverities(policy).Of) { Words = PolicyWords.OfFindings(policy.Root.Document) };
            RunTables tables = Pipeline.Compute(policy, ground, stages, log);
            if (log.Sorted().FirstOrDefault(finding => finding.Severity == Severity.Error) is { } error)
                throw new UserErrorException(
                    $"{error.Subject}: {error.Code}: {error.Message.En}",
                    $"{error.Subject}：{error.Code}：{error.Message.Zh}");
            return AmountsOf(tables);
        });
    }

    /// <summary>What each scheme pays, and of payments between parties also what each party has of them: their net is nothing, whatever
    /// they come to.</summary>
    internal static Dictionary<MovingAmount, decimal> AmountsOf(RunTables tables)
    {
        AllocationTable? money = tables.Allocation;
        Dictionary<MovingAmount, decimal> amounts = (money?.Schemes ?? [])
            .ToDictionary(scheme => new MovingAmount(scheme.Name), scheme => scheme.TotalYuan);
        foreach (SchemeResult scheme in (money?.Schemes ?? []).Where(scheme => scheme.Kind is "ledger" or "agreement"))
        {
            foreach ((string party, decimal net) in Ledger.Net(money!.Ledger.Where(row => row.Scheme == scheme.Name)))
                amounts[new MovingAmount(scheme.Name, party)] = net;
        }

        foreach (SchemeResult quota in tables.Quotas?.Schemes ?? [])
            amounts.Add(new MovingAmount(quota.Name, Measure: quota.Measure), quota.TotalYuan);
        return amounts;
    }

    /// <param name="amountsOf">What each scheme of a policy pays on the common ground, yuan.</param>
    internal static PolicyDiffResult Moved(
        PolicyFile old,
        PolicyFile current,
        IReadOnlyList<PolicyChange> changes,
        Func<PolicyFile, Dictionary<MovingAmount, decimal>> amountsOf)
    {
        // The two ends must be computed, or nothing is said of money.
        Dictionary<MovingAmount, decimal> first = amountsOf(old), last = amountsOf(current);
        PolicyChange[] lines = [.. changes.Where(change => change.MayMoveMoney)];
        string[][] keys =
        [
            [.. lines.Select((_, index) => FormattableString.Invariant($"{index}"))],
            [.. lines.Select(line => string.Join('.', line.Path.Take(2)))],
            [.. lines.Select(_ => "")],
        ];
        LocalText? joined = null;
        foreach (string[] groupOf in keys)
        {
            string[] groups = [.. groupOf.Distinct()];
            if (groups.Length > MostLines)
            {
                joined ??= new LocalText($"more than {MostLines} lines changed", $"改动超过 {MostLines} 行");
                continue;
            }

            try
            {
                Dictionary<MovingAmount, decimal>[] values = [.. Enumerable.Range(0, 1 << groups.Length).Select(mix =>
                    mix == 0
                        ? first
                        : mix == (1 << groups.Length) - 1
                        ? last
                        : amountsOf(PolicyFile.Of(PolicyDifference.Mix(old.Root, current.Root, path => IsNew(path, mix)))))];
                return new PolicyDiffResult(WithMoves(changes, lines, groupOf, groups, values), joined, Total(first, last))
                {
                    Quotas = QuotasOf(first, last),
                };

                bool IsNew(IReadOnlyList<string> path, int mix)
                {
                    int line = Array.FindIndex(lines, each => each.Path.SequenceEqual(path));
                    return line < 0 || (mix >> Array.IndexOf(groups, groupOf[line]) & 1) != 0;
                }
            }
            catch (UserErrorException refused)
            {
                // A line of one policy may need another of the same: a factor and the scheme that names it.
                joined = new LocalText($"not every mix of the two can be computed: {refused.Text.En}", $"两份方案的某些组合无法计算：{refused.Text.Zh}");
            }
        }

        return new PolicyDiffResult(changes, joined, Total(first, last)) { Quotas = QuotasOf(first, last) };
    }

    private static IReadOnlyList<PolicyChange> WithMoves(
        IReadOnlyList<PolicyChange> changes, PolicyChange[] lines, string[] groupOf, string[] groups,
        Dictionary<MovingAmount, decimal>[] values)
    {
        Dictionary<string, List<SchemeMove>> moves = groups.ToDictionary(
            group => group,
            _ => new List<SchemeMove>(),
            StringComparer.Ordinal);
        if (groups.Length > 0)
        {
            foreach (IGrouping<(string Scheme, string Measure), MovingAmount> scheme in values.SelectMany(each => each.Keys).Distinct()
                .GroupBy(amount => (amount.Scheme, amount.Measure)))
            {
                Dictionary<MovingAmount, decimal[]> parts = scheme.ToDictionary(amount => amount, PartsOf);
                for (int group = 0; group < groups.Length; group++)
                {
                    decimal whole = parts.GetValueOrDefault(new MovingAmount(scheme.Key.Scheme, Measure: scheme.Key.Measure))?[group] ?? 0m;
                    PartyMove[] parties =
                    [
                        .. parts.Where(part => part.Key.Party.Length > 0 && part.Value[group] != 0m)
                            .Select(part => new PartyMove(part.Key.Party, part.Value[group]))
                            .OrderBy(move => move.Yuan).ThenBy(move => move.Party, StringComparer.Ordinal),
                    ];
                    if (whole != 0m || parties.Length > 0)
                    {
                        moves[groups[group]].Add(
                            new SchemeMove(scheme.Key.Scheme, whole) { Measure = scheme.Key.Measure, Parties = parties });
                    }
                }
            }

            decimal[] PartsOf(MovingAmount amount)
            {
                // The fen, or the last digit that the quota has in any mix.
                decimal smallest = amount.Measure == "yuan" ? 100m : (decimal)Math.Pow(10, values.Max(each =>
                    (each.GetValueOrDefault(amount) / 1.0000000000000000000000000000m).Scale));
                BigInteger[] exact =
                    ShapleyValues.Numerators([.. values.Select(each => (BigInteger)(each.GetValueOrDefault(amount) * smallest))]);
                return [.. WholeParts.Round([exact], ShapleyValues.Factorial(groups.Length))[0].Select(part => (decimal)part / smallest)];
            }
        }

        // Lines that go together show what they moved at the first of them.
        HashSet<string> shown = [];
        return [.. changes.Select(change =>
            Array.IndexOf(lines, change) is >= 0 and int line && shown.Add(groupOf[line])
                ? change with { Moved = moves[groupOf[line]] }
                : change)];
    }

    private static decimal Total(Dictionary<MovingAmount, decimal> first, Dictionary<MovingAmount, decimal> last)
    {
        return Whole(last) - Whole(first);

        static decimal Whole(Dictionary<MovingAmount, decimal> amounts) =>
            amounts.Where(amount => amount.Key is { Party: "", Measure: "yuan" }).Sum(amount => amount.Value);
    }

    private static IReadOnlyList<SchemeMove> QuotasOf(
        Dictionary<MovingAmount, decimal> first, Dictionary<MovingAmount, decimal> last) =>
        [
            .. last.Keys.Union(first.Keys).Where(amount => amount.Measure != "yuan").Select(amount =>
                new SchemeMove(amount.Scheme, last.GetValueOrDefault(amount) - first.GetValueOrDefault(amount))
                {
                    Measure = amount.Measure,
                }),
        ];

    private static PolicyFile Checked(string path, out ExpressionScope names)
    {
        PolicyFile policy = PolicyFile.Load(path);
        names = ExpressionScope.Check(policy);
        AllocationStage.Check(policy, names);
        PolicyFormat.ReadFilters(policy);
        return policy;
    }
}

/// <summary>What a scheme pays, or one party's net of its payments.</summary>
/// <param name="Party">"" for the scheme.</param>
/// <param name="Measure">What the amount is counted in.</param>
internal readonly record struct MovingAmount(string Scheme, string Party = "", string Measure = "yuan");

/// <param name="Joined">Why the money of several lines is told together, at the first of them; null where each has its own.</param>
/// <param name="ChangeYuan">What all schemes of money give more; null where amounts were not asked for.</param>
public sealed record PolicyDiffResult(IReadOnlyList<PolicyChange> Changes, LocalText? Joined, decimal? ChangeYuan)
{
    /// <summary>What each quota gives more, in its own unit; no part of <see cref="ChangeYuan"/>.</summary>
    public IReadOnlyList<SchemeMove> Quotas { get; init; } = [];
}

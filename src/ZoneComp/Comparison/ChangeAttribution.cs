using System.Globalization;
using System.Numerics;

namespace ZoneComp.Comparison;

/// <summary>Splits each payee's change of each scheme into causes, from the amounts of all mixes of the two years.</summary>
/// <remarks>
/// The two ends must be the two runs to the fen, or nothing is said. Where a mix cannot be computed (a rule of one year meets data that
/// it does not allow), coarser causes are tried, and findings say which were joined and why.
/// </remarks>
internal static class ChangeAttribution
{
    /// <param name="changed">What differs, in the fixed order.</param>
    /// <param name="mapsAsOne">Why the maps cannot be mixed; null when they can.</param>
    /// <param name="nameOf">Name of a payee to show.</param>
    public static Attribution Of(
        ComparedRun old, ComparedRun current, IReadOnlyList<ComparedScheme> schemes, IReadOnlyList<Switch> changed, LocalText? mapsAsOne,
        MixedAmounts amounts, UnitMatch units, Func<int, string> nameOf, int threads, IProgress<double> progress, DiagnosticLog log,
        CancellationToken cancellation)
    {
        Dictionary<string, int> decimals = schemes.ToDictionary(scheme => scheme.Name, scheme => scheme.Decimals, StringComparer.Ordinal);
        var onFile = (
            Old: MixedAmounts.Sums(old.Allocation, units, isNew: false, schemes),
            New: MixedAmounts.Sums(current.Allocation, units, isNew: true, schemes));
        MixRefusedException? refused = null;
        foreach (CausePlan plan in CausePlan.InOrder(changed, mapsAsOne))
        {
            if (plan.Groups.Count > ShapleyValues.MostCauses)
            {
                refused = new MixRefusedException(new LocalText(
                    FormattableString.Invariant($"{plan.Groups.Count} causes changed, more than {ShapleyValues.MostCauses}"),
                    FormattableString.Invariant($"有 {plan.Groups.Count} 项原因变化，超过 {ShapleyValues.MostCauses} 项")));
                continue;
            }

            Cause[] causes = [.. plan.Groups.Select(group => Cause.Of(group, each => TitleOf(each, old, current)))];
            Dictionary<(int Unit, string Scheme), BigInteger>[] values;
            try
            {
                values = Evaluate(plan.Groups, amounts, threads, progress, cancellation);
            }
            catch (MixRefusedException why)
            {
                refused ??= why;
                continue;
            }

            if (Difference(values[0], onFile.Old) is { } first)
                return Differs(old, first, decimals, log);
            if (Difference(values[^1], onFile.New) is { } last)
                return Differs(current, last, decimals, log);
            foreach ((IReadOnlyList<Switch> group, LocalText why) in plan.Joined)
            {
                LocalText names = Cause.Of(group, each => TitleOf(each, old, current)).Name.Title;
                log.Add(ComparisonFindings.Joined(
                    names,
                    refused is null ? why : new LocalText($"{why.En} ({refused.Why.En})", $"{why.Zh}（{refused.Why.Zh}）")));
            }

            return new Attribution(
                [.. causes.Select(cause => cause.Name)], [.. Parts(values, decimals, units, nameOf, old.ComesBefore(current))]);
        }

        log.Add(ComparisonFindings.NotAttributed(refused!.Why));
        return Attribution.None;
    }

    private static Dictionary<(int Unit, string Scheme), BigInteger>[] Evaluate(
        IReadOnlyList<IReadOnlyList<Switch>> groups, MixedAmounts amounts, int threads, IProgress<double> progress,
        CancellationToken cancellation)
    {
        var values = new Dictionary<(int Unit, string Scheme), BigInteger>[1 << groups.Count];
        var refused = new MixRefusedException?[values.Length];
        int done = 0;
        Parallel.For(0, values.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, mix =>
        {
            try
            {
                Seam.At("mix");
                values[mix] = amounts.Of(new Mix(
                    groups.Where((_, cause) => (mix >> cause & 1) != 0).SelectMany(group => group).ToHashSet()));
            }
            catch (MixRefusedException why)
            {
                refused[mix] = why;
            }

            progress.Report(Interlocked.Increment(ref done) / (double)values.Length);
        });
        return Array.Find(refused, each => each is not null) is { } first ? throw new MixRefusedException(first.Why) : values;
    }

    /// <summary>Rounded within each scheme, so that the parts add up by payee and, over all payees, by cause.</summary>
    /// <param name="forward">False to round what the other order of the two runs gives, so that a comparison back is the negative of the
    /// one forth, to the fen.</param>
    private static IEnumerable<AttributedChange> Parts(
        Dictionary<(int Unit, string Scheme), BigInteger>[] values,
        Dictionary<string, int> decimals,
        UnitMatch units,
        Func<int, string> nameOf,
        bool forward)
    {
        int causes = BitOperations.Log2((uint)values.Length);
        var changes = new List<(int Unit, AttributedChange Change)>();
        foreach (IGrouping<string, (int Unit, string Scheme)> scheme in values.SelectMany(each => each.Keys)
            .Distinct()
            .GroupBy(key => key.Scheme, StringComparer.Ordinal))
        {
            (int Unit, string Scheme)[] keys = [.. scheme.OrderBy(key => key.Unit)];
            BigInteger[][] exact =
            [
                .. keys.Select(key => ShapleyValues.Numerators([.. values.Select(each => each.GetValueOrDefault(key))])),
            ];
            IReadOnlyList<BigInteger[]> parts = forward
                ? WholeParts.Round(exact, ShapleyValues.Factorial(causes))
                : Negative(WholeParts.Round(Negative(exact), ShapleyValues.Factorial(causes)));
            for (int at = 0; at < keys.Length; at++)
            {
                BigInteger old = values[0].GetValueOrDefault(keys[at]), current = values[^1].GetValueOrDefault(keys[at]);
                decimal Number(BigInteger whole) => NumberOf(whole, decimals[scheme.Key]);
                if (old != current || parts[at].Any(part => !part.IsZero))
                    changes.Add(
                        (
                            keys[at].Unit,
                            new AttributedChange(
                                units.Units[keys[at].Unit], nameOf(keys[at].Unit), scheme.Key, Number(old), Number(current),
                                [.. parts[at].Select(Number)])));
            }
        }

        return changes.OrderBy(each => each.Unit).ThenBy(each => each.Change.Scheme, StringComparer.Ordinal).Select(each => each.Change);
    }

    private static BigInteger[][] Negative(IReadOnlyList<BigInteger[]> rows) =>
        [.. rows.Select(row => Array.ConvertAll(row, part => -part))];

    private static decimal NumberOf(BigInteger whole, int decimals) => (decimal)whole / (decimal)Math.Pow(10, decimals);

    private static ((int Unit, string Scheme) Key, BigInteger Computed, BigInteger OnFile, int Count)? Difference(
        Dictionary<(int Unit, string Scheme), BigInteger> computed, Dictionary<(int Unit, string Scheme), BigInteger> onFile)
    {
        (int Unit, string Scheme)[] differing =
        [
            .. computed.Keys.Union(onFile.Keys).Where(key => computed.GetValueOrDefault(key) != onFile.GetValueOrDefault(key)).Order(),
        ];
        return differing.Length == 0
            ? null
            : (differing[0], computed.GetValueOrDefault(differing[0]), onFile.GetValueOrDefault(differing[0]), differing.Length);
    }

    private static Attribution Differs(
        ComparedRun run,
        ((int Unit, string Scheme) Key, BigInteger Computed, BigInteger OnFile, int Count) difference,
        Dictionary<string, int> decimals,
        DiagnosticLog log)
    {
        decimal Number(BigInteger whole) => NumberOf(whole, decimals[difference.Key.Scheme]);
        string example = string.Create(
            CultureInfo.InvariantCulture,
            $"{difference.Key.Scheme}: {Number(difference.Computed)} / {Number(difference.OnFile)}");
        log.Add(ComparisonFindings.RecomputedDiffers(run.Folder, difference.Count, example));
        log.Add(ComparisonFindings.NotAttributed(new LocalText("the runs cannot be computed again as they are on file", "两次结果无法按原样重算")));
        return Attribution.None;
    }

    private static string TitleOf(Switch each, ComparedRun old, ComparedRun current)
    {
        string? Title(ComparedRun run) => each.Kind == SwitchKind.Layer
            ? run.Policy.Layers.FirstOrDefault(layer => layer.Name == each.Name)?.Title
            : run.Policy.Tables.FirstOrDefault(table => table.Name == each.Name)?.Title;
        return Title(current) ?? Title(old) ?? each.Name;
    }
}
